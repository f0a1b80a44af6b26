"""Prints lie where the sheet says, and the sheet in the docs shows every language at every width."""

from __future__ import annotations

from PIL import Image

from dateline.languages.language import languages
from tests.contact_sheet.sheets import GAP, LABEL, LIGHTS, WIDTHS, beside, sheet
from tests.journeys.house import ROOT

DOCS = ROOT / "docs"


def test_two_pages_stand_beside_each_other_as_wide_as_a_print() -> None:
    joined = beside([Image.new("RGB", (320, 640), "red"), Image.new("RGB", (320, 320), "blue")], 300)
    assert joined.size == (300, 288)
    assert joined.getpixel((10, 280)) == (255, 0, 0)
    assert joined.getpixel((290, 10)) == (0, 0, 255)


def test_no_print_covers_another_nor_its_name() -> None:
    tall, low = Image.new("RGB", (50, 90), "red"), Image.new("RGB", (50, 30), "lime")
    laid = sheet([("a", low), ("b", tall), ("c", low)], 2)
    assert laid.size == (2 * (50 + GAP) + GAP, 90 + 30 + 2 * (LABEL + GAP) + GAP)
    colours = {count_of[1]: count_of[0] for count_of in laid.getcolors() or []}
    assert colours[(255, 0, 0)] == 50 * 90
    assert colours[(0, 255, 0)] == 2 * 50 * 30


def test_the_sheet_in_the_docs_shows_every_language_at_every_width_and_light() -> None:
    words = (DOCS / "contact-sheet.md").read_text(encoding="utf-8")
    shown, _, lights = words.rpartition("Languages: ")[2].partition(". In other lights: ")
    assert shown.split(", ") == list(languages())
    assert lights.rstrip(".\n").split(", ") == list(LIGHTS)
    for name in (*map(str, WIDTHS), "lights"):
        assert f"(contact-sheet/{name}.webp)" in words
        with Image.open(DOCS / "contact-sheet" / f"{name}.webp") as picture:
            assert picture.width > 1000
