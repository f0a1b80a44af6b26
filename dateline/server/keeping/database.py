"""The newsroom's database as one file, taken at one instant while the house runs, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connections

from dateline.record.append import Cursor
from dateline.server.config import Config
from dateline.server.keeping import postgresql
from dateline.server.keeping.manifest import BackupRefused
from dateline.server.sqlite.writer_lock import WriterLock

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILES = {SQLITE: "newsroom.sqlite3", POSTGRESQL: "newsroom.pgdump"}
BESIDE = ("", "-wal", "-shm", "-journal")


class PlainCursor:
    """The record's reading of a SQLite file outside Django, which writes ``%s`` where sqlite3 wants ``?``."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._cursor = db.cursor()

    def execute(self, sql: str, params: Sequence[Any] = (), /) -> Any:
        """Run one statement."""
        return self._cursor.execute(sql.replace("%s", "?"), params)

    def fetchone(self) -> Any:
        """The next row or None."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All remaining rows."""
        return self._cursor.fetchall()


def engine(settings: Config) -> str:
    """Which database the settings name."""
    return POSTGRESQL if settings.database else SQLITE


def file_of(settings: Config) -> Path:
    """The newsroom's SQLite file."""
    return settings.newsroom / FILES[SQLITE]


@contextmanager
def snapshot(settings: Config, folder: Path) -> Iterator[tuple[Path, Cursor]]:
    """Write the database's state of this instant into ``folder``; yields the file and a cursor on that very state."""
    target = folder / FILES[engine(settings)]
    if engine(settings) == POSTGRESQL:
        with postgresql.snapshot(settings, target) as cursor:
            yield target, cursor
        return
    copy(file_of(settings), target)
    with reading(target) as cursor:
        yield target, cursor


def copy(source: Path, target: Path) -> None:
    """SQLite's own backup in one step: one read transaction, so writers go on, and what they write stays out.

    The source is opened for reading only, hence needs no writer's lock and never checkpoints when it closes.
    """
    try:
        with closing(_read_only(source)) as ours, closing(sqlite3.connect(target)) as theirs:
            ours.backup(theirs)
            theirs.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BackupRefused(f"the newsroom's database cannot be copied to {target.parent.parent}: {error}") from error
    target.chmod(0o600)
    with target.open("rb") as handle:
        os.fsync(handle.fileno())


@contextmanager
def reading(file: Path) -> Iterator[PlainCursor]:
    """A cursor on a SQLite copy that nobody else uses."""
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)) as db:
        yield PlainCursor(db)


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)


def occupied(settings: Config) -> bool:
    """Whether the database that the settings name holds anything."""
    if engine(settings) == POSTGRESQL:
        return postgresql.occupied()
    return file_of(settings).exists() and file_of(settings).stat().st_size > 0


def put(settings: Config, dump: Path, *, aside: str = "") -> None:
    """Put a dump in the place of the database. PostgreSQL keeps the old one as schema ``aside``, where that is given.

    Nobody else may use the database meanwhile.
    """
    connections.close_all()
    if engine(settings) == POSTGRESQL:
        postgresql.put(settings, dump, aside=aside)
        return
    target = file_of(settings)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = WriterLock(target.parent / "writer.lock")
    lock.acquire()
    try:
        beside = target.with_name(f"{target.name}.part")
        shutil.copyfile(dump, beside)
        beside.chmod(0o600)
        with beside.open("rb") as handle:
            os.fsync(handle.fileno())
        for ending in BESIDE[1:]:
            target.with_name(target.name + ending).unlink(missing_ok=True)
        beside.replace(target)
    finally:
        lock.release()


def applied(cursor: Cursor) -> tuple[str, ...]:
    """Every applied migration as ``app.name``, in the order of their names."""
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return tuple(f"{app}.{name}" for app, name in cursor.fetchall())
