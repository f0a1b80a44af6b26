"""What every kind of block in the newsroom can do: turn its live value into values and back."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol
from uuid import UUID

from dateline.edition.blocks import Block

INLINE = ["bold", "italic", "link", "language"]


class BlockKind(Protocol):
    """The contract; ``made_of`` are the value types that this kind writes."""

    made_of: ClassVar[tuple[type, ...]]

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """The blocks that readers get; raises ValueError saying what is wrong."""
        ...

    def raw(self, block: Any) -> Any:
        """The stream's JSON of a block, the reverse of ``values``."""
        ...
