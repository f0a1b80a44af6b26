"""Taking things out of an edition for good: whole parts, pictures, and exact words wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.characters import TURNING, balanced, closed
from dateline.edition.codec import to_builtins
from dateline.edition.label import Label
from dateline.edition.values import Byline, Derivation, Edition
from dateline.edition.wording import FIELD_PARTS, part_digests

# What names a thing or an address is no wording; an address that holds the words goes with all that it leads to.
NAMES = frozenset({"id", "kind", "picture", "media", "thumbnail", "language"})
MANY = frozenset({"items", "transcript"})
OMITTED = "…"
# (source's language, part, digest before) -> digest after.
Moved = Mapping[tuple[str, str, str], str]


class Cut(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What goes out of one edition: ``parts`` by name, ``pictures`` by id, ``words`` with ``instead`` in their place.

    Words are found in any case, and across line breaks, emphasis and links.
    """

    parts: frozenset[str] = frozenset()
    pictures: frozenset[UUID] = frozenset()
    words: tuple[str, ...] = ()
    instead: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds the words, the longest first; a space goes with them where nothing takes their place."""
        wanted = sorted({" ".join(each.split()) for each in self.words} - {""}, key=len, reverse=True)
        if not wanted:
            return None
        either = "|".join(r"\s+".join(map(re.escape, each.split(" "))) for each in wanted)
        space = "" if self.instead else "[ \u00a0]?"
        return re.compile(f"{space}(?:{either})", re.IGNORECASE)

    def found_in(self, text: str) -> bool:
        """Whether a text holds some of the words."""
        return bool(self.pattern and self.pattern.search(text))

    def line(self, text: str) -> str:
        """A text without the words."""
        if self.pattern is None or not self.found_in(text):
            return text
        # What is left on either side may make up the words once more.
        while self.found_in(text):
            text = self.pattern.sub(lambda _: self.instead, text)
        return closed(text).strip(" ")


def redacted(edition: Edition, cut: Cut, moved: Moved | None = None) -> Edition:
    """The edition without what is cut; the very same where it held nothing of it.

    ``moved`` says which wordings of sources went through a redaction together with this one, so that it is not behind.
    """
    fields = {name: "" if name in cut.parts else cut.line(getattr(edition, name)) for name in FIELD_PARTS}
    lead = edition.lead
    found = replace(
        edition,
        **(fields | {"headline": cut.line(edition.headline) or OMITTED}),
        bylines=_bylines(edition.bylines, cut),
        sources=tuple(said for each in edition.sources if (said := cut.line(each))),
        changes=tuple(replace(each, note=cut.line(each.note)) for each in edition.changes),
        lead=next(iter(redacted_blocks([lead], cut)), None) if lead else None,
        blocks=redacted_blocks(edition.blocks, cut),
        label=_label(edition.label, cut) if edition.label else edition.label,
    )
    if found == edition:
        return edition
    return replace(found, derived_from=rederived(found.derived_from, moved)) if found.derived_from and moved else found


def _label(label: Label, cut: Cut) -> Label:
    """Whose copy it is stays said, if only as something that was taken out."""
    return replace(label, name=cut.line(label.name) or OMITTED) if label.name else label


def rederived(derived: Derivation | None, moved: Moved) -> Derivation | None:
    """A derivation that has read the wordings that a redaction left of its source."""
    if derived is None:
        return None
    parts = (
        replace(each, digest=moved.get((derived.language, each.source, each.digest), each.digest))
        for each in derived.parts
    )
    return replace(derived, parts=tuple(parts))


def moves(before: Edition, after: Edition) -> dict[tuple[str, str, str], str]:
    """What a redaction made of the wordings of an edition's parts, for those that are made from it."""
    old, new = part_digests(before), part_digests(after)
    return {
        (before.language, name, digest): new[name]
        for name, digest in old.items()
        if name in new and new[name] != digest
    }


def redacted_blocks(blocks: Iterable[Block], cut: Cut) -> tuple[Any, ...]:
    """The blocks without what is cut; those of which nothing is left, or nothing that can stand, are gone."""
    found = (_block(block, cut) for block in blocks)
    return tuple(block for block in found if block is not None)


def _block(block: Block, cut: Cut) -> Block | None:
    if str(block.id) in cut.parts or (isinstance(block, PictureBlock) and block.picture in cut.pictures):
        return None
    content = to_builtins(block)
    if content.get("thumbnail") and UUID(content["thumbnail"]) in cut.pictures:
        content["thumbnail"] = None
    if cut.found_in(str(content.get("url", ""))):
        return None
    changed = _walked(content, cut)
    if changed == to_builtins(block):
        return block
    if any(name in changed and not changed[name] for name in ("text", "items")):
        return None
    try:
        return msgspec.convert(changed, type(block))
    except msgspec.ValidationError:  # the words were what it cannot do without, as a provider's name
        return None


def _walked(content: Any, cut: Cut) -> Any:
    if isinstance(content, dict):
        return {name: held if name in NAMES else _member(name, held, cut) for name, held in content.items()}
    if isinstance(content, list | tuple):
        return _runs(content, cut) if _is_text(content) else tuple(_walked(each, cut) for each in content)
    return cut.line(content) if isinstance(content, str) else content


def _member(name: str, held: Any, cut: Cut) -> Any:
    walked = _walked(held, cut)
    return tuple(each for each in walked if each) if name in MANY else walked


def _is_text(content: Sequence[Any]) -> bool:
    return bool(content) and all(isinstance(each, dict) and isinstance(each.get("text"), str) for each in content)


def _runs(runs: Sequence[dict[str, Any]], cut: Cut) -> tuple[dict[str, Any], ...]:
    """Running text without the words, whichever runs they stand in; what takes their place stands where they began."""
    bare = [_unlinked(run, cut) for run in runs]
    left = bare
    while spans := _spans(left, cut):
        at, kept = 0, []
        for run in left:
            kept.append({**run, "text": _kept(run["text"], at, spans, cut.instead)})
            at += len(run["text"])
        left = kept
    if left is bare:
        return tuple(bare)
    if not balanced("".join(run["text"] for run in left)):
        left = [{**run, "text": TURNING.sub("", run["text"])} for run in left]
    left = [run for run in left if run["text"]]
    if left:
        left[0] = {**left[0], "text": left[0]["text"].lstrip(" ")}
        left[-1] = {**left[-1], "text": left[-1]["text"].rstrip(" ")}
    return tuple(run for run in left if run["text"])


def _spans(runs: Iterable[dict[str, Any]], cut: Cut) -> list[tuple[int, int]]:
    plain = "".join(run["text"] for run in runs)
    return [match.span() for match in cut.pattern.finditer(plain)] if cut.pattern else []


def _unlinked(run: dict[str, Any], cut: Cut) -> dict[str, Any]:
    return {name: held for name, held in run.items() if name != "href" or not cut.found_in(held)}


def _kept(text: str, start: int, spans: Iterable[tuple[int, int]], instead: str) -> str:
    """What is left of a run that begins at ``start`` of its text."""
    out, at, end = [], start, start + len(text)
    for low, high in spans:
        if high <= start or low >= end:
            continue
        out.append(text[at - start : max(low, start) - start])
        out.append(instead if low >= start else "")
        at = min(high, end)
    return "".join([*out, text[at - start :]])


def _bylines(bylines: Iterable[Byline], cut: Cut) -> tuple[Byline, ...]:
    named = (replace(each, name=cut.line(each.name)) for each in bylines)
    return tuple(each for each in named if each.name or each.person)
