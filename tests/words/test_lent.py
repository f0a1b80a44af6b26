"""Words that our catalogues lend to Wagtail: it says them, and nobody of our languages reads them in English."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail import admin

from dateline.newsroom.catalogues import LENT
from tests.words.catalogues import LANGUAGES, kept
from tests.words.extract import said

WAGTAIL = Path(admin.__file__).parent
SOURCES = [*(WAGTAIL / "views").rglob("*.py"), *(WAGTAIL / "templates").rglob("*.html"), WAGTAIL / "wagtail_hooks.py"]
LENT_WORDS = [
    str(each.id) for each in said() if any(place == "dateline/newsroom/catalogues.py" for place, _ in each.locations)
]


def test_each_of_them_is_lent_once() -> None:
    assert len(LENT_WORDS) == len(LENT)


@pytest.mark.parametrize("words", LENT_WORDS)
def test_the_installed_wagtail_says_them(words: str) -> None:
    assert any(words in each.read_text(encoding="utf-8") for each in SOURCES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_they_are_said_in_every_language(code: str) -> None:
    catalog = kept(code)
    for words in LENT_WORDS:
        message = catalog.get(words)
        assert message
        assert message.string not in {"", words}
