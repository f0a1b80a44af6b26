"""What an editor should look at in any import: doubts that can be seen in the draft itself."""

from __future__ import annotations

import re

import msgspec

from dateline.edition.blocks import Block, Paragraph
from dateline.edition.moment import Moment
from dateline.wires.draft import Draft, DraftPicture

CURLY = re.compile(r"[“”„«»]")
STRAIGHT = re.compile(r'"')
INCHES = re.compile(r'\d"')


def opening(text: str, length: int = 40) -> str:
    """The first words of a text, to name it in a remark."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


class Remark(msgspec.Struct, frozen=True):
    """What to look at, and where it stands: a field's name, ``block/<id>`` or ``picture/<id>``."""

    place: str
    words: str


def quotes(blocks: tuple[Block, ...]) -> list[Remark]:
    """Paragraphs with straight quotation marks where the others have typographic ones."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if not any(CURLY.search(block.plain()) for block in paragraphs):
        return []
    return [
        Remark(
            f"block/{block.id}",
            f"Paragraph {number} (“{opening(block.plain())}”) has straight quotation marks "
            "where others have curly ones: left so.",
        )
        for number, block in enumerate(paragraphs, start=1)
        if STRAIGHT.search(INCHES.sub("", block.plain()))
    ]


def pictures(found: tuple[DraftPicture, ...]) -> list[Remark]:
    """Pictures without alt text, credit or caption."""
    out = []
    for number, picture in enumerate(found, start=1):
        name = f"Picture {number}" + (f" (“{opening(picture.caption)}”)" if picture.caption else "")
        place = f"picture/{picture.id}"
        if not picture.alt:
            out.append(Remark(place, f"{name} has no alt text: describe it for readers who do not see it."))
        if not picture.credit:
            out.append(Remark(place, f"{name} has no credit: say whose it is before it is published."))
        if not picture.caption:
            out.append(Remark(place, f"{name} has no caption."))
    return out


def story(
    summary: str, first_published: Moment | None, updated: Moment | None, blocks: tuple[Block, ...]
) -> list[Remark]:
    """A story without summary, stamp or text, or with stamps in the wrong order."""
    out = []
    if not blocks:
        out.append(Remark("body", "There is no body text."))
    if not summary:
        words = "There is no summary: lists and search results will show the headline alone."
        out.append(Remark("summary", words))
    if first_published is None:
        words = "Nothing says when the story was first published: set the date before it is published."
        out.append(Remark("first_published", words))
    elif updated is not None and updated.day < first_published.day:
        words = f"The update ({updated}) is earlier than the first publication ({first_published}): check both."
        out.append(Remark("updated", words))
    return out


def placed(draft: Draft) -> list[Remark]:
    """Every remark that can be made on a draft by looking at it, with its place."""
    found = story(draft.summary, draft.first_published, draft.updated, draft.blocks)
    return [*found, *pictures(draft.pictures), *quotes(draft.blocks)]


def of(draft: Draft) -> list[str]:
    """Every remark that can be made on a draft by looking at it."""
    return [each.words for each in placed(draft)]


def once(remarks: list[str]) -> tuple[str, ...]:
    """Each remark once, in the order found."""
    return tuple(dict.fromkeys(remark for remark in remarks if remark))
