"""A card that points to something on another site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wagtail.blocks import CharBlock, StructBlock, URLBlock

from dateline.edition.blocks import Block, Embed
from dateline.edition.characters import line


class EmbedBlock(StructBlock):
    """Nothing of the other site is loaded with our page."""

    made_of = (Embed,)

    url = URLBlock(label="Address")
    provider = CharBlock(max_length=80, help_text="The site’s own name, as in YouTube.")
    title = CharBlock(required=False, max_length=300)
    author = CharBlock(required=False, max_length=200)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One card."""
        return [Embed(block_id, value["url"], *(line(value[name]) for name in ("provider", "title", "author")))]

    def raw(self, block: Embed) -> dict[str, Any]:
        """The reverse."""
        return {"url": block.url, "provider": block.provider, "title": block.title, "author": block.author}

    class Meta:
        icon = "link-external"
