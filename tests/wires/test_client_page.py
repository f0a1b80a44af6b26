"""The page that the client gave us, read exactly as the issue asks."""

from __future__ import annotations

import re

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
