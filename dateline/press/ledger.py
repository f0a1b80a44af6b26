"""Who read what: for every page the questions it asked, with the digest of each answer it got.

A question's topic and stretch tell which changes may touch it, so a change finds its readers by index
and never by walking the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import apsw
import msgspec

from dateline.press.page import PageKey
from dateline.press.recorder import Read

SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger_page(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS ledger_read(
    topic TEXT NOT NULL, high TEXT NOT NULL, page INTEGER NOT NULL, asked TEXT NOT NULL,
    low TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(topic, high, page, asked)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ledger_read_page ON ledger_read(page);
"""
SEPARATOR = "\x1f"


class Touched(msgspec.Struct, frozen=True):
    """A point of a topic that changed; ``position`` is empty where the topic has no stretch."""

    topic: str
    position: str = ""


class Reader(msgspec.Struct, frozen=True):
    """A page that asked a question, and the digest it got then."""

    page: PageKey
    asked: tuple[str, ...]
    digest: str


def prepare(db: apsw.Connection) -> None:
    """Make the ledger's tables where they are missing."""
    db.execute(SCHEMA)


def clear(db: apsw.Connection) -> None:
    """Forget every page and what it read."""
    db.execute("DELETE FROM ledger_read; DELETE FROM ledger_page;")


def note(db: apsw.Connection, page: PageKey, reads: Iterable[Read]) -> None:
    """Replace what is known of a page by what it just read."""
    db.execute("INSERT OR IGNORE INTO ledger_page(key) VALUES (?)", (str(page),))
    number = _number(db, page)
    db.execute("DELETE FROM ledger_read WHERE page = ?", (number,))
    db.executemany(
        "INSERT INTO ledger_read(topic, high, page, asked, low, digest) VALUES (?, ?, ?, ?, ?, ?)",
        [(read.topic, read.high, number, SEPARATOR.join(read.asked), read.low, read.digest) for read in reads],
    )


def forget(db: apsw.Connection, page: PageKey) -> None:
    """Drop a page."""
    db.execute("DELETE FROM ledger_read WHERE page = (SELECT id FROM ledger_page WHERE key = ?)", (str(page),))
    db.execute("DELETE FROM ledger_page WHERE key = ?", (str(page),))


def knows(db: apsw.Connection, page: PageKey) -> bool:
    """Whether a page was ever made (an empty one counts)."""
    return db.execute("SELECT 1 FROM ledger_page WHERE key = ?", (str(page),)).fetchone() is not None


def pages(db: apsw.Connection) -> Iterator[PageKey]:
    """Every page known."""
    for row in db.execute("SELECT key FROM ledger_page ORDER BY key"):
        yield PageKey.parse(row[0])


def reads_of(db: apsw.Connection, page: PageKey) -> list[Reader]:
    """What a page asked, with the digests it got."""
    rows = db.execute("SELECT asked, digest FROM ledger_read WHERE page = ? ORDER BY asked", (_number(db, page),))
    return [Reader(page, tuple(row[0].split(SEPARATOR)), row[1]) for row in rows]


def readers(db: apsw.Connection, touched: Touched) -> Iterator[Reader]:
    """The pages whose answers may have changed."""
    rows = db.execute(
        "SELECT p.key, r.asked, r.digest FROM ledger_read r JOIN ledger_page p ON p.id = r.page"
        " WHERE r.topic = ? AND r.high > ? AND r.low <= ?",
        (touched.topic, touched.position, touched.position),
    )
    for row in rows:
        yield Reader(PageKey.parse(row[0]), tuple(row[1].split(SEPARATOR)), row[2])


def inputs(db: apsw.Connection) -> list[str]:
    """The topics of all inputs (templates, assets, languages) that some page read."""
    return [
        row[0]
        for row in db.execute("SELECT DISTINCT topic FROM ledger_read WHERE topic > 'input:' AND topic < 'input;'")
    ]


def due(db: apsw.Connection, now: str) -> list[Touched]:
    """The instants that some page waits for and that have passed by ``now``."""
    rows = db.execute(
        "SELECT DISTINCT low FROM ledger_read WHERE topic = 'time' AND low <= ? AND digest = 'False'", (now,)
    )
    return [Touched("time", row[0]) for row in rows]


def _number(db: apsw.Connection, page: PageKey) -> int:
    row = db.execute("SELECT id FROM ledger_page WHERE key = ?", (str(page),)).fetchone()
    return int(row[0]) if row else -1
