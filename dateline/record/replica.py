"""A follower's local copy of the record: the newest value under each key, with the lists that pages read.

Plain tables in the follower's own SQLite file (through apsw), written inside the follower's transaction.
Rebuilt by replaying the record; replaying entries twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import apsw
import msgspec

from dateline.edition.blocks import Audio, Video
from dateline.edition.card import card, page_card
from dateline.edition.codec import decode, encode
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.picture import Picture
from dateline.edition.timeline import Event
from dateline.edition.values import (
    TOLD,
    Change,
    Edition,
    Entity,
    Removed,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
)
from dateline.record import versions
from dateline.record.entry import Entry

SCHEMA = """
CREATE TABLE IF NOT EXISTS replica_value(
    key TEXT PRIMARY KEY, seq INTEGER NOT NULL, first_seq INTEGER NOT NULL, type TEXT NOT NULL,
    payload BLOB NOT NULL, digest TEXT NOT NULL, card_digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replica_first(key TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replica_listing(
    scope TEXT NOT NULL, position TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(scope, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replica_day(
    language TEXT NOT NULL, day TEXT NOT NULL, stories INTEGER NOT NULL, PRIMARY KEY(language, day)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS replica_cursor(
    id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, chain TEXT NOT NULL);
INSERT OR IGNORE INTO replica_cursor VALUES (1, 0, '');
"""
CLEAR = "".join(f"DELETE FROM replica_{name};" for name in ("value", "first", "listing", "day", "version"))
SHORT = 32
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
ENDING = "pictures/ending"  # the list of pictures that we may show until an instant, by that instant


class Kept(msgspec.Struct, frozen=True):
    """The newest value under a key; ``first_seq`` is the seq of the key's first entry, which orders lists."""

    key: str
    seq: int
    first_seq: int
    value: Value
    digest: str
    card_digest: str


class Step(msgspec.Struct, frozen=True):
    """What one entry changed: the value kept before and the one kept now (None where there is none)."""

    entry: Entry
    before: Kept | None
    after: Kept | None


def prepare(db: apsw.Connection) -> None:
    """Make the replica's tables where they are missing."""
    db.execute(SCHEMA + versions.SCHEMA)


def clear(db: apsw.Connection) -> None:
    """Empty the replica, cursor included."""
    db.execute(CLEAR)
    set_cursor(db, 0, "")


def cursor(db: apsw.Connection) -> tuple[int, str]:
    """(seq, chain hash) of the last entry applied."""
    row = db.execute("SELECT seq, chain FROM replica_cursor").fetchone()
    return (row[0], row[1]) if row else (0, "")


def set_cursor(db: apsw.Connection, seq: int, chain: str) -> None:
    """Move the cursor; the caller's transaction makes it durable together with what it applied."""
    db.execute("UPDATE replica_cursor SET seq = ?, chain = ?", (seq, chain))


def apply(db: apsw.Connection, entry: Entry) -> Step:
    """Apply one entry. One already applied (seq not after the key's own), or erased, changes nothing."""
    # Noted for erased entries too: a rebuild after an erasure must order lists as before it.
    db.execute("INSERT OR IGNORE INTO replica_first VALUES (?, ?)", (entry.key, entry.seq))
    before = kept(db, entry.key)
    if entry.payload is None or (before and before.seq >= entry.seq):
        return Step(entry, before, before)
    value = decode(entry.payload)
    after = _kept(entry, value, first_seq=before.first_seq if before else _first_seq(db, entry))
    _unlist(db, before)
    if before:
        versions.keep(db, before, _payload(db, before.key))
    db.execute(
        "INSERT OR REPLACE INTO replica_value VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry.key, entry.seq, after.first_seq, type(value).__name__, entry.payload, after.digest, after.card_digest),
    )
    _list(db, after)
    if isinstance(value, Erasure):
        versions.erase(db, value.seqs)
    return Step(entry, before, after)


def _payload(db: apsw.Connection, key: str) -> bytes:
    row = db.execute("SELECT payload FROM replica_value WHERE key = ?", (key,)).fetchone()
    return bytes(row[0]) if row else b""


def _first_seq(db: apsw.Connection, entry: Entry) -> int:
    row = db.execute("SELECT seq FROM replica_first WHERE key = ?", (entry.key,)).fetchone()
    return row[0] if row else entry.seq


def _kept(entry: Entry, value: Value, *, first_seq: int) -> Kept:
    payload = entry.payload or b""
    return Kept(entry.key, entry.seq, first_seq, value, _short(payload), _short(_projected(value, payload)))


def _projected(value: Value, payload: bytes) -> bytes:
    match value:
        case Edition():
            return encode(card(value))
        case StandingPage():
            return encode(page_card(value))
        case _:
            return payload


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:SHORT]


def _list(db: apsw.Connection, kept_: Kept) -> None:
    for scope, place in places(kept_):
        db.execute("INSERT OR IGNORE INTO replica_listing VALUES (?, ?, ?)", (scope, place, kept_.key))
    if isinstance(kept_.value, Edition):
        db.execute(
            "INSERT INTO replica_day VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET stories = stories + 1",
            (kept_.value.language, str(kept_.value.first_published.day)),
        )


def _unlist(db: apsw.Connection, kept_: Kept | None) -> None:
    for scope, place in places(kept_):
        db.execute("DELETE FROM replica_listing WHERE scope = ? AND position = ?", (scope, place))
    if kept_ is None or not isinstance(kept_.value, Edition):
        return
    where = (kept_.value.language, str(kept_.value.first_published.day))
    db.execute("UPDATE replica_day SET stories = stories - 1 WHERE language = ? AND day = ?", where)
    db.execute("DELETE FROM replica_day WHERE language = ? AND day = ? AND stories = 0", where)


def scope_name(
    language: str,
    section: UUID | None = None,
    dossier: UUID | None = None,
    *,
    person: UUID | None = None,
    played: bool = False,
) -> str:
    """The name of a list: a language's stories, or those of a section or dossier, or those that a person wrote.

    ``played`` narrows a section to the stories that play a file of ours.
    """
    if person:
        return f"{language}/person/{person}"
    if section:
        return f"{language}/section/{section}/played" if played else f"{language}/section/{section}"
    return f"{language}/dossier/{dossier}" if dossier else language


def scopes(value: Value) -> tuple[str, ...]:
    """The lists that an edition stands in, or stood in until it was killed; none for other values."""
    if not isinstance(value, Edition | Killed):
        return ()
    narrower = [scope_name(value.language, dossier=dossier) for dossier in sorted(set(value.dossiers))]
    narrower += [scope_name(value.language, person=person) for person in value.writers]
    if value.section:
        narrower.append(scope_name(value.language, section=value.section))
        blocks = value.blocks if isinstance(value, Edition) else ()
        if any(isinstance(block, Audio | Video) and block.media for block in blocks):
            narrower.append(scope_name(value.language, section=value.section, played=True))
    return (value.language, *narrower)


def killed_name(scope: str) -> str:
    """The name of the list of what was killed out of a list."""
    return f"{scope}/killed"


def corrections_name(language: str) -> str:
    """The name of the list of what a language's desk put right."""
    return f"{language}/corrections"


def people_name(language: str) -> str:
    """The name of the list of people of whom a language's desk tells readers something."""
    return f"{language}/people"


def timeline_name(dossier: UUID) -> str:
    """The name of the list of a dossier's events."""
    return f"timeline/{dossier}"


def places(kept_: Kept | None) -> tuple[tuple[str, str], ...]:
    """Every list that a value stands in, and where: an edition by its first publication, a correction by its own.

    What was killed stands by the instant of the kill, where readers are told of it; a person by their slug; an event by
    its own date; a picture by the end of our right to show it.
    """
    if kept_ is not None and isinstance(kept_.value, Entity | Event | Picture):
        return _shared_places(kept_, kept_.value)
    if kept_ is not None and isinstance(kept_.value, Killed) and kept_.value.announced:
        at = f"{kept_.value.instant:{MOMENT}} {kept_.first_seq:012d}"
        return tuple((killed_name(scope), at) for scope in scopes(kept_.value))
    if kept_ is None or not isinstance(kept_.value, Edition):
        return ()
    edition, where = kept_.value, position(kept_)
    wrong = (change for change in edition.changes if change.kind in TOLD)
    put_right = ((corrections_name(edition.language), _instant_place(kept_, change)) for change in wrong)
    return (*((scope, where) for scope in scopes(edition)), *put_right)


def _shared_places(kept_: Kept, value: Entity | Event | Picture) -> tuple[tuple[str, str], ...]:
    match value:
        case Picture():
            return ((ENDING, f"{value.until:{MOMENT}} {kept_.key}"),) if isinstance(value.until, datetime) else ()
        case Event():
            # A space sorts before "-": a year stands before its months, a month before its days.
            when = f"{value.date.text} {kept_.first_seq:012d}"
            return tuple((timeline_name(dossier), when) for dossier in sorted(set(value.dossiers)))
    words = value.profile.words if value.profile else {}
    return tuple((people_name(tag), f"{each.slug} {value.id}") for tag, each in words.items() if each.told)


def _instant_place(kept_: Kept, change: Change) -> str:
    return f"{change.instant:{MOMENT}} {kept_.first_seq:012d} {change.version}"


def position(kept_: Kept) -> str:
    """Where an edition stands in its lists: first published, then seq of its first entry; sorts as text."""
    if not isinstance(kept_.value, Edition):
        raise TypeError(f"{kept_.key} stands in no list")
    # A space sorts before "T": a day stands before the instants in it, as moments are ordered.
    return f"{kept_.value.first_published} {kept_.first_seq:012d}"


def kept(db: apsw.Connection, key: str) -> Kept | None:
    """The newest value under a key, None where there never was one."""
    row = db.execute(
        "SELECT key, seq, first_seq, payload, digest, card_digest FROM replica_value WHERE key = ?", (key,)
    ).fetchone()
    return _from_row(row) if row else None


def _from_row(row: tuple[str, int, int, bytes, str, str]) -> Kept:
    key, seq, first_seq, payload, digest, card_digest = row
    return Kept(key, seq, first_seq, decode(payload), digest, card_digest)


def under(db: apsw.Connection, prefix: str) -> list[Kept]:
    """Everything that stands under keys starting with ``prefix`` (which ends in ``/``), withdrawn ones left out."""
    rows = db.execute(
        "SELECT key, seq, first_seq, payload, digest, card_digest FROM replica_value"
        " WHERE key > ? AND key < ? AND type NOT IN ('Withdrawn', 'Killed', 'WithdrawnPage', 'Removed') ORDER BY key",
        (prefix, prefix[:-1] + "0"),
    )
    return [_from_row(row) for row in rows]


def listed(
    db: apsw.Connection, scope: str, *, low: str = "", high: str = "~", limit: int = -1
) -> list[tuple[str, str]]:
    """(position, key) of a list's members with low <= position < high, newest first."""
    rows = db.execute(
        "SELECT position, key FROM replica_listing WHERE scope = ? AND position >= ? AND position < ?"
        " ORDER BY position DESC LIMIT ?",
        (scope, low, high, limit),
    )
    return [(row[0], row[1]) for row in rows]


def listed_on(
    db: apsw.Connection, scope: str, *, low: str = "", high: str = "~", limit: int = -1
) -> list[tuple[str, str]]:
    """(position, key) of a list's members with low <= position < high, oldest first."""
    rows = db.execute(
        "SELECT position, key FROM replica_listing WHERE scope = ? AND position >= ? AND position < ?"
        " ORDER BY position LIMIT ?",
        (scope, low, high, limit),
    )
    return [(row[0], row[1]) for row in rows]


def ended_between(db: apsw.Connection, after: datetime, until: datetime) -> list[Value]:
    """The pictures that we have no right to show since some instant after the first and not after the second."""
    low, high = f"{after:{MOMENT}}", f"{until:{MOMENT}}~"
    found = (kept(db, key) for _, key in listed(db, ENDING, low=low, high=high))
    return [each.value for each in found if each]


def neighbours(db: apsw.Connection, language: str, day: str) -> tuple[str | None, str | None]:
    """The nearest days with stories before and after ``day`` (ISO 8601)."""
    before = db.execute("SELECT max(day) FROM replica_day WHERE language = ? AND day < ?", (language, day)).fetchone()
    after = db.execute("SELECT min(day) FROM replica_day WHERE language = ? AND day > ?", (language, day)).fetchone()
    return (before[0] if before else None, after[0] if after else None)


def months(db: apsw.Connection, language: str) -> list[str]:
    """The months (``2009-03``) that have stories, oldest first."""
    rows = db.execute("SELECT DISTINCT substr(day, 1, 7) FROM replica_day WHERE language = ? ORDER BY 1", (language,))
    return [row[0] for row in rows]


def years(db: apsw.Connection, scope: str) -> list[str]:
    """The years (``2009``) that a list has members in, oldest first."""
    rows = db.execute(
        "SELECT DISTINCT substr(position, 1, 4) FROM replica_listing WHERE scope = ? ORDER BY 1", (scope,)
    )
    return [row[0] for row in rows]


def values(db: apsw.Connection) -> Iterator[Kept]:
    """Every newest value, withdrawn and removed ones included, by key."""
    rows = db.execute("SELECT key, seq, first_seq, payload, digest, card_digest FROM replica_value ORDER BY key")
    for row in rows:
        yield _from_row(row)


def is_gone(value: Value | None) -> bool:
    """Whether nothing readable stands there."""
    return value is None or isinstance(value, Withdrawn | Killed | WithdrawnPage | Removed)
