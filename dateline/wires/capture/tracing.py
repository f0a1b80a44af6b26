"""What each line of a capture was taken for, in its own order: what a person who checks it wants to see."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.edition.blocks import Block, Heading
from dateline.wires.capture.body import SITE, Body
from dateline.wires.capture.classify import Mark
from dateline.wires.capture.folding import key
from dateline.wires.capture.head import Head
from dateline.wires.draft import Draft
from dateline.wires.finding import Line, Role, line_of

HEAD_REASONS: dict[Role, str] = {
    "headline": "the first full line above the text",
    "kicker": "a short line above the headline",
    "summary": "stands between headline and text",
}
SETTLED: dict[str, Role] = {
    "stamp": "stamp", "label": "stamp", "byline": "byline", "sources": "sources", "caption": "caption",
    "credit": "credit",
}  # fmt: skip


def of_text(every: Sequence[Mark], settled: Sequence[Mark], found: Head, body: Body) -> tuple[Line, ...]:
    """The lines of a captured text: ``every`` mark as first read, and those ``settled`` that the story is made of."""
    final = {each.line.number: each for each in settled}
    head: dict[str, Role] = {key(getattr(found, name)): name for name in HEAD_REASONS if getattr(found, name)}
    captions = {key(each.credited.caption) for each in settled if each.kind == "caption" and each.credited}
    out: list[Line] = []
    for each in every:
        number = each.line.number
        if (block := body.made.get(number)) is not None:
            out.append(line_of(block, _why_in_body(block, final.get(number, each))))
        elif number not in body.joined:
            out.append(_aside(each, final.get(number), head, captions))
    return tuple(out)


def _why_in_body(block: Block, mark: Mark) -> str:
    return "a short line above running text" if isinstance(block, Heading) else mark.reason


def _aside(each: Mark, settled: Mark | None, head: dict[str, Role], captions: set[str]) -> Line:
    """A line that stands in no block: part of the head, of a picture, or the site's."""
    mark = settled or each
    if settled is not None and mark.kind in SETTLED:
        return Line(text=each.text, role=SETTLED[mark.kind], reason=mark.reason)
    if role := head.pop(key(each.text), None):
        return Line(text=each.text, role=role, reason=HEAD_REASONS[role])
    if key(each.text) in captions:
        return Line(text=each.text, role="caption", reason="the caption again")
    if each.kind == "credit":
        return Line(text=each.text, role="credit", reason="the credit of the caption above")
    if each.kind in SITE:
        return Line(text=each.text, role="furniture", reason=each.reason, sure=each.sure)
    return Line(text=each.text, role="furniture", reason="stands outside the story", sure=False)


def of_page(marks: Sequence[Mark], draft: Draft) -> tuple[Line, ...]:
    """The lines of a captured page: the blocks of the draft, and between them what the page shows beside the story."""
    waiting = {key(each.plain()): place for place, each in enumerate(draft.blocks)}
    texts = [key(each.plain()) for each in draft.blocks]
    head: dict[str, Role] = {key(getattr(draft, name)): name for name in HEAD_REASONS if getattr(draft, name)}
    captions = {key(each.caption) for each in draft.pictures if each.caption}
    after: dict[int, list[Line]] = {}
    place = -1
    for each in marks:
        here = key(each.text)
        if here in waiting:
            place = max(place, waiting[here])
        elif not (here and any(here in text for text in texts)):
            after.setdefault(place, []).append(_aside(each, each, head, captions))
    out = list(after.get(-1, []))
    for number, block in enumerate(draft.blocks):
        out += [line_of(block, "part of the page’s main text"), *after.get(number, [])]
    return tuple(out)
