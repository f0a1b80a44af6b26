"""kill -9 anywhere between the record and the readers: after a restart the site is a clean build, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.journeys.house import ROOT, RunningHouse
from tests.journeys.ready import ReadyHouses

pytestmark = [pytest.mark.newsroom, pytest.mark.slow]

# Follows the record a few entries at a time, so that a kill falls inside some transaction.
FOLLOW = """
import dateline.publish, dateline.server.commands
from dateline.server.house import now, open_house
dateline.publish.BATCH_LIMIT = 3
house = open_house()
print("at work", flush=True)
while dateline.publish.waiting(house):
    dateline.publish.publish(house, now=now())
print("done", flush=True)
"""


def follow(house: RunningHouse) -> subprocess.Popen[str]:
    """A follower at work; it has opened the house when this returns."""
    command = [sys.executable, "-c", FOLLOW]
    process = subprocess.Popen(command, env=house.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"
    return process


def test_a_killed_follower_loses_nothing_and_leaves_no_half_state(ready: ReadyHouses, tmp_path: Path) -> None:
    house = ready.with_sample(tmp_path / "house")
    chance = Random(2009)
    killed = 0
    for _ in range(4):
        process = follow(house)
        time.sleep(chance.uniform(0.05, 0.6))
        killed += process.poll() is None
        process.kill()
        process.communicate()
    last = follow(house)
    assert "done" in last.communicate()[0]
    assert killed, "the follower was always done before the kill: make the sample larger"
    assert "equals a clean full build" in house.dateline("press", "diff").stdout
    assert "the chain is whole" in house.dateline("record", "verify").stdout
