"""The search that readers use: hits with the place that answers, out of an index and a press file that both stand."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.languages.language import language, languages
from dateline.press.run import Press
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from dateline.server.files import ReaderFiles
from dateline.server.search import WIDTHS, searching
from tests.builders import Record, a_house, a_page, an_edition, uid
from tests.rooms.server.stand import Stand

FILLER = "Nothing of note was said that morning in the hall. " * 12


@pytest.fixture
def searched(tmp_path: Path) -> Stand:
    """A house with two stories, printed and indexed."""
    english = (Paragraph(uid("p"), text(f"{FILLER}Clinton met <Lavrov> in Geneva. {FILLER}")),)
    persian = (Paragraph(uid("p"), text("کلینتون در ژنو با لاوروف دیدار کرد.")),)
    record, stand = Record(), Stand(tmp_path)
    record.post(*a_house(), an_edition(blocks=english), an_edition(language="fa", blocks=persian))
    record.post(
        a_page("contact", title="Write to us", summary="By post", blocks=(paragraph("Letters reach the desk."),))
    )
    press = Press(stand.press_file, KINDS, furniture())
    press.follow(record.after(), now=record.now)
    press.close()
    with SearchIndex(tmp_path / "search") as index:
        index.apply(record.after())
    stand.application = ReaderFiles(stand.press_file, stand.pictures, stand.media, searching(tmp_path / "search"))
    return stand


def paragraph(words: str) -> Paragraph:
    return Paragraph(uid(words), text(words))


def asked(stand: Stand, tag: str, words: str) -> html.HtmlElement:
    got = stand.ask(f"/{tag}/search", query=urlencode({"q": words}))
    assert got.status == 200
    return html.fromstring(got.body.decode())


def test_a_hit_shows_the_place_in_its_text_with_the_readers_words_marked(searched: Stand) -> None:
    (excerpt,) = asked(searched, "en", "lavrov geneva").xpath("//article//p[@class='excerpt']")
    assert excerpt.xpath("mark/text()") == ["Lavrov", "Geneva"]
    assert "Clinton met <Lavrov> in Geneva." in excerpt.text_content()
    assert len(excerpt.text_content()) < 300


def test_a_standing_page_is_a_hit_with_its_address_its_place_and_when_it_was_changed(searched: Stand) -> None:
    (hit,) = asked(searched, "en", "letters").xpath("//article")
    assert hit.xpath("h2/a/@href | .//h2/a/@href") == ["/en/contact"]
    assert hit.xpath(".//h2")[0].text_content() == "Write to us"
    assert hit.xpath(".//p[@class='excerpt']/mark/text()") == ["Letters"]
    assert hit.xpath(".//span[@class='updated']/time/@datetime") == ["2009-03-06"]


@pytest.mark.parametrize(
    ("tag", "words", "loose"),
    [
        ("en", "lavrov geneva", False),
        ("en", "lavrov zebra", True),
        ("fa", "لاوروف ژنو", False),
        ("fa", "لاوروف گورخر", True),
    ],
)
def test_readers_are_told_when_only_some_of_their_words_were_found(
    searched: Stand, tag: str, words: str, loose: bool
) -> None:
    page = asked(searched, tag, words)
    assert len(page.xpath("//article")) == 1
    assert page.xpath("//p[@class='loose']/text()") == ([language(tag).strings.search_some_words] if loose else [])


def test_an_excerpt_of_a_script_without_spaces_is_half_as_long() -> None:
    assert WIDTHS[language("zh-Hans").search] * 2 == WIDTHS[language("en").search]
    assert set(WIDTHS) == {each.search for each in languages().values()}


def test_where_nothing_is_found_there_is_neither_excerpt_nor_remark(searched: Stand) -> None:
    page = asked(searched, "en", "zebra")
    assert not page.xpath("//article | //p[@class='loose'] | //mark")
