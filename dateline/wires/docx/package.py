"""Looks into a docx before it is read: what unpacks to too much, declares entities or is locked is refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

import msgspec

from dateline.wires.draft import Refused

MB = 1024 * 1024
PARTS, UNPACKED, PART = 4000, 200 * MB, 30 * MB
OLD = b"\xd0\xcf\x11\xe0"
DOCUMENT = re.compile(r"(?:^|/)document\d*\.xml$")
DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
CHANGED = re.compile(r"<\w+:(?:ins|del|moveTo|moveFrom)\s[^>]*\w+:id=")
COMMENT = re.compile(r"<\w+:commentReference\b")
NOTE = re.compile(r"<\w+:(?:foot|end)noteReference\b")
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a document beside its text: how many tracked changes, comments and notes."""

    changes: int = 0
    comments: int = 0
    notes: int = 0


def opened(data: bytes) -> Package:
    """What the document holds; raises Refused for one that is no docx or that it is better not to read."""
    if data.startswith(OLD):
        raise Refused("it is an old Word document (.doc), or one locked by a password: open it in Word, save as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            texts = {each.filename: _text(archive.read(each)) for each in archive.infolist() if _is_xml(each)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused("it is no Word document, or was cut short: open it in Word and save it as .docx again") from error
    if any(DECLARES.search(text) for text in texts.values()):
        raise Refused("the document declares XML entities or a document type of its own, which Word never does")
    main = next((text for name, text in texts.items() if DOCUMENT.search(name)), None)
    if main is None:
        raise Refused("it is a zip archive and no Word document: save the text as .docx")
    return Package(
        changes=len(CHANGED.findall(main)), comments=len(COMMENT.findall(main)), notes=len(NOTE.findall(main))
    )


def _check(archive: zipfile.ZipFile) -> None:
    """By what the archive says of itself: no more than that is ever unpacked."""
    parts = archive.infolist()
    if any(each.flag_bits & 1 for each in parts):
        raise Refused("the document is locked by a password: save it without one")
    large = any(each.file_size > PART for each in parts if _is_xml(each))
    if len(parts) > PARTS or large or sum(each.file_size for each in parts) > UNPACKED:
        raise Refused("the document unpacks to far more than a story: save the text alone")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _text(part: bytes) -> str:
    return part.decode(WIDE.get(part[:2], "utf-8"), errors="replace")
