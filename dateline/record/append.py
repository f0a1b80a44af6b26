"""Appending to the record: the last act of the caller's transaction, over the cursor it hands in.

Plain SQL with ``%s`` parameters, as Django's cursors take them on SQLite and PostgreSQL alike. The tables
stand in the newsroom's migrations: ``record_entry`` and the one-row ``record_head``.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from dateline.record.entry import GENESIS, Entry, Posting, chain_hash, format_instant, parse_instant, payload_digest

COLUMNS = "seq, instant, batch, key, version, digest, chain, payload, salt"
INSERT = f"INSERT INTO record_entry ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
HEAD = "SELECT seq, instant, batch, chain FROM record_head WHERE id = 1"
TICK = timedelta(microseconds=1)


class Cursor(Protocol):
    """The part of a DB-API cursor that the record uses."""

    def execute(self, sql: str, params: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""
        ...

    def fetchone(self) -> Any:
        """The next row or None."""
        ...

    def fetchall(self) -> Any:
        """All remaining rows."""
        ...


def append(cursor: Cursor, postings: Sequence[Posting], *, now: datetime, row_locks: bool = False) -> tuple[Entry, ...]:
    """Record ``postings`` as one batch; the caller's transaction makes them durable or none of them.

    ``row_locks`` takes the head row FOR UPDATE (PostgreSQL); on SQLite the transaction must be IMMEDIATE.
    An entry's instant is ``now``, or one microsecond after its predecessor's where the clock went back.
    """
    if not postings:
        return ()
    cursor.execute(HEAD + (" FOR UPDATE" if row_locks else ""))
    row = cursor.fetchone()
    if row is None:
        raise LookupError("the record has no head row: run `dateline setup` first")
    seq, instant, batch, chain = row[0], parse_instant(row[1]) if row[1] else None, row[2] + 1, row[3] or GENESIS
    entries: list[Entry] = []
    for posting in postings:
        seq += 1
        instant = now if instant is None else max(now, instant + TICK)
        entry = _entry(posting, seq=seq, instant=instant, batch=batch, previous=chain)
        chain = entry.chain
        cursor.execute(INSERT, _row(entry))
        entries.append(entry)
    cursor.execute(
        "UPDATE record_head SET seq = %s, instant = %s, batch = %s, chain = %s WHERE id = 1",
        (seq, format_instant(entries[-1].instant), batch, chain),
    )
    return tuple(entries)


def _entry(posting: Posting, *, seq: int, instant: datetime, batch: int, previous: str) -> Entry:
    salt = secrets.token_bytes(16)
    entry = Entry(
        seq=seq,
        instant=instant,
        batch=batch,
        key=posting.key,
        version=posting.version,
        digest=payload_digest(posting.payload, salt),
        chain="",
        payload=posting.payload,
        salt=salt,
    )
    return msgspec.structs.replace(entry, chain=chain_hash(previous, entry))


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.seq,
        format_instant(entry.instant),
        entry.batch,
        entry.key,
        entry.version,
        entry.digest,
        entry.chain,
        entry.payload,
        entry.salt,
    )
