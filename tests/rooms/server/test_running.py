"""The tree of processes: it ends as a whole, whichever of them ends first or whatever signal comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.server import running
from dateline.server.config import Config
from dateline.server.parts import ANSWERING, DOWNLOADING
from dateline.server.running import run_tree, web_command, worker_command

# A child that notes its pid and home, then waits; it goes at SIGTERM unless told to be stubborn.
WAITING = """
import os, pathlib, signal, sys, time
if len(sys.argv) > 2:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
note = pathlib.Path(sys.argv[1])
note.with_suffix(".part").write_text(f"{os.getpid()} {os.environ['DATELINE_HOME']}")
note.with_suffix(".part").rename(note)
time.sleep(600)
"""
# A child that ends with a status as soon as the note is there.
ENDING = """
import pathlib, sys, time
while not pathlib.Path(sys.argv[1]).exists():
    time.sleep(0.02)
sys.exit(int(sys.argv[2]))
"""
TREE = """
import pathlib, sys
from dateline.server.config import Config
from dateline.server.parts import ANSWERING, DOWNLOADING
from dateline.server.running import run_tree
child = [sys.executable, "-c", sys.argv[2], sys.argv[1]]
sys.exit(run_tree(Config(home=pathlib.Path(sys.argv[1]).parent), {"child": child}, lambda: None))
"""
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """Put back the handlers that ``run_tree`` sets for its whole process."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def waiting(note: Path, *stubborn: str) -> list[str]:
    return [sys.executable, "-c", WAITING, str(note), *stubborn]


def ending(note: Path, status: int) -> list[str]:
    return [sys.executable, "-c", ENDING, str(note), str(status)]


def gone(note: Path) -> bool:
    """Whether the process that wrote the note is no more (its parent has waited for it)."""
    try:
        os.kill(int(note.read_text().split(" ")[0]), 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("status", [0, 3])
def test_when_one_process_ends_the_others_are_ended_and_its_status_is_the_houses(tmp_path: Path, status: int) -> None:
    note, told = tmp_path / "note", []
    commands = {"web": waiting(note), "worker": ending(note, status)}
    assert run_tree(Config(home=tmp_path), commands, lambda: told.append("ready")) == status
    assert gone(note)
    assert told == ["ready"]


def test_every_process_gets_the_home_of_the_house(tmp_path: Path) -> None:
    note = tmp_path / "note"
    run_tree(Config(home=tmp_path / "home"), {"a": waiting(note), "b": ending(note, 0)}, lambda: None)
    assert note.read_text().split(" ")[1] == str(tmp_path / "home")


def test_a_process_that_hangs_at_the_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "KILL_AFTER", 0.05)
    note = tmp_path / "note"
    assert run_tree(Config(home=tmp_path), {"a": waiting(note, "stubborn"), "b": ending(note, 1)}, lambda: None) == 1
    assert gone(note)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_whole_tree_without_a_fault(tmp_path: Path, number: signal.Signals) -> None:
    note = tmp_path / "note"
    house = subprocess.Popen([sys.executable, "-c", TREE, str(note), WAITING], cwd=ROOT, stderr=subprocess.PIPE)
    subprocess.run(ending(note, 0), check=True)
    house.send_signal(number)
    _, said = house.communicate(timeout=60)
    assert (house.returncode, said) == (0, b"")
    assert gone(note)


def test_the_web_server_is_started_where_the_settings_say() -> None:
    command = web_command(Config(home=Path("home"), host="::1", port=8123, workers=3), "room:application")
    options = dict(pairwise(command))
    assert command[:3] == [sys.executable, "-m", "granian"]
    assert "room:application" in command
    assert (options["--host"], options["--port"], options["--workers"]) == ("::1", "8123", "3")
    assert options["--interface"] == "wsgi"
    assert "--workers-kill-timeout" in command
    assert int(options["--blocking-threads"]) == ANSWERING + DOWNLOADING > DOWNLOADING


def test_the_worker_is_a_command_of_its_own() -> None:
    assert worker_command() == [sys.executable, "-m", "dateline.cli", "worker"]
