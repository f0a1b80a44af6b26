"""What a stranger's program takes from our pages: trafilatura finds the whole text, the title and the day."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

import pytest
import trafilatura
from trafilatura.settings import Document

from dateline.edition.blocks import Heading, List, Paragraph, Quote, Table
from dateline.edition.values import Byline, Edition, Front, Site, Value
from dateline.languages.language import languages
from dateline.newsroom.sample.loader import load
from dateline.newsroom.sample.values import Sample, SampleEdition, Story
from dateline.press.page import Output
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests.rooms.reader.rack import site

HOST = "https://news.example"
# What a text says in words; a pull quote says it twice, and the rest is pictures, sound and other people's pages.
TELLING = (Heading, List, Paragraph, Quote, Table)
# Below 250 characters the extractor trusts no text that it finds and takes the longest thing on the page.
LEAST = 250


@cache
def sample() -> Sample:
    return load()


def edition(story: Story, own: SampleEdition) -> Edition:
    """A story of the sample as the record would keep it, its texts alone."""
    return Edition(
        story=story.id,
        language=own.language,
        version=1,
        slug=own.slug,
        headline=own.headline,
        kicker=own.kicker,
        summary=own.summary,
        dateline=own.dateline,
        bylines=tuple(Byline(name=sample().people[key].name(own.language)) for key in own.bylines),
        sources=own.sources,
        section=sample().sections[story.section].id,
        first_published=story.first_published,
        updated=story.updated,
        blocks=own.blocks,
    )


def told(value: Edition) -> str:
    """The words of its text."""
    return "\n".join(block.plain() for block in value.blocks if isinstance(block, TELLING))


def printed(tag: str, editions: list[Edition]) -> dict[str, Output]:
    """All pages of a house that has these."""
    house: list[Value] = [
        Site(name="Dateline", base_url=HOST),
        Front(language=tag, name="Dateline"),
        *sample().sections.values(),
    ]
    return site([*house, *editions], KINDS, furniture())


def letters(words: str) -> Counter[str]:
    """Letters and digits, counted: the extractor drops joiners, and words have no spaces in every script."""
    return Counter(each for each in unicodedata.normalize("NFC", words) if each.isalnum())


def f1(found: str, wanted: str) -> float:
    """The harmonic mean of precision and recall over letters, 0 to 1."""
    ours, theirs = letters(wanted), letters(found)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def without_joiners(words: str) -> str:
    """As the extractor prints a title."""
    return re.sub("[\u200b-\u200f]", "", words)


@pytest.mark.parametrize("tag", languages())
def test_it_finds_the_text_the_title_and_the_day_of_every_story_full_and_light(tag: str) -> None:
    editions = [edition(story, story.editions[tag]) for story in sample().stories if tag in story.editions]
    pages, measured = printed(tag, editions), 0
    for value in editions:
        if len(told(value)) < LEAST:
            continue
        for path in (value.path, f"/lite{value.path}"):
            page = pages[path].body.decode()
            found = trafilatura.bare_extraction(page, url=HOST + path, with_metadata=True, include_comments=False)
            assert isinstance(found, Document)
            assert found.title == without_joiners(value.headline), path
            assert found.date == f"{value.first_published.day:%Y-%m-%d}", path
            assert f1(found.text or "", told(value)) >= 0.99, f"{path}\n{found.text}"
            measured += 1
    assert measured >= 2
