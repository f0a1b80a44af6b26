"""Reads strangers' bytes in a process that can do nothing else: little memory, little time, no network, no files."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from select import select
from types import TracebackType
from typing import Any, BinaryIO

import dateline
from dateline.wires.draft import LIMIT, Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import FORMATS, MB, Asked, fitting
from dateline.wires.limited.words import Fetched, decode_fetched, decode_found, decode_sheet
from dateline.wires.xliff import Sheet

WALL = 3
LONGEST_LINE = 64 * MB
CHILD = "dateline.wires.limited.child"
FETCH_SECONDS = SHEET_SECONDS = 20


class Reader:
    """A reading room: one process, started once, that forks another with limits of its own for every file.

    Use it as a context manager. It holds no lock and belongs to one thread.
    """

    def __init__(self, module: str = CHILD) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process number of the room itself."""
        return self._process.pid

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._line.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def read(self, file: BinaryIO, called: str, asked: Asked) -> Generator[Finding | Refused, None, None]:
        """What each story of a file became, in order; a file that harms its reader ends in a Refused that says how.

        ``file`` is a real file (it is handed over as such), ``called`` a name in ``FORMATS``.
        """
        try:
            fitting(asked.name, os.fstat(file.fileno()).st_size, called)
        except Refused as refused:
            yield refused
            return
        task = {"task": "read", "format": called, "name": asked.name, "language": asked.language}
        for line in self._lines(task, file.fileno(), FORMATS[called].seconds, asked):
            yield line if isinstance(line, Refused) else decode_found(line)

    def fetch(self, address: str, into: BinaryIO, types: tuple[str, ...]) -> Fetched | Refused:
        """Fetch an address into a file, in a process that may use the network and nothing else."""
        task = {"task": "fetch", "address": address, "types": types, "largest": LIMIT}
        asked = Asked(name=address)
        for line in list(self._lines(task, into.fileno(), FETCH_SECONDS, asked)):
            return line if isinstance(line, Refused) else decode_fetched(line)
        return _refused(asked, "nothing came from that address")

    def sheet(self, file: BinaryIO, name: str) -> Sheet | Refused:
        """The XLIFF in a file, read as strangers' bytes are; ``name`` is the file's, for messages."""
        asked = Asked(name=name)
        for line in list(self._lines({"task": "sheet", "name": name}, file.fileno(), SHEET_SECONDS, asked)):
            return line if isinstance(line, Refused) else decode_sheet(line)
        return _refused(asked, "the reader gave no answer")

    def _lines(self, task: dict[str, Any], handed: int, seconds: int, asked: Asked) -> Iterator[bytes | Refused]:
        answers, theirs = os.pipe()
        with open(answers, "rb", buffering=0) as pipe:
            try:
                socket.send_fds(self._line, [json.dumps(task).encode() + b"\n"], [handed, theirs])
            finally:
                os.close(theirs)
            pid, ended = int(self._said()["pid"]), "nobody reads on"
            try:
                ended = yield from _until(pipe, WALL * seconds)
            finally:
                if ended:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                status = int(self._said()["status"])
        if ended or status:
            yield _refused(asked, ended or _why(status, seconds))

    def _said(self) -> dict[str, Any]:
        """The next line from the reading room's own process."""
        line = b""
        while not line.endswith(b"\n"):
            part = self._line.recv(1)
            if not part:
                raise OSError("the process that reads imports has gone")
            line += part
        said: dict[str, Any] = json.loads(line)
        return said


def _until(pipe: Any, left: float) -> Generator[bytes, None, str]:
    """Lines of a pipe until it closes; returns why it was left before that, or nothing.

    ``left`` are the seconds that may be spent waiting for it: what is done with a line meanwhile is not its time.
    """
    rest = b""
    while True:
        started = time.monotonic()
        came = select([pipe], [], [], left)[0]
        left = max(0.0, left - (time.monotonic() - started))
        if not came:
            return "it took longer than it may, and was stopped: split the file, or save the text alone"
        part = pipe.read(MB)
        if not part:
            return ""
        *lines, rest = (rest + part).split(b"\n")
        yield from lines
        if len(rest) > LONGEST_LINE:
            return "it holds a story larger than any: it is no news"


def _why(status: int, seconds: int) -> str:
    number = os.waitstatus_to_exitcode(status)
    if number == -signal.SIGXCPU or number == -signal.SIGKILL:
        return f"reading it took more than {seconds} seconds of computing, and was stopped: it is no ordinary page"
    if number == MEMORY_SPENT:
        return "reading it took more memory than it may: it is no ordinary page, or it unpacks to far more than it says"
    return "the reader broke down over it: the file is damaged, or made to do harm"


MEMORY_SPENT = 77


def _refused(asked: Asked, reason: str) -> Refused:
    return Refused(f"{asked.name}: {reason}" if asked.name else reason, source_id=asked.name)


def _environment() -> dict[str, str]:
    """Nothing of ours but where the code stands: no settings, no keys, no address of a database."""
    root = str(Path(dateline.__file__).resolve().parents[1])
    ours = {"PYTHONPATH": root, "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return ours | {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
