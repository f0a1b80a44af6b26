"""What sort of text a story is, told on its page, in lists, in feeds and to programs; and what stands beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from dateline.edition.blocks import Paragraph
from dateline.edition.codec import decode, encode
from dateline.edition.inline import Run
from dateline.edition.label import Label, Sort
from dateline.edition.moment import Moment
from dateline.edition.values import Change, Edition, Value, Withdrawn
from dateline.languages.language import languages
from dateline.press.page import Output
from dateline.reader.formats.atom import ATOM
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import a_dossier, a_house, a_section, an_edition, uid
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import NOW, site

Pages = dict[str, Output]
STORY = "/en/2009/03/06/clinton"
PAID = Label("sponsored", "Tourist <Board>")
LINKS = (Paragraph(uid("l"), (Run("out", href="https://example.org/"), Run("in", href="/en/"), Run('<a href="http'))),)


def made(*values: Value, tag: str = "en") -> Pages:
    return site([*a_house("en", tag), a_section(languages=("en", tag)), *values], KINDS, furniture(), now=NOW)


@pytest.mark.parametrize(
    ("sort", "type_"),
    [
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
        ("agency", "NewsArticle"),
    ],
)
def test_a_label_stands_above_the_headline_in_lists_and_in_data(sort: Sort, type_: str) -> None:
    label = Label(sort, "AFP" if sort in {"sponsored", "agency"} else "")
    pages = made(an_edition(label=label))
    page = parsed(pages[STORY])
    (shown,) = page.xpath("//article[@class='story']/header/p[contains(@class, 'marked')]")
    assert shown.get("class") == f"marked {sort}"
    assert shown.getnext().tag == "h1"
    said = shown.text_content()
    assert parsed(pages["/en/"]).xpath("string(//p[contains(@class, 'marked')])") == said
    assert said in pages[f"/lite{STORY}"].body.decode().replace("<bdi>", "").replace("</bdi>", "")
    assert json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@type"] == type_
    entry = etree.fromstring(pages["/en/feed.atom"].body).find(f"{{{ATOM}}}entry")
    assert entry is not None
    assert [each.get("term") for each in entry.findall(f"{{{ATOM}}}category")] == [said]
    assert json.loads(pages["/en/feed.json"].body)["items"][0]["tags"] == [said]
    assert etree.fromstring(pages["/en/feed.rss"].body).findtext("channel/item/category") == said


@pytest.mark.parametrize("tag", list(languages()))
def test_each_language_has_words_of_its_own_for_each_label(tag: str) -> None:
    label = Label("sponsored", "AFP")
    edition = an_edition(language=tag, label=label)
    shown = parsed(made(edition, tag=tag)[edition.path]).xpath("string(//p[@class='marked sponsored'])")
    assert shown == languages()[tag].text("label_sponsored", name="AFP")
    assert (tag == "en") == (shown == "Sponsored by AFP")


def test_copy_that_somebody_paid_for_says_so_to_search_engines() -> None:
    now = Moment(NOW - timedelta(hours=1))
    pages = made(
        an_edition(label=PAID, blocks=LINKS, first_published=now), an_edition("own", blocks=LINKS, first_published=now)
    )
    paid, own = (parsed(pages[f"/en/2009/03/06/{each}"]) for each in ("clinton", "own"))
    assert [each.get("rel") for each in paid.xpath("//*[contains(@class, 'body')]//a")] == ["sponsored", None]
    assert [each.get("rel") for each in own.xpath("//*[contains(@class, 'body')]//a")] == [None, None]
    assert '<a href="http' in paid.xpath("string(//*[contains(@class, 'body')])")
    news = pages["/en/news.xml"].body.decode()
    assert "/own<" in news
    assert "/clinton<" not in news


def test_a_story_without_a_label_is_the_same_bytes_as_before_there_were_any() -> None:
    plain = an_edition()
    assert b"label" not in encode(plain)
    assert b"related" not in encode(plain)
    assert decode(encode(an_edition(label=PAID, related=(uid("x"),)))) == an_edition(label=PAID, related=(uid("x"),))


@pytest.mark.parametrize(("sort", "name"), [("sponsored", ""), ("agency", " "), ("opinion", "AFP")])
def test_a_label_says_whose_copy_it_is_where_it_is_not_ours(sort: Sort, name: str) -> None:
    with pytest.raises(ValueError, match="whose it is"):
        Label(sort, name)


def test_the_history_shows_that_a_label_changed() -> None:
    change = Change(kind="clarification", version=2, instant=datetime(2009, 3, 7, tzinfo=UTC), note="It is opinion.")
    pages = made(an_edition(), an_edition(version=2, label=Label("opinion"), changes=(change,)))
    assert parsed(pages[f"{STORY}/history"]).xpath("//ins/text()") == ["Opinion"]


def links(page: Output, box: str) -> list[str]:
    return list(parsed(page).xpath(f"//section[contains(@class, '{box}')]//article//a/@href"))


def story(name: str, **fields: Any) -> Edition:
    return an_edition(name, first_published=Moment.parse("2009-03-05"), section=uid("world"), **fields)


def test_stories_that_the_editor_chose_stand_in_their_order_and_nowhere_twice() -> None:
    chosen = tuple(uid(each) for each in ("b", "missing", "a", "clinton", "told", "b"))
    told = story("told", dossiers=(uid("nato"),))
    edition = an_edition(related=chosen, section=uid("world"), dossiers=(uid("nato"),))
    pages = made(a_dossier(), story("a"), story("b"), story("c"), told, edition)
    page = pages[STORY]
    assert links(page, "related") == ["/en/2009/03/05/b", "/en/2009/03/05/a"]
    assert links(page, "dossier") == ["/en/2009/03/05/told"]
    assert links(page, "more") == ["/en/2009/03/05/c"]
    assert "/lite/en/2009/03/05/b" in parsed(pages[f"/lite{STORY}"]).xpath("//a/@href")


def test_a_chosen_story_that_is_withdrawn_or_in_another_language_alone_is_not_shown() -> None:
    gone = Withdrawn(story=uid("gone"), language="en", path="/en/2009/03/05/gone")
    edition = an_edition(related=(uid("gone"), uid("persian")))
    pages = made(gone, an_edition("persian", "fa"), edition, tag="fa")
    assert parsed(pages[STORY]).xpath("//section[contains(@class, 'related')]") == []
