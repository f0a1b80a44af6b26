"""Tokens: what is folded together and what is not, and that every token keeps its place in the text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.languages.language import languages
from dateline.search.analyzers import ANALYZERS, analyze, way
from dateline.search.folding import fold
from dateline.search.token import chains, words_of

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
TAGS = st.sampled_from([*languages(), "tr", "yue", "lo", "my", "x-odd", "", "\ud800", "en\0"])

SAME = [
    ("café", "CAFE"),
    ("cafe\u0301", "café"),
    ("Straße", "STRASSE"),
    ("ﬁnal", "final"),
    ("cœur", "coeur"),
    ("Łódź", "lodz"),
    ("ταξίδι", "ΤΑΞΙΔΙ"),
    ("λόγος", "ΛΟΓΟΣ"),
    ("ёлка", "Елка"),
    ("за\u0301мок", "замок"),
    ("İSTANBUL", "istanbul"),
    ("ISPARTA", "ısparta"),
    ("Șerban", "Şerban"),
    ("Nguyễn", "nguyen"),
    ("Ƙasa", "kasa"),
    ("ɗaya", "daya"),
    ("أحمد", "احمد"),
    ("إلى", "الي"),
    ("آسيا", "اسيا"),
    ("مؤتمر", "موتمر"),
    ("مدرسة", "مدرسه"),
    ("مُحَمَّد", "محمد"),
    ("العـــراق", "العراق"),
    ("ﻻ", "لا"),
    ("كتاب", "کتاب"),
    ("علي", "علی"),
    ("خانهٔ", "خانه"),
    ("کوہ", "کوه"),
    ("می\u200cروم", "میروم"),
    ("۱۳۸۷", "1387"),
    ("٢٠٠٩", "2009"),
    ("២០០៩", "2009"),
    ("फ़िल्म", "फिल्म"),
    ("ＮＡＴＯ", "nato"),
]
DIFFERENT = [("йод", "иод"), ("їжа", "іжа"), ("が", "か"), ("ប៉ា", "បា"), ("मैं", "में"), ("ما", "ماء"), ("ไม่", "ไม้")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_that_readers_take_for_one_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_letters_that_make_another_word_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT, TAGS)
@example("𝒳y 北约𠀀𠀁 l’Otan \ud800a", "zh-Hans")
@example("𐐀 a\u200bb 𐐀c", "km")
@settings(deadline=None)
def test_every_token_keeps_its_place_whatever_the_text(text: str, tag: str) -> None:
    for name, analyzer in ANALYZERS.items():
        tokens = analyzer(text, tag)
        assert all(0 <= token.start < token.end <= len(text) and token.text for token in tokens)
        assert [token.start for token in tokens] == sorted(token.start for token in tokens)
        if name == "words":
            assert all(fold(text[token.start : token.end])[:100] == token.text for token in tokens)


def shown(text: str, tag: str) -> list[tuple[str, str]]:
    """Tokens beside the characters they stand for."""
    return [(token.text, text[token.start : token.end]) for token in analyze(text, tag)]


def test_a_word_after_an_astral_character_keeps_its_place() -> None:
    assert shown("😀😀 Clinton 😀 Lavrov", "en") == [("clinton", "Clinton"), ("lavrov", "Lavrov")]


def test_a_french_article_is_parted_from_its_noun() -> None:
    assert shown("l’Otan", "fr") == [("lotan", "l’Otan"), ("otan", "Otan")]


def test_a_persian_word_is_found_joined_and_in_its_parts() -> None:
    found = shown("می‌روم", "fa")
    assert [characters for _, characters in found] == ["می‌روم", "می", "روم"]


def test_khmer_words_are_cut_alike_with_and_without_zero_width_spaces() -> None:
    plain, spaced = "ប្រទេសកម្ពុជាជាប្រទេស", "ប្រទេស\u200bកម្ពុជា\u200bជាប្រទេស"
    assert [token.text for token in analyze(plain, "km")] == [token.text for token in analyze(spaced, "km")]
    assert [characters.replace("\u200b", "") for _, characters in shown(spaced, "km")] == [
        characters for _, characters in shown(plain, "km")
    ]


def test_a_zero_width_space_inside_a_dictionary_word_parts_it() -> None:
    spaced = "ចាប់\u200bផ្ដើម"
    assert {"ចាប់\u200bផ្ដើម", "ចាប់", "ផ្ដើម"} == {characters for _, characters in shown(spaced, "km")}


def test_thai_without_spaces_is_cut_into_words() -> None:
    assert [characters for _, characters in shown("รัฐมนตรีพบกัน", "th")] == ["รัฐมนตรี", "พบ", "กัน"]


def test_chinese_is_read_in_pairs_and_single_characters() -> None:
    assert shown("北约峰会", "zh-Hans") == [
        ("北约", "北约"),
        ("北", "北"),
        ("约峰", "约峰"),
        ("约", "约"),
        ("峰会", "峰会"),
        ("峰", "峰"),
        ("会", "会"),
    ]


def test_half_width_kana_with_its_voicing_mark_is_one_character() -> None:
    assert [token.text for token in analyze("ｶﾞﾗｽ", "ja")] == [token.text for token in analyze("ガラス", "ja")]


def test_latin_words_in_chinese_are_words() -> None:
    assert ("nato", "NATO") in shown("北约（NATO）峰会", "zh-Hans")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh-Hans", "bigrams"),
        ("ja", "bigrams"),
        ("yue", "bigrams"),
        ("zh-TW", "bigrams"),
        ("fa", "words"),
        ("yo", "words"),
    ],
)
def test_a_tag_is_read_by_its_file_or_else_by_its_script(tag: str, name: str) -> None:
    assert way(tag) == name


def test_a_run_is_one_chain_and_spaced_words_are_several() -> None:
    assert len(list(chains(words_of(analyze("北约峰会", "zh-Hans"))))) == 1
    assert len(list(chains(words_of(analyze("the Nato summit", "en"))))) == 3
