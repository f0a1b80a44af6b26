"""Marks and excerpts from the places of our own tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.search.documents import running_text
from dateline.search.highlight import CUT, Piece, excerpt, mark
from dateline.search.query import wanted
from tests.builders import an_edition

FILLER = "Nothing of note was said in these many words. " * 12


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize(
    ("language", "query", "text", "expected"),
    [
        ("en", "cafe", "The Café, a café.", ["Café", "café"]),
        ("fr", "otan", "Vers l’Otan.", ["Otan"]),
        ("fr", "l'Otan", "Vers l’Otan unie.", ["l’Otan"]),
        ("zh-Hans", "北约峰会", "昨天北约峰会在布鲁塞尔开幕，北约同意。", ["北约峰会", "北约"]),
        ("zh-Hans", "会", "峰会", ["会"]),
        ("fa", "می روم", "من می‌روم.", ["می", "روم"]),
        ("fa", "میروم", "من می‌روم.", ["می‌روم"]),
        ("en", '"reset button" Geneva', "😀 The reset button in Geneva", ["reset", "button", "Geneva"]),
        ("km", "កម្ពុជា", "ប្រទេស\u200bកម្ពុជា\u200bជា", ["កម្ពុជា"]),
    ],
)
def test_what_was_looked_for_is_marked_as_it_is_written(
    language: str, query: str, text: str, expected: list[str]
) -> None:
    pieces = mark(text, wanted(query, language), language)
    assert marked(pieces) == expected
    assert "".join(piece.text for piece in pieces) == text


def test_an_excerpt_stands_around_the_match_with_cuts_on_both_sides() -> None:
    pieces = excerpt(f"{FILLER}Clinton met Lavrov. {FILLER}", wanted("lavrov", "en"), "en")
    shown = "".join(piece.text for piece in pieces)
    assert marked(pieces) == ["Lavrov"]
    assert (pieces[0].text, pieces[-1].text) == (CUT, CUT)
    assert "Clinton met Lavrov" in shown
    assert len(shown) <= 222


def test_an_excerpt_is_cut_from_where_most_of_the_words_stand() -> None:
    text = f"Clinton spoke. {FILLER}Clinton met Lavrov in Geneva. {FILLER}"
    assert marked(excerpt(text, wanted("lavrov clinton geneva", "en"), "en")) == ["Clinton", "Lavrov", "Geneva"]


def test_without_a_match_an_excerpt_is_the_beginning() -> None:
    pieces = excerpt(FILLER, frozenset(), "en")
    assert FILLER.startswith(pieces[0].text)
    assert [piece.text for piece in pieces[1:]] == [CUT]


def test_a_short_text_is_shown_whole_and_on_one_line() -> None:
    assert excerpt("One.\nTwo.", wanted("two", "en"), "en") == [
        Piece("One. ", False),
        Piece("Two", True),
        Piece(".", False),
    ]


def test_an_edition_reads_on_for_excerpts_without_its_headline() -> None:
    assert running_text(an_edition("x")) == "Summary of x\nFirst paragraph of x.\nSecond paragraph of x."


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab 北约\n\u200b")), max_size=120),
    st.sampled_from(["a b", "北约", "ab 北"]),
    st.sampled_from(["en", "zh-Hans", "km"]),
    st.integers(10, 60),
)
@settings(deadline=None)
def test_any_excerpt_is_a_piece_of_its_text(text: str, query: str, tag: str, width: int) -> None:
    tokens = wanted(query, tag)
    shown = "".join(piece.text for piece in excerpt(text, tokens, tag, width=width))
    assert shown.removeprefix(CUT).removesuffix(CUT) in text.replace("\n", " ") or CUT in text
    assert len(shown) <= width + 2
    assert "".join(piece.text for piece in mark(text, tokens, tag)) == text
