"""A paragraph of running text."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.inline import Text, plain, to_html


class Paragraph(msgspec.Struct, frozen=True, tag_field="kind", tag="paragraph"):
    """``id`` is stable through edits and translation; ``text`` is running text."""

    id: UUID
    text: Text

    def plain(self) -> str:
        """The characters alone."""
        return plain(self.text)

    def html(self, scene: Scene) -> str:
        """A ``<p>`` element."""
        return f"<p>{to_html(self.text)}</p>"
