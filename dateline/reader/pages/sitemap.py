"""The sitemaps: an index, and for each language and month the stories first published in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.edition.card import Card
from dateline.edition.values import Edition, Front, Site, Value, segment
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.formats import sitemap
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.pages.story import source_language
from dateline.reader.sheet import Sheet


@dataclass(frozen=True)
class Sitemap:
    """``/sitemap.xml`` and ``/sitemaps/en-2009-03.xml``."""

    furniture: Furniture
    name: str = "sitemap"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The index, and the month that an edition stands in."""
        if isinstance(value, Site | Front):
            yield PageKey(self.name)
        if isinstance(value, Edition):
            yield PageKey(self.name, (value.language, f"{value.first_published.day:%Y-%m}"))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The index or a month; None for a month without stories or of a language that is not on line."""
        reading.template(CODE)
        if not key.arguments:
            return self._index(reading)
        tag, month = key.arguments[0], date.fromisoformat(f"{key.arguments[1]}-01")
        sheet = Sheet.of(self.furniture, reading, tag)
        cards = reading.month(tag, month) if sheet else ()
        if sheet is None or not cards:
            return None
        body = sitemap.urlset(address(sheet, card) for card in cards)
        return Output(path=month_path(tag, month), body=body, media_type=sitemap.MEDIA_TYPE)

    def _index(self, reading: Reading) -> Output | None:
        base = reading.site().base_url
        locations = [
            f"{base}{month_path(front.language, month)}"
            for front in reading.fronts()
            for month in reading.months(front.language)
        ]
        if not locations:
            return None
        return Output(path="/sitemap.xml", body=sitemap.index(locations), media_type=sitemap.MEDIA_TYPE)


def month_path(tag: str, month: date) -> str:
    """``/sitemaps/en-2009-03.xml``."""
    return f"/sitemaps/{segment(tag)}-{month:%Y-%m}.xml"


def address(sheet: Sheet, card: Card) -> sitemap.Address:
    """A story with all its editions on line as alternates, itself among them."""
    siblings = tuple(each for each in sheet.reading.editions_of(card.story) if each.language in sheet.online)
    alternates = {each.language: sheet.absolute(each.path) for each in siblings}
    default = alternates.get(source_language(siblings))
    return sitemap.Address(
        location=sheet.absolute(card.path),
        changed=str(card.updated or card.first_published),
        alternates={**alternates, **({"x-default": default} if default else {})},
    )
