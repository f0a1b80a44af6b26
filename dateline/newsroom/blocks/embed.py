"""A card that points to something on another site."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, URLBlock

from dateline.edition.blocks import Block, Embed
from dateline.edition.characters import line
from dateline.newsroom import help_texts


class EmbedBlock(StructBlock):
    """Nothing of the other site is loaded with our page."""

    made_of = (Embed,)

    url = URLBlock(label=_("Address"), help_text=help_texts.EMBED_URL)
    provider = CharBlock(label=_("Site"), max_length=80, help_text=help_texts.EMBED_PROVIDER)
    title = CharBlock(label=_("Title"), required=False, max_length=300, help_text=help_texts.EMBED_TITLE)
    author = CharBlock(label=_("Author"), required=False, max_length=200, help_text=help_texts.EMBED_AUTHOR)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One card."""
        return [Embed(block_id, value["url"], *(line(value[name]) for name in ("provider", "title", "author")))]

    def raw(self, block: Embed) -> dict[str, Any]:
        """The reverse."""
        return {"url": block.url, "provider": block.provider, "title": block.title, "author": block.author}

    class Meta:
        icon = "link-external"
        label = _("Embed")
