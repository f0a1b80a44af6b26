"""The sitemaps: an index, and for each language and month the stories first published in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.edition.card import Card, PageCard
from dateline.edition.values import Edition, Front, Site, StandingPage, Value, segment
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.formats import sitemap
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.pages.standing import siblings_of
from dateline.reader.pages.story import source_language
from dateline.reader.sheet import Sheet, first_choice

PAGES = "pages"


@dataclass(frozen=True)
class Sitemap:
    """``/sitemap.xml``, ``/sitemaps/en-2009-03.xml`` and ``/sitemaps/en-pages.xml``."""

    furniture: Furniture
    name: str = "sitemap"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The index, and the month that an edition stands in."""
        if isinstance(value, Site | Front):
            yield PageKey(self.name)
        if isinstance(value, StandingPage):
            yield PageKey(self.name, (value.language, PAGES))
        if isinstance(value, Edition):
            yield PageKey(self.name, (value.language, f"{value.first_published.day:%Y-%m}"))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The index or a month; None for a month without stories or of a language that is not on line."""
        reading.template(CODE)
        if not key.arguments:
            return self._index(reading)
        if key.arguments[1] == PAGES:
            return self._pages(reading, key.arguments[0])
        tag, month = key.arguments[0], date.fromisoformat(f"{key.arguments[1]}-01")
        sheet = Sheet.of(self.furniture, reading, tag)
        cards = reading.month(tag, month) if sheet else ()
        if sheet is None or not cards:
            return None
        body = sitemap.urlset(address(sheet, card) for card in cards)
        return Output(path=month_path(tag, month), body=body, media_type=sitemap.MEDIA_TYPE)

    def _index(self, reading: Reading) -> Output | None:
        base, tags = reading.site().base_url, [front.language for front in reading.fronts()]
        paths = [month_path(tag, month) for tag in tags for month in reading.months(tag)]
        paths += [pages_path(tag) for tag in tags if reading.pages(tag)]
        locations = [f"{base}{path}" for path in paths]
        if not locations:
            return None
        return Output(path="/sitemap.xml", body=sitemap.index(locations), media_type=sitemap.MEDIA_TYPE)

    def _pages(self, reading: Reading, tag: str) -> Output | None:
        sheet = Sheet.of(self.furniture, reading, tag)
        if sheet is None or not sheet.pages:
            return None
        body = sitemap.urlset(page_address(sheet, card) for card in sheet.pages)
        return Output(path=pages_path(tag), body=body, media_type=sitemap.MEDIA_TYPE)


def pages_path(tag: str) -> str:
    """``/sitemaps/en-pages.xml``."""
    return f"/sitemaps/{segment(tag)}-{PAGES}.xml"


def page_address(sheet: Sheet, card: PageCard) -> sitemap.Address:
    """A standing page with its other languages on line, itself among them."""
    paths = {each.language: sheet.absolute(each.path) for each in siblings_of(sheet, card.id)}
    default = paths.get(first_choice(list(paths)))
    return sitemap.Address(
        location=sheet.absolute(card.path),
        changed=str(card.updated),
        alternates={**paths, **({"x-default": default} if default else {})},
    )


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
