"""One writer at a time, across threads and processes: an flock on a file beside the database."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from django.db.utils import OperationalError

PATIENCE = 20.0
PAUSE = 0.002


class WriterLock:
    """Held around each write transaction and each checkpoint (fine print 3); one instance a connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether this connection is the writer."""
        return self._file is not None

    def acquire(self) -> None:
        """Become the writer; raises OperationalError after 20 seconds, as SQLite does when it is busy."""
        if self._file is not None:
            return
        opened = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(opened)
                    raise OperationalError(f"database is locked: another writer holds {self._path.name}") from None
                time.sleep(PAUSE)
            else:
                self._file = opened
                return

    def release(self) -> None:
        """Let the next writer in."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
