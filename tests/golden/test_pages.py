"""Whole pages as they were last looked at: a change of a byte is a change that somebody should see and want.

After a wanted change, ``GOLDEN=write python -m pytest tests/golden`` writes them anew; read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau
from tests.rooms.reader.rack import site

FOLDER = Path(__file__).parent / "pages"
GOLDEN = {
    "front-en.html": "/en/",
    "story-en.html": "/en/2009/03/06/us-russia-missiles",
    "story-fa.html": "/fa/2009/03/06/us-russia-missiles",
    "gone-fa.html": "/fa/2009/03/01/secret",
    "languages.html": "/",
    "feed-fa.atom": "/fa/section/world/feed.atom",
    "sitemap-en.xml": "/sitemaps/en-2009-03.xml",
}


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """The bureau's pages by path; the stylesheet's digest is left out, it changes with every stroke of the brush."""
    pages = site(bureau("en", "fa"), KINDS, furniture())
    texts = {path: output.body.decode() for path, output in pages.items() if path in GOLDEN.values()}
    return {path: re.sub(r"/assets/(\w+)\.[0-9a-f]{12}\.", r"/assets/\1.", text) for path, text in texts.items()}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_page_is_the_one_last_looked_at(name: str, printed: dict[str, str]) -> None:
    path, text = FOLDER / name, printed[GOLDEN[name]]
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
