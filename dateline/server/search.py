"""Answers ``/<segment>/search?q=``: hits from the index, shown from the values that the site shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import apsw

from dateline.languages.language import Language, by_segment
from dateline.press.recorder import Recorder
from dateline.press.shelf import Shelf
from dateline.reader.furniture import FURNITURE
from dateline.reader.pages.search import render_search
from dateline.search.index import Index
from dateline.search.query import search
from dateline.server.answers import Answer, Environ

PER_PAGE = 20
LONGEST_QUERY = 200
LAST_PAGE = 50


def searching(folder: Path) -> Callable[[apsw.Connection, str, Environ], Answer | None]:
    """The search over an index folder, as ReaderFiles calls it."""
    index = Index(folder)

    def answer(db: apsw.Connection, path: str, environ: Environ) -> Answer | None:
        language = by_segment(path.split("/")[1])
        return _answer(index, db, language, environ) if language else None

    return answer


def _answer(index: Index, db: apsw.Connection, language: Language, environ: Environ) -> Answer:
    asked = parse_qs(str(environ.get("QUERY_STRING", "")))
    query = asked.get("q", [""])[0].strip()[:LONGEST_QUERY]
    page = _page_number(asked.get("page", ["1"])[0])
    reading = Recorder(Shelf(db, FURNITURE, datetime.now(UTC)), FURNITURE)
    found = search(index, query, [language.tag], limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    cards = [card for hit in found.hits if (card := _card(reading, hit.key))]
    output = render_search(reading, language, query=query, cards=cards, total=found.total, page=page)
    return _sent(output)
