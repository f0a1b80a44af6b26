"""Behind: what an edition's source says now that it did not say when the edition was made from it.

One pure function of published versions, called by newsroom and reader alike (fine print 9). Digests of wording
decide, never timestamps: what was changed and changed back raises nothing, nor does emphasis or order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from dateline.edition.moment import Moment
from dateline.edition.values import TOLD, Change, Derivation, Dismissal, Edition, SourcePart
from dateline.edition.wording import notice, part_digests, part_names

Kind = Literal["typo", "update", "clarification", "correction", "retraction"]
How = Literal["changed", "added", "removed", "told"]
State = Literal["original", "current", "behind", "ahead"]
SEVERITY: tuple[Kind, ...] = ("typo", "update", "clarification", "correction", "retraction")
NEWS: frozenset[str] = frozenset({"update", "correction"})
NOTICE = "change/"


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the source that the edition has not followed yet.

    ``source`` names the part (a block id, a field, ``change/7`` for what the source told its readers); ``parts`` are
    the edition's own parts made from it; ``digest`` is its wording now, empty where it was removed: a dismissal
    names it. ``version`` is the source's version that moved it last, ``since`` when it was moved first.
    """

    source: str
    parts: tuple[str, ...]
    how: How
    kind: Kind
    version: int
    since: datetime
    digest: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How an edition stands to its direct source; ``own_news`` says that it holds what the source lacks."""

    state: State
    source: str = ""
    read: int = 0
    now: int = 0
    moved: tuple[Moved, ...] = ()
    own_news: bool = False
    source_gone: bool = False

    @property
    def kind(self) -> Kind | None:
        """The gravest kind of all that moved, None where nothing did."""
        return gravest(each.kind for each in self.moved)

    @property
    def since(self) -> datetime | None:
        """When the first of it moved."""
        return min((each.since for each in self.moved), default=None)

    @property
    def alarming(self) -> bool:
        """Whether a desk has something to do and readers something to be told; a typo is neither."""
        return self.kind not in {None, "typo"}


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What readers of an edition that is behind are told: what became of the source, when, and which text it follows.

    ``changed`` is when the source's newest open change went out, ``follows`` the stamp of the version that was read.
    """

    source: str
    kind: Kind
    changed: datetime
    follows: Moment


class Step(NamedTuple):
    """One version of the source: the digests of its parts, why it went out and when."""

    version: int
    kind: Kind
    instant: datetime
    parts: Mapping[str, str]


class Digested(NamedTuple):
    """The published versions of a source, oldest first, each part of each version digested."""

    editions: Sequence[Edition]
    steps: list[Step]

    @property
    def newest(self) -> Edition:
        """The last that was published."""
        return self.editions[-1]


def digested(source: Sequence[Edition]) -> Digested:
    """Digest every part of every version."""
    why = {change.version: change for change in source[-1].changes} if source else {}
    return Digested(source, [_step(edition, why.get(edition.version)) for edition in source])


def gravest(kinds: Iterator[Kind]) -> Kind | None:
    """The last of ``SEVERITY`` among the kinds."""
    return max(kinds, key=SEVERITY.index, default=None)


def standing(
    own: Sequence[Edition], source: Sequence[Edition], dismissals: Collection[Dismissal] = (), *, gone: bool = False
) -> Standing:
    """The standing of an edition: ``own`` and ``source`` are the published versions of both, oldest first.

    The last of ``own`` is the text that stands (or a draft of it). ``gone`` says that the source is withdrawn now.
    Versions that were erased may be missing. An edition that names no source is ``original``.
    """
    return standing_to(own, digested(source), dismissals, gone=gone)


def standing_to(
    own: Sequence[Edition], source: Digested, dismissals: Collection[Dismissal] = (), *, gone: bool = False
) -> Standing:
    """The same, of a source that was digested once for all editions that are made from it."""
    edition = own[-1]
    derived = edition.derived_from
    if derived is None:
        return Standing(state="original")
    if not source.steps:
        return Standing(state="current", source=derived.language, read=derived.version, source_gone=True)
    moved = () if gone else tuple(_open(_moved(edition, derived, source), derived.language, dismissals))
    news = _own_news(own)
    state: State = "behind" if moved else "ahead" if news else "current"
    return Standing(
        state=state,
        source=derived.language,
        read=derived.version,
        now=source.newest.version,
        moved=moved,
        own_news=news,
        source_gone=gone,
    )


def told(found: Standing, source: Edition | None) -> Notice | None:
    """The notice that a standing calls for; None where readers have nothing to be told. Typos never show."""
    open_ = [each for each in found.moved if each.kind != "typo"]
    kind = gravest(each.kind for each in open_)
    if kind is None or source is None:
        return None
    stamps = {change.version: change.instant for change in source.changes}
    newest = max(each.version for each in open_)
    follows = Moment(stamps[found.read]) if found.read in stamps else source.first_published
    changed = stamps.get(newest, max(each.since for each in open_))
    return Notice(source=found.source, kind=kind, changed=changed, follows=follows)


def _step(edition: Edition, change: Change | None) -> Step:
    # A first version, or a change of derivation that carried words after all, counts as news: better than silence.
    # A redaction goes through all languages by itself, and readers are told nothing of it but in the history.
    kind: Kind = change.kind if change and change.kind in SEVERITY else "update"
    kind = "typo" if change and change.kind == "redaction" else kind
    instant = change.instant if change else edition.first_published.instant
    return Step(edition.version, kind, instant, part_digests(edition))


def _moved(edition: Edition, derived: Derivation, source: Digested) -> Iterator[Moved]:
    steps = source.steps
    now = steps[-1].parts
    own = set(part_names(edition))
    read = {part.source for part in derived.parts}
    strays = {digest for name, digest in now.items() if name not in read}
    yield from _told(derived, source.newest)
    for name in dict.fromkeys(part.source for part in derived.parts if not part.source.startswith(NOTICE)):
        made = [part for part in derived.parts if part.source == name and _says(part, derived, own)]
        late = [part for part in made if now.get(name) != part.digest]
        # The same words under a new id are no news: somebody cut a paragraph out and put it back elsewhere.
        if late and not (name not in now and all(part.digest in strays for part in late)):
            yield _changed(name, late, steps, derived.version, own)
    known = {part.digest for part in derived.parts if part.source not in now}
    for name, digest in now.items():
        if name not in read and digest not in known and not _empty(name, source.newest):
            yield _added(name, digest, steps, derived.version)


def _says(part: SourcePart, derived: Derivation, own: Collection[str]) -> bool:
    """Whether the edition says it: a part of its own does, or an adaptation does in words of its own somewhere.

    A translator who deletes a block leaves it out; whoever adapts writes anew, and says so where something is left out.
    """
    return part.part in own or (derived.kind == "adaptation" and bool(part.part))


def _told(derived: Derivation, source: Edition) -> Iterator[Moved]:
    """What the source told its readers to be wrong since it was read: that reaches every language, words or not."""
    heard = {part.source for part in derived.parts}
    for change in source.changes:
        name, digest = notice(change)
        if change.kind in TOLD and change.version > derived.version and name not in heard:
            kind: Kind = change.kind  # type: ignore[assignment]
            yield Moved(
                source=name,
                parts=(),
                how="told",
                kind=kind,
                version=change.version,
                since=change.instant,
                digest=digest,
            )


def _changed(name: str, late: list[SourcePart], steps: list[Step], read: int, own: Collection[str]) -> Moved:
    """Only the versions after the one whose wording was read count, so a typo on top of what was read is a typo."""
    movers = [mover for part in late for mover in _movers(name, steps, _base(part, steps, read))]
    digest = steps[-1].parts.get(name, "")
    ours = [each.part for each in late if each.part in own]
    return _item(name, movers, digest=digest, how="changed" if digest else "removed", parts=ours)


def _added(name: str, digest: str, steps: list[Step], read: int) -> Moved:
    first = next(index for index, step in enumerate(steps) if name in step.parts)
    base = max((index for index, step in enumerate(steps) if step.version <= read), default=-1)
    return _item(name, _movers(name, steps, max(base, first - 1)), digest=digest, how="added", parts=[])


def _base(part: SourcePart, steps: list[Step], read: int) -> int:
    """The place of the last version that said what was read; of the version read, where none is left that says it."""
    said = [index for index, step in enumerate(steps) if step.parts.get(part.source) == part.digest]
    before = [index for index, step in enumerate(steps) if step.version <= read]
    return max(said or before, default=-1)


def _movers(name: str, steps: list[Step], base: int) -> list[Step]:
    """The versions after ``base`` that changed a part; the newest where, erased ones between, none seems to have."""
    pairs = [
        (steps[index - 1].parts.get(name) if index else None, steps[index]) for index in range(base + 1, len(steps))
    ]
    return [step for before, step in pairs if step.parts.get(name) != before] or steps[-1:]


def _item(name: str, movers: list[Step], *, digest: str, how: How, parts: list[str]) -> Moved:
    kind = gravest(step.kind for step in movers)
    return Moved(
        source=name,
        parts=tuple(dict.fromkeys(parts)),
        how=how,
        kind=kind or "update",
        version=max(step.version for step in movers),
        since=min(step.instant for step in movers),
        digest=digest,
    )


def _empty(name: str, edition: Edition) -> bool:
    """Whether a part is a field in which nothing is written."""
    return getattr(edition, name, None) == ""


def _open(moved: Iterator[Moved], language: str, dismissals: Collection[Dismissal]) -> Iterator[Moved]:
    """What nobody has dismissed as it stands now; a later change has another digest and is raised anew."""
    closed = {(each.part, each.digest) for each in dismissals if each.source == language}
    return (each for each in moved if (each.source, each.digest) not in closed)


def _own_news(own: Sequence[Edition]) -> bool:
    """Whether the edition holds blocks made from none of its source's, or news since it last followed its source."""
    edition = own[-1]
    if edition.derived_from is None:
        return False
    made = {part.part for part in edition.derived_from.parts}
    if any(str(block.id) not in made for block in edition.blocks):
        return True
    settled = next((each.version for each in own if each.derived_from == edition.derived_from), edition.version)
    return any(change.kind in NEWS and change.version > settled and change.parts for change in edition.changes)
