"""What readers are told of a story's past: versions, corrections, a source that moved on, age."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from lxml import etree

from dateline.edition.comparison import Piece
from dateline.edition.house import Face
from dateline.edition.values import Site, Withdrawn
from dateline.languages.language import language
from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.reader.pages.history import lines
from tests.builders import uid
from tests.rooms.reader.bureau import bureau
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import site

STORY = "/en/2009/03/06/us-russia-missiles"
PERSIAN = "/fa/2009/03/06/us-russia-missiles"
Pages = dict[str, Output]


def test_an_edition_behind_its_source_says_so_in_its_own_language_and_leads_there(pages: Pages) -> None:
    (notice,) = parsed(pages[PERSIAN]).xpath("//p[@class='notice correction']")
    assert notice.xpath("./a/@href") == [STORY]
    assert notice.xpath("./time/@datetime") == ["2009-03-06T09:30:00Z", "2009-03-06T08:22:00Z"]
    words = language("fa").strings.behind_correction.partition("(")[0].strip()
    assert words in notice.text_content()


def test_an_original_has_no_such_notice(pages: Pages) -> None:
    assert not parsed(pages[STORY]).xpath("//p[contains(@class, 'notice')]")


def test_the_history_shows_each_version_with_the_words_struck_out_and_put_in(pages: Pages) -> None:
    page = parsed(pages[f"{STORY}/history"])
    assert page.xpath("//ol[@class='versions']/li/@class") == ["typo", "update", "first"]
    newest = page.xpath("//ol[@class='versions']/li[1]")[0]
    assert "19" in "".join(newest.xpath(".//del//text()"))
    assert "12" in "".join(newest.xpath(".//ins//text()"))
    labels = newest.xpath(".//div/p[@class='label']/text()")
    strings = language("en").strings
    assert {strings.part_added, strings.part_removed} <= set(labels)


def test_the_history_says_of_an_erased_version_no_more_than_when_it_stood(pages: Pages) -> None:
    first = parsed(pages[f"{STORY}/history"]).xpath("//ol[@class='versions']/li[last()]")[0]
    assert first.xpath(".//h2/text()")[-1].strip() == language("en").strings.first_version
    assert not first.xpath(".//div[contains(@class, 'part')] | .//p[@class='label'] | .//p[@class='note']")


def test_a_story_of_one_version_has_no_history_and_no_link_to_one(pages: Pages) -> None:
    background = "/en/2009/02/18/background-5"
    assert f"{background}/history" not in pages
    assert "history" not in pages[background].body.decode()


def test_the_history_goes_with_its_story() -> None:
    gone = Withdrawn(story=uid("clinton"), language="en", path=STORY)
    left = site([*bureau("en", "fa"), gone], KINDS, furniture())
    assert f"{STORY}/history" not in left
    assert f"{PERSIAN}/history" in left


def test_the_corrections_page_lists_what_was_put_right_newest_first(pages: Pages) -> None:
    page = parsed(pages["/en/errata/"])
    assert page.xpath("//section[@class='changes']//li/@class") == ["correction", "retraction"]
    assert page.xpath("//section[@class='changes']//h2/a/@href") == [STORY, "/en/2009/03/05/wrong"]
    assert page.xpath("//ul[@class='months']//a/@href") == ["/en/errata/2009/"]
    assert parsed(pages["/en/errata/2009/"]).xpath("//section[@class='changes']//li/@class") == [
        "correction",
        "retraction",
    ]


def test_a_language_that_put_nothing_right_says_so() -> None:
    few = [value for value in bureau("en") if not getattr(value, "changes", ())]
    left = site(few, KINDS, furniture())
    assert language("en").strings.corrections_none in left["/en/errata/"].body.decode()
    assert "/en/errata/2009/" not in left


def test_a_story_past_a_year_says_that_it_is_old() -> None:
    aged = site(bureau("en"), KINDS, furniture(), now=datetime(2010, 3, 7, tzinfo=UTC))
    (notice,) = parsed(aged[STORY]).xpath("//p[@class='notice old']")
    assert notice.xpath("./time/@datetime") == ["2009-03-06"]


def test_the_feed_says_what_was_put_right_before_the_summary(pages: Pages) -> None:
    feed = etree.fromstring(pages["/en/feed.atom"].body)
    told = feed.xpath("//*[local-name()='summary']/text()")
    assert f"{language('en').strings.change_correction}: English 23\nEnglish 13" in told


def test_compared_text_keeps_its_lines_and_escapes_its_characters() -> None:
    pieces = (Piece("A & b\nc ", "same"), Piece("<x>", "out"), Piece("y\nz", "in"))
    assert lines(pieces) == ["A &amp; b", "c <del>&lt;x&gt;</del><ins>y</ins>", "<ins>z</ins>"]


def told_by(face: Face, **when: datetime) -> dict[str, Output]:
    """The bureau's pages where the house tells of its stories so."""
    values = bureau("en", "fa")
    house = next(value for value in values if isinstance(value, Site))
    dressed = [msgspec.structs.replace(house, face=face) if value is house else value for value in values]
    return site(dressed, KINDS, furniture(), **when)


def test_what_changed_stands_where_the_house_wants_it_on_full_and_light_pages(pages: Pages) -> None:
    above = told_by(Face(changes_at="top"))
    label = language("en").strings.changes
    for path in (STORY, f"/lite{STORY}"):
        below, first = pages[path].body.decode(), above[path].body.decode()
        body = "<p>English 41"
        assert below.index(body) < below.index(label)
        assert first.index(label) < first.index(body)
        assert first.count(label) == below.count(label) == 1


def test_the_age_at_which_a_story_says_that_it_is_old_is_the_houses() -> None:
    background, week = "/en/2009/03/05/background-7", datetime(2009, 3, 12, 12, tzinfo=UTC)
    found = {
        days: bool(parsed(told_by(Face(old_after=days), now=week)[background]).xpath("//p[@class='notice old']"))
        for days in (0, 7, 8)
    }
    assert found == {0: False, 7: True, 8: False}


def test_a_language_leaves_to_the_house_what_readers_are_told_of_a_story() -> None:
    house = Face(old_after=30, changes_at="top")
    assert Face(time_zone="Asia/Tehran").over(house) == Face(time_zone="Asia/Tehran", old_after=30, changes_at="top")
