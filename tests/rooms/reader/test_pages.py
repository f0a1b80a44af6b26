"""Which page stands where, with what status, and what it says of itself and its languages."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from markupsafe import Markup

from dateline.edition.moment import Moment
from dateline.edition.values import Front, Redirect, Withdrawn
from dateline.languages.language import language, languages
from dateline.press.page import Output, PageKey
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS, kinds
from dateline.reader.pages.redirect import Moved
from dateline.reader.pages.search import Found, render_search
from dateline.reader.words import language_name, stamps
from tests.builders import an_edition, uid
from tests.rooms.reader.bureau import bureau
from tests.rooms.reader.conftest import parsed, printed
from tests.rooms.reader.rack import Rack, page_keys, site

STORY = "/en/2009/03/06/us-russia-missiles"
PERSIAN = "/fa/2009/03/06/us-russia-missiles"
Pages = dict[str, Output]


def test_every_page_kind_of_the_house_stands_at_its_address(pages: Pages) -> None:
    statuses = {path: output.status for path, output in pages.items()}
    for path in (
        "/",
        "/en/",
        STORY,
        "/en/section/world/",
        "/en/dossier/nato-russia/",
        "/en/2009/03/05/",
        "/en/archive/",
    ):
        assert statuses[path] == 200
    for path in ("/en/search", "/en/feed.atom", "/en/section/world/feed.atom", "/en/dossier/nato-russia/feed.atom"):
        assert statuses[path] == 200
    for path in ("/robots.txt", "/sitemap.xml", "/sitemaps/en-2009-03.xml", "/favicon.ico"):
        assert statuses[path] == 200
    assert statuses["/en/not-found"] == statuses["/not-found"] == 404
    assert statuses["/en/2009/03/01/secret"] == 410
    assert statuses["/en/old"] == 301


def test_every_link_inside_the_house_leads_to_a_page_that_stands(pages: Pages) -> None:
    for path, output in pages.items():
        if output.media_type.startswith("text/html") and output.status != 301:
            for href in parsed(output).xpath("//@href | //form/@action"):
                target = href.removeprefix("https://dateline.example").partition("#")[0]
                if target.startswith("/") and not target.startswith(("/media/", "/pictures/")):
                    assert target in pages, f"{path} leads to {target}"


def test_every_page_says_in_its_head_what_it_is(pages: Pages) -> None:
    shown = [each for each in pages.values() if each.media_type.startswith("text/html") and each.status == 200]
    shown = [each for each in shown if not each.path.endswith(".single.html")]  # to carry, not to find
    for output in shown:
        assert parsed(output).xpath("string(//meta[@name='description']/@content)"), output.path
    assert {each.path for each in shown} >= {"/", "/en/", "/lite/en/", "/en/search", "/en/errata/", f"{STORY}/history"}


def test_page_keys_survive_being_written_down() -> None:
    for key in page_keys(bureau("en", "pt-BR"), KINDS):
        assert PageKey.parse(str(key)) == key


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in kinds(furniture())}) == len(KINDS)


def test_nothing_of_a_language_stands_while_its_front_is_not_on_line(pages: Pages) -> None:
    without = [value for value in bureau("en", "fa") if not (isinstance(value, Front) and value.language == "fa")]
    left = site(without, KINDS, furniture())
    assert not [path for path, output in left.items() if path.startswith("/fa/") and output.status != 301]
    assert b"/fa/" not in left[STORY].body
    assert b"/fa/" in pages[STORY].body


def test_a_withdrawn_storys_page_shows_nothing_of_it() -> None:
    values = [*bureau("en"), Withdrawn(story=uid("clinton"), language="en", path=STORY)]
    page = site(values, KINDS, furniture())[STORY]
    assert page.status == 410
    assert b"English 12" not in page.body
    assert language("en").strings.gone in page.body.decode()
    assert parsed(page).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_redirect_leads_straight_to_the_end_of_its_chain() -> None:
    values = [*bureau("en"), Redirect(path="/en/older", target="/en/old"), Redirect(path="/en/a|b", target="/en/old")]
    pages = site(values, KINDS, furniture())
    assert pages["/en/older"].headers == {"Location": STORY}
    assert pages["/en/a|b"].headers == {"Location": STORY}


def test_redirects_that_lead_back_to_themselves_do_not_stand() -> None:
    circle = [Redirect(path="/x", target="/y"), Redirect(path="/y", target="/x")]
    rack = Rack(circle, furniture())
    keys = page_keys(circle, [Moved(furniture())])
    assert [Moved(furniture()).render(rack, key) for key in keys] == [None, None]


@pytest.mark.parametrize("path", [STORY, PERSIAN])
def test_a_story_names_all_its_editions_and_the_one_they_come_from(pages: Pages, path: str) -> None:
    links = parsed(pages[path]).xpath("//link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang"): link.get("href") for link in links}
    base = "https://dateline.example"
    assert found == {"en": base + STORY, "fa": base + PERSIAN, "x-default": base + STORY}
    assert parsed(pages[path]).xpath("//link[@rel='canonical']/@href") == [base + path]


def test_x_default_is_the_edition_that_was_made_from_no_other() -> None:
    page = parsed(printed("fa", "en")[STORY])
    assert page.xpath("//link[@hreflang='x-default']/@href") == ["https://dateline.example" + PERSIAN]


def test_only_languages_that_have_the_story_are_marked_in_the_menu() -> None:
    values = [*bureau("en", "fa"), Front(language="fr", name="Maison")]
    page = parsed(site(values, KINDS, furniture())[STORY])
    menu = page.xpath("//details//li")
    marked = {item.xpath("a/@lang")[0]: item.get("class") == "here" for item in menu}
    assert marked == {"en": True, "fa": True, "fr": False}
    assert page.xpath("//details//a[@lang='fr']/@href") == ["/fr/"]
    assert page.xpath("//details//a[@lang='fa']/@href") == [PERSIAN]


def test_a_translation_says_so_in_its_own_language_and_leads_to_its_source(pages: Pages) -> None:
    derived = parsed(pages[PERSIAN]).xpath("//p[@class='derived']")[0]
    assert derived.text_content() == language("fa").text("translated_from", language="انگلیسی")
    assert derived.xpath("a/@href") == [STORY]
    assert not parsed(pages[STORY]).xpath("//p[@class='derived']")


def test_a_language_without_a_cldr_name_stands_under_its_own_name_marked_as_such() -> None:
    assert language_name("km", language("bm")) in {Markup('<bdi lang="km" dir="ltr">ខ្មែរ</bdi>'), "kambojikan"}
    assert language_name("xx-unknown", language("en")) == Markup("<bdi>xx-unknown</bdi>")


def test_a_day_only_stamp_stays_a_day(pages: Pages) -> None:
    article = parsed(pages[STORY]).xpath("//article[@class='story']//p[@class='stamps']//time")
    assert [(time.get("datetime"), time.text) for time in article] == [
        ("2009-03-06", "6 March 2009"),
        ("2009-03-06T08:22:00Z", "6 March 2009 at 08:22 UTC"),
    ]


def test_a_story_that_never_moved_on_shows_no_update() -> None:
    shown = stamps(Moment.parse("2009-03-06"), None, language("en"))
    assert shown.striptags() == "Published 6 March 2009"


@pytest.mark.parametrize("path", ["/en/", "/en/section/world/", "/en/dossier/nato-russia/", "/en/2009/03/05/", STORY])
def test_every_list_shows_the_stamps_of_each_story(pages: Pages, path: str) -> None:
    teasers = parsed(pages[path]).xpath("//article[contains(@class, 'teaser')]")
    assert teasers
    for teaser in teasers:
        assert teaser.xpath(".//p[@class='stamps']//time/@datetime")


def test_what_changed_is_told_newest_first_and_typos_are_silent(pages: Pages) -> None:
    items = parsed(pages[STORY]).xpath("//section[@class='changes']//li")
    assert [item.get("class") for item in items] == ["correction", "update"]
    assert "English 22" not in pages[STORY].body.decode()


def test_a_retracted_story_says_so_at_its_head_and_in_lists(pages: Pages) -> None:
    assert parsed(pages["/en/2009/03/05/wrong"]).xpath("//p[@class='notice retraction']/text()") == [
        language("en").strings.retracted
    ]
    flags = parsed(pages["/en/2009/03/05/"]).xpath("//p[@class='flag']/text()")
    assert flags == [language("en").strings.change_retraction]


def test_a_dossier_box_holds_only_stories_before_this_one(pages: Pages) -> None:
    box = parsed(pages["/en/2009/02/18/background-5"]).xpath("//section[@class='box dossier']")[0]
    days = box.xpath(".//article//time/@datetime")
    assert days
    assert all(day <= "2009-02-18" for day in days)
    assert not box.xpath(".//a[@href='/en/2009/02/18/background-5']")


def test_a_day_leads_to_the_nearest_days_with_stories(pages: Pages) -> None:
    page = parsed(pages["/en/2009/02/02/"])
    assert page.xpath("//nav[@class='days']/a/@href") == ["/en/2009/01/15/", "/en/2009/02/18/"]


def test_the_archive_leads_to_the_first_day_of_each_month_newest_first(pages: Pages) -> None:
    links = parsed(pages["/en/archive/"]).xpath("//ul[@class='months']//a/@href")
    assert links == [
        "/en/2009/03/03/",
        "/en/2009/02/02/",
        "/en/2009/01/15/",
        "/en/2008/11/20/",
        "/en/2008/09/01/",
        "/en/2008/08/12/",
    ]


def test_fronts_list_no_more_than_thirty_stories_however_many_there_are() -> None:
    pages = site(bureau("en", stories=60), KINDS, furniture())
    for path in ("/en/", "/en/section/world/", "/en/dossier/nato-russia/"):
        assert len(parsed(pages[path]).xpath("//article[contains(@class, 'teaser')]")) <= 30 + 2 * 4


def test_a_section_without_a_name_in_a_language_has_no_page_and_no_link() -> None:
    values = [*bureau("en", "fa"), an_edition(language="en", section=uid("nameless"))]
    pages = site(values, KINDS, furniture())
    assert "/en/section/nameless/" not in pages
    assert pages["/en/2009/03/06/clinton"].status == 200


def test_hits_are_rendered_from_what_is_published_now_and_those_gone_are_left_out() -> None:
    rack = Rack(bureau("en", "fa"), furniture())
    hits = [f"edition/{uid(name)}/fa" for name in ("clinton", "secret", "background 1")]
    output = render_search(rack, "fa", Found(query='<b>"موشک"', hits=hits, total=42, page=2, pages=5))
    assert output is not None
    page = parsed(output)
    assert len(page.xpath("//article")) == 2
    assert page.xpath("//h1/text()") == [language("fa").text("search_results", query='<b>"موشک"')]
    assert page.xpath("//nav[@class='pages']//a[@aria-current='page']/text()") == ["۲"]
    assert page.xpath("//p[@class='count']/text()") == [language("fa").count("results", 42)]
    assert all(time.get("datetime") for time in page.xpath("//article//time"))


def test_a_search_that_finds_nothing_says_so_in_the_language() -> None:
    output = render_search(Rack(bureau("en"), furniture()), "en", Found(query="zzz & co"))
    assert output is not None
    assert parsed(output).xpath("//p[@id='hint']/text()") == [language("en").text("search_nothing", query="zzz & co")]


class Part(NamedTuple):
    text: str
    marked: bool = False


def test_a_hit_shows_where_its_text_answers_the_query_in_place_of_its_summary() -> None:
    found = Found(
        query="fresh",
        hits=[f"edition/{uid('clinton')}/en"],
        total=1,
        cut=lambda value: [Part(f"<i>{value.language}</i> a "), Part("fresh & new", marked=True), Part(" start")],
    )
    output = render_search(Rack([*bureau("en"), an_edition()], furniture()), "en", found)
    assert output is not None
    (excerpt,) = parsed(output).xpath("//article//p[@class='excerpt']")
    assert excerpt.text_content() == "<i>en</i> a fresh & new start"
    assert excerpt.xpath("mark/text()") == ["fresh & new"]
    assert not parsed(output).xpath("//article//p[@class='summary']")


@pytest.mark.parametrize("tag", ["en", "fa"])
@pytest.mark.parametrize("loose", [True, False])
def test_readers_are_told_in_their_language_when_no_story_has_all_their_words(tag: str, loose: bool) -> None:
    found = Found(query="x y", hits=[f"edition/{uid('clinton')}/{tag}"], total=1, loose=loose)
    values = [*bureau("en", "fa"), an_edition(language=tag)]
    output = render_search(Rack(values, furniture()), tag, found)
    assert output is not None
    told = parsed(output).xpath("//p[@class='loose']/text()")
    assert told == ([language(tag).strings.search_some_words] if loose else [])


def test_there_is_no_search_page_in_a_language_that_is_not_on_line() -> None:
    assert render_search(Rack(bureau("en"), furniture()), "fa", Found(query="x")) is None


def test_hostile_text_stays_text(pages: Pages) -> None:
    page = parsed(pages[STORY])
    assert len(page.xpath("//script")) == len(page.xpath("//script[@type='application/ld+json'] | //script[@src]")) == 2
    assert page.xpath("//title/text()") == ["English 12 </title> & “x” – English 1"]
    assert "Bo Å. <Li>" in page.xpath("//p[@class='byline']")[0].text_content()


def test_assets_never_change_under_one_address(pages: Pages) -> None:
    asset = pages[furniture().asset("site.css").path]
    assert "immutable" in asset.headers["Cache-Control"]
    assert pages["/favicon.ico"].headers == {}


def test_the_languages_page_shows_each_language_under_its_own_name() -> None:
    page = parsed(printed("en", "fa", "km")["/"])
    rows = [(item.get("lang"), item.get("dir"), item.findtext("a/strong")) for item in page.xpath("//main//li")]
    assert rows == [(tag, languages()[tag].direction, languages()[tag].name) for tag in ("en", "fa", "km")]


def test_a_house_with_no_language_on_line_has_no_pages_of_text() -> None:
    values = [value for value in bureau("en") if not isinstance(value, Front)]
    standing = site(values, KINDS, furniture())
    assert not [
        path for path, output in standing.items() if output.media_type.startswith("text/html") and output.status != 301
    ]
