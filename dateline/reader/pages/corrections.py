"""What a language's desk got wrong and put right: corrections, clarifications and retractions, by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.edition.card import Card
from dateline.edition.values import TOLD, Edition, Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.sheet import Head, Sheet, first_choice, front_path
from dateline.reader.telling import labelled

NEWEST = 50


@dataclass(frozen=True)
class Corrections:
    """``/en/errata/`` with the newest, ``/en/errata/2009/`` with all of a year."""

    furniture: Furniture
    name: str = "corrections"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language, and one a year in which an edition of it was put right."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))
        if isinstance(value, Edition):
            for change in value.changes:
                if change.kind in TOLD:
                    yield PageKey(self.name, (value.language, f"{change.instant:%Y}"))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The list; None while the language is not on line, or where a year has nothing (any more)."""
        tag, *about = key.arguments
        sheet = Sheet.of(self.furniture, reading, tag)
        if sheet is None:
            return None
        year = about[0] if about else ""
        found = reading.corrections(tag, year, NEWEST)
        if year and not found:
            return None
        items = [_item(sheet, card, version) for card, version in found]
        years = [
            {
                "name": sheet.language.in_digits(each),
                "href": f"{sheet.root}errata/{each}/",
                "current": each == year,
            }
            for each in reversed(reading.correction_years(tag))
        ]
        return sheet.output("corrections.html", _head(sheet, year), items=items, years=years)


def _head(sheet: Sheet, year: str) -> Head:
    title = sheet.language.strings.corrections
    if year:
        return Head(path=f"{sheet.root}errata/{year}/", title=f"{title} {sheet.language.in_digits(year)}")
    tags = [front.language for front in sheet.fronts]
    alternates = {tag: f"{front_path(tag)}errata/" for tag in tags}
    return Head(path=f"{sheet.root}errata/", title=title, alternates=alternates, default=first_choice(tags))


def _year(sheet: Sheet, year: str, *, current: bool) -> dict[str, Any]:
    name = sheet.language.in_digits(year)
    return {"name": name, "href": f"{sheet.root}errata/{year}/", "current": current}


def _item(sheet: Sheet, card: Card, version: int) -> dict[str, Any]:
    change = next(each for each in card.told if each.version == version)
    return {**labelled(sheet, change), "headline": card.headline, "href": card.path}
