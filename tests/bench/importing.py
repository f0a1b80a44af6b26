"""``python -m tests.bench.importing``: imports a WordPress site, is killed on the way, goes on; items a second."""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.journeys.house import ROOT, RunningHouse
from tests.wires.wordpress_site import pages

PUBLIC = """SELECT (SELECT COUNT(*) FROM wagtailcore_page JOIN newsroom_editionpage ON page_ptr_id = id WHERE live)
+ (SELECT COUNT(*) FROM record_entry WHERE key LIKE 'edition/%')"""


class Imported(NamedTuple):
    """What the second run found (``unchanged`` were drafts before the kill), how long it took, and what went public."""

    unchanged: int
    created: int
    seconds: float
    public: int


def measure(stories: int, folder: Path, killed_after: float) -> Imported:
    """Import so many stories into a newsroom of its own: kill -9 after some seconds, then run to the end."""
    export = folder / "site.xml"
    with export.open("wb") as file:
        file.writelines(pages(stories))
    house = RunningHouse(folder / "home")
    house.dateline("setup")
    command = [sys.executable, "-m", "dateline.cli", "import", "wordpress", str(export), "--json"]
    first = subprocess.Popen(command, env=house.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(killed_after)
    first.kill()
    first.wait()
    started = time.perf_counter()
    report = msgspec.json.decode(house.dateline(*command[3:]).stdout)
    seconds = time.perf_counter() - started
    became = [each["status"] for each in report["items"]]
    with closing(sqlite3.connect(house.home / "newsroom" / "newsroom.sqlite3")) as database:
        (public,) = database.execute(PUBLIC).fetchone()
    return Imported(became.count("unchanged"), became.count("created"), seconds, public)


def main() -> None:
    """Measure and print a line of the table in docs/budgets.md."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.importing", description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    options.add_argument("--killed-after", type=float, default=60.0, help="seconds")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        found = measure(asked.stories, Path(folder), asked.killed_after)
    if found.unchanged + found.created != asked.stories:
        raise SystemExit(f"bench: {found.unchanged} + {found.created} are not {asked.stories}")
    if found.public:
        raise SystemExit(f"bench: {found.public} of what was imported went public")
    rate = found.created / found.seconds
    print(
        f"{found.unchanged:,} stood when it was killed; {found.created:,} more in {found.seconds:,.0f} s:"
        f" {rate:,.1f}/s; {found.public} public"
    )


if __name__ == "__main__":
    main()
