"""The page that the client gave us, read exactly as the issue asks."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from dateline.edition.blocks import Paragraph
from dateline.wires import capture
from dateline.wires.draft import Draft
from tests.wires.shared import shared

PAGE = "seed/nato-russia-2009-03-06.txt"


def imported() -> Draft:
    return capture.parse(shared(PAGE).read_bytes(), language="en", name="nato-russia.txt")


def test_the_head_of_the_page_is_read() -> None:
    draft = imported()
    assert draft.kicker == "Nato/Russia"
    assert draft.headline == "US to ask Russia not to sell missiles to Iran, as Nato resumes diplomacy with Moscow"
    assert (str(draft.first_published), str(draft.updated)) == ("2009-03-06", "2009-03-06T08:22:00Z")


def test_the_caption_that_stands_twice_is_one_picture_with_its_credit_apart() -> None:
    (picture,) = imported().pictures
    assert picture.caption == (
        "US Secretary of State Hillary Clinton at the Nato Foreign Ministers meeting in Brussels, 5 March 2009"
    )
    assert (picture.credit, picture.alt) == ("AFP", "")


def test_nine_paragraphs_stand_as_they_were_apart_from_white_space() -> None:
    page = " ".join(shared(PAGE).read_text(encoding="utf-8").split())
    blocks = imported().blocks
    assert [type(block) for block in blocks] == [Paragraph] * 9
    assert page.endswith(" ".join(block.plain() for block in blocks))


def test_no_furniture_of_the_site_is_left() -> None:
    draft = imported()
    text = "\n".join([draft.kicker, draft.headline, draft.summary, *(block.plain() for block in draft.blocks)])
    assert not re.search(r"Rechercher|languages|Choisir|Latest update|Photo:", text)


def test_the_editor_is_told_of_straight_quotes_and_missing_alt_text() -> None:
    warnings = imported().warnings
    assert [warning for warning in warnings if "Paragraph 6" in warning and "straight quotation marks" in warning]
    assert [warning for warning in warnings if "no alt text" in warning]
    assert not [warning for warning in warnings if "Left out" in warning]


def test_the_same_bytes_give_the_same_ids_again() -> None:
    assert imported() == imported()
    assert len({block.id for block in imported().blocks}) == 9


def wrapped(page: str) -> str:
    return "\n".join(textwrap.fill(line, 72) for line in page.split("\n"))


def stamp_last(page: str) -> str:
    stamp = next(line for line in page.split("\n") if line.startswith("Article"))
    return page.replace(f"{stamp}\n\n", "") + f"\n\n{stamp}"


CHANGES: dict[str, Callable[[str], str]] = {
    "hard wrapped": wrapped,
    "no blank lines": lambda page: re.sub(r"\n+", "\n", page),
    "indented": lambda page: "\n".join(f"    {line}" for line in page.split("\n")),
    "stamp at the end": stamp_last,
    "caption once": lambda page: page.replace("2009(Photo: AFP)\n", "2009\n", 1).replace("2009\n(Photo", "2009 (Photo"),
    "credit further down": lambda page: page.replace("2009\n(Photo", "2009\n\n(Photo"),
    "square brackets": lambda page: page.replace("(Photo: AFP)", "[Photo: AFP]"),
    "copyright sign": lambda page: page.replace("(Photo: AFP)", " © AFP"),
    "languages menu": lambda page: page.replace("Choisir langue", "Choisir langue\nEnglish\nFrançais\n中文\nفارسی"),
    "footer": lambda page: f"{page}\n\nRelated articles\nTalks go on\n© 2009 Copyright RFI\nAll rights reserved",
    "preformatted": lambda page: f"<html><body><pre>{page}</pre></body></html>",
    "paragraphs": lambda page: "<html>" + "".join(f"<p>{part}</p>" for part in page.split("\n\n")) + "</html>",
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_captured_in_another_way_is_the_same_story(change: str) -> None:
    page = shared(PAGE).read_text(encoding="utf-8")
    changed = capture.parse(CHANGES[change](page).encode(), language="en")
    original = imported()
    assert (changed.kicker, changed.headline) == (original.kicker, original.headline)
    assert (changed.first_published, changed.updated) == (original.first_published, original.updated)
    assert [(each.caption, each.credit) for each in changed.pictures] == [
        (each.caption, each.credit) for each in original.pictures
    ]
    assert [block.plain() for block in changed.blocks] == [block.plain() for block in original.blocks]
