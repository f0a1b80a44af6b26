"""The SQLite backend: durable settings, one writer at a time across processes, checkpoints under the same lock."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as default
from django.db import transaction
from django.db.utils import OperationalError

from dateline.newsroom.guard import lay
from dateline.record.entry import Posting
from dateline.record.follow import batches_after, entries
from dateline.record.verify import verify
from dateline.server.sqlite import writer_lock
from dateline.server.sqlite.base import DatabaseWrapper

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
TABLES = (
    "CREATE TABLE record_entry (seq INTEGER PRIMARY KEY, instant TEXT, batch INTEGER, key TEXT, version INTEGER, "
    "digest TEXT, chain TEXT, payload BLOB, salt BLOB)",
    "CREATE TABLE record_head (id INTEGER PRIMARY KEY, seq INTEGER, instant TEXT, batch INTEGER, chain TEXT)",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)",
)
WRITER = """
import sys
import django
from django.conf import settings
settings.configure(USE_TZ=True, DATABASES={"default": {"ENGINE": "dateline.server.sqlite", "NAME": sys.argv[1]}})
django.setup()
from django.db import connection, transaction
from dateline.record.entry import Posting
for number in range(int(sys.argv[3])):
    with transaction.atomic():
        connection.post(Posting(key=f"site/{sys.argv[2]}/{number}", payload=b"{}"))
        connection.post(Posting(key=f"page/{sys.argv[2]}/{number}", payload=b"{}"))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO note (text) VALUES (%s) RETURNING id", [sys.argv[2]])
        assert cursor.fetchone()[0]
    if number % 10 == 0:
        connection.checkpoint()
"""


def open_file(path: Path) -> DatabaseWrapper:
    settings: dict[str, Any] = {**default.settings_dict, "NAME": str(path), "OPTIONS": {}}
    return DatabaseWrapper(settings, "probe")


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    """A connection to a database file of its own, with the record's tables."""
    wrapper = open_file(tmp_path / "newsroom.sqlite3")
    with wrapper.cursor() as cursor:
        for table in TABLES:
            cursor.execute(table)
        lay(cursor, "sqlite")
    yield wrapper
    wrapper.close()


def locked(path: Path) -> bool:
    """Whether some connection is the writer now."""
    opened = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("wal_autocheckpoint", 0),
        ("foreign_keys", 1),
        ("busy_timeout", 20000),
    ],
)
def test_a_connection_loses_no_acknowledged_commit(probe: DatabaseWrapper, pragma: str, value: Any) -> None:
    with probe.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def atomic(wrapper: DatabaseWrapper) -> Any:
    """A transaction on a wrapper that Django's registry does not know."""
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    wrapper.in_atomic_block = True
    return wrapper


def done(wrapper: DatabaseWrapper) -> None:
    wrapper.in_atomic_block = False
    wrapper.commit()
    wrapper.set_autocommit(True)


def test_a_transaction_holds_the_lock_until_it_ends(probe: DatabaseWrapper, tmp_path: Path) -> None:
    lock = tmp_path / "writer.lock"
    assert not locked(lock)
    atomic(probe)
    assert locked(lock)
    done(probe)
    assert not locked(lock)
    atomic(probe)
    probe.in_atomic_block = False
    probe.rollback()
    probe.set_autocommit(True)
    assert not locked(lock)


def test_a_write_outside_a_transaction_lets_go_of_the_lock_and_still_gives_its_rows(
    probe: DatabaseWrapper, tmp_path: Path
) -> None:
    with probe.cursor() as cursor:
        cursor.execute("INSERT INTO note (text) VALUES (%s), (%s) RETURNING id, text", ["a", "b"])
        assert not locked(tmp_path / "writer.lock")
        assert cursor.fetchone() == (1, "a")
        assert cursor.fetchall() == [(2, "b")]
        cursor.executemany("INSERT INTO note (text) VALUES (%s)", [("c",), ("d",)])
        assert [row[0] for row in cursor.execute("SELECT text FROM note ORDER BY id")] == ["a", "b", "c", "d"]
    assert not locked(tmp_path / "writer.lock")


def test_reading_needs_no_lock(probe: DatabaseWrapper, tmp_path: Path) -> None:
    other = writer_lock.WriterLock(tmp_path / "writer.lock")
    other.acquire()
    with probe.cursor() as cursor:
        assert cursor.execute("SELECT COUNT(*) FROM note").fetchone() == (0,)
    other.release()


def test_a_writer_that_waits_too_long_is_told_so(
    probe: DatabaseWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_lock, "PATIENCE", 0.0)
    other = writer_lock.WriterLock(tmp_path / "writer.lock")
    other.acquire()
    with pytest.raises(OperationalError, match="another writer"), probe.cursor() as cursor:
        cursor.execute("INSERT INTO note (text) VALUES ('x')")
    other.release()
    with probe.cursor() as cursor:
        cursor.execute("INSERT INTO note (text) VALUES ('x')")
        assert cursor.execute("SELECT COUNT(*) FROM note").fetchone() == (1,)


def test_a_checkpoint_moves_the_log_but_not_inside_a_transaction(probe: DatabaseWrapper, tmp_path: Path) -> None:
    with probe.cursor() as cursor:
        cursor.execute("INSERT INTO note (text) VALUES ('x')")
    assert (tmp_path / "newsroom.sqlite3-wal").stat().st_size > 0
    busy, log, moved = probe.checkpoint("TRUNCATE")
    assert (busy, log) == (0, moved)
    assert (tmp_path / "newsroom.sqlite3-wal").stat().st_size == 0
    atomic(probe)
    with pytest.raises(OperationalError, match="inside a transaction"):
        probe.checkpoint()
    done(probe)
    with pytest.raises(ValueError, match="no mode"):
        probe.checkpoint("SOMETIMES; DROP TABLE note")


def test_two_processes_write_one_whole_record(probe: DatabaseWrapper, tmp_path: Path) -> None:
    path = str(tmp_path / "newsroom.sqlite3")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, path, name, "15"]) for name in ("one", "two")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    with probe.cursor() as cursor:
        verdict = verify(entries(cursor))
        sizes = {len(batch) for batch in batches_after(cursor, 0)}
        cursor.execute("SELECT COUNT(*) FROM note")
        assert cursor.fetchone() == (30,)
    assert (verdict.problems, verdict.entries, sizes) == ((), 60, {2})


def test_a_posting_waits_for_the_commit_of_its_own_connection(probe: DatabaseWrapper) -> None:
    atomic(probe)
    probe.post(Posting(key="site", payload=b"{}"))
    assert [posting.key for posting in probe.pending()] == ["site"]
    done(probe)
    assert probe.pending() == []
    with probe.cursor() as cursor:
        assert [entry.key for entry in entries(cursor)] == ["site"]
    assert transaction.get_connection() is not probe
