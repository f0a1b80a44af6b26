"""A heading inside a body; the headline stands above it, so levels start at 2."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.inline import Text, plain, to_html


class Heading(msgspec.Struct, frozen=True, tag_field="kind", tag="heading"):
    """``level`` is 2 or 3, as in HTML."""

    id: UUID
    text: Text
    level: Literal[2, 3] = 2

    def plain(self) -> str:
        """The characters alone."""
        return plain(self.text)

    def html(self, scene: Scene) -> str:
        """An ``<h2>`` or ``<h3>`` element."""
        return f"<h{self.level}>{to_html(self.text)}</h{self.level}>"
