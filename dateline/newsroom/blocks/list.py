"""A list that stands alone between other blocks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, RichTextBlock, StructBlock
from wagtail.blocks import ListBlock as WagtailListBlock

from dateline.edition.blocks import Block, List
from dateline.newsroom import help_texts
from dateline.newsroom.blocks.kind import INLINE
from dateline.newsroom.richtext import markup_of, phrase


class ListBlock(StructBlock):
    """Numbered or not."""

    made_of = (List,)

    ordered = BooleanBlock(required=False, label=_("Numbered"), help_text=help_texts.ORDERED)
    items = WagtailListBlock(
        RichTextBlock(label=_("Item"), features=INLINE, help_text=help_texts.ITEM), label=_("Items")
    )

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One list."""
        return [List(block_id, tuple(phrase(item.source) for item in value["items"]), bool(value["ordered"]))]

    def raw(self, block: List) -> dict[str, Any]:
        """The reverse."""
        items = [{"type": "item", "value": f"<p>{markup_of(item)}</p>"} for item in block.items]
        return {"ordered": block.ordered, "items": items}

    class Meta:
        icon = "list-ul"
        label = _("List")
