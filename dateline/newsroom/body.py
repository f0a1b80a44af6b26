"""Bodies: the field that holds one, its blocks as values, and values as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from wagtail.fields import StreamField

from dateline.edition.blocks import Block, Heading, List, Paragraph
from dateline.newsroom.blocks import Body
from dateline.newsroom.richtext import Written, join, written_in

FLOWING = (Paragraph, Heading, List)


class BodyField(StreamField):
    """A StreamField whose blocks stand in code alone: no migration ever mentions one."""

    def __init__(self, block_types: Any = Body, **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        """As any field, without the blocks."""
        name, path, _, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [], kwargs


def blocks_of(body: Any, story: UUID) -> tuple[Block, ...]:
    """The blocks of a stream in reading order; ``story`` lends ids to blocks that have none yet."""
    found: list[Block] = []
    for place, child in enumerate(body):
        found += child.block.values(child.value, UUID(child.id) if child.id else uuid5(story, f"place-{place}"))
    return tuple(found)


class Home(NamedTuple):
    """Where a paragraph, heading or list stands: its text block, which comments are pinned to, and its markup."""

    stream: str
    written: Written


def homes_of(body: Any) -> dict[UUID, Home]:
    """The home of every block that stands in a text block."""
    texts = [child for child in body if child.block_type == "text" and child.id]
    found = [(child.id, each) for child in texts for each in written_in(child.value.source, UUID(child.id))]
    return {written.block.id: Home(stream, written) for stream, written in found}


def stream_of(blocks: Iterable[Block], homes: Mapping[UUID, Home] | None = None) -> list[dict[str, Any]]:
    """A stream's JSON that gives the same blocks with the same ids; paragraphs in a row share one text block.

    What has a home keeps the text block's id there, and its markup where it says the same.
    """
    stream: list[dict[str, Any]] = []
    left = dict(homes or {})
    written = {block: home.written for block, home in left.items()}
    for flowing, group in groupby(blocks, key=lambda block: isinstance(block, FLOWING)):
        members = list(group)
        if flowing:
            flow = [each for each in members if isinstance(each, FLOWING)]
            own = next((left[each.id].stream for each in flow if each.id in left), str(uuid5(flow[0].id, "text")))
            left = {block: home for block, home in left.items() if home.stream != own}
            stream.append({"type": "text", "id": own, "value": join(flow, written)})
        else:
            stream += [_raw(block) for block in members]
    return stream


def _raw(block: Block) -> dict[str, Any]:
    for name, kind in Body().child_blocks.items():
        if isinstance(block, kind.made_of):
            return {"type": name, "id": str(block.id), "value": kind.raw(block)}
    raise ValueError(f"the newsroom has no block for {type(block).__name__}")
