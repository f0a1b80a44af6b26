"""Captions: WebVTT as its authors write it is taken, anything else is refused with the line that is wrong."""

from __future__ import annotations

import pytest

from dateline.newsroom.media.captions import MOST_BYTES, checked
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.media.files import WEBVTT

pytestmark = pytest.mark.newsroom


@pytest.mark.parametrize(
    "text",
    [
        WEBVTT,
        "WEBVTT - Geneva\nKind: captions\n\nNOTE x\n\nSTYLE\n::cue { color: lime }\n\n01:00.000 --> 01:02.000\nسلام\n",
        "WEBVTT\n\n100:00:01.000 --> 100:00:04.000 line:0 position:20%\nLate.",
    ],
)
def test_captions_are_kept_as_they_were_written(text: str) -> None:
    assert checked(text.encode()).decode() == text.rstrip("\n") + "\n"


def test_line_ends_and_a_byte_order_mark_are_made_plain() -> None:
    assert checked(b"\xef\xbb\xbf" + WEBVTT.replace("\n", "\r\n").encode()) == WEBVTT.encode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n00:00:01,000 --> 00:00:04,000\nHello", "The first line must be WEBVTT"),
        ("WEBVTT\n", "There is no caption in this file"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHello", "Line 3 of the captions: write times as"),
        ("WEBVTT\n\nHello\nthere", "Line 4 of the captions: write times as"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHello", "Line 3 of the captions: it ends before it begins"),
        (
            "WEBVTT\n\n00:04.000 --> 00:05.000\nA\n\n00:01.000 --> 00:02.000\nB",
            "Line 6 of the captions: it begins",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB", "Line 5 of the captions: an empty line"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\u202eB", "Line 4 of the captions: it holds an invisible character"),
        ("WEBVTT\n\n00:01.000 --> 00:62.000\nA", "Line 3 of the captions: write times as"),
    ],
)
def test_what_no_player_understands_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        checked(text.encode())


def test_another_encoding_and_a_wrong_file_are_refused_with_words() -> None:
    with pytest.raises(Refusal, match="not UTF-8"):
        checked("WEBVTT\n\nné".encode("latin-1"))
    with pytest.raises(Refusal, match="larger than any film needs"):
        checked(b"WEBVTT" + bytes(MOST_BYTES))
