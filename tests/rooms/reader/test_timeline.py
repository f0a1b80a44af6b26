"""Timelines: every event in every language, at its precision, with an address for good, and light at any length."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import brotli
import msgspec
import pytest
from lxml import html

from dateline.edition.timeline import Event, EventDate, EventText
from dateline.edition.values import Dossier, Removed, Value
from dateline.languages.language import language
from dateline.press import site as printed
from dateline.press.run import Press
from dateline.reader.events import anchor, when
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import START, Record, a_dossier, a_house, an_edition, an_event, uid
from tests.rooms.reader.bureau import bureau, own
from tests.rooms.reader.rack import site
from tests.rooms.reader.test_lite import WEIGHT, weight, written
from tests.rooms.reader.test_weight import STORY

ROOT = "/en/dossier/nato-russia/"
CLINTON = "/en/2009/03/06/us-russia-missiles"
PRESENT = datetime(2009, 3, 7, tzinfo=UTC)
LENGTH, YEARS = 2000, 12


def shown(page: bytes, xpath: str) -> list[str]:
    """The texts of what an XPath finds, as a reader reads them."""
    return [" ".join(each.text_content().split()) for each in html.fromstring(page.decode()).xpath(xpath)]


def replaced(values: list[Value], **changes: object) -> list[Value]:
    """The bureau with its dossier changed."""
    return [msgspec.structs.replace(each, **changes) if isinstance(each, Dossier) else each for each in values]


@pytest.mark.parametrize(
    ("tag", "date", "wanted"),
    [
        ("en", "1997", "1997"),
        ("en", "1997-03~", "about March 1997"),
        ("en", "1997-05-27", "27 May 1997"),
        ("ja", "1997~", "1997年ごろ"),
        ("ko", "1997", "1997년"),
        ("sr-Latn", "1997", "1997."),
        ("fa", "1997", "۱۳۷۵–۱۳۷۶ (۱۹۹۷)"),
        ("fa", "1997-03", "اسفند ۱۳۷۵–فروردین ۱۳۷۶ (مارس ۱۹۹۷)"),
        ("fa", "1997-05", "اردیبهشت–خرداد ۱۳۷۶ (مه ۱۹۹۷)"),
        ("km", "1997~", "ប្រហែល ១៩៩៧"),
        ("ru", "1997-05", "май 1997"),
    ],
)
def test_a_date_is_said_at_its_precision_in_the_languages_calendar_and_digits(tag: str, date: str, wanted: str) -> None:
    said = html.fromstring(f"<p>{when(EventDate(date), language(tag))}</p>")
    assert said.text_content() == wanted
    assert said.xpath(".//time/@datetime") == [date.removesuffix("~")]


def test_the_timeline_tells_every_event_once_oldest_first_with_what_leads_on() -> None:
    page = site(bureau("en", "fa"), KINDS, furniture(), now=PRESENT)[f"{ROOT}timeline/"].body
    dates = ["about 1997", "27 May 1997", "December 2008", "5 March 2009"]
    dates += ["6 March 2009 at 08:00 UTC", "April 2009", "about 4 December 2009"]
    assert shown(page, "//main//li[@id]/p[1]") == dates
    assert shown(page, "//main//li[@id]/h3") == [own("en", 801 + n) + " & <b>" for n in range(7)]
    assert shown(page, "//main//li[@id]/ul//a") == [own("en", 201)] * 3
    assert shown(page, "//main//p[@class='people']/a") == [f"Anna {own('en', 7)}"]
    assert shown(page, "//main//h2/a") == ["1997", "2008", "2009"]


def test_every_event_stands_at_its_anchor_on_the_page_of_its_year_and_in_no_other_year() -> None:
    values = bureau("en", "fa")
    pages = site(values, KINDS, furniture(), now=PRESENT)
    events = [each for each in values if isinstance(each, Event)]
    for tag in ("en", "fa"):
        found = {
            (year, name)
            for year in ("1997", "2008", "2009")
            for name in html.fromstring(pages[f"/{tag}/dossier/nato-russia/timeline/{year}/"].body).xpath("//li/@id")
        }
        assert found == {(each.date.year, anchor(each)) for each in events}


def test_an_event_that_was_not_told_in_a_language_is_shown_in_another_and_marked() -> None:
    page = site(bureau("en", "fa"), KINDS, furniture(), now=PRESENT)["/fa/dossier/nato-russia/timeline/2009/"].body
    tree = html.fromstring(page.decode())
    (item,) = tree.xpath(f"//li[@id='{anchor(an_event('event 3'))}']")
    assert item.xpath("h3/@lang | h3/@dir") == ["en", "ltr"]
    assert item.xpath("p/span[@class='tongue']/text()") == ["انگلیسی"], "in the reader's language"
    assert item.xpath("p//time/@datetime") == ["2009-03-05"]
    assert "۱۵ اسفند ۱۳۸۷" in item.text_content()
    assert len(tree.xpath("//span[@class='tongue']")) == 1


def test_a_language_that_is_not_on_line_lends_no_text() -> None:
    values = [each for each in bureau("en", "fa") if key(each) != "front/en"]
    page = site(values, KINDS, furniture(), now=PRESENT)["/fa/dossier/nato-russia/timeline/2009/"].body
    assert anchor(an_event("event 3")) not in page.decode()
    assert own("en", 804) not in page.decode()


def key(value: Value) -> str:
    return value.key


def test_a_link_to_a_story_that_no_reader_gets_shows_nothing_of_it() -> None:
    values = [each for each in bureau("en") if not key(each).startswith(f"edition/{uid('background 1')}")]
    page = site(values, KINDS, furniture(), now=PRESENT)[f"{ROOT}timeline/"].body.decode()
    assert shown(page.encode(), "//main//li[@id]/ul//a") == []
    assert str(uid("secret")) not in page


def test_a_dossier_without_events_has_no_timeline_and_names_none() -> None:
    pages = site([each for each in bureau("en") if not isinstance(each, Event)], KINDS, furniture(), now=PRESENT)
    assert not [path for path in pages if "timeline" in path]
    assert "timeline/" not in "".join(page.body.decode() for page in pages.values() if page.path.endswith("/"))


def test_the_dossier_shows_its_lead_once_what_lies_ahead_and_its_newest_events() -> None:
    page = site(bureau("en"), KINDS, furniture(), now=PRESENT)[ROOT].body
    assert shown(page, "//main//article[contains(@class,'lead')]//h2") == [own("en", 203)]
    assert own("en", 203) not in shown(page, "//main//ol[contains(@class,'timeline')]//article//h3")
    titles = shown(page, "//main//section[@aria-labelledby='timeline']//p[@class='title']")
    assert titles == [own("en", 801 + n) + " & <b>" for n in range(1, 7)]
    assert shown(page, "//main//section[@aria-labelledby='timeline']/h3") == [language("en").strings.coming_up]
    ahead = "//h3/following-sibling::ol[1]//p[@class='title']"
    assert shown(page, f"//section[@aria-labelledby='timeline']{ahead}") == titles[-2:]


def test_a_dossier_told_from_its_beginning_shows_its_oldest_story_first() -> None:
    def stories(values: list[Value]) -> list[str]:
        return shown(site(values, KINDS, furniture(), now=PRESENT)[ROOT].body, "//main//ol//article//h3")

    newest, oldest = stories(bureau("en")), stories(replaced(bureau("en"), order="oldest"))
    assert len(newest) > 3
    assert oldest == newest[::-1]


def test_a_dossier_has_another_picture_where_a_language_chose_its_own() -> None:
    values = bureau("en", "fa")
    (dossier,) = [each for each in values if isinstance(each, Dossier)]
    names = dossier.names | {"fa": msgspec.structs.replace(dossier.names["fa"], picture=uid("awaited"))}
    pages = site(replaced(values, names=names), KINDS, furniture(), now=PRESENT)
    assert b"/pictures/brussels" in pages[ROOT].body.partition(b"</header>")[2]
    own_picture = html.fromstring(pages["/fa/dossier/nato-russia/"].body).xpath("//header[@class='opening']//img")
    assert own_picture == []


def test_a_story_tells_what_came_before_it_since_and_what_lies_ahead() -> None:
    page = site(bureau("en"), KINDS, furniture(), now=datetime(2009, 5, 1, tzinfo=UTC))[CLINTON].body
    s, box = language("en").strings, "//section[@class='box dossier']"
    assert shown(page, f"{box}/h3") == [s.story_so_far, s.what_came_next, s.coming_up, s.earlier_in_dossier]
    told = [shown(page, f"{box}/h3[{n}]/following-sibling::ol[1]//p[@class='title']") for n in (1, 2, 3)]
    # The story states a day: whatever happened on that day came before it.
    assert told == [[own("en", n) + " & <b>" for n in names] for names in ((803, 804, 805), (806,), (807,))]
    (link,) = {
        href
        for href in html.fromstring(page).xpath(f"{box}//p[@class='title']/a/@href")
        if href.endswith(anchor(an_event("event 3")))
    }
    assert link == f"{ROOT}timeline/2009/#{anchor(an_event('event 3'))}"


def test_what_lies_ahead_is_over_when_its_day_is() -> None:
    def heading(now: datetime) -> bool:
        page = site(bureau("en"), KINDS, furniture(), now=now)[CLINTON].body
        return language("en").strings.what_came_next in shown(page, "//section[@class='box dossier']/h3")

    over = EventDate("2009-04").over
    assert [heading(over - timedelta(seconds=1)), heading(over)] == [False, True]


def test_a_story_is_no_part_of_its_own_story_so_far() -> None:
    values = [*bureau("en"), an_event("event 3", "2009-03-05", stories=(uid("clinton"),))]
    box = shown(site(values, KINDS, furniture(), now=PRESENT)[CLINTON].body, "//section[@class='box dossier']")
    assert "event 3 en" not in " ".join(box)


def test_what_search_engines_read_of_a_timeline_is_its_events_in_order() -> None:
    page = site(bureau("en", "fa"), KINDS, furniture(), now=PRESENT)[f"{ROOT}timeline/"].body.decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    events = [each["item"] for each in data["itemListElement"]]
    assert data["@type"], data["numberOfItems"] == ("ItemList", 7)
    assert [each["startDate"] for each in events][:3] == ["1997", "1997-05-27", "2008-12"]
    assert {each["@type"] for each in events} == {"Event"}
    assert events[1]["url"] == f"https://dateline.example{ROOT}timeline/#{anchor(an_event('event 1'))}"


def chronicle(tag: str) -> Iterator[Event]:
    """Two thousand events over twelve years, each in real words of a language that repeat nothing."""
    words, chance = written(tag), Random(tag)
    for number in range(LENGTH):
        start, later = (chance.randrange(len(words) - 400) for _ in range(2))
        said = EventText(words[start : start + 60].strip() or "-", words[later : later + 200].strip())
        day = datetime(1997, 1, 1, tzinfo=UTC) + timedelta(days=number * YEARS * 365 // LENGTH)
        yield an_event(f"told {number}", f"{day:%Y-%m-%d}", texts={tag: said})


def test_a_timeline_of_two_thousand_events_is_light_in_all_its_parts() -> None:
    events = list(chronicle("en"))
    values = [each for each in bureau("en") if not isinstance(each, Event)]
    kinds = tuple(kind for kind in KINDS if "timeline" in kind.name)
    told = site([*values, *events], kinds, furniture(), now=PRESENT)
    full = {path: page for path, page in told.items() if not path.startswith("/lite/")}
    style = len(brotli.compress(furniture().asset("site.css").body, quality=5))
    heavy = {path: len(brotli.compress(page.body, quality=5)) + style for path, page in full.items()}
    assert max(heavy.values()) <= STORY
    assert max(weight(page) for path, page in told.items() if path.startswith("/lite/")) <= WEIGHT
    assert not any(html.fromstring(page.body).xpath("//script[@src][not(@defer)]") for page in told.values())
    parts = [page for path, page in full.items() if not path.endswith("/timeline/")]
    named = [name for page in parts for name in html.fromstring(page.body).xpath("//li/@id")]
    assert sorted(named) == sorted(anchor(each) for each in events)
    assert any(path.endswith("/~2") for path in full)
    links = {href for page in full.values() for href in re.findall(r'href="(/[^"]*)"', page.body.decode())}
    assert {href for href in links if "timeline" in href} <= set(told)


def test_a_changed_event_makes_the_pages_that_show_it_anew_and_none_of_the_others(tmp_path: Path) -> None:
    record, press = Record(), Press(tmp_path / "press.sqlite", KINDS, furniture())
    stories = [an_edition(f"s{n}", dossiers=(uid("nato"),)) for n in range(30)]
    events = [an_event(f"e{n}", f"{1990 + n % 20}-0{1 + n // 20}-01") for n in range(120)]
    record.post(*a_house(), a_dossier(), *stories, *events)
    press.follow(record.after(), now=record.now)

    def written(*values: Value) -> set[str]:
        seq = press.seq
        record.post(*values)
        press.follow(record.after(seq), now=record.now)
        return {page.path.removeprefix("/lite") for page in printed.pages(press.db) if page.seq > seq}

    told = {f"/{tag}/dossier/nato/timeline/1995/" for tag in ("en", "fa")}
    text = msgspec.structs.replace(events[5], texts={**events[5].texts, "fa": EventText("متن دیگر")})
    assert written(text) == {path for path in told if path.startswith("/fa")}
    moved = msgspec.structs.replace(text, date=EventDate("1996"))
    assert written(moved) == told | {path.replace("1995", "1996") for path in told}
    assert written(Removed(moved.key)) == {path.replace("1995", "1996") for path in told}
    press.close()


def test_an_event_is_shown_on_as_many_stories_however_many_its_dossier_has(tmp_path: Path) -> None:
    counts = []
    for size in (30, 90):
        record, press = Record(), Press(tmp_path / f"{size}.sqlite", KINDS, furniture())
        days = [START - timedelta(days=n) for n in range(size)]
        stories = [
            an_edition(f"s{n}", dossiers=(uid("nato"),), first_published=EventDate(f"{day:%Y-%m-%d}").moment)
            for n, day in enumerate(days)
        ]
        record.post(*a_house(), a_dossier(), *stories)
        press.follow(record.after(), now=record.now)
        for date in ("2009-02-20", "2010"):
            record.post(an_event(f"on {date}", date))
            counts.append(press.follow(record.after(press.seq), now=record.now).rendered)
        press.close()
    assert counts[:2] == counts[2:]
