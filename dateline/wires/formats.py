"""The wires that an editor or an operator may hand to us: a new one is its file and one line in ``FORMATS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import BinaryIO, NoReturn

import msgspec

from dateline.languages.language import languages
from dateline.wires import capture, docx, ninjs, wordpress
from dateline.wires.capture.decode import decode
from dateline.wires.draft import LIMIT, Refused
from dateline.wires.finding import Finding, finding
from dateline.wires.guess import guess, sureness

MB = 1024 * 1024
ENTITY = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)\b|<!DOCTYPE[^>]*\[", re.IGNORECASE)
UNFINISHED = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is to be read: ``language`` is a configured tag or empty (it is guessed), ``name`` the file's name."""

    name: str = ""
    language: str = ""


Read = Callable[[BinaryIO, Asked], Iterator[Finding | Refused]]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One wire. ``read`` runs in a limited process and gives stories one by one; it may raise Refused for the file.

    ``suffixes`` are of file names, ``types`` media types that an address may answer with. ``largest`` is in bytes,
    ``seconds`` of computing for one file, ``memory`` in bytes.
    """

    read: Read
    suffixes: tuple[str, ...]
    types: tuple[str, ...] = ()
    largest: int = LIMIT
    seconds: int = 20
    memory: int = 768 * MB


def _capture(file: BinaryIO, asked: Asked) -> Iterator[Finding | Refused]:
    data = file.read(LIMIT + 1)
    _check_markup(data)
    yield capture.read(data, language=asked.language or _language(data), name=asked.name)


def _language(data: bytes) -> str:
    """The language that the bytes seem to be in; raises Refused where nothing tells, or where they are no text."""
    try:
        characters = data.decode(MARKS.get(data[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        return _language_of_old(data)
    decode(data, "en")
    return guess(characters) or _unknown()


def _language_of_old(data: bytes) -> str:
    """The language whose old code pages make the bytes into words of that language."""
    found = {}
    for tag in languages():
        with suppress(Refused):
            characters, _ = decode(data, tag)
            if guess(characters) == tag:
                found[tag] = sureness(characters, tag)
    if not found:
        decode(data, "en")  # what is no text at all is told as such
        raise Refused("the file is not UTF-8, and no old encoding makes words of it: save it as UTF-8")
    return max(found, key=lambda tag: found[tag])


def _unknown() -> NoReturn:
    raise Refused("nothing tells which language the text is in: choose it and import again")


def _ninjs(file: BinaryIO, asked: Asked) -> Iterator[Finding | Refused]:
    for each in ninjs.parse(file.read(LIMIT + 1), language=asked.language or None):
        yield each if isinstance(each, Refused) else finding(each)


def _wordpress(file: BinaryIO, asked: Asked) -> Iterator[Finding | Refused]:
    for each in wordpress.parse(file, language=asked.language):
        yield each if isinstance(each, Refused) else finding(each)


def _docx(file: BinaryIO, asked: Asked) -> Iterator[Finding | Refused]:
    yield finding(docx.parse(file.read(), language=asked.language))


FORMATS: dict[str, Format] = {
    "capture": Format(
        read=_capture,
        suffixes=(".txt", ".text", ".html", ".htm", ".xhtml"),
        types=("text/html", "application/xhtml+xml", "text/plain"),
    ),
    "ninjs": Format(read=_ninjs, suffixes=(".json", ".ninjs"), types=("application/json", "application/ld+json")),
    "docx": Format(
        read=_docx,
        suffixes=(".docx",),
        types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        largest=20 * MB,
        seconds=60,
    ),
    # Read as a stream, so its size costs time and no memory: a site of thirty years is one file.
    "wordpress": Format(read=_wordpress, suffixes=(".xml", ".wxr"), largest=2048 * MB, seconds=1800),
}


def suffixes() -> tuple[str, ...]:
    """The endings of file names that can be imported, for choosers and messages."""
    return tuple(each for form in FORMATS.values() for each in form.suffixes)


def of_name(name: str) -> str:
    """The name of the format that a file's name ends in; raises Refused naming those there are."""
    lower = name.lower()
    for called, form in FORMATS.items():
        if lower.endswith(form.suffixes):
            return called
    raise Refused(f"{name or 'the file'} is of no kind that can be imported; those are: {', '.join(suffixes())}")


def fitting(name: str, size: int, called: str) -> None:
    """Raises Refused where a file has more bytes than its format may have."""
    largest = FORMATS[called].largest
    if size > largest:
        had, most = (f"{each / MB:,.0f} MB" if each >= MB else f"{each:,} bytes" for each in (size, largest))
        raise Refused(
            f"{name}: the file has {had} and the limit is {most}: split it, or save the text alone", source_id=name
        )


def of_type(media_type: str) -> str:
    """The name of the format that a Content-Type stands for; raises Refused naming those there are."""
    bare = media_type.partition(";")[0].strip().lower()
    for called, form in FORMATS.items():
        if bare in form.types:
            return called
    known = ", ".join(each for form in FORMATS.values() for each in form.types)
    raise Refused(f"the address answers with {bare or 'no type'}, which is no page that can be imported ({known})")


def _check_markup(data: bytes) -> None:
    """Entities and document types of one's own have no place in a page; a page that ends inside a tag was cut off."""
    if ENTITY.search(data[:MB]):
        raise Refused("the file declares XML entities or a document type of its own: save the page as text or HTML")
    tail = _roughly(data[-2000:])
    if "<html" in _roughly(data[:5000]).lower() and UNFINISHED.search(tail):
        raise Refused("the page breaks off inside a tag: it was cut short, capture it again")


def _roughly(data: bytes) -> str:
    """Characters good enough to look at; the reader itself decodes with care."""
    return data.decode(MARKS.get(data[:2], "utf-8"), errors="replace")
