"""The search page: an empty form among the printed pages, and the same page with hits, made for each query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from dateline.edition.values import Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture, furniture
from dateline.reader.sheet import Head, Sheet
from dateline.reader.teasers import teasers
from dateline.reader.words import phrase

PAGES_SHOWN = 9


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found: ``stories`` are those of this page of hits, ``total`` counts all, pages count from 1."""

    query: str
    stories: Sequence[UUID] = ()
    total: int = 0
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class Search:
    """``/en/search``; the server answers ``/en/search?q=...`` with ``results``."""

    furniture: Furniture
    name: str = "search"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The empty form; None while the language is not on line."""
        return self.results(reading, key.arguments[0], Found(query=""))

    def results(self, reading: Reading, tag: str, found: Found) -> Output | None:
        """The hits as they stand published now; one that has gone since it was indexed is left out."""
        sheet = Sheet.of(self.furniture, reading, tag)
        if sheet is None:
            return None
        words, path = sheet.language.strings, f"{sheet.root}search"
        title = sheet.language.text("search_results", query=found.query) if found.query else words.search_title
        head = Head(path=path, title=title, query=found.query, indexed=False)
        cards = [card for card in (reading.card(story, tag) for story in found.stories) if card]
        nothing = phrase(sheet.language, "search_nothing", query=found.query) if found.query and not cards else ""
        return sheet.output(
            "search.html",
            head,
            stories=teasers(cards, sheet, pictured=True),
            count=sheet.language.count("results", found.total) if cards else "",
            nothing=nothing,
            pages=page_links(sheet, found),
        )


def page_links(sheet: Sheet, found: Found) -> list[dict[str, Any]]:
    """The pages of hits around the present one, in the language's digits; none where all hits fit on one."""
    if found.pages < 2:
        return []
    first = max(1, min(found.page - PAGES_SHOWN // 2, found.pages - PAGES_SHOWN + 1))
    return [
        {
            "href": f"{sheet.root}search?{urlencode({'q': found.query, 'page': number})}",
            "name": sheet.language.number(number),
            "current": number == found.page,
        }
        for number in range(first, min(first + PAGES_SHOWN, found.pages + 1))
    ]


def render_search(reading: Reading, tag: str, found: Found) -> Output | None:
    """The page that answers a query in a language; None while that language is not on line."""
    return Search(furniture()).results(reading, tag, found)
