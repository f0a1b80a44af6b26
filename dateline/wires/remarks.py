"""What an editor should look at in any import: doubts that can be seen in the draft itself."""

from __future__ import annotations

import re

from dateline.edition.blocks import Block, Paragraph
from dateline.edition.moment import Moment
from dateline.wires.draft import Draft, DraftPicture

CURLY = re.compile(r"[“”„«»]")
STRAIGHT = re.compile(r'"')
INCHES = re.compile(r'\d"')


def opening(text: str, length: int = 40) -> str:
    """The first words of a text, to name it in a remark."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def quotes(blocks: tuple[Block, ...]) -> list[str]:
    """Paragraphs with straight quotation marks where the others have typographic ones."""
    paragraphs = [block.plain() for block in blocks if isinstance(block, Paragraph)]
    if not any(CURLY.search(text) for text in paragraphs):
        return []
    return [
        f"Paragraph {number} (“{opening(text)}”) has straight quotation marks where others have curly ones: left so."
        for number, text in enumerate(paragraphs, start=1)
        if STRAIGHT.search(INCHES.sub("", text))
    ]


def pictures(found: tuple[DraftPicture, ...]) -> list[str]:
    """Pictures without alt text, credit or caption."""
    out = []
    for number, picture in enumerate(found, start=1):
        name = f"Picture {number}" + (f" (“{opening(picture.caption)}”)" if picture.caption else "")
        if not picture.alt:
            out.append(f"{name} has no alt text: describe it for readers who do not see it.")
        if not picture.credit:
            out.append(f"{name} has no credit: say whose it is before it is published.")
        if not picture.caption:
            out.append(f"{name} has no caption.")
    return out


def story(summary: str, first_published: Moment | None, updated: Moment | None, blocks: tuple[Block, ...]) -> list[str]:
    """A story without summary, stamp or text, or with stamps in the wrong order."""
    out = []
    if not blocks:
        out.append("There is no body text.")
    if not summary:
        out.append("There is no summary: lists and search results will show the headline alone.")
    if first_published is None:
        out.append("Nothing says when the story was first published: set the date before it is published.")
    elif updated is not None and updated.day < first_published.day:
        out.append(f"The update ({updated}) is earlier than the first publication ({first_published}): check both.")
    return out


def of(draft: Draft) -> list[str]:
    """Every remark that can be made on a draft by looking at it."""
    found = story(draft.summary, draft.first_published, draft.updated, draft.blocks)
    return [*found, *pictures(draft.pictures), *quotes(draft.blocks)]


def once(remarks: list[str]) -> tuple[str, ...]:
    """Each remark once, in the order found."""
    return tuple(dict.fromkeys(remark for remark in remarks if remark))
