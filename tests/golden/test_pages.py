"""Whole pages as they were last looked at: a change of a byte is a change that somebody should see and want.

After a wanted change, ``GOLDEN=write python -m pytest tests/golden`` writes them anew; read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dateline.edition.values import Value
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau, bureau_with_a_face
from tests.rooms.reader.rack import site

FOLDER = Path(__file__).parent / "pages"
GOLDEN = {
    "front-en.html": "/en/",
    "story-en.html": "/en/2009/03/06/us-russia-missiles",
    "story-fa.html": "/fa/2009/03/06/us-russia-missiles",
    "gone-fa.html": "/fa/2009/03/01/secret",
    "languages.html": "/",
    "feed-fa.atom": "/fa/section/world/feed.atom",
    "podcast-fa.xml": "/fa/section/world/podcast.xml",
    "section-en.html": "/en/section/world/",
    "sitemap-en.xml": "/sitemaps/en-2009-03.xml",
}


WITH_A_FACE = {
    "about-fa.html": "/fa/about",
    "front-with-a-face-en.html": "/en/",
    "withdrawn-en.html": "/en/withdrawn",
    "colours-fa.css": "/assets/colours-fa.css",
    "sitemap-pages-en.xml": "/sitemaps/en-pages.xml",
}


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """The bureau's pages by path; the stylesheet's digest is left out, it changes with every stroke of the brush."""
    return undated(bureau("en", "fa"))


@pytest.fixture(scope="module")
def dressed() -> dict[str, str]:
    """The pages of a bureau with everything that settings can show."""
    return undated(bureau_with_a_face("en", "fa"))


def undated(values: list[Value]) -> dict[str, str]:
    """A site's texts by path, without the digests of assets."""
    pages = {re.sub(r"\.[0-9a-f]{12}\.", ".", path): page for path, page in site(values, KINDS, furniture()).items()}
    wanted = {*GOLDEN.values(), *WITH_A_FACE.values()}
    texts = {path: output.body.decode() for path, output in pages.items() if path in wanted}
    return {path: re.sub(r"/assets/([\w-]+)\.[0-9a-f]{12}\.", r"/assets/\1.", text) for path, text in texts.items()}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_page_is_the_one_last_looked_at(name: str, printed: dict[str, str]) -> None:
    compare(name, printed[GOLDEN[name]])


@pytest.mark.parametrize("name", WITH_A_FACE)
def test_the_page_with_a_face_is_the_one_last_looked_at(name: str, dressed: dict[str, str]) -> None:
    compare(name, dressed[WITH_A_FACE[name]])


def compare(name: str, text: str) -> None:
    """Hold a page against the one kept, or keep it anew where that was asked for."""
    path = FOLDER / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
