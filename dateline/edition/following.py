"""What a translator's marks do to a derivation: a part read again, dropped, told, cut in two, or read elsewhere.

Pure functions of values; ``behind.standing`` says afterwards what is still open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.edition.behind import NOTICE, Standing
from dateline.edition.values import Change, Derivation, Edition, SourcePart
from dateline.edition.wording import notice, part_digests

# Shorter words stand in too many paragraphs to say that one of them was made of the other.
FEWEST_CHARACTERS = 8


def read_again(derived: Derivation, name: str, digest: str, parts: Collection[str]) -> Derivation:
    """Say that ``name`` of the source was read as ``digest`` and that ``parts`` of ours are made from it.

    Without parts it was left out on purpose. An empty digest is a part that the source took out: nothing follows it.
    """
    others = tuple(each for each in derived.parts if each.source != name)
    made = [SourcePart(part, name, digest) for part in dict.fromkeys(parts)] or [SourcePart("", name, digest)]
    return replace(derived, parts=(*others, *made) if digest else others)


def worked_in(derived: Derivation, name: str) -> tuple[str, ...]:
    """What an adaptation is taken to have made of a part that none of its own is made from: it says it somewhere.

    The names are those of blocks that it no longer has, so that a later change is raised as well. A translation has
    left such a part out.
    """
    if derived.kind != "adaptation":
        return ()
    return tuple(each.part for each in derived.parts if each.source == name and each.part) or (name,)


def heard(derived: Derivation, change: Change) -> Derivation:
    """Say that our readers were told what ``change`` told the source's."""
    return read_again(derived, *notice(change), ())


def settled(derived: Derivation, found: Standing) -> Derivation:
    """Where nothing is open the newest version is the one read; notices up to it need no mark of their own."""
    if found.moved or found.source_gone or found.now <= derived.version:
        return derived
    parts = tuple(each for each in derived.parts if not each.source.startswith(NOTICE))
    return replace(derived, version=found.now, parts=parts)


def made_from(own: Edition, source: Edition, name: str) -> tuple[str, ...]:
    """Our parts that are made from a part of the source, as far as can be told.

    Those that are marked so, else the one of the same id, else our blocks made from nothing that stand where it does.
    """
    parts, ours = own.derived_from.parts if own.derived_from else (), part_digests(own)
    marked = [each.part for each in parts if each.source == name and each.part in ours]
    if marked:
        return tuple(dict.fromkeys(marked))
    return (name,) if name in ours else tuple(_between(own, source, name))


def _between(own: Edition, source: Edition, name: str) -> Iterator[str]:
    """Our blocks made from nothing, after what is made from the source's blocks before and before the next."""
    parts = own.derived_from.parts if own.derived_from else ()
    order = [str(each.id) for each in source.blocks]
    place = {str(each.id): number for number, each in enumerate(own.blocks)}
    made = {each.part for each in parts}
    if name not in order:
        return
    at = order.index(name)
    known = [each for each in parts if each.source in order and each.part in place]
    spots = [(order.index(each.source), place[each.part]) for each in known]
    first = max((spot for where, spot in spots if where < at), default=-1)
    last = min((spot for where, spot in spots if where > at), default=len(place))
    yield from (part for part, spot in place.items() if first < spot < last and part not in made)


def carried(derived: Derivation, before: Edition, after: Edition) -> Derivation:
    """The derivation after our own blocks were merged, split or copied; words tell which, where they are clear.

    A block that is gone keeps its mark: it counts as left out on purpose, and undoing the deletion brings it back.
    """
    old, new = _said(before), _said(after)
    heirs: dict[str, list[str]] = {}
    for part, words in old.items():
        homes = [home for home, text in new.items() if words in text and words not in old.get(home, "")]
        if part not in new and len(homes) == 1:
            heirs[part] = homes
    for part, words in new.items():
        origins = [each for each, text in old.items() if words in text]
        if part not in old and len(origins) == 1:
            heirs.setdefault(origins[0], []).append(part)
    inherited = [replace(each, part=heir) for each in derived.parts for heir in heirs.get(each.part, [])]
    return replace(derived, parts=tuple(dict.fromkeys([*derived.parts, *inherited])))


def _said(edition: Edition) -> dict[str, str]:
    texts = {str(each.id): " ".join(each.plain().split()) for each in edition.blocks}
    return {part: words for part, words in texts.items() if len(words) >= FEWEST_CHARACTERS}


def rebased(own: Edition, old: Sequence[Edition], new: Sequence[Edition]) -> Derivation:
    """The derivation of ``own`` from another source: ``old`` and ``new`` are the published versions of both sources.

    Where one source is made from the other, what was read of the one says what was read of the other. Anything else
    counts as unread, so that the desk looks at it.
    """
    derived, target = own.derived_from, new[-1]
    kept = derived or Derivation(language=target.language, version=0)
    parts, version = _same_ids(own, target), 0
    if derived and target.derived_from and target.derived_from.language == derived.language:
        parts, version = {**parts, **_through_younger(derived, new)}, _read_by(derived, new)
    elif derived and old and old[-1].derived_from and old[-1].derived_from.language == target.language:
        parts, version = {**parts, **_through_elder(derived, old)}, _read_through(derived, old)
    made = tuple(dict.fromkeys(each for found in parts.values() for each in found))
    return replace(kept, language=target.language, version=version, parts=made)


Found = Mapping[str, tuple[SourcePart, ...]]


def _same_ids(own: Edition, target: Edition) -> Found:
    """Parts of the same name, unread: no wording has an empty digest."""
    theirs = part_digests(target)
    return {part: (SourcePart(part, part, ""),) for part in part_digests(own) if part in theirs}


def _through_younger(derived: Derivation, new: Sequence[Edition]) -> Found:
    """The new source is made from the old one: its words when it followed the same words that we followed."""
    found: dict[str, tuple[SourcePart, ...]] = {}
    for edition in reversed(new):
        theirs, said = part_digests(edition), edition.derived_from.parts if edition.derived_from else ()
        for each in derived.parts:
            made = tuple(
                SourcePart(each.part, other.part, theirs[other.part])
                for other in said
                if (other.source, other.digest) == (each.source, each.digest) and other.part in theirs
            )
            if made:
                found[each.part] = made
    return found


def _through_elder(derived: Derivation, old: Sequence[Edition]) -> Found:
    """The old source is made from the new one: what it had read when it said what we read."""
    found: dict[str, tuple[SourcePart, ...]] = {}
    for edition in old:
        said, parts = part_digests(edition), edition.derived_from.parts if edition.derived_from else ()
        for each in derived.parts:
            made = tuple(replace(other, part=each.part) for other in parts if other.part == each.source)
            if made and said.get(each.source) == each.digest:
                found[each.part] = made
    return found


def _read_by(derived: Derivation, new: Sequence[Edition]) -> int:
    """The first version of the new source that had followed the old one as far as we had."""
    far = (each.version for each in new if each.derived_from and each.derived_from.version >= derived.version)
    return min(far, default=0)


def _read_through(derived: Derivation, old: Sequence[Edition]) -> int:
    """The version of the new source that the version of the old one that we read was made from."""
    read = (each.derived_from.version for each in old if each.derived_from and each.version == derived.version)
    return max(read, default=0)
