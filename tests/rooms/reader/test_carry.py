"""Files to carry: the whole text without the line, the same bytes each time, gone when the story is."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from functools import cache
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree, html

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.edition.moment import Moment
from dateline.edition.values import Edition, Withdrawn, segment
from dateline.languages.language import language, languages
from dateline.press.page import Output
from dateline.reader.carried import NEWEST
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.builders import START, a_dossier, a_house, an_edition, uid
from tests.rooms.reader.bureau import bureau, bureau_with_a_face
from tests.rooms.reader.conftest import parsed
from tests.rooms.reader.rack import site

STORY = "2009/03/06/us-russia-missiles"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


@cache
def printed(tag: str) -> dict[str, Output]:
    return site(bureau_with_a_face(*dict.fromkeys(("en", tag))), KINDS, furniture())


def opened(page: Output) -> dict[str, bytes]:
    """The files of an EPUB, in their order."""
    with ZipFile(io.BytesIO(page.body)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("tag", list(languages()))
def test_a_book_is_whole_and_set_in_its_language(tag: str) -> None:
    words, path = language(tag), f"/{segment(tag)}/{STORY}"
    files = opened(printed(tag)[f"{path}.epub"])
    assert next(iter(files)) == "mimetype"
    package = etree.fromstring(files["OEBPS/book.opf"])
    spine = package.find(f"{OPF}spine")
    assert spine is not None
    assert (spine.get("page-progression-direction"), package.get("dir")) == (words.direction, words.direction)
    assert package.findtext(f".//{DC}language") == tag
    named = {each.get("href") for each in package.iterfind(f".//{OPF}item")}
    assert {f"OEBPS/{name}" for name in named} == {name for name in files if name.startswith("OEBPS/")} - {
        "OEBPS/book.opf"
    }
    chapter = etree.fromstring(files["OEBPS/story-001.xhtml"])
    assert (chapter.get("lang"), chapter.get("dir")) == (tag, words.direction)
    full = parsed(printed(tag)[path]).xpath("//div[contains(@class, 'body')]//p[not(@class)]")
    told = re.sub(r"\s+", " ", "".join(chapter.itertext()))
    assert len(full) > 2
    for paragraph in full[:2]:
        assert re.sub(r"\s+", " ", paragraph.text_content()).strip() in told
    assert words.strings.contents in files["OEBPS/nav.xhtml"].decode()
    assert [name for name, body in files.items() if b"\x0c" in body] == []


@pytest.mark.parametrize("ending", [".epub", ".single.html"])
def test_a_file_to_carry_loads_nothing_and_leads_to_whole_addresses(ending: str) -> None:
    for page in (f"/fa/{STORY}", "/fa/dossier/nato-russia"):
        output = printed("fa")[page + ending]
        texts = [body.decode() for body in opened(output).values()] if ending == ".epub" else [output.body.decode()]
        for told in texts:
            assert not re.search(r'(?:href|src)="/', told)
            assert not re.search(r"<(?:img|script|iframe|audio|video|object)\b|@import|url\(", told)
        assert output.headers == {"Content-Disposition": "attachment", "X-Robots-Tag": "noindex"}


def test_words_that_look_like_a_link_are_left_as_they_were_written() -> None:
    words = 'Write href="/here" in it.'
    edition = an_edition(blocks=(Paragraph(uid("p"), text(words)),))
    pages = site([*a_house(), edition], KINDS, furniture())
    page = html.fromstring(pages[f"{edition.path}.single.html"].body.decode())
    assert words in page.text_content()


def test_equal_stories_give_equal_bytes_that_tell_no_time_of_packing() -> None:
    first, second = (site(bureau("en"), KINDS, furniture())[f"/en/{STORY}.epub"] for _ in range(2))
    assert first == second
    with ZipFile(io.BytesIO(first.body)) as packed:
        infos = packed.infolist()
    assert {each.date_time for each in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert (infos[0].compress_type, infos[0].extra) == (ZIP_STORED, b"")
    assert first.body[38:58] == b"application/epub+zip"[:20]


def test_a_dossier_s_file_tells_its_newest_stories_in_their_order_and_no_more() -> None:
    stories = [
        an_edition(f"story-{n:02}", dossiers=(uid("nato"),), first_published=Moment(START + n * timedelta(days=1)))
        for n in range(NEWEST + 5)
    ]
    pages = site([*a_house(), a_dossier(), *stories], KINDS, furniture())
    told = re.findall(r"Headline of (story-\d\d)</h2>", pages["/en/dossier/nato.single.html"].body.decode())
    assert told == [f"story-{n:02}" for n in range(5, NEWEST + 5)]
    chapters = [name for name in opened(pages["/en/dossier/nato.epub"]) if "story-" in name]
    assert len(chapters) == NEWEST


def test_the_files_of_a_story_that_went_are_gone_with_it() -> None:
    values = bureau("en")
    story = next(each for each in values if isinstance(each, Edition) and each.slug == "us-russia-missiles")
    gone = Withdrawn(story=story.story, language="en", path=story.path)
    pages = site([*values, gone], KINDS, furniture())
    for ending in (".epub", ".single.html"):
        page = pages[f"/en/{STORY}{ending}"]
        assert page.status == 410
        assert story.headline not in page.body.decode()
    assert story.headline not in pages["/en/dossier/nato-russia.single.html"].body.decode()


def test_story_and_dossier_offer_their_files_in_full_and_lightly() -> None:
    pages = printed("fa")
    for page in (f"/fa/{STORY}", "/fa/dossier/nato-russia/"):
        for at in ("", "/lite"):
            hrefs = parsed(pages[f"{at}{page}"]).xpath("//a[@download and not(contains(@href, '/media/'))]/@href")
            assert hrefs == [f"{page.rstrip('/')}.epub", f"{page.rstrip('/')}.single.html"]
            assert all(href in pages for href in hrefs)
