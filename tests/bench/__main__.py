"""``make bench``: publish-to-served times on a filled newsroom and the speed of a rebuild, into docs/budgets.md."""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.bench.publishing_times import Publish
from tests.journeys.house import ROOT, RunningHouse

BUDGETS = ROOT / "docs" / "budgets.md"
MARKS = re.compile(r"(<!-- bench: begin -->\n).*(<!-- bench: end -->)", re.S)


class Measured(NamedTuple):
    """What one run found."""

    stories: int
    publishes: list[Publish]
    pages: int
    rebuild_seconds: float
    site_bytes: int


def measure(stories: int, publishes: int) -> Measured:
    """Fill a newsroom of its own, publish, rebuild; nothing of it is kept."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        house = RunningHouse(Path(folder))
        tell("setting up")
        house.dateline("setup")
        tell(f"adding {stories} stories")
        house.dateline("sample", "--stories", str(stories))
        house.dateline("press", "rebuild")
        house.start()
        tell(f"publishing {publishes} times")
        try:
            times = published(house, publishes)
        finally:
            house.stop()
        tell("rebuilding")
        started = time.perf_counter()
        report = msgspec.json.decode(house.dateline("press", "rebuild", "--json").stdout)
        seconds = time.perf_counter() - started
        size = (Path(folder) / "public" / "press.sqlite").stat().st_size
        return Measured(stories, times, report["rendered"], seconds, size)


def published(house: RunningHouse, times: int) -> list[Publish]:
    """The times of so many publishes, one after another."""
    command = [sys.executable, "-m", "tests.bench.publishing", str(times), house.address.removeprefix("http://")]
    said = subprocess.run(command, env=house.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [msgspec.json.decode(line, type=Publish) for line in said.stdout.splitlines()]


def table(measured: Measured) -> str:
    """The measured part of docs/budgets.md."""
    committed = spread([each.committed for each in measured.publishes])
    served = spread([each.served for each in measured.publishes])
    system = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, SQLite"
    return "\n".join(
        [
            f"{datetime.now(UTC):%Y-%m-%d}: {system}; {measured.stories:,} stories, {len(measured.publishes)} publishes"
            " one after another, newsroom, worker, web server and the measuring reader on the same machine.",
            "",
            "| what | median | 99 of 100 | most |",
            "|---|---|---|---|",
            f"| publish to commit, ms | {' | '.join(committed)} |",
            f"| publish to served bytes, ms | {' | '.join(served)} |",
            "",
            "| what | measured |",
            "|---|---|",
            f"| pages made by a rebuild | {measured.pages:,} |",
            f"| pages a second, the start of the command included | {measured.pages / measured.rebuild_seconds:,.0f} |",
            f"| size of the press file | {measured.site_bytes / 1e6:,.0f} MB |",
            "",
        ]
    )


def spread(values: list[float]) -> tuple[str, str, str]:
    """Median, 99th percentile and greatest, rounded to tenths."""
    last = statistics.quantiles(values, n=100, method="inclusive")[98]
    return f"{statistics.median(values):.1f}", f"{last:.1f}", f"{max(values):.1f}"


def tell(what: str) -> None:
    """Say on standard error what goes on."""
    sys.stderr.write(f"bench: {what}\n")


def main() -> None:
    """Measure, print, write."""
    options = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    options.add_argument("--stories", type=int, default=5000)
    options.add_argument("--publishes", type=int, default=200)
    options.add_argument("--dry", action="store_true", help="print, and leave docs/budgets.md as it is")
    asked = options.parse_args()
    text = table(measure(asked.stories, asked.publishes))
    print(text)
    if not asked.dry:
        budgets = BUDGETS.read_text(encoding="utf-8")
        BUDGETS.write_text(MARKS.sub(lambda marks: marks[1] + text + marks[2], budgets), encoding="utf-8")


if __name__ == "__main__":
    main()
