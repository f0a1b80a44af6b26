"""The newsroom's door to the record: post a value in this transaction, read what stands there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection

from dateline.edition.codec import decode, encode
from dateline.edition.values import Value, key_of
from dateline.record.entry import Posting
from dateline.record.follow import newest as newest_entry


def cursor() -> Any:
    """A cursor on the newsroom's connection; followers read the record through it (fine print 3)."""
    return connection.cursor()


def post(value: Value, *, version: int = 0) -> None:
    """Have a value recorded when this transaction commits; saying again what was just said adds nothing."""
    posting = Posting(key=key_of(value), payload=encode(value), version=version)
    if _payload(posting.key) != posting.payload:
        connection.post(posting)  # type: ignore[attr-defined]


def newest(key: str) -> Value | None:
    """The newest value under a key, this transaction's own included; None where none stands or it was erased."""
    payload = _payload(key)
    return None if payload is None else decode(payload)


def last_version(key: str) -> int:
    """The highest version recorded under a key, 0 before the first."""
    with cursor() as open_cursor:
        open_cursor.execute("SELECT COALESCE(MAX(version), 0) FROM record_entry WHERE key = %s", (key,))
        found = int(open_cursor.fetchone()[0])
    return max([found, *(posting.version for posting in pending() if posting.key == key)])


def pending() -> list[Posting]:
    """What this transaction has posted and not committed yet, oldest first."""
    found: list[Posting] = connection.pending()  # type: ignore[attr-defined]
    return found


def keep_last(keys: Collection[str]) -> None:
    """Have this transaction say under each of these keys only what it said last."""
    connection.keep_last(keys)  # type: ignore[attr-defined]


def _payload(key: str) -> bytes | None:
    for posting in reversed(pending()):
        if posting.key == key:
            return posting.payload
    with cursor() as open_cursor:
        entry = newest_entry(open_cursor, key)
    return entry.payload if entry else None
