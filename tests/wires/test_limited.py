"""Strangers' bytes are read in a process with limits: each bad file is refused with its reason, and harms no other."""

from __future__ import annotations

import gzip
import io
import os
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.edition.blocks import Paragraph
from dateline.wires.draft import LIMIT, Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import FORMATS, MB, Asked, of_name
from dateline.wires.limited import CHILD, Reader
from tests.wires.harmful import HARMFUL

GOOD = """Harbours

Ferries wait for the ice to clear in three ports

The first paragraph is long enough to be taken for running text by anybody who reads it, and it ends in a stop.
"""
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><p>&b;</p></html>"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def read(reader: Reader, data: bytes, called: str = "capture", language: str = "") -> list[Finding | Refused]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return list(reader.read(file, called, Asked(name="handed in", language=language)))


def reason(reader: Reader, data: bytes, called: str = "capture", language: str = "") -> str:
    [found] = read(reader, data, called, language)
    assert isinstance(found, Refused)
    return found.reason


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def test_a_good_text_comes_through_with_its_lines(reader: Reader) -> None:
    [found] = read(reader, GOOD.encode())
    assert isinstance(found, Finding)
    assert (found.draft.language, found.draft.kicker) == ("en", "Harbours")
    assert [each.role for each in found.lines] == ["kicker", "headline", "paragraph"]
    assert isinstance(found.draft.blocks[0], Paragraph)


BAD = {
    "empty": (b"", "is empty"),
    "binary under a text name": (bytes(range(256)) * 40, "binary"),
    "picture under a text name": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a PNG picture"),
    "zip bomb": (zipped(b"\0" * 20_000_000), "a zip archive"),
    "gzip bomb": (gzip.compress(b"\0" * 20_000_000), "a gzip archive"),
    "entities": (ENTITIES, "declares XML entities"),
    "outside entity": (b'<!DOCTYPE x SYSTEM "file:///etc/passwd" [ ]><html><p>x', "declares XML entities"),
    "cut in a character": ("Genève ".encode() * 100 + b"\xc3", "broken characters"),
    "cut in a tag": (b"<!doctype html><html><body><h1>Ferries wait for ice</h1><p clas", "breaks off"),
    "UTF-16 cut short": (GOOD.encode("utf-16")[:-1], "damaged"),
    "no language": (b"12 34 56\n\n78 90", "which language"),
    "no headline": (b"x", "which language|no headline"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_capture_is_refused_in_words(reader: Reader, name: str) -> None:
    data, words = BAD[name]
    assert any(each in reason(reader, data) for each in words.split("|"))


def test_markup_nested_without_end_is_refused(reader: Reader) -> None:
    assert reason(reader, b"<html><body>" + b"<div>" * 200_000 + b"x", language="en")


def test_json_nested_without_end_is_refused(reader: Reader) -> None:
    assert "nested too deeply" in reason(reader, b'{"a":' * 100_000, "ninjs")


def test_json_cut_short_is_refused(reader: Reader) -> None:
    assert "broken JSON" in reason(reader, b'{"headline": "Ferries', "ninjs")


def test_a_hundred_megabytes_are_refused_without_being_read(reader: Reader) -> None:
    with tempfile.TemporaryFile() as file:
        os.truncate(file.fileno(), 100 * MB)
        [found] = reader.read(file, "capture", Asked(name="large.txt", language="en"))
    assert isinstance(found, Refused)
    assert "100 MB and the limit is 5 MB" in found.reason
    assert LIMIT == 5 * MB


OLD = {
    "cp1251": (
        "ru",
        "Паромы ждут, пока вскроется лёд",
        "Это абзац о том, как паромы ждут у входа в порт.",
    ),
    "cp1252": ("fr", "Les ferries attendent la débâcle", "Le capitaine a déclaré que l’entrée du port était fermée."),
}


@pytest.mark.parametrize("page", list(OLD))
def test_an_old_encoding_is_guessed_and_named(reader: Reader, page: str) -> None:
    tag, headline, paragraph = OLD[page]
    [found] = read(reader, f"{headline}\n\n{paragraph} {paragraph}".encode(page))
    assert isinstance(found, Finding)
    assert found.draft.language == tag
    assert any(f"it was read as {page}" in each for each in found.draft.warnings)


@pytest.fixture(scope="module")
def harmed() -> Iterator[Reader]:
    """A reading room whose one format does what a parser that was taken over would do."""
    FORMATS["harmful"] = HARMFUL
    with Reader("tests.wires.harmful") as found:
        yield found
    del FORMATS["harmful"]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("takes memory", "more memory than it may"),
        ("computes for ever", "was stopped"),
        ("waits for ever", "longer than it may"),
        ("crashes", "broke down"),
        ("says what is no story", "broke down"),
    ],
)
def test_a_reader_that_runs_away_is_ended_with_words_and_the_next_file_is_read(
    harmed: Reader, harm: str, words: str
) -> None:
    with tempfile.TemporaryFile() as file:
        [found] = harmed.read(file, "harmful", Asked(name=harm))
        [after] = harmed.read(file, "harmful", Asked(name="behaves"))
    assert isinstance(found, Refused)
    assert words in found.reason
    assert isinstance(after, Finding)


@pytest.mark.parametrize("harm", ["opens a socket", "calls the kernel for a socket", "writes a file", "empties a file",
                                  "forks", "starts a program"])  # fmt: skip
def test_a_reader_that_is_taken_over_reaches_nothing(harmed: Reader, harm: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept")
    with kept.open("rb") as file:
        [found] = harmed.read(file, "harmful", Asked(name=harm, language=str(kept)))
    assert isinstance(found, Refused)
    assert "barred" in found.reason
    assert kept.read_text() == "kept"
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_a_reader_sees_none_of_our_settings(harmed: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SECRET_KEY", "not for strangers")
    with tempfile.TemporaryFile() as file, Reader("tests.wires.harmful") as fresh:
        [found] = fresh.read(file, "harmful", Asked(name="tells its environment"))
    assert isinstance(found, Finding)
    assert "PYTHONPATH" in found.draft.headline
    assert "DATELINE" not in found.draft.headline


def test_a_reading_room_leaves_no_process_behind() -> None:
    with Reader() as room, tempfile.TemporaryFile() as file:
        list(room.read(file, "capture", Asked(name="x", language="en")))
        pid = room.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_who_stops_reading_a_file_can_read_another(harmed: Reader) -> None:
    with tempfile.TemporaryFile() as file:
        many = harmed.read(file, "harmful", Asked(name="tells a thousand stories"))
        assert isinstance(next(many), Finding)
        many.close()
        [found] = harmed.read(file, "harmful", Asked(name="behaves"))
    assert isinstance(found, Finding)


def test_a_name_of_no_known_kind_is_refused_naming_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        of_name("page.exe")
    assert ".html" in refused.value.reason


def test_every_format_says_what_it_takes() -> None:
    for name, form in FORMATS.items():
        assert form.suffixes, name
        assert all(each.startswith(".") and of_name(f"x{each}") == name for each in form.suffixes)
        assert form.largest > 0 < form.seconds


def test_a_room_whose_asker_was_killed_ends_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "sheet").write_bytes(b"<xliff/>")
    ours, theirs = socket.socketpair()
    read_end, write_end = os.pipe()
    with theirs, (tmp_path / "sheet").open("rb") as sheet:
        command = [sys.executable, "-m", CHILD, str(theirs.fileno())]
        room = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE)
        socket.send_fds(ours, [b'{"task": "sheet"}'], [sheet.fileno(), write_end])
    ours.close()
    os.close(read_end)
    os.close(write_end)
    _, said = room.communicate(timeout=60)
    assert (room.returncode, said) == (0, b"")
