"""New wordings put into an edition that is made from another: each into the block that was made of the same source."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.inline import Text
from dateline.edition.texts import block_texts, line_of, with_texts
from dateline.edition.values import Derivation, Edition, SourcePart
from dateline.edition.wording import FIELD_PARTS, part_digests

# Texts by place (``Said.place``), by the part of the source that they say.
Made = Mapping[str, Mapping[str, Text]]


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """``fields`` by name where they are new, the lead, the body, and what all of it was made from.

    ``parts`` gives our part for each part of the source that was filled. ``split`` names parts of the source that
    stand in several of ours (the first was filled), ``dropped`` those that are left out on purpose and stay so.
    """

    fields: dict[str, str]
    lead: PictureBlock | None
    blocks: tuple[Block, ...]
    derived: Derivation
    parts: dict[str, str]
    split: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def counterparts(own: Edition, name: str) -> list[str]:
    """The parts of ``own`` that say they are made from a part of its source; where none does, the one of its name."""
    ours = part_digests(own)
    marked = [each.part for each in _derived(own) if each.source == name and each.part in ours]
    return list(dict.fromkeys(marked)) or [each for each in [name] if each in ours]


def filled(own: Edition, source: Edition, made: Made) -> Filled:
    """``own`` with the texts of ``made`` in it, read as ``source`` says them now; the rest stays as it is.

    Our block keeps its id and shape where the shape has these places, else it takes the source's. A part that has no
    block here stands behind the one before it. Raises ValueError for a text that no block may hold.
    """
    dropped = tuple(name for name in made if _left_out(own, name))
    body = _Body(own, {name: said for name, said in made.items() if name not in dropped})
    for block in source.blocks:
        body.take(block)
    parts = {name: name for name in made if name in {*FIELD_PARTS, "lead"}} | body.parts
    digests = part_digests(source)
    return Filled(
        fields={name: line_of(made[name]["text"]) for name in FIELD_PARTS if name in made},
        lead=_lead(own.lead, made.get("lead", {})),
        blocks=body.blocks(),
        derived=_read(own, source, {name: (part, digests[name]) for name, part in parts.items()}),
        parts=parts,
        split=tuple(body.split),
        dropped=dropped,
    )


class _Body:
    """Our blocks while the source's are gone through in their order."""

    def __init__(self, own: Edition, made: Made) -> None:
        self._own, self._made = own, made
        self._blocks = {str(block.id): block for block in own.blocks}
        self._order = list(self._blocks)
        self._before = ""
        self.parts: dict[str, str] = {}
        self.split: list[str] = []

    def take(self, source: Block) -> None:
        """Fill what was made of this block, or set a new one behind the last."""
        name = str(source.id)
        parts = [each for each in counterparts(self._own, name) if each in self._blocks]
        if name not in self._made:
            self._before = parts[-1] if parts else self._before
            return
        part = next((each for each in parts if each not in self.parts.values()), "")
        if not part:
            part = name if name not in self._blocks else str(uuid5(source.id, "again"))
            self._order.insert(self._order.index(self._before) + 1 if self._before else 0, part)
        elif len(parts) > 1:
            self.split.append(name)
        self._blocks[part] = _filled(self._blocks.get(part), source, part, self._made[name])
        self.parts[name] = self._before = part

    def blocks(self) -> tuple[Block, ...]:
        """Them all, in order."""
        return tuple(self._blocks[part] for part in self._order)


def _filled(block: Block | None, source: Block, part: str, said: Mapping[str, Text]) -> Block:
    fits = block is not None and type(block) is type(source) and set(said) <= set(block_texts(block))
    return with_texts(replace(block if block is not None and fits else source, id=UUID(part)), said)


def _lead(lead: PictureBlock | None, said: Mapping[str, Text]) -> PictureBlock | None:
    return replace(lead, **{name: line_of(text) for name, text in said.items()}) if lead else None


def _read(own: Edition, source: Edition, read: Mapping[str, tuple[str, str]]) -> Derivation:
    """Filled parts say what was read of the source; the others keep what they said."""
    new = [SourcePart(part, name, digest) for name, (part, digest) in read.items()]
    before = own.derived_from or Derivation(language=source.language, version=source.version)
    return replace(before, parts=(*(each for each in before.parts if each.source not in read), *new))


def _left_out(own: Edition, name: str) -> bool:
    made = [each.part for each in _derived(own) if each.source == name]
    return bool(made) and not any(made)


def _derived(own: Edition) -> tuple[SourcePart, ...]:
    return own.derived_from.parts if own.derived_from else ()
