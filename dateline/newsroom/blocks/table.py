"""A table of figures or facts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from dateline.edition.blocks import Block, Table
from dateline.edition.characters import line
from dateline.edition.inline import text
from dateline.newsroom import help_texts
from dateline.newsroom.blocks.kind import INLINE
from dateline.newsroom.richtext import markup_of, phrase


class TableBlock(TypedTableBlock):
    """Column headings stand in Wagtail's table editor; a table without any heading has none for readers either."""

    made_of = (Table,)

    cell = RichTextBlock(label=_("Cell"), features=INLINE, required=False, help_text=help_texts.CELL)

    def values(self, value: Any, block_id: UUID) -> list[Block]:
        """One table."""
        rows = [tuple(phrase(cell.value.source) for cell in row) for row in value.rows]
        headings = [line(column["heading"]) for column in value.columns]
        if any(headings):
            rows.insert(0, tuple(text(each) for each in headings))
        return [Table(block_id, tuple(rows), line(value.caption or ""), any(headings))] if rows else []

    def raw(self, block: Table) -> dict[str, Any]:
        """The reverse; emphasis in column headings is lost."""
        head = block.rows[0] if block.header else tuple(() for _ in (block.rows[0] if block.rows else ()))
        rows = block.rows[1:] if block.header else block.rows
        return {
            "columns": [{"type": "cell", "heading": "".join(run.text for run in each)} for each in head],
            "rows": [{"values": [f"<p>{markup_of(cell)}</p>" for cell in row]} for row in rows],
            "caption": block.caption,
        }

    class Meta:
        icon = "table"
        label = _("Table")
        help_text = help_texts.TABLE
