"""What a story weighs on the line: page and stylesheet, compressed as readers get them, and what must come first."""

from __future__ import annotations

import brotli
import pytest
from lxml import html

from dateline.edition.values import segment
from dateline.languages.language import languages
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import site
from tests.rooms.reader.test_lite import longer

STORY = 30_000  # bytes of HTML and CSS
REQUESTS = 3  # until the text can be read: the page and what it waits for
WAITED_FOR = "//link[@rel='stylesheet'] | //script[@src]"


@pytest.mark.parametrize("tag", list(languages()))
def test_a_long_story_with_its_styles_is_within_its_budget_in_any_script(tag: str) -> None:
    pages = site(longer(bureau_with_a_face(*dict.fromkeys(("en", tag))), tag), KINDS, furniture())
    page = pages[f"/{segment(tag)}/2009/03/06/us-russia-missiles"].body
    waited_for = html.fromstring(page.decode()).xpath(WAITED_FOR)
    sheets = [pages[each.get("href")].body for each in waited_for]
    assert sum(len(brotli.compress(body, quality=5)) for body in (page, *sheets)) <= STORY
    assert 1 + len(waited_for) <= REQUESTS
    assert b"<script src" not in page
