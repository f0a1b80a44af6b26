"""What a file is: told by its bytes in a process of its own, refused with words where readers could not play it."""

from __future__ import annotations

import io
import sys
import tempfile

import pytest

from dateline.newsroom.media import apart
from dateline.newsroom.media.examine import Found, Unfit, examine
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.media.files import box, mp3, mp4, ogg, track, wav, webm

pytestmark = pytest.mark.newsroom


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (wav(2), Found("audio", "wav", "audio/wav", 2)),
        (mp3(3), Found("audio", "mp3", "audio/mpeg", 3)),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + mp3(3), Found("audio", "mp3", "audio/mpeg", 3)),
        (ogg(seconds=4), Found("audio", "ogg", "audio/ogg", 4)),
        (mp4(), Found("video", "mp4", "video/mp4", 65, 1280, 720)),
        (mp4(track(b"soun", b"mp4a"), brand=b"M4A "), Found("audio", "m4a", "audio/mp4", 65)),
        (webm(), Found("video", "webm", "video/webm")),
        (webm(b"A_OPUS"), Found("audio", "weba", "audio/webm")),
        (webm(as_it_came=True), Found("video", "webm", "video/webm")),
        (mp3(3, announced=True), Found("audio", "mp3", "audio/mpeg", 3)),
        (wav(2)[:4] + b"\xff" * 4 + wav(2)[8:], Found("audio", "wav", "audio/wav", 2)),
    ],
    ids=["wav", "mp3", "mp3 with tags", "opus", "film", "m4a", "webm", "weba", "webm as it came"]
    + ["mp3 that says its size", "wav out of a pipe"],
)
def test_a_file_is_told_by_its_bytes(content: bytes, found: Found) -> None:
    assert examine(io.BytesIO(content)) == found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unknown"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown"),
        (b"<html><script>alert(1)</script>", "unknown"),
        (b"MZ" + bytes(200), "unknown"),
        (mp4()[:200], "cut"),
        (mp4()[:-30], "cut"),
        (mp4(track(b"vide", b"hvc1", 1280, 720)), "codec"),
        (mp4(track(b"hint", b"rtp ")), "broken"),
        (box(b"ftyp", b"isom", bytes(4)), "broken"),
        (ogg(b"\x80theora"), "codec"),
        (webm(doctype=b"matroska"), "codec"),
        (webm(b""), "broken"),
        (webm()[:-9], "cut"),
        (webm()[:20], "cut"),
        (ogg()[:-3], "cut"),
        (ogg()[:40], "cut"),
        (wav(2)[:-100], "cut"),
        (mp3(3, announced=True)[:-5000], "cut"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(500), "broken"),
        (wav(0), "broken"),
        (b"RIFF\x24\x00\x00\x00WAVE", "cut"),
        (b"RIFF\x04\x00\x00\x00WAVE", "broken"),
    ],
    ids=["empty", "png", "html", "program", "head alone", "tail lost", "hevc", "hints", "no tracks", "theora"]
    + ["matroska", "webm of nothing", "webm cut", "webm head alone", "ogg cut", "ogg head alone", "wav cut", "mp3 cut"]
    + ["tags alone", "no length", "wav head alone", "no format"],
)
def test_what_readers_could_not_play_is_refused(content: bytes, reason: str) -> None:
    answer = examine(io.BytesIO(content))
    assert isinstance(answer, Unfit)
    assert answer.reason == reason


@pytest.mark.parametrize("content", [mp4(), mp3(1), ogg(), wav(1), webm()], ids=["mp4", "mp3", "ogg", "wav", "webm"])
def test_a_file_cut_anywhere_never_breaks_the_reader(content: bytes) -> None:
    for at in range(min(len(content), 400)):
        assert isinstance(examine(io.BytesIO(content[:at])), Found | Unfit)


def test_every_reason_has_words_that_say_what_to_do() -> None:
    for reason in apart.WORDS:
        words = apart.refusal(Unfit(reason, "HEVC")).words
        assert "upload" in words.lower()
        assert "%" not in words


def test_the_process_that_looks_answers_what_it_found() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(mp4())
        assert apart.examined(file).width == 1280
        assert file.tell() == 0


def test_a_file_that_is_too_large_is_refused_before_anybody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_BYTES", 1_000_000)
    with tempfile.TemporaryFile() as file:
        file.write(bytes(1_500_000))
        with pytest.raises(Refusal, match="too large: the most that fits is 1 MB"):
            apart.examined(file)


def test_a_reader_that_dies_is_a_refusal_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with tempfile.TemporaryFile() as file, pytest.raises(Refusal, match="takes more time or memory"):
        apart.examined(file)
