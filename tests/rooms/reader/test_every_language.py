"""All page kinds in every configured language: its own words, its own direction, nothing of another's furniture."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from lxml import html

from dateline.languages.language import languages
from tests.rooms.reader.conftest import parsed, printed

SHORTEST = 5
DAY = date(2009, 3, 6)
WORDS = "//body//text()[not(parent::script)] | //head/title/text() | //@aria-label | //link/@title | //@placeholder"


@cache
def furniture_words(tag: str) -> frozenset[str]:
    """The fragments of a language's strings between placeholders that are long enough to tell."""
    found = languages()[tag]
    strings = [getattr(found.strings, name) for name in found.strings.__struct_fields__]
    for name in found.plurals.__struct_fields__:
        strings += getattr(found.plurals, name).values()
    fragments = (part.strip(" .,:“”«»") for text in strings for part in re.split(r"{\w+}", text))
    return frozenset(part for part in fragments if len(part) >= SHORTEST)


def said_in(page: html.HtmlElement, tag: str) -> str:
    """All that a page says in its own language: other languages' names in menus are theirs to say."""
    for element in page.xpath("//*[@lang]"):
        if element.tag != "html" and element.get("lang") != tag:
            element.text = None
            for child in list(element):
                element.remove(child)
    return "\n".join(page.xpath(WORDS))


def own_pages(tag: str) -> dict[str, html.HtmlElement]:
    """The pages of a language, trees by path, in a house that also has English as the source."""
    outputs = printed(*dict.fromkeys(("en", tag)))
    prefix = f"/{languages()[tag].segment}/"
    return {
        path: parsed(output)
        for path, output in outputs.items()
        if path.startswith(prefix) and output.media_type.startswith("text/html") and output.status != 301
    }


@pytest.mark.parametrize("tag", languages())
def test_no_page_says_a_word_of_another_languages_furniture(tag: str) -> None:
    own = "\n".join(furniture_words(tag))
    foreign = {
        (other, part) for other in languages() if other != tag for part in furniture_words(other) if part not in own
    }
    for path, page in own_pages(tag).items():
        said = said_in(page, tag)
        near = {(other, part) for other, part in foreign if part in said}
        found = {(other, part) for other, part in near if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", said)}
        assert not found, f"{path} says {found}"


@pytest.mark.parametrize("tag", languages())
def test_every_element_in_another_language_says_which_and_how_it_runs(tag: str) -> None:
    for path, page in own_pages(tag).items():
        assert (page.get("lang"), page.get("dir")) == (tag, languages()[tag].direction), path
        # A page that is one file alone has the plain styles of light pages, which know no groups of scripts.
        plain = path.endswith(".single.html") and "class" not in page.attrib
        assert plain or page.get("class") == languages()[tag].type_group, path
        for element in page.xpath("//body//*[@lang]"):
            assert element.get("dir") == languages()[element.get("lang")].direction, path


@pytest.mark.parametrize("tag", languages())
def test_every_page_has_one_first_heading_and_no_identifier_twice(tag: str) -> None:
    for path, page in own_pages(tag).items():
        assert len(page.xpath("//h1")) == 1, path
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), path


@pytest.mark.parametrize("tag", languages())
def test_a_story_is_written_in_the_digits_and_dates_of_its_language(tag: str) -> None:
    language = languages()[tag]
    page = own_pages(tag)[f"/{language.segment}/2009/03/06/us-russia-missiles"]
    times = page.xpath("//article[@class='story']//p[@class='stamps']//time")
    assert times[0].text == language.day(DAY)
    assert language.universal_time in times[1].text
    assert language.number(22) in times[1].text
