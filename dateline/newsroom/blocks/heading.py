"""A heading that stands alone between other blocks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ChoiceBlock, RichTextBlock, StructBlock

from dateline.edition.blocks import Block, Heading
from dateline.newsroom import help_texts
from dateline.newsroom.richtext import markup_of, phrase

LEVELS = [("2", _("heading")), ("3", _("sub-heading"))]


class HeadingBlock(StructBlock):
    """Levels 2 and 3; the headline is level 1."""

    made_of = (Heading,)

    text = RichTextBlock(label=_("Text"), features=["italic", "language"], help_text=help_texts.HEADING)
    level = ChoiceBlock(label=_("Level"), choices=LEVELS, default="2", help_text=help_texts.LEVEL)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One heading."""
        return [Heading(block_id, phrase(value["text"].source), 3 if value["level"] == "3" else 2)]

    def raw(self, block: Heading) -> dict[str, Any]:
        """The reverse."""
        return {"text": f"<p>{markup_of(block.text)}</p>", "level": str(block.level)}

    class Meta:
        icon = "title"
        label = _("Heading")
