"""Builders of values and of a small record on plain SQLite, for tests of the rooms below the newsroom."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid5

from dateline.edition.blocks import Paragraph
from dateline.edition.codec import encode
from dateline.edition.erasure import Erasure
from dateline.edition.inline import text
from dateline.edition.media import Media, MediaFile
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture
from dateline.edition.profile import Profile, ProfileWords
from dateline.edition.timeline import Event, EventDate, EventText
from dateline.edition.values import (
    Dossier,
    DossierName,
    Edition,
    Entity,
    Front,
    PageKind,
    Section,
    SectionName,
    Site,
    StandingPage,
    Value,
    key_of,
)
from dateline.record.append import append
from dateline.record.entry import Entry, Posting
from dateline.record.erase import erase, whole
from dateline.record.follow import Batch, batches_after

NAMESPACE = UUID("6f0d2f4e-3f0c-4f0a-9d3a-2f6f1f1d8a10")
START = datetime(2009, 3, 6, 8, 22, tzinfo=UTC)

TABLES = """
CREATE TABLE record_entry(seq INTEGER PRIMARY KEY, instant TEXT, batch INTEGER, key TEXT, version INTEGER,
    digest TEXT, chain TEXT, payload BLOB, salt BLOB);
CREATE TABLE record_head(id INTEGER PRIMARY KEY, seq INTEGER, instant TEXT, batch INTEGER, chain TEXT);
INSERT INTO record_head VALUES (1, 0, NULL, 0, '');
"""


def uid(name: str) -> UUID:
    """A UUID that is the same for the same name."""
    return uuid5(NAMESPACE, name)


class PlainCursor:
    """sqlite3's cursor taking ``%s`` parameters, as Django's does."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def execute(self, sql: str, params: Sequence[Any] = (), /) -> None:
        """Run one statement."""
        self._cursor.execute(sql.replace("%s", "?"), params)

    def fetchone(self) -> Any:
        """The next row."""
        return self._cursor.fetchone()

    def fetchall(self) -> Any:
        """All rows."""
        return self._cursor.fetchall()


class Record:
    """A record in memory; each ``post`` is one batch, a second after the one before."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.executescript(TABLES)
        self.cursor = PlainCursor(self._db.cursor())
        self.now = START

    def post(self, *values: Value) -> tuple[Entry, ...]:
        """Append values as one batch."""
        self.now += timedelta(seconds=1)
        postings = [
            Posting(key=key_of(value), payload=encode(value), version=getattr(value, "version", 0)) for value in values
        ]
        return append(self.cursor, postings, now=self.now)

    def erase(self, kind: Literal["kill", "redaction"], keys: Sequence[str], *instead: Value) -> tuple[Entry, ...]:
        """Post values in the place of what stands under keys, and erase what stood there, as the newsroom does."""
        seqs = [each.seq for each in whole(self.cursor, keys)]
        erasure = Erasure(
            id=uid(f"{kind} {self.now}"),
            kind=kind,
            story=uid("a story"),
            instant=self.now,
            seqs=tuple(seqs),
            keys=tuple(sorted(keys)),
        )
        erase(self.cursor, seqs)
        return self.post(*instead, erasure)

    def after(self, seq: int = 0) -> list[Batch]:
        """Batches after a cursor."""
        return batches_after(self.cursor, seq, limit=1_000_000)


def an_edition(story: str = "clinton", language: str = "en", **changes: Any) -> Edition:
    """An edition with two paragraphs; anything in it can be set by name."""
    fields: dict[str, Any] = {
        "story": uid(story),
        "language": language,
        "version": 1,
        "slug": story,
        "headline": f"Headline of {story}",
        "summary": f"Summary of {story}",
        "first_published": Moment.parse("2009-03-06"),
        "blocks": (
            Paragraph(uid(f"{story} 1"), text(f"First paragraph of {story}.")),
            Paragraph(uid(f"{story} 2"), text(f"Second paragraph of {story}.")),
        ),
    }
    return Edition(**(fields | changes))


def a_section(name: str = "world", languages: Sequence[str] = ("en", "fa"), order: int = 0) -> Section:
    """A section named alike in each language."""
    return Section(id=uid(name), names={tag: SectionName(f"{name} {tag}", name) for tag in languages}, order=order)


def a_dossier(name: str = "nato", title: str = "", languages: Sequence[str] = ("en", "fa")) -> Dossier:
    """A dossier named alike in each language."""
    return Dossier(id=uid(name), names={tag: DossierName(f"{title or name} {tag}", name) for tag in languages})


def a_writer(name: str = "ana", languages: Sequence[str] = ("en", "fa"), *, told: bool = True) -> Entity:
    """A person with an address in each language, of whom something is told or nothing."""
    biography = (f"{name} writes.",) if told else ()
    words = {tag: ProfileWords(name, "Writer" if told else "", biography) for tag in languages}
    names = {tag: f"{name} {tag}" for tag in languages}
    return Entity(id=uid(name), sort="person", names=names, profile=Profile(words=words, picture=uid("brussels")))


def an_event(name: str = "act", date: str = "1997-05-27", **changes: Any) -> Event:
    """An event of the dossier called nato, told alike in both languages."""
    texts = {tag: EventText(f"{name} {tag}", f"What happened: {name} {tag}.") for tag in ("en", "fa")}
    fields: dict[str, Any] = {"dossiers": (uid("nato"),), "texts": texts}
    return Event(id=uid(name), date=EventDate(date), **(fields | changes))


def a_picture(name: str = "brussels", **changes: Any) -> Picture:
    """A photograph whose file is awaited."""
    fields: dict[str, Any] = {"id": uid(name), "credit": "AFP"}
    return Picture(**(fields | changes))


def a_recording(name: str = "sound", **fields: Any) -> Media:
    """A published sound."""
    file = MediaFile(f"{uid(name).hex}.mp3", "audio/mpeg", 48_000)
    said: dict[str, Any] = {"id": uid(name), "sort": "audio", "file": file, "titles": {"en": "A sound"}}
    return Media(**said | fields)


def a_page(kind: PageKind = "about", language: str = "en", **changes: Any) -> StandingPage:
    """A standing page of one paragraph; anything in it can be set by name."""
    fields: dict[str, Any] = {
        "id": uid(kind),
        "language": language,
        "version": 1,
        "kind": kind,
        "title": f"{kind} {language}",
        "slug": kind,
        "updated": Moment.parse("2009-03-06"),
        "blocks": (Paragraph(uid(f"{kind} 1"), text(f"A paragraph of {kind}.")),),
    }
    return StandingPage(**(fields | changes))


def a_house(*languages: str) -> tuple[Value, ...]:
    """A site with fronts in the given languages, English and Persian if none are given."""
    fronts = [Front(language=tag, name=f"Dateline {tag}") for tag in languages or ("en", "fa")]
    return (Site(name="Dateline", base_url="https://dateline.example"), *fronts)
