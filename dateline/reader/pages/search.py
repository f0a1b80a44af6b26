"""The search page: an empty form among the printed pages, and the same page with hits, made for each query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from markupsafe import Markup, escape

from dateline.edition.values import Edition, Front, StandingPage, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture, furniture
from dateline.reader.sheet import Head, Sheet
from dateline.reader.teasers import page_teaser, teaser
from dateline.reader.words import phrase

PAGES_SHOWN = 9


class Piece(Protocol):
    """Characters of a text; ``marked`` ones are what the reader looked for."""

    @property
    def text(self) -> str: ...

    @property
    def marked(self) -> bool: ...


Cut = Callable[[Edition | StandingPage], Iterable[Piece]]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found: ``hits`` are record's keys, those of this page; ``total`` counts all; pages count from 1.

    ``cut`` takes from a text the pieces that answer the query; ``loose`` says that none has all of the words asked
    for, and these only some.
    """

    query: str
    hits: Sequence[str] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    loose: bool = False
    cut: Cut | None = None


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
        hits = [hit for hit in (_hit(key, sheet, found.cut) for key in found.hits) if hit]
        nothing = phrase(sheet.language, "search_nothing", query=found.query) if found.query and not hits else ""
        return sheet.output(
            "search.html",
            head,
            stories=hits,
            count=sheet.language.count("results", found.total) if hits else "",
            nothing=nothing,
            loose=words.search_some_words if found.loose and hits else "",
            pages=page_links(sheet, found),
        )


def _hit(key: str, sheet: Sheet, cut: Cut | None) -> dict[str, Any] | None:
    """A teaser whose summary gives way to the place in the text that answers the query; None for what has gone."""
    family, identity, tag = key.split("/")
    card = sheet.reading.card(UUID(identity), tag) if family == "edition" else None
    text = sheet.reading.edition(UUID(identity), tag) if card else sheet.reading.page(UUID(identity), tag)
    if card:
        shown = teaser(card, sheet, pictured=True)
    elif isinstance(text, StandingPage):
        shown = page_teaser(text, sheet)
    else:
        return None
    readable = text if isinstance(text, Edition | StandingPage) else None
    return {**shown, "excerpt": _marked(cut(readable)) if cut and readable else Markup()}


def _marked(pieces: Iterable[Piece]) -> Markup:
    return Markup().join(
        Markup("<mark>{}</mark>").format(piece.text) if piece.marked else escape(piece.text) for piece in pieces
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
