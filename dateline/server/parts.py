"""Files larger than an answer should be: at most a mebibyte a ``Range``, whole ones in a few places of their own.

A WSGI server lends an iterated body one of its few threads until the slowest reader has taken it (decision 025).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

LONGEST = 1024 * 1024
CHUNK = 256 * 1024
# Threads of a process that answer, and those beside them that whole downloads may hold.
ANSWERING, DOWNLOADING = 4, 8


class Part(msgspec.Struct, frozen=True):
    """Bytes of a file, read when they are sent and no sooner."""

    file: Path
    span: range

    def read(self) -> bytes:
        """All of them, so that nobody waits in a thread for who takes them."""
        with self.file.open("rb") as opened:
            opened.seek(self.span.start)
            return opened.read(len(self.span))


def cut(asked: slice) -> range:
    """What one answer brings of the bytes asked for; who wants more asks again from there (RFC 9110, 15.3.7)."""
    return range(asked.start, min(asked.stop, asked.start + LONGEST))


class Places:
    """How many whole downloads a process sends at once."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)

    def take(self, file: Path) -> Download | None:
        """The file to be sent whole; None while no place is free."""
        return Download(file, self._free) if self._free.acquire(blocking=False) else None


class Download(Iterator[bytes]):
    """A whole file, sent as fast as its reader takes it; gives its place back when it ends or is given up."""

    def __init__(self, file: Path, place: threading.BoundedSemaphore) -> None:
        self._place: threading.BoundedSemaphore | None = place
        self._opened = file.open("rb")

    def __next__(self) -> bytes:
        chunk = b"" if self._opened.closed else self._opened.read(CHUNK)
        if not chunk:
            self.close()
            raise StopIteration
        return chunk

    def close(self) -> None:
        """What a WSGI server calls when it is done, also after a reader who went away."""
        self._opened.close()
        place, self._place = self._place, None
        if place:
            place.release()

    # A server that drops an answer before it sends any of it does not close it.
    __del__ = close
