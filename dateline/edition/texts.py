"""What is to be translated of an edition, one text at a time, and an edition's parts with other texts in their place.

What another site says of itself (an embed) and what is shared by all languages (credit, people) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from dateline.edition.blocks import (
    Audio,
    Block,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    PullQuote,
    Quote,
    Table,
    Video,
)
from dateline.edition.characters import closed
from dateline.edition.inline import Run, Text, plain
from dateline.edition.values import Edition
from dateline.edition.wording import FIELD_PARTS

LINES: dict[type[Any], tuple[str, ...]] = {
    PictureBlock: ("caption", "alt"),
    Quote: ("speaker", "role"),
    PullQuote: ("speaker", "role"),
    Table: ("caption",),
    Audio: ("title",),
    Video: ("title",),
}
RUNNING = (Paragraph, Heading, Quote, PullQuote)


class Said(msgspec.Struct, frozen=True):
    """One text of an edition.

    ``part`` is a field, ``lead`` or a block's id; ``place`` says where in it (``text``, ``caption``, ``item-2``,
    ``row-1-cell-3``, ``transcript-1``, counted from 1); ``kind`` is the block's kind, or the field.
    """

    part: str
    place: str
    kind: str
    text: Text

    @property
    def name(self) -> str:
        """A name of its own within the edition: the part's, followed by the place where that is not its text."""
        return self.part if self.place == "text" else f"{self.part}.{self.place}"


def texts(edition: Edition) -> tuple[Said, ...]:
    """Every text that is not empty, in reading order."""
    found = [Said(name, "text", name, _line(getattr(edition, name))) for name in FIELD_PARTS]
    if edition.lead:
        found += [Said("lead", place, "picture", text) for place, text in block_texts(edition.lead).items()]
    for block in edition.blocks:
        kind = str(type(block).__struct_config__.tag)
        found += [Said(str(block.id), place, kind, text) for place, text in block_texts(block).items()]
    return tuple(each for each in found if plain(each.text).strip())


def block_texts(block: Block) -> dict[str, Text]:
    """The texts of a block by their place, empty ones included."""
    found: dict[str, Text] = {}
    if isinstance(block, RUNNING):
        found["text"] = block.text
    if isinstance(block, List):
        found |= {f"item-{at}": item for at, item in enumerate(block.items, 1)}
    found |= {name: _line(getattr(block, name)) for name in LINES.get(type(block), ())}
    if isinstance(block, Table):
        found |= dict(_cells(block))
    if isinstance(block, Audio | Video):
        found |= {f"transcript-{at}": said for at, said in enumerate(block.transcript, 1)}
    return found


def with_texts(block: Block, said: Mapping[str, Text]) -> Block:
    """The block with other texts in these places; where none is given its own stays.

    Fields of one line take the characters alone. Raises ValueError for what no block may hold.
    """
    own = {**block_texts(block), **said}
    changed: dict[str, Any] = {name: line_of(own[name]) for name in LINES.get(type(block), ())}
    if isinstance(block, RUNNING):
        changed["text"] = own["text"]
    if isinstance(block, List):
        changed["items"] = tuple(own[f"item-{at}"] for at in range(1, len(block.items) + 1))
    if isinstance(block, Table):
        changed["rows"] = tuple(
            tuple(own[f"row-{row}-cell-{column}"] for column in range(1, len(cells) + 1))
            for row, cells in enumerate(block.rows, 1)
        )
    if isinstance(block, Audio | Video):
        changed["transcript"] = tuple(own[f"transcript-{at}"] for at in range(1, len(block.transcript) + 1))
    return replace(block, **changed) if changed else block


def line_of(text: Text) -> str:
    """Running text as one line of characters, as fields and captions hold it."""
    return closed(" ".join(plain(text).splitlines()))


def _line(characters: str) -> Text:
    return (Run(characters),) if characters else ()


def _cells(table: Table) -> Iterator[tuple[str, Text]]:
    for row, cells in enumerate(table.rows, 1):
        for column, text in enumerate(cells, 1):
            yield f"row-{row}-cell-{column}", text
