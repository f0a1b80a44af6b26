"""A table of figures or facts."""

from __future__ import annotations

from html import escape
from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.characters import check_lines
from dateline.edition.inline import Text, plain, to_html

HEAD_CELL = 'th scope="col"'


class Table(msgspec.Struct, frozen=True, tag_field="kind", tag="table"):
    """``rows`` are rows of cells, all of one length; ``header`` makes the first row column headings."""

    id: UUID
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    header: bool = True

    def __post_init__(self) -> None:
        check_lines(self)
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("every row of a table needs the same number of cells")

    def plain(self) -> str:
        """Caption, then a row a line, cells parted by tabs."""
        rows = ["\t".join(plain(cell) for cell in row) for row in self.rows]
        return "\n".join(part for part in (self.caption, *rows) if part)

    def html(self, scene: Scene) -> str:
        """A ``<table>`` in a region that scrolls sideways on narrow screens and can be focused."""
        caption = f"<caption>{escape(self.caption, quote=False)}</caption>" if self.caption else ""
        head = f"<thead>{_row(self.rows[0], HEAD_CELL, 'th')}</thead>" if self.header and self.rows else ""
        rest = self.rows[1:] if self.header else self.rows
        body = f"<tbody>{''.join(_row(row, 'td', 'td') for row in rest)}</tbody>" if rest else ""
        label = escape(self.caption or scene.language.text("table"))
        return (
            f'<div class="table" role="region" aria-label="{label}" tabindex="0">'
            f"<table>{caption}{head}{body}</table></div>"
        )


def _row(cells: tuple[Text, ...], opening: str, closing: str) -> str:
    return f"<tr>{''.join(f'<{opening}>{to_html(cell)}</{closing}>' for cell in cells)}</tr>"
