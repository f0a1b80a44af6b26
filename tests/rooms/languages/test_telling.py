"""The words that carry a sentence's sense: every language has its file, and each finds what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.languages.language import LanguageError, languages
from dateline.languages.telling import FOLDER, Signs, folded, telling


def test_every_language_says_its_negations_and_number_words_and_no_other_does() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(languages())
    for tag in languages():
        found = telling(tag)
        assert found.negations.words | set(found.negations.parts), tag
        assert found.numbers.words | set(found.numbers.parts), tag


@pytest.mark.parametrize("tag", sorted(languages()))
def test_every_word_is_written_as_it_is_looked_up(tag: str) -> None:
    for signs in (telling(tag).negations, telling(tag).numbers):
        for word in (*signs.words, *signs.parts, *signs.prefixes, *signs.endings, *signs.clitics):
            assert word == folded(word), f"telling/{tag}.toml: write {folded(word)!r}"


def test_a_language_without_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match=r"telling/xx\.toml is missing: write down"):
        telling("xx", tmp_path)


def test_a_file_that_says_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text('[negations]\nwords = ["no"]\n[numbers]\nletters = ["x"]\n')
    with pytest.raises(LanguageError, match=r"telling/xx\.toml: .*letters"):
        telling("xx", tmp_path)


@pytest.mark.parametrize(
    ("tag", "word"), [("ar", "ولم"), ("ar", "فلا"), ("en", "Don’t"), ("fr", "n’est"), ("sr-Cyrl", "НИЈЕ")]
)
def test_a_negation_is_found_with_what_is_written_together_with_it(tag: str, word: str) -> None:
    assert list(telling(tag).negations.found_in(folded(word)))


def test_a_number_made_of_single_signs_is_one_word() -> None:
    assert list(telling("zh-Hans").numbers.found_in("十一")) == ["十一"]


def test_a_prefix_turns_a_word_and_nothing_turns_a_short_one() -> None:
    assert telling("en").negations.turned("legal", "illegal")
    assert not telling("en").negations.turned("to", "into")
    assert telling("fa").negations.turned("می‌رود", "نمی‌رود")


def test_the_turkish_letters_are_compared_as_one() -> None:
    assert folded("İSTANBUL") == folded("istanbul") == folded("ISTANBUL") == folded("ıstanbul")


def test_signs_without_words_find_nothing() -> None:
    assert not list(Signs().found_in(""))
