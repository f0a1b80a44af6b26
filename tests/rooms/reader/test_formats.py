"""What programs fetch: Atom feeds, sitemaps and the data inside a story's page, held against their standards."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from dateline.edition.card import card
from dateline.edition.moment import Moment
from dateline.press.page import Output
from dateline.reader.formats.atom import ATOM
from dateline.reader.formats.channel import last_change
from dateline.reader.formats.json_ld import script_text
from dateline.reader.formats.sitemap import NEWS, SITEMAP, XHTML
from dateline.reader.formats.xml import clean
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.reader.pages.news import news_language
from tests.builders import an_edition
from tests.rooms.reader.bureau import bureau
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import site

STORY = "/en/2009/03/06/us-russia-missiles"
PERSIAN = "/fa/2009/03/06/us-russia-missiles"
Pages = dict[str, Output]
FEEDS = (
    "/en/feed.atom",
    "/fa/feed.atom",
    "/en/section/world/feed.atom",
    "/fa/dossier/nato-russia/feed.atom",
    "/en/person/anna/feed.atom",
)


def atom(element: etree._Element, name: str) -> list[etree._Element]:
    """Children of an Atom element by name."""
    return element.findall(f"{{{ATOM}}}{name}")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_holds_what_rfc_4287_asks_of_it(pages: Pages, path: str) -> None:
    root = etree.fromstring(pages[path].body)
    assert root.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated"):
        assert len(atom(root, name)) == 1
    assert len(atom(root, "author")) == 1
    rels = [link.get("rel", "") for link in atom(root, "link")]
    assert sorted(rels) == ["alternate", "self"]
    identifiers = [entry.findtext(f"{{{ATOM}}}id") for entry in atom(root, "entry")]
    assert len(identifiers) == len(set(identifiers)) > 0
    for entry in atom(root, "entry"):
        assert [len(atom(entry, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        datetime.fromisoformat(entry.findtext(f"{{{ATOM}}}updated") or "")
        assert atom(entry, "link")[0].get("rel") == "alternate"


def test_an_entry_names_a_publication_instant_only_where_it_is_known(pages: Pages) -> None:
    root = etree.fromstring(pages["/en/feed.atom"].body)
    published = {
        entry.findtext(f"{{{ATOM}}}title"): entry.findtext(f"{{{ATOM}}}published") for entry in atom(root, "entry")
    }
    assert published["English 32"] == "2009-03-05T10:00:00Z"
    assert published["English 107: English 207"] is None


def test_a_day_without_its_hour_counts_from_its_first_second() -> None:
    assert last_change(card(an_edition())) == "2009-03-06T00:00:00Z"
    moved = an_edition(updated=Moment.parse("2009-03-06T08:22:00Z"))
    assert last_change(card(moved)) == "2009-03-06T08:22:00Z"


def test_a_feed_is_found_from_the_page_it_follows(pages: Pages) -> None:
    for path in ("/en/", "/en/section/world/", "/en/dossier/nato-russia/", "/en/person/anna/"):
        found = parsed(pages[path]).xpath("//link[@type='application/atom+xml']/@href")
        assert found == [f"{path}feed.atom"]
        assert found[0] in pages


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert clean("a\x00b\x0bc\ufffe tab\tstays") == "abc tab\tstays"


def _schema(shared: Path, name: str) -> etree.XMLSchema:
    path = shared / "testdata" / "conformance" / "sitemap" / name
    if not path.is_file():
        pytest.skip(f"{name} of sitemaps.org is not beside the checkout")
    return etree.XMLSchema(etree.parse(str(path)))


def test_the_sitemap_index_is_valid_and_names_every_sitemap(pages: Pages, shared: Path) -> None:
    root = etree.fromstring(pages["/sitemap.xml"].body)
    _schema(shared, "siteindex.xsd").assertValid(root)
    named = {loc.text.removeprefix("https://dateline.example") for loc in root.iter(f"{{{SITEMAP}}}loc") if loc.text}
    assert named == {path for path in pages if path.startswith("/sitemaps/")}


def test_every_sitemap_is_valid_beside_its_language_links(pages: Pages, shared: Path) -> None:
    schema = _schema(shared, "sitemap.xsd")
    for path, output in pages.items():
        if path.startswith("/sitemaps/"):
            root = etree.fromstring(output.body)
            etree.strip_elements(root, f"{{{XHTML}}}link", with_tail=False)
            schema.assertValid(root)


def test_a_sitemap_names_every_edition_of_a_story(pages: Pages) -> None:
    root = etree.fromstring(pages["/sitemaps/fa-2009-03.xml"].body)
    base = "https://dateline.example"
    urls = {url.findtext(f"{{{SITEMAP}}}loc"): url for url in root.iter(f"{{{SITEMAP}}}url")}
    links = {link.get("hreflang"): link.get("href") for link in urls[base + PERSIAN].iter(f"{{{XHTML}}}link")}
    assert links == {"en": base + STORY, "fa": base + PERSIAN, "x-default": base + STORY}
    assert urls[base + PERSIAN].findtext(f"{{{SITEMAP}}}lastmod") == "2009-03-06T08:22:00Z"


def test_robots_are_told_where_the_sitemaps_stand(pages: Pages) -> None:
    lines = pages["/robots.txt"].body.decode().splitlines()
    named = {line.removeprefix("Sitemap: https://dateline.example") for line in lines if line.startswith("Sitemap: ")}
    assert named == {"/sitemap.xml", "/en/news.xml", "/fa/news.xml"}
    assert named <= set(pages)


def news(output: Output) -> list[tuple[str | None, ...]]:
    """Address, house, language, date and title of each story in a news sitemap."""
    found = []
    for url in etree.fromstring(output.body).iter(f"{{{SITEMAP}}}url"):
        told = [each.text for each in url.iter(f"{{{NEWS}}}*") if not len(each)]
        found += [(url.findtext(f"{{{SITEMAP}}}loc"), *told)] if told else []
    return found


def test_a_news_sitemap_holds_the_stories_of_two_days_and_no_older_one(pages: Pages) -> None:
    base = "https://dateline.example"
    found = news(pages["/en/news.xml"])
    assert found[0] == (base + STORY, "English 1", "en", "2009-03-06", "English 12 </title> & “x”")
    assert (f"{base}/en/2009/03/05/wrong", "English 1", "en", "2009-03-05T10:00:00Z", "English 32") in found
    assert {date[:10] for _, _, _, date, *_ in found if date} <= {"2009-03-05", "2009-03-06"}
    assert {language for _, _, language, *_ in news(pages["/fa/news.xml"])} == {"fa"}


def test_a_story_leaves_the_news_sitemap_when_it_is_two_days_old_and_the_front_stays() -> None:
    later = site(bureau("en"), KINDS, furniture(), now=datetime(2009, 3, 9, tzinfo=UTC))["/en/news.xml"]
    assert news(later) == []
    assert [loc.text for loc in etree.fromstring(later.body).iter(f"{{{SITEMAP}}}loc")] == [
        "https://dateline.example/en/"
    ]


def test_chinese_is_named_as_the_news_protocol_names_it() -> None:
    assert [news_language(tag) for tag in ("zh-Hans", "zh-Hant", "pt-BR", "en")] == ["zh-cn", "zh-tw", "pt", "en"]


def data(output: Output) -> dict[str, Any]:
    """The JSON-LD of a page."""
    found: dict[str, Any] = json.loads(parsed(output).xpath("//script[@type='application/ld+json']/text()")[0])
    return found


def test_a_storys_data_says_what_the_page_says(pages: Pages) -> None:
    found = data(pages[STORY])
    assert found["@type"] == "NewsArticle"
    assert found["inLanguage"] == "en"
    assert (found["datePublished"], found["dateModified"]) == ("2009-03-06", "2009-03-06T08:22:00Z")
    assert found["image"]["creditText"] == "AFP"
    assert found["image"]["caption"] == "English 71"
    assert [author["name"] for author in found["author"]] == ["Anna English 7", "Bo Å. <Li>"]
    assert [part["name"] for part in found["isPartOf"]] == ["English 3", "English 5"]
    assert [work["inLanguage"] for work in found["workTranslation"]] == ["fa"]
    assert found["correction"] == [
        {"@type": "CorrectionComment", "text": "English 23", "datePublished": "2009-03-06T09:30:00Z"}
    ]
    assert data(pages[PERSIAN])["translationOfWork"]["@id"] == "https://dateline.example" + STORY


def _names(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for each in value for name in _names(each)}
    if not isinstance(value, dict):
        return set()
    types = {value["@type"]} if "@type" in value else set()
    return types | {name for name in value if not name.startswith("@")} | _names(list(value.values()))


def test_every_word_of_the_data_is_one_of_schema_org(pages: Pages, shared: Path) -> None:
    path = shared / "testdata" / "conformance" / "schemaorg" / "schemaorgcontext.jsonld"
    if not path.is_file():
        pytest.skip("schema.org's context is not beside the checkout")
    known = json.loads(path.read_text(encoding="utf-8"))["@context"]
    for story in (STORY, PERSIAN, "/en/2009/03/05/wrong"):
        assert not _names(data(pages[story])) - set(known)


def test_no_text_can_end_the_script_that_holds_it() -> None:
    text = script_text({"a": "</script><!--\u2028&"})
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


SAME = ("/en/", "/fa/", "/en/section/world/", "/fa/dossier/nato-russia/", "/fa/person/anna/")


@pytest.mark.parametrize("page", SAME)
def test_every_format_tells_the_same_stories_by_the_same_ids(pages: Pages, page: str) -> None:
    root = etree.fromstring(pages[f"{page}feed.atom"].body)
    wanted = [
        (entry.findtext(f"{{{ATOM}}}id"), entry.findtext(f"{{{ATOM}}}title"), atom(entry, "link")[0].get("href"))
        for entry in atom(root, "entry")
    ]
    items = etree.fromstring(pages[f"{page}feed.rss"].body).findall("channel/item")
    rss = [(item.findtext("guid"), item.findtext("title"), item.findtext("link")) for item in items]
    told = json.loads(pages[f"{page}feed.json"].body)["items"]
    assert rss == wanted != []
    assert [(item["id"], item["title"], item["url"]) for item in told] == wanted


@pytest.mark.parametrize("page", SAME)
def test_an_rss_feed_is_read_without_a_complaint(pages: Pages, page: str) -> None:
    found = feedparser.parse(pages[f"{page}feed.rss"].body)
    assert not found.bozo
    assert found.version == "rss20"
    assert found.feed.language == page.strip("/").split("/")[0]
    assert found.feed.links[-1]["href"] == f"https://dateline.example{page}feed.rss"
    assert all(entry.title and entry.link and entry.id for entry in found.entries)


@pytest.mark.parametrize("page", SAME)
def test_a_json_feed_holds_what_version_1_1_asks_of_it(pages: Pages, page: str) -> None:
    found = json.loads(pages[f"{page}feed.json"].body)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == f"https://dateline.example{page}feed.json"
    assert found["home_page_url"] == f"https://dateline.example{page}"
    for item in found["items"]:
        assert {"id", "url", "title", "content_text"} <= set(item)
        for name in {"date_published", "date_modified"} & set(item):
            assert datetime.fromisoformat(item[name]).tzinfo


def test_only_a_known_minute_is_a_publication_instant_in_any_format(pages: Pages) -> None:
    items = etree.fromstring(pages["/en/feed.rss"].body).findall("channel/item")
    rss = {item.findtext("title"): item.findtext("pubDate") for item in items}
    told = {item["title"]: item.get("date_published") for item in json.loads(pages["/en/feed.json"].body)["items"]}
    assert (rss["English 32"], rss["English 107: English 207"]) == ("Thu, 05 Mar 2009 10:00:00 GMT", None)
    assert (told["English 32"], told["English 107: English 207"]) == ("2009-03-05T10:00:00Z", None)


def test_the_page_of_feeds_leads_to_every_feed_of_its_language_and_to_no_other(pages: Pages) -> None:
    listed = {href for href in parsed(pages["/fa/feeds/"]).xpath("//main//@href") if "." in href}
    feeds = {
        path for path in pages if path.startswith("/fa/") and path.endswith((".atom", ".rss", ".json", "podcast.xml"))
    }
    assert listed == feeds
    assert len(feeds) > 9
