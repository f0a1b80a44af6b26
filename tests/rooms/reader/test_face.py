"""The house's face on readers' pages: colours, logo, local time, navigation, the lines at the foot."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from dateline.edition.house import Accent, Face, LinkGroup, Navigation, SiteFace
from dateline.edition.values import Value
from dateline.press.page import Output
from dateline.reader.colours import LEAST, contrast, grounds, stylesheet, unreadable
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import uid
from tests.rooms.reader.bureau import bureau, bureau_with_a_face, own
from tests.rooms.reader.conftest import parsed, printed
from tests.rooms.reader.rack import site

ATOM = "{http://www.w3.org/2005/Atom}"
STORY = "/en/2009/03/06/us-russia-missiles"


def printed_with(*more: Value) -> dict[str, Output]:
    """The bureau with a face in English and Persian, and later values on top."""
    return site([*bureau_with_a_face("en", "fa"), *more], KINDS, furniture())


def test_the_default_accents_can_be_read_on_every_ground() -> None:
    assert unreadable("#0b5c66", "light") == ""
    assert unreadable("#7fcbd3", "dark") == ""
    assert grounds("light")["paper"] != grounds("dark")["paper"]


def test_black_on_white_has_the_contrast_that_wcag_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_pale_accent_is_refused_in_words_with_one_that_would_do() -> None:
    words = unreadable("#ffcc00", "light")
    assert "1.5 to 1" in words
    suggested = words.rpartition("for example ")[2].rstrip(".")
    assert all(contrast(suggested, ground) >= LEAST for ground in grounds("light").values())


def test_the_stylesheet_colours_screens_only_and_nothing_where_no_accent_is_chosen() -> None:
    css = stylesheet(Face(accent=Accent(light="#7a1f5c"))).decode()
    assert css.startswith("@media screen and (prefers-color-scheme:light){:root{--accent:#7a1f5c;")
    assert "dark" not in css
    assert stylesheet(Face()) == b""


def test_words_upon_the_accent_are_the_ones_that_can_be_read() -> None:
    assert "--on-accent:#ffffff" in stylesheet(Face(accent=Accent(light="#7a1f5c"))).decode()
    assert "--on-accent:#000000" in stylesheet(Face(accent=Accent(dark="#f0a6d8"))).decode()


def test_every_page_links_the_colours_of_its_language_and_they_are_there() -> None:
    pages = printed("en", "fa")
    linked = {tag: parsed(pages[f"/{tag}/"]).xpath("//link[@rel='stylesheet']/@href")[1] for tag in ("en", "fa")}
    assert linked["en"].startswith("/assets/colours.")
    assert linked["fa"].startswith("/assets/colours-fa.")
    for path in linked.values():
        assert pages[path].headers["Cache-Control"].endswith("immutable")


def test_a_house_without_an_accent_has_no_second_stylesheet() -> None:
    pages = site(bureau("en"), KINDS, furniture())
    assert len(parsed(pages["/en/"]).xpath("//link[@rel='stylesheet']")) == 1
    assert not [path for path in pages if path.startswith("/assets/colours")]


def test_the_logo_stands_for_the_name_and_dark_screens_get_the_dark_one() -> None:
    page = parsed(printed("en", "fa")["/en/"])
    (logo,) = page.xpath("//header//h1//img")
    assert logo.get("alt") == own("en", 1)
    assert logo.get("src").endswith(".webp")
    assert page.xpath("//header//h1//source/@media") == ["(prefers-color-scheme: dark)"]


def test_local_time_stands_behind_universal_time_with_its_city_and_never_in_its_place() -> None:
    page = parsed(printed("en", "fa")[STORY])
    (stamp,) = page.xpath("//article//p[@class='stamps']/span[@class='updated']")
    assert stamp.text_content().endswith("at 08:22 UTC · 11:52 Tehran")
    assert not page.xpath("//p[@class='times']")


def test_local_time_names_its_day_where_that_is_another() -> None:
    (stamp,) = parsed(printed_with()["/fa/about"]).xpath("//span[@class='updated']")
    assert "۲۰:۳۰ به وقت جهانی" in stamp.text_content()
    assert "۲ مارس ۲۰۰۹" in stamp.text_content()


def test_a_day_without_an_hour_has_no_local_time() -> None:
    stamps = parsed(printed("en", "fa")[STORY]).xpath("//article[@class='story']//span[@class='published']")
    assert [stamp.xpath(".//bdi") for stamp in stamps] == [[]]


def test_the_menu_is_the_desks_own_and_what_is_not_published_is_left_out() -> None:
    menu = parsed(printed("en", "fa")["/en/"]).xpath("//nav[@class='sections']//a")
    assert [link.text for link in menu[1:]] == [own("en", 4), own("en", 601), own("en", 5), own("en", 610)]


def test_a_group_that_leads_nowhere_is_left_out_with_its_heading() -> None:
    headings = parsed(printed("en", "fa")["/en/"]).xpath("//footer//h2/text()")
    assert headings == [own("en", 603)]


@pytest.mark.parametrize(
    ("path", "current", "word"),
    [
        ("/en/section/world/", own("en", 601), "page"),
        (STORY, own("en", 601), "true"),
        ("/en/dossier/nato-russia/", own("en", 5), "page"),
        ("/en/about", own("en", 610), "page"),
    ],
)
def test_the_menu_marks_where_the_reader_is(path: str, current: str, word: str) -> None:
    marked = parsed(printed("en", "fa")[path]).xpath("//nav[@class='sections']//a[@aria-current]")
    assert [(link.text, link.get("aria-current")) for link in marked] == [(current, word)]


def test_without_a_navigation_sections_and_standing_pages_stand_in_their_order() -> None:
    kept = [value for value in bureau_with_a_face("en") if not isinstance(value, Navigation)]
    page = parsed(site(kept, KINDS, furniture())["/en/"])
    menu = page.xpath("//nav[@class='sections']//a/text()")
    assert menu[1:] == [own("en", 3), own("en", 4)]
    assert page.xpath("//footer//div[@class='groups']//a/text()") == [own("en", 610), own("en", 620)]


def test_an_empty_navigation_leaves_the_way_home_alone() -> None:
    page = parsed(printed_with(Navigation(language="en", footer=(LinkGroup(()),)))["/en/"])
    assert not page.xpath("//nav[@class='sections']")
    assert page.xpath("//footer//ul[@class='own']//a")


def test_the_foot_says_how_the_house_is_reached_and_what_may_be_copied() -> None:
    foot = parsed(printed("en", "fa")["/en/"]).xpath("//footer")[0]
    assert foot.xpath(".//a[starts-with(@href, 'mailto:')]/@href") == ["mailto:desk@dateline.example"]
    assert foot.xpath(".//a[starts-with(@href, 'tel:')]/@href") == ["tel:+3225550100"]
    assert foot.xpath(".//a[@rel='license']/text()") == ["CC BY 4.0"]
    assert "https://social.example/@dateline" in foot.xpath(".//a[contains(@rel, 'me')]/@href")


def test_the_data_of_a_story_names_its_publisher_with_logo_and_accounts() -> None:
    (data,) = parsed(printed("en", "fa")[STORY]).xpath("//script[not(@src)]/text()")
    publisher = json.loads(data)["publisher"]
    assert publisher["@type"] == "NewsMediaOrganization"
    assert publisher["logo"]["url"] == "https://dateline.example/pictures/logo-1440.jpg"
    assert publisher["sameAs"] == ["https://social.example/@dateline"]
    assert json.loads(data)["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_feed_carries_logo_and_rights() -> None:
    root = etree.fromstring(printed("en", "fa")["/en/feed.atom"].body)
    assert root.findtext(f"{ATOM}rights") == "CC BY 4.0"
    assert (root.findtext(f"{ATOM}logo") or "").endswith("logo-1440.jpg")


def test_a_withdrawn_standing_page_answers_410_with_words_of_an_address_without_a_page() -> None:
    page = printed("en", "fa")["/en/withdrawn"]
    assert page.status == 410
    assert b"noindex" in page.body


def test_a_standing_page_knows_its_other_languages_and_what_it_was_made_from() -> None:
    page = parsed(printed("en", "fa")["/fa/about"])
    assert set(page.xpath("//link[@rel='alternate']/@hreflang")) == {"en", "fa", "x-default"}
    assert page.xpath("//p[@class='derived']/a/@href") == ["/en/about"]


def test_standing_pages_have_a_sitemap_of_their_own() -> None:
    pages = printed("en", "fa")
    assert b"/sitemaps/en-pages.xml" in pages["/sitemap.xml"].body
    assert b"https://dateline.example/en/about" in pages["/sitemaps/en-pages.xml"].body


def test_a_language_fills_from_the_house_what_it_leaves_empty() -> None:
    house = Face(logo=uid("a"), logo_dark=uid("b"), time_zone="Europe/Paris")
    own_face = Face(logo=uid("c"))
    assert own_face.over(house) == Face(logo=uid("c"), time_zone="Europe/Paris")


def test_a_face_of_one_language_changes_no_other_languages_pages() -> None:
    before = printed_with()
    after = printed_with(SiteFace(language="fa", face=Face(accent=Accent(light="#004400"))))
    moved = {path for path in before if before[path].body != after.get(path, before[path]).body}
    assert moved
    assert all(path.startswith(("/fa/", "/lite/fa/")) for path in moved)
