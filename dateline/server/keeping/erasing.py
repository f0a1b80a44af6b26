"""Keeping erased texts erased: what a later record no longer holds is taken out of a restored one as well."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from dateline.newsroom.actions.erase import drop_edition, drop_picture, drop_recording, drop_revisions
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.record import cursor
from dateline.newsroom.tags import tag_of
from dateline.record.append import Cursor
from dateline.record.erase import erase as erase_payloads
from dateline.server.keeping.manifest import BackupRefused
from dateline.server.sqlite.base import DatabaseWrapper

Erased = dict[int, str]


class Known(msgspec.Struct, frozen=True):
    """What a later record says: the newest entry it has, and seq -> digest of each that is erased there."""

    head: int
    erased: Erased


class Line(msgspec.Struct, frozen=True):
    """The part of an exported entry that says whether it was erased."""

    seq: int
    digest: str
    payload: msgspec.Raw


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased again: entries, pages, pictures, sound and film, old versions; ``left`` needs an editor."""

    entries: int = 0
    pages: int = 0
    versions: int = 0
    pictures: int = 0
    recordings: int = 0
    left: tuple[str, ...] = ()


def from_export(file: Path) -> Known:
    """Read ``dateline record export``'s file, gzipped or plain; raises BackupRefused where it is none."""
    erased: Erased = {}
    seq = 0
    try:
        for line in _lines(file):
            entry = msgspec.json.decode(line, type=Line)
            seq = entry.seq
            if bytes(entry.payload) == b"null":
                erased[seq] = entry.digest
    except OSError as error:
        raise BackupRefused(f"{file} cannot be read: {error.strerror or error}") from error
    except (msgspec.MsgspecError, EOFError) as error:
        raise BackupRefused(f"{file} is no whole file of `dateline record export` ({error})") from error
    return Known(seq, erased)


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as probe:
        packed = probe.read(2) == b"\x1f\x8b"
    with gzip.open(file) if packed else file.open("rb") as handle:
        yield from handle


def from_record(open_cursor: Cursor) -> Known:
    """What the record behind a cursor says."""
    open_cursor.execute("SELECT seq, digest FROM record_entry WHERE payload IS NULL")
    erased = {int(seq): str(digest) for seq, digest in open_cursor.fetchall()}
    open_cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM record_entry")
    return Known(int(open_cursor.fetchone()[0]), erased)


def together(*known: Known) -> Known:
    """Everything that any of them says."""
    return Known(
        max((each.head for each in known), default=0),
        {seq: text for each in known for seq, text in each.erased.items()},
    )


def erase(known: Known) -> Outcome:
    """Erase in record and newsroom what is erased in a later record; withdraws first what would else stay public.

    An edition whose newest version was erased goes with all its versions; one of which only older versions were
    erased loses its old versions. Words of sections, dossiers or people that were erased are named, for an editor.
    """
    found = _still_here(known.erased)
    if not found:
        return Outcome()
    keys = sorted({key for _, key in found})
    gone = {key for key in keys if _newest_seq(key) in {seq for seq, _ in found}}
    with transaction.atomic():
        pages = sum(_drop_edition(key) for key in keys if key in gone and key.startswith("edition/"))
        pictures = sum(_drop_picture(key) for key in keys if key in gone and key.startswith("picture/"))
        recordings = sum(_drop_recording(key) for key in keys if key in gone and key.startswith("media/"))
        versions = sum(_drop_versions(key) for key in keys if key not in gone and key.startswith("edition/"))
    with transaction.atomic(), cursor() as open_cursor:
        erase_payloads(open_cursor, (seq for seq, _ in found))
    if isinstance(connection, DatabaseWrapper):
        connection.checkpoint("TRUNCATE")
    left = tuple(key for key in keys if key in gone and not key.startswith(("edition/", "picture/", "media/")))
    return Outcome(
        entries=len(found), pages=pages, versions=versions, pictures=pictures, recordings=recordings, left=left
    )


def _still_here(erased: Erased) -> list[tuple[int, str]]:
    """(seq, key) of the entries that are whole here and the very ones that were erased there."""
    found = []
    with cursor() as open_cursor:
        for seq, digest in sorted(erased.items()):
            open_cursor.execute(
                "SELECT key FROM record_entry WHERE seq = %s AND digest = %s AND payload IS NOT NULL", (seq, digest)
            )
            found += [(seq, str(row[0])) for row in open_cursor.fetchall()]
    return found


def _newest_seq(key: str) -> int:
    with cursor() as open_cursor:
        open_cursor.execute("SELECT MAX(seq) FROM record_entry WHERE key = %s", (key,))
        return int(open_cursor.fetchone()[0])


def _editions(key: str) -> list[Any]:
    _, story, tag = key.split("/")
    pages = EditionPage.objects.filter(translation_key=UUID(story)).select_related("locale")
    return [page for page in pages if tag_of(page.locale.language_code) == tag]


def _drop_edition(key: str) -> int:
    found = _editions(key)
    for page in found:
        drop_edition(page)
    return len(found)


def _drop_versions(key: str) -> int:
    return sum(drop_revisions(page) for page in _editions(key))


def _drop_picture(key: str) -> int:
    found = Picture.objects.filter(uuid=UUID(key.split("/")[1])).first()
    if found is None:
        return 0
    drop_picture(found)
    return 1


def _drop_recording(key: str) -> int:
    found = Recording.objects.filter(uuid=UUID(key.split("/")[1])).first()
    if found is None:
        return 0
    drop_recording(found)
    return 1
