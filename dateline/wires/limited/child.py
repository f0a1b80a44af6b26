"""``python -m dateline.wires.limited.child FD``: forks a process with limits for each task that comes down a socket."""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO

from dateline.languages.language import languages
from dateline.wires import capture, xliff
from dateline.wires.draft import Refused
from dateline.wires.formats import FORMATS, MB, Asked
from dateline.wires.limited import MEMORY_SPENT, SHEET_SECONDS
from dateline.wires.limited.fetch import fetch
from dateline.wires.limited.words import encode
from dateline.wires.sandbox import shut

FETCH_MEMORY = SHEET_MEMORY = 512 * MB
DEEP = 1500
OWN_WORDS = b"<html><h1>A headline of our own words</h1><p>By A. Writer</p><p>(Photo: A. Writer)</p></html>"


def serve(line: socket.socket) -> None:
    """Take tasks until the other side goes: tell the process number of each, then how it ended."""
    while True:
        message, handed, _, _ = socket.recv_fds(line, 64 * 1024, 2)
        if not message:
            return
        task = json.loads(message)
        _warm(task.get("language", ""))
        pid = os.fork()
        if pid == 0:
            line.close()
            os._exit(_work(task, *handed))
        for each in handed:
            os.close(each)
        _say(line, pid=pid)
        _say(line, status=os.waitpid(pid, 0)[1])


@cache
def _warm(language: str) -> None:
    """Read words of our own once here, so that no process has to build the tables and patterns of a language anew."""
    capture.parse(OWN_WORDS, language=language if language in languages() else "en")


def _say(line: socket.socket, **said: int) -> None:
    line.sendall(json.dumps(said).encode() + b"\n")


def _work(task: dict[str, Any], handed: int, answers: int) -> int:
    """One task to its end, in a process that is thrown away; the exit status says what went wrong."""
    with open(handed, "r+b" if task["task"] == "fetch" else "rb") as file, open(answers, "wb") as out:
        try:
            if task["task"] == "fetch":
                _limit(seconds=5, memory=FETCH_MEMORY, largest=int(task["largest"]))
                shut(network=True)
                _tell(out, fetch(task["address"], file, types=tuple(task["types"]), largest=int(task["largest"])))
            elif task["task"] == "sheet":
                _sheet(file, out)
            else:
                _read(task, file, out)
        except Refused as refused:
            _tell(out, Refused(_named(task, refused.reason), source_id=refused.source_id or task.get("name", "")))
        except RecursionError:
            _tell(out, Refused(_named(task, "it is nested too deeply to be news")))
        except MemoryError:
            return MEMORY_SPENT
        return 0


def _read(task: dict[str, Any], file: BinaryIO, out: BinaryIO) -> None:
    """The stories of a wire."""
    form = FORMATS[task["format"]]
    file.seek(0)
    _limit(seconds=form.seconds, memory=form.memory, largest=0)
    shut(network=False)
    for each in form.read(file, Asked(name=task["name"], language=task["language"])):
        _tell(out, each)


def _sheet(file: BinaryIO, out: BinaryIO) -> None:
    """One story that comes back from a translator."""
    file.seek(0)
    _limit(seconds=SHEET_SECONDS, memory=SHEET_MEMORY, largest=0)
    shut(network=False)
    _tell(out, xliff.parse(file.read(xliff.LARGEST + 1)))


def _named(task: dict[str, Any], reason: str) -> str:
    name = str(task.get("name", ""))
    return reason if not name or reason.startswith(name) else f"{name}: {reason}"


def _tell(out: BinaryIO, value: Any) -> None:
    out.write(encode(value) + b"\n")
    out.flush()


def _limit(*, seconds: int, memory: int, largest: int) -> None:
    """Limits that the kernel keeps: they can be lowered from here on and never raised."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.setrecursionlimit(DEEP)


if __name__ == "__main__":
    # Whoever asked may be killed on the way; then there is nobody left to tell.
    with suppress(BrokenPipeError, ConnectionResetError):
        serve(socket.socket(fileno=int(sys.argv[1])))
