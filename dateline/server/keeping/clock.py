"""Whether the wall clock was stepped since the worker started: the monotonic clock, which nobody sets, tells."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import msgspec

from dateline.server.config import Config


class Started(msgspec.Struct, frozen=True):
    """Written by a worker when it starts: its process, and wall minus monotonic clock in seconds."""

    pid: int
    offset: float


def _file(settings: Config) -> Path:
    return settings.newsroom / "worker.json"


def offset() -> float:
    """Wall minus monotonic clock, in seconds; the same in every process of a machine until somebody sets the wall."""
    return time.time() - time.monotonic()


def note(settings: Config) -> None:
    """Called by the worker as it starts."""
    beside = _file(settings).with_suffix(".part")
    beside.write_bytes(msgspec.json.encode(Started(os.getpid(), offset())))
    beside.replace(_file(settings))


def moved(settings: Config) -> timedelta | None:
    """How far the wall clock was moved since; None where no worker of this machine has started since it booted."""
    try:
        started = msgspec.json.decode(_file(settings).read_bytes(), type=Started)
    except (OSError, msgspec.MsgspecError):
        return None
    return timedelta(seconds=offset() - started.offset) if Path(f"/proc/{started.pid}").exists() else None
