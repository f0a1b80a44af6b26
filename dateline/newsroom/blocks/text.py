"""Running text: many paragraphs, headings and lists in one field, as writers like it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock

from dateline.edition.blocks import Block, Paragraph
from dateline.newsroom import help_texts
from dateline.newsroom.blocks.kind import INLINE
from dateline.newsroom.richtext import join, split

FEATURES = ["h2", "h3", "ol", "ul", *INLINE]


class TextBlock(RichTextBlock):
    """The snapshot splits it into paragraphs, each with an id of its own."""

    made_of = (Paragraph,)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "features": FEATURES, "help_text": help_texts.TEXT, **kwargs})

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """Paragraphs, headings and lists in reading order."""
        return list(split(value.source, block_id))

    def raw(self, block: Any) -> str:
        """One paragraph as rich text."""
        return join([block])

    class Meta:
        icon = "pilcrow"
        label = _("Text")
