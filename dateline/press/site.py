"""The site: path -> bytes with their compressed twins, ETag and cause, in the press's one SQLite file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from hashlib import sha256

import apsw
import brotli
import msgspec

from dateline.press.page import Output, PageKey

SCHEMA = """
CREATE TABLE IF NOT EXISTS site_page(
    key TEXT PRIMARY KEY, path TEXT NOT NULL, status INTEGER NOT NULL, media_type TEXT NOT NULL,
    language TEXT NOT NULL, headers TEXT NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL,
    gzip BLOB, br BLOB, seq INTEGER NOT NULL, cause TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS site_page_path ON site_page(path, status, key);
"""
COLUMNS = "key, path, status, media_type, language, headers, digest, body, gzip, br, seq, cause"
COMPRESSED = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
WORTHWHILE = 256


class StoredPage(msgspec.Struct, frozen=True):
    """A page as stored; ``gzip`` and ``br`` are None where a twin would not be smaller."""

    key: str
    path: str
    status: int
    media_type: str
    language: str
    headers: dict[str, str]
    digest: str
    body: bytes
    gzip: bytes | None
    br: bytes | None
    seq: int
    cause: str


def prepare(db: apsw.Connection) -> None:
    """Make the site's tables where they are missing."""
    db.execute(SCHEMA)


def clear(db: apsw.Connection) -> None:
    """Remove every page."""
    db.execute("DELETE FROM site_page")


def digest_of(output: Output) -> str:
    """SHA-256 over everything a reader gets of a page but the compressed twins."""
    seen = (output.path, output.status, output.media_type, output.language, sorted(output.headers.items()))
    return sha256(msgspec.json.encode(seen) + b"\n" + output.body).hexdigest()


def put(db: apsw.Connection, key: PageKey, output: Output, *, seq: int, cause: str) -> set[str]:
    """Store a page; the paths that answer otherwise now: none where the same bytes stood there already."""
    digest = digest_of(output)
    row = db.execute("SELECT digest, path FROM site_page WHERE key = ?", (str(key),)).fetchone()
    if row and row[0] == digest:
        return set()
    zipped, brotlied = twins(output.body, output.media_type)
    headers = msgspec.json.encode(dict(sorted(output.headers.items()))).decode()
    about = (str(key), output.path, output.status, output.media_type, output.language, headers, digest)
    db.execute(
        f"INSERT OR REPLACE INTO site_page({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*about, output.body, zipped, brotlied, seq, cause),
    )
    return {output.path, row[1] if row else output.path}


def remove(db: apsw.Connection, key: PageKey) -> set[str]:
    """Take a page out; the path at which it stood, if it did."""
    row = db.execute("SELECT path FROM site_page WHERE key = ?", (str(key),)).fetchone()
    db.execute("DELETE FROM site_page WHERE key = ?", (str(key),))
    return {row[0]} if row else set()


def twins(body: bytes, media_type: str) -> tuple[bytes | None, bytes | None]:
    """(gzip-6, brotli-5) of a body, each None where it would not save anything."""
    if len(body) < WORTHWHILE or not media_type.startswith(COMPRESSED):
        return None, None
    zipped = gzip.compress(body, 6, mtime=0)
    brotlied = brotli.compress(body, quality=5)
    return (zipped if len(zipped) < len(body) else None, brotlied if len(brotlied) < len(body) else None)


def at(db: apsw.Connection, path: str) -> StoredPage | None:
    """What a GET of a path answers. Where two pages claim one address the one with the lower status stands."""
    row = db.execute(f"SELECT {COLUMNS} FROM site_page WHERE path = ? ORDER BY status, key LIMIT 1", (path,)).fetchone()
    return _stored(row) if row else None


def pages(db: apsw.Connection) -> Iterator[StoredPage]:
    """Every page, by key."""
    for row in db.execute(f"SELECT {COLUMNS} FROM site_page ORDER BY key"):
        yield _stored(row)


def digests(db: apsw.Connection) -> dict[str, tuple[str, str]]:
    """Page key -> (path, digest) of the whole site."""
    return {row[0]: (row[1], row[2]) for row in db.execute("SELECT key, path, digest FROM site_page")}


def _stored(row: tuple[object, ...]) -> StoredPage:
    fields = dict(zip(StoredPage.__struct_fields__, row, strict=True))
    fields["headers"] = msgspec.json.decode(str(fields["headers"]))
    return msgspec.convert(fields, StoredPage)
