"""Links in published texts that lead readers to 404 or 410, found in the record."""

from __future__ import annotations

import pytest

from dateline.edition.blocks import Block, List, Paragraph, Table
from dateline.edition.inline import Run
from dateline.edition.values import Redirect, Value, Withdrawn
from dateline.newsroom.check import lost_readers
from dateline.newsroom.dead_links import DeadLink, dead_links
from tests.builders import a_dossier, a_house, a_section, an_edition, uid
from tests.rooms.newsroom.house import published

pytestmark = pytest.mark.newsroom
OTHER = "/en/2009/03/06/other"


def linking(*addresses: str) -> Value:
    return an_edition(blocks=(Paragraph(uid("p"), tuple(Run("there", href=each) for each in addresses)),))


def found(*values: Value) -> list[tuple[str, str]]:
    standing = (*a_house(), a_section(), a_dossier(), an_edition("other"), *values)
    return [(each.address, each.what) for each in dead_links(standing)]


ALIVE = [
    *("/", "/en/", "/fa", "/en/archive/", "/en/search?q=x", "/en/feed.atom", "/en/section/world/", OTHER),
    *(f"{OTHER}/", f"{OTHER}?x=1#part", "/en/2009/03/06/", "/fa/dossier/nato/feed.atom", "#part"),
    *("https://elsewhere.example/en/nothing", f"https://dateline.example{OTHER}", "mailto:desk@dateline.example"),
]


@pytest.mark.parametrize("address", ALIVE)
def test_an_address_that_answers_is_no_dead_link(address: str) -> None:
    assert found(linking(address)) == []


NEVER = ["/en/2009/03/06/nothing", "/fr/", "/en/section/sport/", "/en/2009/03/07/", "https://dateline.example/en/no"]


@pytest.mark.parametrize("address", NEVER)
def test_an_address_that_never_was_is_named(address: str) -> None:
    assert found(linking(address)) == [(address, "never was an address of this site")]


def test_an_address_whose_story_was_withdrawn_is_named_though_others_stood_in_the_same_text() -> None:
    gone = Withdrawn(story=uid("gone"), language="en", path="/en/2009/03/06/gone")
    assert found(gone, linking(OTHER, gone.path, gone.path)) == [(gone.path, "was withdrawn")]


def test_moves_are_followed_to_where_they_end() -> None:
    moves = (Redirect(path="/en/a", target="/en/b"), Redirect(path="/en/b", target=OTHER))
    assert found(*moves, linking("/en/a")) == []
    assert found(Redirect(path="/en/a", target="/en/c"), linking("/en/a")) == [
        ("/en/a", "never was an address of this site")
    ]
    circle = (Redirect(path="/en/a", target="/en/b"), Redirect(path="/en/b", target="/en/a"))
    assert found(*circle, linking("/en/a")) == [("/en/a", "only leads on and on")]


@pytest.mark.parametrize(
    "block",
    [List(uid("l"), ((Run("x", href="/en/no"),),)), Table(uid("t"), ((((Run("x", href="/en/no"),)),),))],
    ids=["list", "table"],
)
def test_a_link_is_found_however_deep_it_stands(block: Block) -> None:
    assert [address for address, _ in found(an_edition(blocks=(block,)))] == ["/en/no"]


@pytest.mark.django_db
def test_a_page_that_links_to_an_unpublished_story_is_found_in_the_record() -> None:
    other = published("en", "Other story", editorial_first_published="2009-03-06")
    page = published(title="One", body=f'<p><a linktype="page" id="{other.pk}">there</a></p>')
    assert lost_readers() == []
    other.unpublish()
    assert lost_readers() == [DeadLink(page.key, "/en/2009/03/06/other-story", "was withdrawn")]
