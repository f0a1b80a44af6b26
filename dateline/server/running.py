"""Starts and stops the processes of a running house: the web server and the worker, as one tree."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dateline.server.config import Config
from dateline.server.parts import ANSWERING, DOWNLOADING
from dateline.server.screen import warn

KILL_AFTER = 5
LOOK_EVERY = 0.2


def web_command(settings: Config, application: str) -> list[str]:
    """Granian over a WSGI application. It can hang on SIGTERM while it imports, hence the kill timeout.

    Its warnings are advice on options, as that threads should be few: most of ours only wait for slow readers.
    """
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", application,
        "--host", settings.host, "--port", str(settings.port), "--workers", str(settings.workers),
        "--blocking-threads", str(ANSWERING + DOWNLOADING), "--workers-kill-timeout", str(KILL_AFTER),
        "--no-access-log", "--log-level", "error",
        "--respawn-failed-workers",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The worker, as a process of its own."""
    return [sys.executable, "-m", "dateline.cli", "worker"]


def run_tree(
    settings: Config,
    commands: dict[str, list[str]],
    ready: Callable[[], None],
    opened: Callable[[], bool] = lambda: True,
) -> int:
    """Run the commands until one ends or a signal comes; ends them all. Returns the exit status of the house.

    ``opened`` is asked again and again until it is true; then ``ready`` is called, once. A process that ends by
    itself, before or after, ends the house, with a line on standard error that names it.
    """
    environment = os.environ | {"DATELINE_HOME": str(settings.home)}
    if "worker" in commands:
        environment["PROMETHEUS_MULTIPROC_DIR"] = str(fresh_counters(settings))
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: stopping.append(got))
    children = {name: subprocess.Popen(command, env=environment) for name, command in commands.items()}
    told, ended = False, None
    while not stopping and ended is None:
        if not told and opened():
            told = True
            ready()
        time.sleep(LOOK_EVERY)
        ended = next((name for name, child in children.items() if child.poll() is not None), None)
    status = children[ended].returncode if ended else 0
    for child in children.values():
        _end(child)
    if ended and not stopping:
        when = "" if told else " before the house had opened"
        warn(f"the {ended} ended by itself (status {status}){when}; everything is stopped. The lines above say why")
    return status


def fresh_counters(settings: Config) -> Path:
    """An empty folder in which the processes of this tree count together; ``/newsroom/metrics`` adds them up."""
    folder = settings.home / "counters"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(timeout=2 * KILL_AFTER)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
