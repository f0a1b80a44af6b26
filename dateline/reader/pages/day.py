"""The archive of one day in one language: all its stories, and the nearest days before and after that have some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.edition.moment import Moment
from dateline.edition.values import Edition, Value, segment
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.sheet import Head, Sheet
from dateline.reader.teasers import teasers
from dateline.reader.words import phrase, time_element


@dataclass(frozen=True)
class Day:
    """``/en/2009/03/06/``, for each day with a story."""

    furniture: Furniture
    name: str = "day"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The day that an edition stands in."""
        if isinstance(value, Edition):
            yield PageKey(self.name, (value.language, value.first_published.day.isoformat()))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The day; None where it holds no story or the language is not on line."""
        tag, day = key.arguments[0], date.fromisoformat(key.arguments[1])
        sheet = Sheet.of(self.furniture, reading, tag)
        cards = reading.day(tag, day) if sheet else ()
        if sheet is None or not cards:
            return None
        before, after = reading.neighbours(tag, day)
        title = sheet.language.text("stories_of", day=sheet.language.day(day))
        return sheet.output(
            "day.html",
            Head(path=day_path(tag, day), title=title),
            heading=phrase(sheet.language, "stories_of", day=time_element(Moment(day), sheet.language)),
            stories=teasers(cards, sheet, pictured=True),
            count=sheet.language.count("stories", len(cards)),
            before=day_link(sheet, before),
            after=day_link(sheet, after),
        )


def day_path(tag: str, day: date) -> str:
    """``/en/2009/03/06/``."""
    return f"/{segment(tag)}/{day:%Y/%m/%d}/"


def day_link(sheet: Sheet, day: date | None) -> dict[str, str] | None:
    """Address and name of a day's page."""
    if day is None:
        return None
    return {"href": day_path(sheet.language.tag, day), "name": sheet.language.day(day)}
