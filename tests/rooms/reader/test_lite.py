"""Light pages: made from the same values, few bytes in every script, in parts where long, leading to each other."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

import msgspec
import pytest

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.edition.values import Edition, Value, edition_key, segment
from dateline.languages.language import language, languages
from dateline.newsroom.sample.loader import load
from dateline.press.page import Output
from dateline.reader.furniture import Part, furniture
from dateline.reader.pages import KINDS
from dateline.reader.pages.feed import FORMATS
from dateline.reader.pages.search import Found, Search
from dateline.reader.parts import BUDGET, part_path, parts
from dateline.reader.sharing import ENDINGS
from tests.builders import uid
from tests.rooms.reader.bureau import bureau, bureau_with_a_face
from tests.rooms.reader.rack import Rack, site

WEIGHT = 14_000  # bytes of page and stylesheet, compressed
FEEDS = ("podcast.xml", *(each.file for each in FORMATS.values()))
HREF = re.compile(r'href="([^"]*)"')


@cache
def written(tag: str) -> str:
    """All that the sample bureau wrote in a language."""
    editions = [story.editions[tag] for story in load().stories if tag in story.editions]
    blocks = [block for edition in editions for block in edition.versions[-1].blocks]
    return " ".join(block.plain() for block in blocks if isinstance(block, Paragraph))


def paragraphs(tag: str, size: int) -> Iterator[str]:
    """Real words of a language in no order, so that nothing said twice makes them lighter; ``size`` bytes of UTF-8."""
    whole, chance = written(tag), Random(tag)
    spaced = whole.split() if whole.count(" ") * 12 > len(whole) else re.findall("(?s).{1,4}", whole)
    between = " " if whole.count(" ") * 12 > len(whole) else ""
    while size > 0:
        paragraph = between.join(chance.choices(spaced, k=70)).strip()
        size -= len(paragraph.encode())
        yield paragraph


def longer(values: Sequence[Value], tag: str, size: int = 50_000) -> list[Value]:
    """The same values, the first story's edition holding that many bytes of its language."""
    told = enumerate(paragraphs(tag, size))
    blocks = tuple(Paragraph(uid(f"long-{number}"), text(words)) for number, words in told)
    return [
        msgspec.structs.replace(value, blocks=blocks)
        if isinstance(value, Edition) and value.story == uid("clinton") and value.language == tag
        else value
        for value in values
    ]


def light(values: Sequence[Value]) -> dict[str, Output]:
    """The light pages by path."""
    return {path: page for path, page in site(values, KINDS, furniture()).items() if path.startswith("/lite/")}


def weight(page: Output) -> int:
    """What comes over the line for a page that has never been here."""
    return len(gzip.compress(page.body, 6)) + len(gzip.compress(furniture().asset("lite.css").body, 6))


@pytest.mark.parametrize("tag", list(languages()))
def test_no_light_page_weighs_more_than_it_may_in_any_script(tag: str) -> None:
    pages = light(longer(bureau_with_a_face(*dict.fromkeys(("en", tag))), tag))
    heavy = {path: weight(page) for path, page in pages.items() if weight(page) > WEIGHT}
    own = f"/lite/{segment(tag)}/2009/03/06/us-russia-missiles"
    assert heavy == {}
    assert f"{own}/~2" in pages


def test_every_kind_of_page_has_its_light_twin_at_the_same_address() -> None:
    pages = site(bureau_with_a_face("en", "fa"), KINDS, furniture())
    twins = {path.removeprefix("/lite") for path in pages if path.startswith("/lite/")}
    files = tuple(ENDINGS.values())  # light already
    html = {
        path for path, page in pages.items() if page.media_type.startswith("text/html") and not path.endswith(files)
    }
    assert html - {path for path in html if path.startswith("/lite/")} - twins == {
        "/not-found",
        "/en/offline",
        "/fa/offline",
        "/en/not-found",
        "/fa/not-found",
    }


def test_a_light_page_leads_to_light_pages_and_to_its_full_twin_alone() -> None:
    pages = site(bureau_with_a_face("en", "fa"), KINDS, furniture())
    for path, page in pages.items():
        if path.startswith("/lite/") and page.status == 200 and page.media_type.startswith("text/html"):
            inner = {href.partition("#")[0] for href in HREF.findall(page.body.decode()) if href.startswith("/")}
            outward = {href for href in inner if not href.startswith(("/lite/", "/assets/", "/pictures/", "/media/"))}
            feeds = {
                href for href in outward if href.endswith(("podcast.xml", *(each.file for each in FORMATS.values())))
            }
            carried = {href for href in outward if href.endswith(tuple(ENDINGS.values()))}
            assert outward - feeds - carried <= {path.removeprefix("/lite")}, path
            assert {href for href in inner if href.startswith("/lite/")} <= {*pages, "/lite/fa/search"}, path


def test_the_full_page_offers_the_light_one_and_no_refusal_does() -> None:
    pages = site(bureau_with_a_face("en", "fa"), KINDS, furniture())
    words = language("en").strings.lite_version
    assert f'<a href="/lite/en/2009/03/06/us-russia-missiles" rel="alternate">{words}</a>' in (
        pages["/en/2009/03/06/us-russia-missiles"].body.decode()
    )
    assert words not in pages["/en/withdrawn"].body.decode()
    assert pages["/lite/en/withdrawn"].status == 410


def test_nothing_but_words_comes_unasked() -> None:
    for path, page in light(bureau_with_a_face("en", "fa")).items():
        shown = page.body.decode()
        for element in ("<img", "<picture", "<audio", "<video", "<script", "<iframe", "srcset", "style="):
            assert element not in shown, path


def test_a_picture_is_a_link_with_its_size_and_what_it_shows() -> None:
    shown = light(bureau("fa"))["/lite/fa/2009/03/06/us-russia-missiles"].body.decode()
    assert re.search(
        r'<a href="/pictures/brussels-[0-9a-f]{10}-480\.jpg">تصویر \([^)]+\)</a> <span>[^<]+</span>', shown
    )


def test_the_parts_of_a_long_story_hold_all_of_it_once_and_turn_to_each_other() -> None:
    values = longer(bureau("fa"), "fa")
    pages, full = light(values), site(values, KINDS, furniture())
    path = "/fa/2009/03/06/us-russia-missiles"
    numbers = range(1, 1 + sum(part.startswith(f"/lite{path}/~") for part in pages) + 1)
    told = [pages[part_path(f"/lite{path}", number)].body.decode() for number in numbers]
    assert len(told) > 1
    wanted = re.findall(
        r"<p>[^\n]+</p>",
        full[path].body.decode().partition('<div class="body article-body">')[2].partition("</div>")[0],
    )
    assert [line for line in re.findall(r"<p>[^\n]+</p>", "\n".join(told)) if line in set(wanted)] == wanted
    words = language("fa")
    assert words.text("part_of", n=words.number(1), total=words.number(len(told))) in told[0]
    assert 'rel="prev"' not in told[0]
    assert f'<a href="/lite{path}/~2" rel="next">' in told[0]
    assert f'<a href="/lite{path}" rel="prev">' in told[1]
    assert 'rel="next"' not in told[-1]


def test_a_short_page_says_nothing_of_parts() -> None:
    assert 'class="parts"' not in light(bureau("en"))["/lite/en/2009/03/06/us-russia-missiles"].body.decode()


def test_hits_are_shown_lightly_and_lead_to_light_pages() -> None:
    values, laid = bureau("en"), furniture().lite(Part(1))
    found = Found(query="a & b", hits=[edition_key(uid("clinton"), "en")], total=30, page=2, pages=3)
    page = Search(laid).results(Rack(values, laid), "en", found)
    assert page
    shown = page.body.decode()
    assert '<a href="/lite/en/2009/03/06/us-russia-missiles">' in shown
    assert '<a href="/lite/en/search?q=a+%26+b&amp;page=3">' in shown
    assert 'value="a &amp; b"' in shown
    assert '<a href="/en/search?q=a+%26+b" rel="alternate">' in shown


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\fb\fc", ["a\nb\nc"]),
        ("aaaa\fbbbb\fcccc", ["aaaa\nbbbb", "cccc"]),
        ("aaaaaaaaaaaa\fb", ["aaaaaaaaaaaa", "b"]),
        ("م\fن\fو\fه\fی", ["م\nن\nو\nه", "ی"]),
    ],
)
def test_markup_is_parted_at_cuts_by_its_bytes(markup: str, wanted: list[str]) -> None:
    assert parts(markup, 8) == wanted


def test_the_budget_leaves_room_for_what_stands_around_a_part() -> None:
    assert len(parts("x" * (BUDGET - 1) + "\f" + "y")) == 1
    assert len(parts("x" * BUDGET + "\f" + "y")) == 2
