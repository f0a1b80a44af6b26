"""Trial content in bulk: always the same, in every language, made of the sample's own sentences."""

from __future__ import annotations

import pytest

from dateline.edition.blocks import Paragraph
from dateline.languages.language import languages
from dateline.newsroom.sample.bulk import bulk, stock
from dateline.newsroom.sample.loader import load
from dateline.newsroom.sample.values import Sample


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load()


def test_the_same_number_gives_the_same_stories(sample: Sample) -> None:
    assert list(bulk(sample, 120).stories) == list(bulk(load(), 120).stories)


def test_a_shorter_archive_is_the_end_of_a_longer_one(sample: Sample) -> None:
    assert bulk(sample, 300).stories[-50:] == list(bulk(sample, 50).stories)


def test_stories_come_oldest_first_over_days_sections_and_dossiers(sample: Sample) -> None:
    stories = list(bulk(sample, 400).stories)
    days = [each.first_published.day for each in stories]
    assert days == sorted(days)
    assert len(set(days)) >= 10
    assert {each.section for each in stories} == set(sample.sections)
    assert {key for each in stories for key in each.dossiers} == set(sample.dossiers)


def test_every_language_gets_its_share_and_its_own_desk(sample: Sample) -> None:
    editions = [edition for each in bulk(sample, 250).stories for edition in each.editions.values()]
    assert {edition.language for edition in editions} == set(languages())
    for edition in editions:
        own = "sr-Cyrl" if edition.language == "sr-Latn" else edition.language
        assert [key for key in edition.bylines if sample.people[key].desk != own] == []


def test_ids_and_addresses_are_never_given_twice(sample: Sample) -> None:
    stories = list(bulk(sample, 500).stories)
    assert len({each.id for each in stories} | {each.id for each in sample.stories}) == 500 + len(sample.stories)
    places = [(e.language, each.first_published.day, e.slug) for each in stories for e in each.editions.values()]
    assert len(set(places)) == len(places)
    blocks = [(each.id, b.id) for each in stories for b in each.editions[each.source].blocks]
    assert len(set(blocks)) == len(blocks)


def test_paragraphs_are_whole_sentences_of_the_sample(sample: Sample) -> None:
    known = {tag: set(stock(sample, tag).sentences[""]) for tag in languages()}
    for each in bulk(sample, 60).stories:
        for edition in each.editions.values():
            for block in edition.blocks:
                if isinstance(block, Paragraph):
                    assert any(block.plain().startswith(sentence) for sentence in known[edition.language])


def test_a_story_beyond_the_number_is_refused(sample: Sample) -> None:
    with pytest.raises(IndexError, match="3 stories"):
        bulk(sample, 3).stories[3]
