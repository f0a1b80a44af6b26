"""Comparing two versions: words struck out and put in, in any script, and nothing of either text lost."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.blocks import Paragraph, PictureBlock
from dateline.edition.comparison import Piece, compare, tokens, words
from dateline.edition.inline import Run, text
from tests.builders import an_edition, uid
from tests.effort import examples

TEXTS = st.text(st.sampled_from("ab .,\nяж三月朝飯กขคชฉខ្មែရ\u200c😀"), max_size=40)


def shown(pieces: tuple[Piece, ...]) -> str:
    marks = {"same": "{}", "out": "[-{}-]", "in": "[+{}+]"}
    return "".join(marks[piece.how].format(piece.text) for piece in pieces)


def test_a_changed_word_is_struck_out_and_the_new_one_put_in() -> None:
    assert shown(words("Ten ministers met.", "Twelve ministers met.", "en")) == "[-Ten-][+Twelve+] ministers met."


def test_a_changed_phrase_reads_whole() -> None:
    found = words("They met in the old hall.", "They met at our new hall.", "en")
    assert shown(found) == "They met [-in the old-][+at our new+] hall."


def test_words_are_found_where_no_spaces_part_them() -> None:
    assert shown(words("部长星期五开会。", "部长星期六开会。", "zh-Hans")) == "部长[-星期五-][+星期六+]开会。"
    found = words("รัฐมนตรีประชุมวันศุกร์", "รัฐมนตรีประชุมวันเสาร์", "th")
    assert next(piece.text for piece in found if piece.how == "same").startswith("รัฐมนตรี")


@settings(max_examples=examples(200), deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["en", "th", "zh-Hans", "km", "fa", "xx"]))
def test_no_character_of_either_text_is_lost(before: str, after: str, language: str) -> None:
    found = words(before, after, language)
    assert "".join(piece.text for piece in found if piece.how != "in") == before
    assert "".join(piece.text for piece in found if piece.how != "out") == after
    assert "".join(tokens(before, language)) == before


def test_a_text_compared_with_itself_is_one_piece() -> None:
    assert words("The same.", "The same.", "en") == (Piece("The same.", "same"),)
    assert words("", "", "en") == ()


def test_a_very_long_text_is_compared_as_a_whole() -> None:
    long = "word " * 5_000
    assert [piece.how for piece in words(long, long + "more", "en")] == ["out", "in"]


def test_every_part_is_compared_in_the_newer_order_and_a_removed_one_stands_where_it_stood() -> None:
    one, two, three = (Paragraph(uid(name), text(f"Paragraph {name}.")) for name in ("one", "two", "three"))
    before = an_edition(kicker="Nato", blocks=(one, two, three))
    changed = msgspec.structs.replace(three, text=text("Paragraph three again."))
    after = msgspec.structs.replace(before, version=2, headline="Another", kicker="", blocks=(one, changed))
    found = {part.name: part.how for part in compare(before, after)}
    assert list(found.items()) == [
        ("kicker", "removed"),
        ("headline", "changed"),
        ("summary", "same"),
        (str(one.id), "same"),
        (str(two.id), "removed"),
        (str(three.id), "changed"),
    ]


def test_emphasis_is_no_change_of_words() -> None:
    before = an_edition(blocks=(Paragraph(uid("one"), text("Ministers met.")),))
    bold = Paragraph(uid("one"), (Run("Ministers", bold=True), Run(" met.")))
    assert {part.how for part in compare(before, msgspec.structs.replace(before, blocks=(bold,)))} == {"same"}


def test_a_first_version_is_all_new_and_kinds_are_named() -> None:
    first = an_edition(lead=PictureBlock(uid("lead"), uid("brussels"), caption="A hall"))
    found = compare(None, first)
    assert {part.how for part in found} == {"added"}
    assert [part.kind for part in found] == ["headline", "summary", "picture", "paragraph", "paragraph"]
