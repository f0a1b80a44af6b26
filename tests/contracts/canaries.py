"""Canaries: 26 letters planted in every field of an edition, and a look at every byte that readers' servers open."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import apsw
import brotli
import msgspec
import tantivy
from PIL import Image

from dateline.newsroom.models import EditionPage, Picture
from dateline.press.run import connect_read_only
from dateline.search.documents import schema
from tests.rooms.newsroom.house import draft
from tests.rooms.newsroom.pictures.photographs import photograph, uploaded

FIELDS = ("headline", "slug", "summary", "body", "caption", "alt", "credit", "file name", "exif")
LETTERS = "bcfhjkmnpqtvwxz"  # no vowel: nothing that a stemmer would cut off
LENGTH = 26
IMAGE_DESCRIPTION = 0x010E
SITE, REPLICA, FILE, INDEX, SEARCH, PICTURES, NAMES, LOG = (
    *("site", "replica", "press file", "index files", "search", "pictures", "file names", "log"),
)
STORES = (SITE, REPLICA, FILE, INDEX, SEARCH, PICTURES, NAMES, LOG)

Found = set[tuple[str, str, str]]


class Canary(msgspec.Struct, frozen=True):
    """What was planted: in which text (``embargoed``) and field, and the word itself."""

    text: str
    field: str

    @property
    def word(self) -> str:
        """The same 26 letters each time, and nobody else's."""
        drawn = sha256(f"{self.text} {self.field}".encode()).digest()[:LENGTH]
        return "".join(LETTERS[each % len(LETTERS)] for each in drawn)


def words_of(text: str) -> dict[str, str]:
    """The canaries of a text by field."""
    return {field: Canary(text, field).word for field in FIELDS}


def photo_of(text: str) -> Picture:
    """A picture of its own colour, whose file, file's name and texts sing."""
    sung = words_of(text)
    exif = Image.Exif()
    exif[IMAGE_DESCRIPTION] = sung["exif"]
    colour = f"#{sha256(text.encode()).hexdigest()[:6]}"
    made = Picture(
        title=sung["file name"],
        file=uploaded(photograph((96, 64), colour, exif=exif.tobytes()), f"{sung['file name']}.jpg"),
        credit=sung["credit"],
        captions={"en": sung["caption"]},
        alts={"en": sung["alt"]},
    )
    made.save()
    return made


def fields_of(text: str) -> dict[str, Any]:
    """An edition's fields with their canaries."""
    sung = words_of(text)
    return {
        "slug": sung["slug"],
        "summary": sung["summary"],
        "lead_caption": sung["caption"],
        "lead_alt": sung["alt"],
        "lead_picture": photo_of(text),
    }


def body_of(text: str) -> str:
    """One paragraph."""
    return f'<p data-block-key="aaaaa">{words_of(text)["body"]}</p>'


def plant(text: str) -> EditionPage:
    """A draft full of canaries."""
    return draft("en", words_of(text)["headline"], body_of(text), **fields_of(text))


def look(public: Path, texts: list[str]) -> Found:
    """(store, text, field) of every canary that the files below ``public`` hold, packed or not."""
    known = {Canary(text, field).word: (text, field) for text in texts for field in FIELDS}
    known |= {size["file"].partition("-")[0]: (text, "file") for text in texts for size in _sizes(text)}
    pattern = re.compile("|".join(map(re.escape, known)).encode())
    return {(store, *known[word.decode()]) for store, said in every_byte(public) for word in pattern.findall(said)}


def _sizes(text: str) -> Iterator[dict[str, Any]]:
    for picture in Picture.objects.filter(title=words_of(text)["file name"]):
        yield from picture.sizes


def every_byte(public: Path) -> Iterator[tuple[str, bytes]]:
    """Each file as it lies there, with what its own format packs away; every name too."""
    for path in sorted(public.rglob("*")):
        yield NAMES, str(path.relative_to(public)).encode()
        if path.is_file():
            yield _store(path.relative_to(public)), path.read_bytes()
    if (public / "press.sqlite").exists():
        yield from _cells(public / "press.sqlite")
    yield from _searched(public / "search")


def _store(path: Path) -> str:
    return {"pictures": PICTURES, "search": INDEX}.get(path.parts[0], FILE)


def _cells(press: Path) -> Iterator[tuple[str, bytes]]:
    """Every cell of every table, indexes' names included; compressed bodies as readers unpack them."""
    db = connect_read_only(press)
    try:
        for (table,) in list(db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")):
            store = REPLICA if str(table).startswith("replica_") else SITE
            for row in db.execute(f'SELECT * FROM "{table}"'):
                yield from ((store, said) for said in _unpacked(row))
    finally:
        db.close()


def _unpacked(row: tuple[apsw.SQLiteValue, ...]) -> Iterator[bytes]:
    for cell in row:
        whole = cell if isinstance(cell, bytes) else str(cell).encode()
        yield whole
        if whole.startswith(b"\x1f\x8b"):
            yield gzip.decompress(whole)
        elif isinstance(cell, bytes):
            yield _brotlied(whole)


def _brotlied(whole: bytes) -> bytes:
    try:
        return bytes(brotli.decompress(whole))
    except brotli.error:
        return b""  # an uncompressed body or a payload: seen as it is


def _searched(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The terms that a query can reach, and what is stored beside them."""
    if not (folder / "meta.json").exists():
        return
    searcher = tantivy.Index.open(str(folder)).searcher()
    for field in _text_fields():
        for term, _ in searcher.terms_with_prefix(field, ""):
            yield INDEX, term.encode()
            found = searcher.search(tantivy.Query.term_query(schema(), field, term), limit=1)
            if found.hits:
                yield SEARCH, term.encode()
    everything = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs))
    for _, address in everything.hits:
        yield SEARCH, repr(searcher.doc(address)).encode()


def _text_fields() -> tuple[str, ...]:
    return ("key", "language", "section", "dossier", "headline", "summary", "labels", "body", "analysis")


def stamps(public: Path) -> dict[str, tuple[int, int, str]]:
    """Size, time of change and digest of every file: what somebody learns who reads nothing but ``ls``."""
    files = [path for path in sorted(public.rglob("*")) if path.is_file()]
    return {
        str(path.relative_to(public)): (
            path.stat().st_size,
            path.stat().st_mtime_ns,
            sha256(path.read_bytes()).hexdigest(),
        )
        for path in files
    }
