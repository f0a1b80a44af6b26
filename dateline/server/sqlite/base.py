"""The SQLite backend: WAL with synchronous=FULL, IMMEDIATE transactions, every write under the writer's lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.db.utils import OperationalError

from dateline.newsroom.guard import SQLITE_KEEP
from dateline.newsroom.pending import RecordsOnCommit
from dateline.server.sqlite.writer_lock import PATIENCE, WriterLock

READS = re.compile(r"\s*(SELECT|EXPLAIN|PRAGMA|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|END)\b", re.IGNORECASE)
PRAGMAS = ("synchronous = FULL", "wal_autocheckpoint = 0", "secure_delete = ON")


class Cursor(SQLiteCursorWrapper):
    """A cursor whose writes outside a transaction hold the writer's lock until SQLite has committed them."""

    backend: DatabaseWrapper
    _rows: Iterator[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        self._rows = None
        if self.connection.in_transaction or READS.match(query):
            return super().execute(query, params)
        with self.backend.writing():
            super().execute(query, params)
            if self.description is not None:
                # SQLite commits INSERT ... RETURNING when its last row was read: read all before letting go.
                self._rows = iter(super().fetchall())
        return self

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement many times."""
        self._rows = None
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        with self.backend.writing():
            return super().executemany(query, param_list)

    def fetchone(self) -> Any:
        """The next row or None."""
        return super().fetchone() if self._rows is None else next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows, at most ``size``."""
        wanted = self.arraysize if size is None else size
        if self._rows is None:
            return super().fetchmany(wanted)
        return [row for _, row in zip(range(wanted), self._rows, strict=False)]

    def fetchall(self) -> list[Any]:
        """All remaining rows."""
        return super().fetchall() if self._rows is None else list(self._rows)

    def __iter__(self) -> Any:
        return super().__iter__() if self._rows is None else self._rows


class Operations(DatabaseOperations):
    """Django's, but its flush (which tests do between themselves) may empty the record too."""

    def sql_flush(self, *args: Any, **kwargs: Any) -> list[str]:
        """The guard over deletes is laid again when Django reports the flush as a migration."""
        return [f"DROP TRIGGER IF EXISTS {SQLITE_KEEP}", *super().sql_flush(*args, **kwargs)]


class DatabaseWrapper(RecordsOnCommit, DjangoWrapper):
    """Django's wrapper; the lock file ``writer.lock`` stands beside the database (none for one in memory)."""

    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lock: WriterLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """IMMEDIATE transactions, so that a write never starts as a read; SQLite waits as long as our lock does."""
        params = {"timeout": PATIENCE, **super().get_connection_params()}
        self.transaction_mode = "IMMEDIATE"
        if not self.is_in_memory_db():
            folder = Path(str(params["database"])).parent
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = WriterLock(folder / "writer.lock")
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that loses no acknowledged commit in a power cut and never checkpoints by itself."""
        with self.writing():
            connection = super().get_new_connection(conn_params)
            if not self.is_in_memory_db():
                connection.execute("PRAGMA journal_mode = WAL")
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that knows this backend."""
        cursor = self.connection.cursor(factory=Cursor)
        cursor.backend = self
        return cursor

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock, unless this connection's transaction holds it already."""
        if self._lock is None or self._lock.held:
            yield
            return
        self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _start_transaction_under_autocommit(self) -> None:
        if self._lock is not None:
            self._lock.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._release()
            raise

    def _commit(self) -> Any:
        done = super()._commit()  # type: ignore[misc]
        self._release()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._release()

    def _close(self) -> Any:
        # The last connection to close checkpoints the log; Debian's SQLite may lose it if another writer starts then.
        with self.writing():
            done = super()._close()  # type: ignore[misc]
        self._release()
        return done

    def scrub(self) -> bool:
        """Write the file anew without what was deleted, and empty its log; False while a reader holds that up.

        ``secure_delete`` zeroes what is freed, but where SQLite moved rows between pages it leaves pieces behind.
        """
        with self.writing():
            if self.checkpoint("TRUNCATE")[0]:
                return False
            with self.cursor() as cursor:
                cursor.execute("VACUUM")
            return self.checkpoint("TRUNCATE")[0] == 0

    def checkpoint(self, mode: str = "PASSIVE") -> tuple[int, int, int]:
        """Move the write-ahead log into the database; (busy, pages in the log, pages moved) as SQLite answers.

        ``mode`` is PASSIVE, FULL, RESTART or TRUNCATE; TRUNCATE empties the log file, as erasing needs.
        """
        if mode not in {"PASSIVE", "FULL", "RESTART", "TRUNCATE"}:
            raise ValueError(f"{mode!r} is no mode of wal_checkpoint")
        if self.in_atomic_block:
            raise OperationalError("a checkpoint cannot run inside a transaction")
        with self.writing(), self.cursor() as cursor:
            row: Sequence[int] = cursor.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        return row[0], row[1], row[2]
