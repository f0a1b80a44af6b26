"""Answers ``/<segment>/search?q=``, also under ``/lite/``: hits of the index, shown from what the site shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

import apsw

from dateline.languages.facts import Language
from dateline.languages.language import by_segment
from dateline.press.recorder import Recorder
from dateline.press.shelf import Shelf
from dateline.reader.furniture import LITE, Part, furniture
from dateline.reader.pages.search import Found, Search
from dateline.search.documents import running_text
from dateline.search.highlight import excerpt
from dateline.search.index import IndexReader
from dateline.search.query import search, wanted
from dateline.server.answers import NEVER, Answer, Environ

PER_PAGE = 20
PER_LIGHT_PAGE = 10  # their excerpts in any script stay within what a light page may weigh
# Characters of an excerpt, by how a language is searched: a Chinese or Japanese one says about twice as much.
WIDTHS = {"words": 220, "bigrams": 110}
LONGEST_QUERY = 200
LAST_PAGE = 50


def searching(folder: Path) -> Callable[[apsw.Connection, str, Environ], Answer | None]:
    """The search over an index folder, as ReaderFiles calls it; None where the printed page answers."""
    index = IndexReader(folder)

    def answer(db: apsw.Connection, path: str, environ: Environ) -> Answer | None:
        light = path.startswith(f"/{LITE}/")
        language = by_segment(path.split("/")[2 if light else 1])
        asked = parse_qs(str(environ.get("QUERY_STRING", "")))
        query = asked.get("q", [""])[0].strip()[:LONGEST_QUERY]
        if language is None or not query:
            return None
        page, many = page_number(asked.get("page", ["1"])[0]), PER_LIGHT_PAGE if light else PER_PAGE
        return _answer(db, language, find(index, query, language, page, many), light=light)

    return answer


def find(index: IndexReader, query: str, language: Language, page: int, many: int = PER_PAGE) -> Found:
    """One page of ``many`` hits among a language's stories and standing pages."""
    found = search(index, query, languages=[language.tag], limit=many, offset=(page - 1) * many)
    pages = min(-(-found.total // many), LAST_PAGE)
    tokens = wanted(query, language.tag)
    return Found(
        query=query,
        hits=[hit.key for hit in found.hits],
        total=found.total,
        page=page,
        pages=max(pages, 1),
        loose=found.loose,
        cut=lambda value: excerpt(running_text(value), tokens, language.tag, width=WIDTHS[language.search]),
    )


def page_number(text: str) -> int:
    """The page of hits asked for, between 1 and LAST_PAGE whatever the address says."""
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() else 1


def _answer(db: apsw.Connection, language: Language, found: Found, *, light: bool) -> Answer | None:
    laid = furniture().lite(Part(1)) if light else furniture()
    reading = Recorder(Shelf(db, furniture(), datetime.now(UTC)), furniture())
    output = Search(laid).results(reading, language.tag, found)
    if output is None:
        return None
    headers = [("Content-Type", output.media_type), ("Content-Language", output.language), ("Cache-Control", NEVER)]
    return Answer(status=HTTPStatus.OK, headers=headers, body=output.body)
