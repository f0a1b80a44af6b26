"""Houses that stand already: set up once in a whole run of tests, and copied for each journey that asks for one."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.journeys.house import RunningHouse


class ReadyHouses:
    """Copies of a house as ``dateline setup`` leaves it, or ``dateline sample``, in a folder that workers share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def bare(self, home: Path) -> RunningHouse:
        """A house that has been set up and holds nothing."""
        return self._copy("bare", home, lambda house: house.dateline("setup"))

    def with_sample(self, home: Path) -> RunningHouse:
        """A house as ``make run`` makes it: with the sample bureau and one capture waiting."""
        return self._copy("sample", home, lambda house: self.bare(house.home).dateline("sample"))

    def _copy(self, name: str, home: Path, make: Callable[[RunningHouse], object]) -> RunningHouse:
        kept = self._folder / f"ready-{name}"
        with (self._folder / f"ready-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                begun = self._folder / f"ready-{name}.part"
                make(RunningHouse(begun))
                begun.rename(kept)
        shutil.copytree(kept, home, dirs_exist_ok=True)
        return RunningHouse(home)


def shared_folder(base: Path) -> Path:
    """The folder that all workers of this run see, given this worker's own."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
