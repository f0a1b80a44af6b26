"""The sample's data files: read whole, complete in every language, each in its own script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from dateline.edition.blocks import Audio, Embed, Heading, List, PictureBlock, PullQuote, Quote, Table
from dateline.edition.blocks.picture import words
from dateline.edition.picture import Picture
from dateline.languages.language import languages
from dateline.newsroom.sample.loader import HERE, SampleError, load
from dateline.newsroom.sample.values import Sample, SampleEdition, Story

GENEVA = "clinton-lavrov-geneva"
SCRIPTS = {
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Arab": {"ARABIC"},
    "Deva": {"DEVANAGARI"},
    "Hans": {"CJK"},
    "Hant": {"CJK"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA"},
    "Kore": {"HANGUL"},
    "Thai": {"THAI"},
    "Khmr": {"KHMER"},
}
SIMPLIFIED_ONLY = set("国际联东亚议会对话车队这为说与将总统")
TRADITIONAL_ONLY = set("國際聯東亞議會對話車隊這為說與將總統")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load()


def story(sample: Sample, key: str) -> Story:
    return next(each for each in sample.stories if each.key == key)


def texts(edition: SampleEdition) -> list[str]:
    blocks = [block.plain() for block in edition.blocks if not isinstance(block, (Embed, PictureBlock))]
    return [edition.headline, edition.summary, *blocks]


def editions(sample: Sample) -> list[tuple[Story, SampleEdition]]:
    return [(each, edition) for each in sample.stories for edition in each.editions.values()]


def test_every_language_has_at_least_five_editions(sample: Sample) -> None:
    count = Counter(edition.language for _, edition in editions(sample))
    assert {tag: count[tag] for tag in languages() if count[tag] < 5} == {}


def test_the_dossier_holds_twelve_stories_from_august_to_march(sample: Sample) -> None:
    running = [each for each in sample.stories if "nato-russia" in each.dossiers]
    months = [each.first_published.day.isoformat()[:7] for each in running]
    assert len(running) >= 12
    assert (months[0], months[-1]) == ("2008-08", "2009-03")


def test_the_timeline_tells_twelve_years_in_every_language_and_each_in_its_script(sample: Sample) -> None:
    whole = [event for event in sample.events if set(event.texts) == set(languages())]
    assert (len(whole), whole[0].date.year, whole[-1].date.year) == (12, "1997", "2009")
    for tag, told in languages().items():
        letters = Counter(
            unicodedata.name(letter).split()[0]
            for event in whole
            for letter in event.texts[tag].title
            if letter.isalpha()
        )
        assert letters.most_common(1)[0][0] in SCRIPTS[told.script], tag
        assert len({event.texts[tag].title for event in whole}) == len(whole), tag


def test_three_further_sections_hold_three_stories_each(sample: Sample) -> None:
    count = Counter(each.section for each in sample.stories)
    assert len([section for section, number in count.items() if section != "world" and number >= 3]) >= 3


def test_the_series_has_a_cover_of_its_own(sample: Sample) -> None:
    (series,) = (each.podcast for each in sample.sections.values() if each.podcast)
    assert series.cover in {each.id for each in sample.pictures.values()}


def test_the_story_of_march_6_stands_in_every_language_block_by_block(sample: Sample) -> None:
    geneva = story(sample, GENEVA)
    shape = [(block.id, type(block)) for block in geneva.editions["en"].blocks]
    assert set(geneva.editions) == set(languages())
    assert {tag for tag, each in geneva.editions.items() if [(b.id, type(b)) for b in each.blocks] != shape} == set()
    kinds = [kind for _, kind in shape]
    assert (kinds.count(Heading), kinds.count(Quote), len(kinds)) == (1, 1, 9)


def test_the_story_of_march_6_is_dated_by_day_and_updated_to_the_minute(sample: Sample) -> None:
    geneva = story(sample, GENEVA)
    assert (str(geneva.first_published), str(geneva.updated)) == ("2009-03-06", "2009-03-06T08:22:00Z")
    for edition in geneva.editions.values():
        first, update = edition.versions
        assert (update.kind, update.moment) == ("update", geneva.updated)
        assert update.note != ""
        assert update.blocks[:7] == first.blocks
        assert update.parts == tuple(str(block.id) for block in update.blocks[7:])


def test_a_correction_keeps_the_text_that_was_wrong(sample: Sample) -> None:
    first, corrected = story(sample, "buffer-zones").editions["en"].versions
    assert corrected.kind == "correction"
    assert "8 October" in first.blocks[1].plain()
    assert "10 October" in corrected.blocks[1].plain()
    assert corrected.parts == (str(corrected.blocks[1].id),)


def test_shorter_translations_share_their_ids_with_the_source(sample: Sample) -> None:
    for each in sample.stories:
        known = {block.id: type(block) for block in each.editions["en"].blocks}
        for edition in each.editions.values():
            strangers = [block for block in edition.blocks if known.get(block.id) is not type(block)]
            assert strangers == [], f"{each.key}/{edition.language}"


def test_each_edition_is_written_in_the_script_of_its_language(sample: Sample) -> None:
    for each, edition in editions(sample):
        letters = [c for text in texts(edition) for c in text if c.isalpha()]
        wanted = SCRIPTS[languages()[edition.language].script]
        own = sum(unicodedata.name(c, "").partition(" ")[0] in wanted for c in letters)
        assert own / len(letters) > 0.85, f"{each.key}/{edition.language}"


def test_the_two_ways_of_writing_chinese_are_kept_apart(sample: Sample) -> None:
    for _, edition in editions(sample):
        letters = set("".join(texts(edition)))
        if edition.language == "zh-Hans":
            assert not letters & TRADITIONAL_ONLY
        if edition.language == "zh-Hant":
            assert not letters & SIMPLIFIED_ONLY


def test_no_text_is_the_same_in_two_languages(sample: Sample) -> None:
    seen: dict[str, str] = {}
    for _, edition in editions(sample):
        for text in texts(edition):
            assert seen.setdefault(text, edition.language) == edition.language, text


def test_slugs_are_unique_per_language_and_day_and_fit_an_address(sample: Sample) -> None:
    places = [(edition.language, each.first_published.day, edition.slug) for each, edition in editions(sample)]
    assert len(set(places)) == len(places)
    assert [slug for _, _, slug in places if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_sections_and_dossiers_have_their_words_in_every_language(sample: Sample) -> None:
    names = [set(each.names) for each in sample.sections.values()]
    names += [set(each.names) for each in sample.dossiers.values()]
    assert [found for found in names if found != set(languages())] == []
    shown = {each.picture for each in sample.dossiers.values()}
    assert all(set(each.texts) == set(languages()) for each in sample.pictures.values() if each.id in shown)
    for tag in languages():
        slugs = [each.names[tag].slug for each in sample.sections.values()]
        assert len(set(slugs)) == len(slugs)


def test_every_edition_is_signed_by_its_own_desk(sample: Sample) -> None:
    for each, edition in editions(sample):
        desks = {sample.people[key].desk for key in edition.bylines}
        own = "sr-Cyrl" if edition.language == "sr-Latn" else edition.language
        assert own in desks or desks == {languages()[each.source].tag, own}, f"{each.key}/{edition.language}"


def test_every_picture_shown_has_its_words_in_that_language(sample: Sample) -> None:
    shared = {each.id: Picture(id=each.id, texts=each.texts) for each in sample.pictures.values()}
    for each, edition in editions(sample):
        for shown in (edition.lead, *edition.blocks):
            if isinstance(shown, PictureBlock):
                said = words(shown, shared[shown.picture], edition.language)
                assert all((said.caption, said.alt)), f"{each.key}/{edition.language}"


def test_every_kind_of_block_stands_somewhere_in_the_sample(sample: Sample) -> None:
    found = {type(block) for _, edition in editions(sample) for block in edition.blocks}
    assert {Heading, Quote, PullQuote, List, Table, PictureBlock, Embed, Audio} <= found
    most = max(sum(isinstance(block, PictureBlock) for block in edition.blocks) for _, edition in editions(sample))
    assert most >= 2


def test_a_field_that_no_one_knows_is_refused_with_its_file(tmp_path: Path) -> None:
    folder = copytree(HERE, tmp_path / "sample", ignore=lambda *_: ["__pycache__", "drawings"])
    with (folder / "stories" / GENEVA / "fr.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[blocks]]\nkind = "paragraph"\ntext = "?"\ncolour = "red"\n')
    with pytest.raises(SampleError, match=r"clinton-lavrov-geneva/fr.toml.*colour"):
        load(folder)


def test_every_language_has_the_six_standing_pages_at_addresses_of_their_own() -> None:
    pages = load().pages
    assert {page.language for page in pages} == set(languages())
    for tag in languages():
        own = [page for page in pages if page.language == tag]
        assert {page.kind for page in own} == {"about", "contact", "corrections", "accessibility", "privacy", "legal"}
        assert len({page.path for page in own}) == 6
        assert all(page.title and page.summary and len(page.blocks) == 2 for page in own)
