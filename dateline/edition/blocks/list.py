"""A list, numbered or not."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.inline import Text, plain, to_html


class List(msgspec.Struct, frozen=True, tag_field="kind", tag="list"):
    """``items`` are running texts; ``ordered`` numbers them."""

    id: UUID
    items: tuple[Text, ...]
    ordered: bool = False

    def plain(self) -> str:
        """One item a line."""
        return "\n".join(plain(item) for item in self.items)

    def html(self, scene: Scene) -> str:
        """A ``<ul>`` or ``<ol>`` element."""
        element = "ol" if self.ordered else "ul"
        return f"<{element}>{''.join(f'<li>{to_html(item)}</li>' for item in self.items)}</{element}>"
