"""The language files themselves: all load, each is whole, none borrows another's words, addresses or facts."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from babel import Locale

from dateline.languages.language import HERE, LanguageError, by_segment, language, languages, problems
from dateline.languages.strings import Plurals, Strings, placeholders

WANTED = [
    *("en", "fr", "es", "pt", "pt-BR", "ro", "ru", "uk", "sr-Cyrl", "sr-Latn", "ar", "fa", "ur"),
    *("hi", "zh-Hans", "zh-Hant", "ja", "ko", "vi", "th", "km", "ha", "sw", "ff", "bm"),
]
TAGS = sorted(WANTED)
STRINGS = Strings.__struct_fields__
# Words that another language truly shares with English.
SAME_AS_ENGLISH = {
    ("fr", "dossier"),
    ("fr", "dossiers"),
    ("fr", "sources"),
    ("fr", "label_opinion"),
    ("fr", "corrections"),
    ("pt-BR", "share_by_mail"),
    ("ro", "share_by_mail"),
}
SCRIPTS = {
    "Arab": r"[\u0600-\u06ff]",
    "Cyrl": r"[\u0400-\u04ff]",
    "Deva": r"[\u0900-\u097f]",
    "Hans": r"[\u4e00-\u9fff]",
    "Hant": r"[\u4e00-\u9fff]",
    "Jpan": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "Khmr": r"[\u1780-\u17ff]",
    "Kore": r"[\uac00-\ud7af]",
    "Latn": r"[A-Za-z]",
    "Thai": r"[\u0e00-\u0e7f]",
}


def test_the_25_languages_are_all_there() -> None:
    assert set(WANTED) <= set(languages())
    assert len(WANTED) == 25


def test_every_file_beside_the_module_is_a_language() -> None:
    assert sorted(path.stem for path in HERE.glob("*.toml")) == sorted(languages())


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_is_whole_and_without_problems(tag: str) -> None:
    each = language(tag)
    assert problems(each) == []
    assert [name for name in STRINGS if not getattr(each.strings, name).strip()] == []


@pytest.mark.parametrize("tag", TAGS)
def test_direction_and_script_are_those_of_cldr(tag: str) -> None:
    each = language(tag)
    assert each.direction == each.locale.text_direction
    likely = Locale.parse(tag.replace("-", "_"), resolve_likely_subtags=True)
    assert likely.script is None or each.script in {likely.script, "Jpan", "Kore"}


@pytest.mark.parametrize("tag", TAGS)
def test_every_string_is_in_the_languages_own_script(tag: str) -> None:
    each = language(tag)
    own = re.compile(SCRIPTS[each.script])
    foreign = [name for name in STRINGS if not own.search(re.sub(r"{\w+}", "", getattr(each.strings, name)))]
    assert foreign == []


@pytest.mark.parametrize("tag", TAGS)
def test_strings_are_filled_in_without_a_brace_left(tag: str) -> None:
    each = language(tag)
    for name, needed in placeholders().items():
        shown = each.text(name, **dict.fromkeys(needed, "×"))
        assert shown.count("×") == len(needed), name
        assert not set("{}") & set(shown), name


@pytest.mark.parametrize("tag", TAGS)
def test_every_plural_form_shows_a_phrase(tag: str) -> None:
    each = language(tag)
    for name in Plurals.__struct_fields__:
        shown = {each.count(name, number) for number in (*range(31), 100, 101, 1_000_000)}
        assert not set("{}") & set("".join(shown))


@pytest.mark.parametrize("tag", [each for each in TAGS if each != "en"])
def test_no_string_is_left_in_english(tag: str) -> None:
    english, each = language("en").strings, language(tag).strings
    same = {(tag, name) for name in STRINGS if getattr(each, name) == getattr(english, name)}
    assert same <= SAME_AS_ENGLISH


def test_the_list_of_words_shared_with_english_holds_no_stale_ones() -> None:
    english = language("en").strings
    stale = [
        (tag, name) for tag, name in SAME_AS_ENGLISH if getattr(language(tag).strings, name) != getattr(english, name)
    ]
    assert stale == []


def test_no_two_languages_share_most_of_their_sentences() -> None:
    for one, other in combinations([each for each in languages().values() if each.tag in WANTED], 2):
        shared = [name for name in STRINGS if getattr(one.strings, name) == getattr(other.strings, name)]
        kin = {one.tag, other.tag} == {"pt", "pt-BR"}
        assert len(shared) < len(STRINGS) / (1 if kin else 3), (one.tag, other.tag, shared)


def test_no_two_languages_share_a_segment_a_name_or_a_social_locale() -> None:
    each = list(languages().values())
    assert len({one.segment for one in each}) == len(each)
    assert len({one.name for one in each}) == len(each)


def test_a_segment_leads_back_to_its_language() -> None:
    assert {each.segment: by_segment(each.segment) for each in languages().values()} == {
        each.segment: each for each in languages().values()
    }
    assert by_segment("xx") is None
    assert by_segment("") is None


def test_an_unknown_language_is_answered_with_the_known_ones() -> None:
    with pytest.raises(LanguageError, match=r"unknown language 'tlh'; configured are: .*\bfa\b.*\bzh-Hant\b"):
        language("tlh")


def test_every_file_says_whether_a_native_speaker_has_read_it() -> None:
    assert {each.reviewed_by for each in languages().values() if each.tag in WANTED} == {""}
