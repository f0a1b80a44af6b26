"""Fronts as desks arrange them: what stands where, never twice, gone when it goes, in another language if allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from dateline.edition.curation import MOST, ROOM, Breaking, Curation, Fill, Layout, Pick, Slot
from dateline.edition.moment import Moment
from dateline.edition.values import Byline, Edition, Value, Withdrawn
from dateline.press.run import Press
from dateline.press.site import pages
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import Record, a_dossier, a_house, a_section, an_edition, uid
from tests.rooms.reader.rack import NOW, site

Headlines = list[str]


def told(number: int, language: str = "en", **changes: object) -> Edition:
    """The story of that number, the newer the higher."""
    when = {"first_published": Moment.parse(f"2009-03-{number + 1:02}"), "section": uid("world")}
    return an_edition(f"s{number}", language, **when | changes)


def house(*curations: Curation, stories: int = 12, more: Sequence[Value] = ()) -> list[Value]:
    """English and Persian with a section, a dossier and some stories in English."""
    shared = [*a_house(), a_section(), a_section("economy"), a_dossier()]
    return [*shared, *(told(number) for number in range(stories)), *more, *curations]


def page(values: Sequence[Value], path: str = "/en/", **when: object) -> html.HtmlElement:
    """The page at a path."""
    return html.fromstring(site(values, KINDS, furniture(), **when)[path].body.decode())  # type: ignore[arg-type]


def headlines(shown: html.HtmlElement, within: str = "//main") -> Headlines:
    """The stories in a part of a page, by their numbers."""
    return [
        each.text_content().rpartition(" ")[2]
        for each in shown.xpath(f"{within}//*[self::h2 or self::h3]/a[contains(@href, '/2009/')]")
    ]


def by_slot(shown: html.HtmlElement) -> list[Headlines]:
    """The stories of each slot."""
    return [
        headlines(html.fromstring(html.tostring(each)), ".") for each in shown.xpath("//*[contains(@class, 'slot ')]")
    ]


def front(*slots: Slot, **fields: object) -> Curation:
    """The English opening page."""
    return Curation(language="en", slots=slots, **fields)  # type: ignore[arg-type]


def picks(*numbers: int) -> tuple[Pick, ...]:
    """Stories by their numbers."""
    return tuple(Pick(uid(f"s{number}")) for number in numbers)


def test_a_front_that_nobody_arranged_is_made_of_the_newest() -> None:
    assert headlines(page(house()))[:2] == ["s11", "s10"]
    assert page(house()).xpath("//*[contains(@class, 'slot ')]") == []


def test_picked_stories_stand_in_their_slots_in_the_order_of_the_desk() -> None:
    shown = page(house(front(Slot(layout="lead-two", picks=picks(3, 9, 1)), Slot(layout="row", picks=picks(4, 2)))))
    assert by_slot(shown) == [["s3", "s9", "s1"], ["s4", "s2"]]
    assert headlines(shown) == ["s3", "s9", "s1", "s4", "s2"]


def test_a_rule_fills_what_picks_leave_and_never_takes_what_a_later_slot_picked() -> None:
    slots = (Slot(layout="row", picks=picks(2), fill=Fill()), Slot(layout="lead", picks=picks(11)))
    assert by_slot(page(house(front(*slots)))) == [["s2", "s10", "s9", "s8"], ["s11"]]


def test_no_story_stands_twice_however_often_it_is_picked_or_filled_in() -> None:
    slots = (
        Slot(layout="lead", picks=picks(5, 6)),
        Slot(layout="row", picks=picks(5, 6, 5), fill=Fill()),
        Slot(layout="list", fill=Fill(section=uid("world"))),
        Slot(layout="live", fill=Fill()),
    )
    shown = page(house(front(*slots), stories=20))
    assert by_slot(shown)[:2] == [["s5"], ["s6", "s19", "s18", "s17"]]
    assert len(headlines(shown)) == len(set(headlines(shown))) == 20


def test_a_rule_takes_from_its_section_or_dossier_alone() -> None:
    more: list[Value] = [told(20, section=uid("economy")), told(21, dossiers=(uid("nato"),))]
    slots = (
        Slot(layout="list", fill=Fill(section=uid("economy"))),
        Slot(layout="list", fill=Fill(dossier=uid("nato"))),
    )
    shown = page(house(front(*slots), more=more))
    assert by_slot(shown) == [["s20"], ["s21"]]
    assert [each.text_content() for each in shown.xpath("//main/section[contains(@class, 'slot')]/h2")] == [
        "economy en",
        "nato en",
    ]
    assert shown.xpath("//main/section/h2/a/@href") == ["/en/section/economy/", "/en/dossier/nato/"]


def test_a_picked_story_that_was_withdrawn_leaves_and_the_rule_takes_its_place() -> None:
    gone = Withdrawn(story=uid("s3"), language="en", path="/en/2009/03/04/s3")
    curation = front(Slot(layout="lead-two", picks=picks(3, 1), fill=Fill()), Slot(layout="lead", picks=picks(3)))
    assert by_slot(page([*house(curation), gone])) == [["s1", "s11", "s10"]]


def test_a_front_with_nothing_left_of_it_is_made_of_the_newest_again() -> None:
    gone = Withdrawn(story=uid("s3"), language="en", path="/en/2009/03/04/s3")
    assert headlines(page([*house(front(Slot(layout="lead", picks=picks(3)))), gone]))[0] == "s11"


def test_pictures_are_filled_with_stories_that_have_one() -> None:
    curation = front(Slot(layout="pictures", fill=Fill()), Slot(layout="lead", fill=Fill()))
    assert by_slot(page(house(curation))) == [["s11"]]


def test_a_story_missing_here_is_shown_from_another_language_only_where_the_slot_says_so() -> None:
    refused = front(Slot(layout="row", picks=(Pick(uid("s30"), "fa"),)))
    assert "s30" not in headlines(page(house(refused, more=[told(30, "fa")])))
    allowed = Slot(layout="row", picks=(Pick(uid("s30"), "fa"),), other_languages=True)
    shown = page(house(front(allowed), more=[told(30, "fa")]))
    (heading,) = shown.xpath("//main//*[@lang='fa'][a]")
    assert (heading.get("dir"), heading[0].get("href")) == ("rtl", "/fa/2009/03/31/s30")
    assert [each.text_content() for each in shown.xpath("//p[@class='tongue']")] == ["Persian"]
    assert [each.get("lang") for each in shown.xpath("//main//p[@class='stamps']")] == [None]


def test_the_edition_of_this_language_takes_its_place_as_soon_as_there_is_one() -> None:
    allowed = front(Slot(layout="row", picks=(Pick(uid("s30"), "fa"),), other_languages=True))
    shown = page(house(allowed, more=[told(30, "fa"), told(30)]))
    assert shown.xpath("//main//h2/a/@href") == ["/en/2009/03/31/s30"]
    assert shown.xpath("//p[@class='tongue']") == []


def test_a_language_off_line_lends_no_edition() -> None:
    allowed = front(Slot(layout="row", picks=(Pick(uid("s30"), "fr"), Pick(uid("s1"))), other_languages=True))
    assert by_slot(page(house(allowed, more=[told(30, "fr")]))) == [["s1"]]


def test_breaking_news_stands_above_everything_until_its_instant() -> None:
    breaking = Breaking(text="Ministers have agreed", until=NOW + timedelta(hours=1), story=uid("s4"))
    values = house(front(breaking=breaking))
    (strip,) = page(values).xpath("//main/*[1][@class='breaking']")
    assert strip.text_content() == "Breaking Ministers have agreed"
    assert strip.xpath("a/@href") == ["/en/2009/03/05/s4"]
    assert page(values, now=NOW + timedelta(hours=1)).xpath("//*[@class='breaking']") == []
    assert headlines(page(values))[0] == "s11"


def test_breaking_news_goes_with_the_story_that_it_leads_to() -> None:
    gone = Withdrawn(story=uid("s4"), language="en", path="/en/2009/03/05/s4")
    breaking = Breaking(text="Ministers have agreed", until=NOW + timedelta(hours=1), story=uid("s4"))
    assert page([*house(front(breaking=breaking)), gone]).xpath("//*[@class='breaking']") == []


def test_breaking_news_about_a_story_that_is_still_to_come_leads_nowhere() -> None:
    breaking = Breaking(text="Ministers have agreed", until=NOW + timedelta(hours=1), story=uid("never"))
    (strip,) = page(house(front(breaking=breaking))).xpath("//*[@class='breaking']")
    assert strip.xpath("a") == []


def test_the_light_front_shows_the_same_stories_and_leads_to_light_pages() -> None:
    breaking = Breaking(text="Agreed", until=NOW + timedelta(hours=1), address="/en/archive/")
    curation = front(
        Slot(layout="lead-two", picks=picks(3, 9, 1)), Slot(layout="live", picks=picks(4)), breaking=breaking
    )
    shown = page(house(curation), "/lite/en/")
    assert headlines(shown) == headlines(page(house(curation)))
    assert shown.xpath("//*[@class='notice']/a/@href") == ["/lite/en/archive/"]


@pytest.mark.parametrize("what", ["section", "dossier"])
def test_the_fronts_of_sections_and_dossiers_put_the_desk_s_choice_above_the_newest(what: str) -> None:
    section, dossier = (uid("world"), None) if what == "section" else (None, uid("nato"))
    more = [told(number, dossiers=(uid("nato"),)) for number in range(12)]
    curation = Curation(
        language="en",
        slots=(Slot(layout="row", picks=picks(3), fill=Fill(), count=2),),
        section=section,
        dossier=dossier,
    )
    path = "/en/section/world/" if what == "section" else "/en/dossier/nato/"
    shown = page(house(curation, more=more), path)
    assert by_slot(shown) == [["s3", "s11"]]
    assert headlines(shown) == ["s3", "s11", *(f"s{number}" for number in (10, 9, 8, 7, 6, 5, 4, 2, 1, 0))]
    assert headlines(page(house(more=more), path))[0] == "s11"


def test_who_wrote_stands_above_the_headline_of_an_opinion() -> None:
    curation = front(Slot(layout="opinion", picks=(Pick(uid("s40")),)))
    shown = page(house(curation, more=[an_edition("s40", bylines=(Byline(name="A. Bureau"),))]))
    assert [each.text_content() for each in shown.xpath("//p[@class='byline']")] == ["By A. Bureau"]


@pytest.mark.parametrize("layout", list(ROOM))
def test_a_layout_has_only_so_much_room(layout: Layout) -> None:
    with pytest.raises(ValueError, match="room for"):
        Slot(layout=layout, count=ROOM[layout] + 1)
    assert Slot(layout=layout).room == ROOM[layout]


def test_a_front_that_would_grow_heavy_is_refused() -> None:
    slots = (Slot(layout="list"),) * 5
    assert sum(slot.room for slot in slots) == MOST
    with pytest.raises(ValueError, match="60 stories at most"):
        front(*slots, Slot(layout="lead"))


def test_a_story_that_stands_in_no_slot_makes_no_arranged_front_anew(tmp_path: Path) -> None:
    record, press = Record(), Press(tmp_path / "press.sqlite", KINDS, furniture())
    record.post(*house(front(Slot(layout="row", picks=picks(3), fill=Fill(), count=2)), stories=25))
    press.follow(record.after(), now=record.now)
    seq = press.seq
    record.post(told(1, headline="Headline of another s1", version=2))
    press.follow(record.after(seq), now=record.now)
    assert {page.path for page in pages(press.db) if page.seq > seq} & {"/en/", "/lite/en/"} == set()
    seq = press.seq
    record.post(told(3, headline="Headline of another s3", version=2))
    press.follow(record.after(seq), now=record.now)
    assert {page.path for page in pages(press.db) if page.seq > seq} >= {"/en/", "/lite/en/"}
    press.close()


def test_a_front_arranged_anew_makes_that_front_and_its_twin_alone_anew(tmp_path: Path) -> None:
    record, press = Record(), Press(tmp_path / "press.sqlite", KINDS, furniture())
    record.post(*house())
    press.follow(record.after(), now=record.now)
    seq = press.seq
    record.post(front(Slot(layout="row", picks=picks(3, 4))))
    assert press.follow(record.after(seq), now=record.now).rendered == 2
    press.close()
