"""Reading the record: whole batches after a cursor, and the newest value under each key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from dateline.record.append import COLUMNS, Cursor
from dateline.record.entry import Entry, parse_instant

Batch = tuple[Entry, ...]


def head(cursor: Cursor) -> tuple[int, str]:
    """(seq, chain hash) of the newest entry; (0, '') before the first one."""
    cursor.execute("SELECT seq, chain FROM record_head WHERE id = 1")
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, "")


def batches_after(cursor: Cursor, seq: int, *, limit: int = 1000) -> list[Batch]:
    """The batches that start after ``seq``, oldest first: about ``limit`` entries, never part of a batch."""
    cursor.execute(
        f"SELECT {COLUMNS} FROM record_entry WHERE seq > %s AND batch <= COALESCE((SELECT batch FROM record_entry"
        " WHERE seq > %s ORDER BY seq LIMIT 1 OFFSET %s), 9223372036854775807) ORDER BY seq",
        (seq, seq, limit),
    )
    entries = [entry_of(row) for row in cursor.fetchall()]
    return [tuple(group) for _, group in groupby(entries, key=lambda entry: entry.batch)]


def entries(cursor: Cursor, *, page: int = 1000) -> Iterator[Entry]:
    """Every entry in order, read a page at a time."""
    seq = 0
    while found := batches_after(cursor, seq, limit=page):
        for batch in found:
            yield from batch
        seq = found[-1][-1].seq


def instants_between(cursor: Cursor, low: int, high: int) -> list[datetime]:
    """The instants of the entries after ``low`` up to ``high``, oldest first."""
    cursor.execute("SELECT instant FROM record_entry WHERE seq > %s AND seq <= %s ORDER BY seq", (low, high))
    return [parse_instant(row[0]) for row in cursor.fetchall()]


def newest(cursor: Cursor, key: str) -> Entry | None:
    """The newest entry under a key."""
    cursor.execute(f"SELECT {COLUMNS} FROM record_entry WHERE key = %s ORDER BY seq DESC LIMIT 1", (key,))
    row = cursor.fetchone()
    return entry_of(row) if row else None


def newest_of(cursor: Cursor, prefix: str, *, upto: int) -> list[Entry]:
    """The newest entry, not after seq ``upto``, under each key that begins with ``prefix``."""
    cursor.execute(
        f"SELECT {COLUMNS} FROM record_entry WHERE seq IN"
        " (SELECT MAX(seq) FROM record_entry WHERE key >= %s AND key < %s AND seq <= %s GROUP BY key) ORDER BY seq",
        (prefix, prefix + "\uffff", upto),
    )
    return [entry_of(row) for row in cursor.fetchall()]


def each_newest(cursor: Cursor, family: str, *, upto: int, page: int = 500) -> Iterator[Entry]:
    """The newest entry, not after seq ``upto``, of each key of a family ("edition"), oldest first, a page at a time."""
    seq = 0
    while True:
        cursor.execute(
            f"SELECT {COLUMNS} FROM record_entry AS entry WHERE seq > %s AND seq <= %s AND key LIKE %s AND NOT EXISTS"
            " (SELECT 1 FROM record_entry AS later WHERE later.key = entry.key AND later.seq > entry.seq"
            " AND later.seq <= %s) ORDER BY seq LIMIT %s",
            (seq, upto, f"{family}/%", upto, page),
        )
        found = [entry_of(row) for row in cursor.fetchall()]
        yield from found
        if len(found) < page:
            return
        seq = found[-1].seq


def history(cursor: Cursor, key: str) -> list[Entry]:
    """All entries under a key, oldest first."""
    cursor.execute(f"SELECT {COLUMNS} FROM record_entry WHERE key = %s ORDER BY seq", (key,))
    return [entry_of(row) for row in cursor.fetchall()]


def entry_of(row: tuple[object, ...]) -> Entry:
    """A row of ``record_entry`` as an Entry; binary columns come as bytes or memoryview."""
    seq, instant, batch, key, version, digest, chain, payload, salt = row
    return Entry(
        seq=int(str(seq)),
        instant=parse_instant(str(instant)),
        batch=int(str(batch)),
        key=str(key),
        version=int(str(version)),
        digest=str(digest),
        chain=str(chain),
        payload=_bytes(payload),
        salt=_bytes(salt),
    )


def _bytes(value: object) -> bytes | None:
    return None if value is None else bytes(value)  # type: ignore[call-overload]
