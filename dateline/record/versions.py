"""Every published version of an edition, in the follower's own file: histories, comparisons and standings read them.

The newest stands in ``replica_value``; here stand those that a newer one, or a withdrawal, took the place of.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import apsw

from dateline.edition.behind import Notice, Standing, standing, told
from dateline.edition.codec import decode
from dateline.edition.values import Dismissal, Edition, edition_key, in_order

if TYPE_CHECKING:
    from dateline.record.replica import Kept

SCHEMA = """
CREATE TABLE IF NOT EXISTS replica_version(
    key TEXT NOT NULL, seq INTEGER NOT NULL, payload BLOB NOT NULL, PRIMARY KEY(key, seq)) WITHOUT ROWID;
"""


def keep(db: apsw.Connection, before: Kept | None, payload: bytes) -> None:
    """Keep a version that is about to lose its place to another; withdrawals and shared things have no history."""
    if before is not None and isinstance(before.value, Edition):
        db.execute("INSERT OR REPLACE INTO replica_version VALUES (?, ?, ?)", (before.key, before.seq, payload))


def erase(db: apsw.Connection, seqs: Iterable[int]) -> None:
    """Drop the versions that the entries of these seqs brought."""
    for seq in seqs:
        db.execute("DELETE FROM replica_version WHERE seq = ?", (seq,))


def versions(db: apsw.Connection, key: str) -> tuple[Edition, ...]:
    """The published versions of an edition that were not erased, oldest first; withdrawn or not.

    Of those that a redaction erased, what it left of them.
    """
    rows = db.execute(
        "SELECT payload FROM replica_version WHERE key = ?1"
        " UNION ALL SELECT payload FROM replica_value WHERE key IN (?1, ?2)",
        (key, key.replace("edition/", "redacted/", 1)),
    )
    return in_order(decode(row[0]) for row in rows)


def dismissals(db: apsw.Connection, edition: Edition) -> tuple[Dismissal, ...]:
    """What the edition's desk said does not apply to it."""
    prefix = f"dismissal/{edition.story}/{edition.language}/"
    rows = db.execute(
        "SELECT payload FROM replica_value WHERE key > ? AND key < ? ORDER BY key", (prefix, prefix[:-1] + "0")
    )
    return tuple(each for each in (decode(row[0]) for row in rows) if isinstance(each, Dismissal))


def standing_of(db: apsw.Connection, edition: Edition) -> Standing:
    """How a published edition stands to its source as the replica has both."""
    if edition.derived_from is None:
        return standing([edition], ())
    source = edition_key(edition.story, edition.derived_from.language)
    row = db.execute("SELECT type FROM replica_value WHERE key = ?", (source,)).fetchone()
    gone = row is None or row[0] != Edition.__name__
    own = versions(db, edition.key) or (edition,)
    return standing(own, versions(db, source), dismissals(db, edition), gone=gone)


def notice_of(db: apsw.Connection, edition: Edition) -> Notice | None:
    """What readers of an edition are told about its source; None while it says what its source says."""
    if edition.derived_from is None:
        return None
    source = versions(db, edition_key(edition.story, edition.derived_from.language))
    return told(standing_of(db, edition), source[-1] if source else None)
