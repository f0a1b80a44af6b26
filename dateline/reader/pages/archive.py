"""The way into the archive of one language: every month with stories, leading to its first such day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.edition.values import Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.pages.day import day_path
from dateline.reader.sheet import Head, Sheet, first_choice, front_path


@dataclass(frozen=True)
class Archive:
    """``/en/archive/``; it grows by one line a month."""

    furniture: Furniture
    name: str = "archive"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The months, newest first; None while the language is not on line."""
        sheet = Sheet.of(self.furniture, reading, key.arguments[0])
        if sheet is None:
            return None
        tags = [front.language for front in sheet.fronts]
        head = Head(
            path=f"{sheet.root}archive/",
            title=sheet.language.strings.archive,
            alternates={tag: f"{front_path(tag)}archive/" for tag in tags},
            default=first_choice(tags),
        )
        months = [month_link(sheet, month) for month in reversed(reading.months(sheet.language.tag))]
        return sheet.output("archive.html", head, months=months)


def month_link(sheet: Sheet, month: date) -> dict[str, str]:
    """A month's name and the address of its first day with stories."""
    tag = sheet.language.tag
    _, first = sheet.reading.neighbours(tag, month - timedelta(days=1))
    return {"href": day_path(tag, first or month), "name": sheet.language.month(month), "value": f"{month:%Y-%m}"}
