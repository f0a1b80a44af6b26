"""Pages of people who write for the house: when they stand, what they show, who leads to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from dateline.edition.erasure import Killed
from dateline.edition.moment import Moment
from dateline.edition.profile import Profile, ProfileWords
from dateline.edition.values import Byline, Edition, Entity, Value, Withdrawn
from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import a_house, a_picture, a_writer, an_edition, uid
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import site

Pages = dict[str, Output]
HOUSE = (*a_house("en", "fa"), a_picture())
ANA = "/en/person/ana/"


def by_ana(story: str = "clinton", language: str = "en", day: str = "2009-03-06") -> Edition:
    return an_edition(story, language, bylines=(Byline(person=uid("ana")),), first_published=Moment.parse(day))


def made(*values: Value) -> Pages:
    return site([*HOUSE, *values], KINDS, furniture())


def test_a_page_tells_of_the_person_and_lists_their_stories_newest_first(pages: Pages) -> None:
    page = parsed(pages["/en/person/anna/"])
    assert page.xpath("string(//h1)") == "Anna English 7"
    assert page.xpath("//header[contains(@class, 'person')]//p/text()") == [
        "English 76",
        "English 77 & <b>",
        "English 78",
    ]
    assert page.xpath("//ul[@class='reached']//a/@href") == ["mailto:anna@dateline.example", "https://anna.example/"]
    assert page.xpath("//main//article//a/@href")[0] == "/en/2009/03/06/us-russia-missiles"
    assert len(page.xpath("//header[contains(@class, 'person')]//img")) == 1


def test_other_languages_of_a_person_are_alternates(pages: Pages) -> None:
    page = parsed(pages["/fa/person/anna/"])
    found = {each.get("hreflang"): each.get("href") for each in page.xpath("//link[@hreflang]")}
    base = "https://dateline.example"
    assert found == {tag: f"{base}/{tag}/person/anna/" for tag in ("en", "fa")} | {
        "x-default": f"{base}/en/person/anna/"
    }


def test_the_data_of_a_page_is_a_person(pages: Pages) -> None:
    data = json.loads(parsed(pages["/en/person/anna/"]).xpath("string(//script[@type='application/ld+json'])"))
    person = data["mainEntity"]
    assert (data["@type"], person["@type"]) == ("ProfilePage", "Person")
    assert person["jobTitle"] == "English 76"
    assert person["worksFor"]["@type"] == "NewsMediaOrganization"
    assert person["image"].endswith(".jpg")
    assert person["sameAs"] == ["https://anna.example/"]


def test_a_byline_leads_to_the_page_and_so_does_its_data(pages: Pages) -> None:
    story = parsed(pages["/en/2009/03/06/us-russia-missiles"])
    assert story.xpath("//p[@class='byline']//a/@href") == ["/en/person/anna/"]
    data = json.loads(story.xpath("string(//script[@type='application/ld+json'])"))
    assert data["author"][0]["url"] == "https://dateline.example/en/person/anna/"
    assert "url" not in data["author"][1]
    light = parsed(pages["/lite/en/2009/03/06/us-russia-missiles"])
    assert "/lite/en/person/anna/" in light.xpath("//a/@href")


def test_a_person_without_stories_or_biography_has_no_page() -> None:
    silent = a_writer(told=False)
    pages = made(silent)
    assert not [path for path in pages if "/person/" in path]
    with_a_story = made(silent, by_ana())
    assert ANA in with_a_story
    assert "/fa/person/ana/" not in with_a_story
    assert ANA in made(a_writer())


def test_a_person_who_is_not_named_in_a_language_has_no_page_there() -> None:
    pages = made(a_writer(languages=("en",)), by_ana(), by_ana(language="fa"))
    assert not [path for path in pages if path.startswith("/fa/person/")]
    byline = parsed(pages["/fa/2009/03/06/clinton"]).xpath("//p[@class='byline']")[0]
    assert byline.text_content().count("ana en") == 1
    assert byline.xpath(".//a") == []


def test_a_person_known_before_people_had_pages_has_none() -> None:
    old = Entity(id=uid("ana"), sort="person", names={"en": "Ana"})
    pages = made(old, by_ana())
    assert not [path for path in pages if "/person/" in path]
    assert parsed(pages["/en/2009/03/06/clinton"]).xpath("string(//p[@class='byline'])") == "By Ana"


def test_all_of_a_year_stands_at_an_address_that_no_later_story_moves() -> None:
    old = [by_ana(f"old-{number}", day=f"2008-03-{number + 1:02}") for number in range(31)]
    before = made(a_writer(), *old)
    after = made(a_writer(), *old, by_ana())
    assert len(parsed(after[ANA]).xpath("//main//article")) == 30
    year = parsed(after[f"{ANA}2008/"])
    assert len(year.xpath("//main//article")) == 31
    assert year.xpath("//nav[@class='pages']//a/@href") == [f"{ANA}2009/", f"{ANA}2008/"]
    assert parsed(before[f"{ANA}2008/"]).xpath("//main//article//a/@href") == year.xpath("//main//article//a/@href")


def test_withdrawn_stories_leave_the_page_and_killed_ones_leave_a_tombstone_in_the_feed() -> None:
    gone = by_ana("gone")
    pages = made(a_writer(), gone, Withdrawn(story=gone.story, language="en", path=gone.path))
    assert parsed(pages[ANA]).xpath("//main//article") == []
    killed = Killed(story=gone.story, language="en", instant=datetime(2009, 3, 7, tzinfo=UTC), writers=gone.writers)
    assert b"deleted-entry" in made(a_writer(), gone, killed)[f"{ANA}feed.atom"].body


def test_the_page_of_feeds_names_those_of_whom_something_is_told() -> None:
    pages = made(a_writer(), a_writer("ben", told=False), by_ana())
    assert parsed(pages["/en/feeds/"]).xpath("//section[@aria-labelledby='people']/ul/li/a/@href") == [ANA]


def test_a_site_that_is_no_address_of_the_web_is_refused() -> None:
    with pytest.raises(ValueError, match="write it whole"):
        Profile(words={"en": ProfileWords("ana")}, site="javascript:alert(1)")
