"""Quotations set apart, and sentences set large."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from dateline.edition.blocks import Block, PullQuote, Quote
from dateline.edition.characters import line
from dateline.newsroom import help_texts
from dateline.newsroom.blocks.kind import INLINE
from dateline.newsroom.richtext import markup_of, phrase


class QuoteBlock(StructBlock):
    """Who said what, in what role."""

    made_of: tuple[type, ...] = (Quote,)

    text = RichTextBlock(label=_("Words"), features=INLINE, help_text=help_texts.QUOTE)
    speaker = CharBlock(label=_("Speaker"), required=False, max_length=200, help_text=help_texts.SPEAKER)
    role = CharBlock(label=_("Role"), required=False, max_length=200, help_text=help_texts.ROLE)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One quotation."""
        return [Quote(block_id, phrase(value["text"].source), line(value["speaker"]), line(value["role"]))]

    def raw(self, block: Quote | PullQuote) -> dict[str, Any]:
        """The reverse."""
        return {"text": f"<p>{markup_of(block.text)}</p>", "speaker": block.speaker, "role": block.role}

    class Meta:
        icon = "openquote"
        label = _("Quote")


class PullQuoteBlock(QuoteBlock):
    """A sentence of the story set large."""

    made_of = (PullQuote,)

    text = RichTextBlock(label=_("Words"), features=INLINE, help_text=help_texts.PULL_QUOTE)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One pull quote."""
        return [PullQuote(block_id, phrase(value["text"].source), line(value["speaker"]), line(value["role"]))]

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
