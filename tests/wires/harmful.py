"""``python -m tests.wires.harmful FD``: a reading room whose one format does what a parser taken over would do."""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from dateline.wires.draft import Draft, Refused
from dateline.wires.finding import Finding, finding
from dateline.wires.formats import FORMATS, MB, Asked, Format
from dateline.wires.limited.child import serve
from dateline.wires.sandbox import CALLS

SYSCALL: Any = ctypes.CDLL(None, use_errno=True).syscall
TOP = 256 * MB


def _for_ever() -> None:
    while True:
        pass


def _call() -> None:
    if SYSCALL(CALLS[platform.machine()]["socket"], socket.AF_INET, socket.SOCK_STREAM, 0) < 0:
        raise PermissionError(ctypes.get_errno(), "the kernel barred it")


def _barred(harm: Callable[[], object]) -> Refused:
    """What came of a harmful act: only a refusal of permission is told as barred."""
    try:
        harm()
    except (PermissionError, OSError) as error:
        return Refused(f"barred: {error}")
    return Refused("done")


HARMS: dict[str, Callable[[Asked], object]] = {
    "takes memory": lambda _: bytearray(8 * TOP),
    "computes for ever": lambda _: _for_ever(),
    "waits for ever": lambda _: signal.pause(),
    "crashes": lambda _: ctypes.string_at(0),
    "opens a socket": lambda _: _barred(socket.socket),
    "calls the kernel for a socket": lambda _: _barred(_call),
    "writes a file": lambda asked: _barred(lambda: os.open(asked.language + "-new", os.O_WRONLY | os.O_CREAT)),
    "empties a file": lambda asked: _barred(lambda: os.open(asked.language, os.O_RDWR | os.O_TRUNC)),
    "forks": lambda _: _barred(os.fork),
    "starts a program": lambda _: _barred(lambda: os.execv("/bin/true", ["/bin/true"])),
}


def _read(_file: BinaryIO, asked: Asked) -> Iterator[Finding | Refused]:
    if asked.name == "says what is no story":
        os.write(max(int(each) for each in os.listdir("/proc/self/fd") if _is_pipe(each)), b"nonsense\n")
        return
    if asked.name in HARMS:
        found = HARMS[asked.name](asked)
        yield found if isinstance(found, Refused) else Refused("done")
        return
    told = " ".join(os.environ) if "environment" in asked.name else "A headline"
    for _ in range(1000 if "thousand" in asked.name else 1):
        yield finding(Draft(language="en", headline=told))


def _is_pipe(number: str) -> bool:
    try:
        return int(number) > 2 and os.readlink(f"/proc/self/fd/{number}").startswith("pipe:")
    except OSError:
        return False


HARMFUL = Format(read=_read, suffixes=(".harm",), seconds=1, memory=2 * TOP)

if __name__ == "__main__":
    FORMATS["harmful"] = HARMFUL
    serve(socket.socket(fileno=int(sys.argv[1])))
