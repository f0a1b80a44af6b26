"""Bodies: the field that holds one, its blocks as values, and values as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from wagtail.fields import StreamField

from dateline.edition.blocks import Block, Heading, List, Paragraph
from dateline.newsroom.blocks import Body
from dateline.newsroom.richtext import join

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


def homes_of(body: Any) -> dict[UUID, str]:
    """The text block of a stream that each paragraph, heading or list stands in: what comments are pinned to."""
    texts = [child for child in body if child.block_type == "text" and child.id]
    return {block.id: child.id for child in texts for block in child.block.values(child.value, UUID(child.id))}


def stream_of(blocks: Iterable[Block], homes: Mapping[UUID, str] | None = None) -> list[dict[str, Any]]:
    """A stream's JSON that gives the same blocks with the same ids; paragraphs in a row share one text block.

    A text block keeps the id that it has in ``homes`` (see ``homes_of``).
    """
    stream: list[dict[str, Any]] = []
    left = dict(homes or {})
    for flowing, group in groupby(blocks, key=lambda block: isinstance(block, FLOWING)):
        members = list(group)
        if flowing:
            flow = [each for each in members if isinstance(each, FLOWING)]
            home = next((left[each.id] for each in flow if each.id in left), str(uuid5(flow[0].id, "text")))
            left = {block: id_ for block, id_ in left.items() if id_ != home}
            stream.append({"type": "text", "id": home, "value": join(flow)})
        else:
            stream += [_raw(block) for block in members]
    return stream


def _raw(block: Block) -> dict[str, Any]:
    for name, kind in Body().child_blocks.items():
        if isinstance(block, kind.made_of):
            return {"type": name, "id": str(block.id), "value": kind.raw(block)}
    raise ValueError(f"the newsroom has no block for {type(block).__name__}")
