"""What each line of a capture was taken for, with its reason; and what becomes of the draft when a person disagrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.edition.blocks import Heading, List, Paragraph, PictureBlock, Quote
from dateline.edition.inline import text
from dateline.wires import capture
from dateline.wires.draft import Draft
from dateline.wires.finding import Finding, corrected, finding
from tests.builders import uid

PAGE = """Rechercher

Choisir la langue

Harbours

Ferries wait for the ice to clear in three ports

Article published on the 2009-03-05

An icebreaker off Tallinn, 4 March 2009 (Photo: AFP)

The first paragraph is long enough to be taken for running text by anybody who reads it, and it ends in a stop.

What the captains say

“We learn of a closed channel when our bow is already in it,” said one of them on Thursday, and others agreed.

Send to a friend
"""


def roles(found: Finding) -> list[tuple[str, str]]:
    return [(each.role, each.text.split(",")[0][:24]) for each in found.lines]


@pytest.fixture
def page() -> Finding:
    return capture.read(PAGE.encode(), language="en")


def place(found: Finding, opening: str) -> int:
    return next(number for number, each in enumerate(found.lines) if each.text.startswith(opening))


def test_every_line_has_its_role_in_the_order_of_the_page(page: Finding) -> None:
    assert roles(page) == [
        ("furniture", "Rechercher"),
        ("furniture", "Choisir la langue"),
        ("kicker", "Harbours"),
        ("headline", "Ferries wait for the ice"),
        ("stamp", "Article published on the"),
        ("caption", "An icebreaker off Tallin"),
        ("paragraph", "The first paragraph is l"),
        ("heading", "What the captains say"),
        ("paragraph", "“We learn of a closed ch"),
        ("furniture", "Send to a friend"),
    ]


def test_furniture_says_what_it_is_for(page: Finding) -> None:
    assert [each.reason for each in page.lines[:2]] == ["site search", "chooser of languages"]


def test_the_lines_of_the_body_are_the_blocks_of_the_draft(page: Finding) -> None:
    assert tuple(each.block for each in page.lines if each.in_body) == page.draft.blocks


def test_the_lines_of_a_page_in_html_are_its_text_with_the_sites_words_between(page: Finding) -> None:
    story = "".join(f"<p>{'A sentence of the story that goes on for a while. ' * 3}{n}</p>" for n in range(4))
    html = f"<html><body><nav><a>Search</a></nav><main><h1>Ferries wait for the ice to clear</h1>{story}</main>"
    found = capture.read(f"{html}<footer><p>Send to a friend</p></footer></body></html>".encode(), language="en")
    assert [role for role, _ in roles(found)] == ["furniture", "headline", *["paragraph"] * 4, "furniture"]


def test_the_clients_page_shows_its_furniture_struck_with_reasons(shared: Path) -> None:
    found = capture.read((shared / "seed/nato-russia-2009-03-06.txt").read_bytes(), language="en")
    struck = [(each.text, each.reason) for each in found.lines if each.role == "furniture"]
    assert [text for text, _ in struck] == ["Rechercher", "/ languages", "Choisir langue"]
    assert struck[0][1] == "site search"
    assert len([each for each in found.lines if each.role == "paragraph"]) == 9


def test_furniture_made_a_paragraph_stands_at_its_place_in_the_body(page: Finding) -> None:
    found = corrected(page, place(page, "Send to"), "paragraph")
    assert found.draft.blocks[-1].plain() == "Send to a friend"
    assert found.lines[-1].reason == "put right by hand"


def test_a_paragraph_made_furniture_leaves_the_body_and_comes_back_with_its_id(page: Finding) -> None:
    here = place(page, "“We learn")
    out = corrected(page, here, "furniture")
    assert page.draft.blocks[-1] not in out.draft.blocks
    assert corrected(out, here, "paragraph").draft.blocks == page.draft.blocks


@pytest.mark.parametrize(("role", "kind"), [("heading", Heading), ("quote", Quote)])
def test_a_paragraph_can_be_another_kind_of_text_with_the_same_id(page: Finding, role: str, kind: type) -> None:
    found = corrected(page, place(page, "“We learn"), role)  # type: ignore[arg-type]
    assert isinstance(found.draft.blocks[-1], kind)
    assert found.draft.blocks[-1].id == page.draft.blocks[-1].id


def test_another_line_made_the_kicker_puts_the_first_one_aside(page: Finding) -> None:
    found = corrected(page, place(page, "What the captains"), "kicker")
    assert found.draft.kicker == "What the captains say"
    assert not any(isinstance(each, Heading) for each in found.draft.blocks)
    assert found.lines[place(found, "Harbours")].role == "furniture"


def test_a_headline_taken_away_leaves_none(page: Finding) -> None:
    assert corrected(page, place(page, "Ferries"), "paragraph").draft.headline == ""


def test_a_line_made_a_caption_names_the_first_picture_without_one_or_a_new_one(page: Finding) -> None:
    found = corrected(page, place(page, "What the captains"), "caption")
    assert [each.caption for each in found.draft.pictures][1] == "What the captains say"
    assert any(isinstance(each, PictureBlock) for each in found.draft.blocks)
    gone = corrected(page, place(page, "An icebreaker"), "furniture")
    assert gone.draft.pictures == ()
    assert corrected(gone, place(page, "What the captains"), "caption").draft.pictures[0].caption


def test_a_list_left_out_can_be_had_back_as_it_was() -> None:
    items = List(uid("list"), (text("One"), text("Two")))
    found = finding(Draft(language="en", headline="H", blocks=(Paragraph(uid("p"), text("First.")), items)))
    out = corrected(found, 1, "furniture")
    assert out.draft.blocks == found.draft.blocks[:1]
    assert "block" in out.lines[1].choices
    assert corrected(out, 1, "block").draft.blocks == found.draft.blocks
