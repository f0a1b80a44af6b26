"""The pictures of the tutorials: each stands beside its text, is small, is described, and shows what is promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.journeys import tutorial

MOST_BYTES, MOST_OF_ONE_TEXT = 200_000, 1_500_000
TEXTS = (tutorial.FIRST_DAY, tutorial.CORRECTING)


def test_every_picture_stands_beside_a_tutorial_that_shows_it_and_no_two_show_the_same() -> None:
    assert set(tutorial.FOLDER.glob("*.md")) == set(TEXTS)
    shown = [name for text in TEXTS for name in tutorial.promised(text)]
    assert sorted(each.stem for each in tutorial.PICTURES.iterdir()) == sorted(shown)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_pictures_are_as_wide_as_the_screen_and_small(text: Path) -> None:
    files = [tutorial.file_of(name) for name in tutorial.promised(text)]
    assert files
    for file in files:
        assert file.stat().st_size <= MOST_BYTES, f"{file.name}: take it again with `make tutorial`"
        with Image.open(file) as picture:
            assert picture.width == tutorial.WIDTH
    assert sum(file.stat().st_size for file in files) <= MOST_OF_ONE_TEXT


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_every_picture_is_described_and_promises_words(text: Path) -> None:
    for shown in tutorial.SHOWN.finditer(text.read_text(encoding="utf-8")):
        assert shown["alt"].strip(), shown["name"]
        assert tutorial.promised(text)[shown["name"]], f"no *words* stand in the paragraph above {shown['name']}"
