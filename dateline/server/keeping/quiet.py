"""Whether somebody works in a house: nothing is put back or upgraded under a running worker."""

from __future__ import annotations

import fcntl
from pathlib import Path

from dateline.server.config import Config


def worker_runs(settings: Config) -> bool:
    """Whether a worker, or a command that prints, holds this house's press."""
    return _held(settings.press_file.with_name(settings.press_file.name + ".lock"))


def _held(lock: Path) -> bool:
    try:
        with lock.open("r") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
