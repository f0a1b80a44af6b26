"""How long the board takes the server with many stories, and what 24 derived editions add to a publication.

``python -m tests.bench.board --stories 10000``: fills a newsroom of its own with rows alone (no press), prints JSON.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.journeys.house import ROOT

INSIDE = "tests.bench.board_inside"


class Measured(msgspec.Struct):
    """Milliseconds: each look at a page of the board by name, and keeping the rows of 24 derived editions."""

    stories: int
    editions: int
    looks: dict[str, list[float]]
    keeping: list[float]


def timed(what: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each time."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        found.append(round((time.perf_counter() - started) * 1000, 1))
    return found


def main() -> None:
    """Measure in a process of its own and print medians."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.board", description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-board-") as folder:
        environment = os.environ | {"DATELINE_HOME": str(Path(folder))}
        command = [sys.executable, "-m", "dateline.cli", "setup"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", INSIDE, str(asked.stories)]
        said = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = msgspec.json.decode(said.stdout, type=Measured)
    medians = {name: statistics.median(each) for name, each in found.looks.items()}
    told = {"stories": found.stories, "editions": found.editions, "looks_ms": medians,
            "keeping_ms": statistics.median(found.keeping)}  # fmt: skip
    print(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())


if __name__ == "__main__":
    main()
