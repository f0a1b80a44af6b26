"""What was killed or redacted is nowhere: not at its addresses, and not in one byte of any file, decompressed."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from tests.journeys.canaries import FIELDS, STORY, canary
from tests.journeys.house import ROOT, RunningHouse
from tests.journeys.ready import ReadyHouses

pytestmark = [pytest.mark.newsroom, pytest.mark.slow]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "dateline.server.settings"}
# What analyzers leave of a word, at least.
STEM = 18
WHATS = ("story", "history", "shown", "picture")


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and what they hold if they are gzip, zlib or brotli."""
    yield content
    for unpack in (gzip.decompress, zlib.decompress, brotli.decompress):
        try:
            yield unpack(content)
        except (OSError, EOFError, zlib.error, brotli.error):
            continue


def cells(file: Path) -> Iterator[bytes]:
    """Every text and every blob of a SQLite file."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        db.text_factory = bytes
        tables = [row[0].decode() for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                yield from (each for each in row if isinstance(each, bytes))


def everything(home: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of the house by name, and every cell of those that are databases, decompressed too."""
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        content = file.read_bytes()
        yield file.name, content
        if content.startswith(b"SQLite format 3"):
            for cell in cells(file):
                for each in unpacked(cell):
                    yield file.name, each
        else:
            for each in unpacked(content):
                yield file.name, each


def found(home: Path) -> dict[str, set[str]]:
    """Field -> the files that hold its canary, whatever the case and whatever the text's encoding."""
    wanted = {field: canary(field)[:STEM].encode() for field in FIELDS}
    held: dict[str, set[str]] = {}
    for name, content in everything(home):
        low = content.lower()
        for field, word in wanted.items():
            if word in low or word.decode().encode("utf-16-le") in low:
                held.setdefault(field, set()).add(name)
    return held


def in_the_house(house: RunningHouse, module: str) -> str:
    """What a process of the house says."""
    command = [sys.executable, "-m", module]
    environment = house.environment | SETTINGS
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture
def house(ready: ReadyHouses, tmp_path: Path) -> RunningHouse:
    """A house whose one story is full of canaries, printed and indexed."""
    made = ready.bare(tmp_path / "house")
    in_the_house(made, "tests.journeys.filling")
    made.dateline("press", "rebuild")
    return made


def test_after_a_kill_no_file_holds_a_byte_of_it(house: RunningHouse) -> None:
    before = found(house.home)
    assert set(before) == set(FIELDS), "a canary that is nowhere before proves nothing after"
    pictures = {sha256(file.read_bytes()).hexdigest() for file in (house.home / "newsroom" / "blobs").rglob("*.*")}
    done = house.dateline("kill", str(STORY), "--answer", "absent", "--reason", "A test", "--json", check=False)
    sheet = json.loads(done.stdout)
    assert sheet["whole"], sheet
    assert found(house.home) == {}
    left = {sha256(file.read_bytes()).hexdigest() for file in house.home.rglob("*") if file.is_file()}
    assert pictures
    assert not pictures & left
    assert {line["found"] for line in sheet["lines"] if line["what"] != "shown"} == {404}
    assert "the chain is whole" in house.dateline("record", "verify").stdout
    assert "equals a clean full build" in house.dateline("press", "diff").stdout
    assert "agree" in house.dateline("check").stdout
    house.dateline("press", "rebuild")
    assert found(house.home) == {}


def test_after_a_redaction_no_file_holds_a_byte_of_it_and_the_story_stays(house: RunningHouse) -> None:
    assert set(found(house.home)) == set(FIELDS)
    pictures = {sha256(file.read_bytes()).hexdigest() for file in (house.home / "newsroom" / "blobs").rglob("*.*")}
    number = in_the_house(house, "tests.journeys.redacting")
    sheet = json.loads(house.dateline("receipt", number, "--json").stdout)
    assert sheet["whole"], sheet
    assert found(house.home) == {}
    left = {sha256(file.read_bytes()).hexdigest() for file in house.home.rglob("*") if file.is_file()}
    assert pictures
    assert not pictures & left
    told = {what: {line["found"] for line in sheet["lines"] if line["what"] == what} for what in WHATS}
    assert told == {"story": {200}, "history": {200}, "shown": {200}, "picture": {404}}
    assert "the chain is whole" in house.dateline("record", "verify").stdout
    assert "equals a clean full build" in house.dateline("press", "diff").stdout
    assert "agree" in house.dateline("check").stdout
    house.dateline("press", "rebuild")
    assert found(house.home) == {}
