"""Reads what an MP4 file (ISO/IEC 14496-12) says of itself: its length, its tracks, their codecs and sizes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

FOLDERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
MOST_BOXES = 20_000
# Where cameras and programs write what they know: the place, the device, the owner, notes, whole XMP packets.
TELLING = {b"udta", b"meta", b"uuid"}
# What every browser of today plays: RFC 6381 names of H.264, AAC and MP3 in MP4.
PLAYED = {b"avc1", b"avc3", b"mp4a", b".mp3"}


class Box(NamedTuple):
    """A box: its name, the file offsets of its head, of its content and of its end."""

    name: bytes
    at: int
    start: int
    end: int


class Telling(msgspec.Struct, frozen=True):
    """A box that tells more than a player needs: the offsets of its name, of its content and of its end."""

    name: int
    start: int
    end: int


class Track(NamedTuple):
    """A track: ``vide`` or ``soun`` or another handler, its codec's four letters, its size in pixels."""

    handler: bytes
    codec: bytes
    width: int
    height: int


class CutOff(ValueError):
    """A box says that it goes on where the file has ended."""


class Film(NamedTuple):
    """Length in seconds (0: not said), the tracks, and what tells more than a player needs."""

    seconds: int
    tracks: list[Track]
    telling: tuple[Telling, ...]


def film(file: BinaryIO, size: int) -> Film:
    """What a whole file says of itself; raises CutOff, or ValueError without tracks."""
    seconds = 0
    found: list[Track] = []
    telling: list[Telling] = []
    for box in _walk(file, 0, size):
        if box.name == b"trak":
            found.append(_track(file, box))
        elif box.name == b"mvhd":
            seconds = _seconds(file, box)
        elif box.name in TELLING:
            telling.append(Telling(box.at + 4, box.start, box.end))
    if not found:
        raise ValueError("it has no tracks")
    return Film(seconds, found, tuple(telling))


def _seconds(file: BinaryIO, box: Box) -> int:
    file.seek(box.start)
    long = _exactly(file, 4)[0] == 1
    scale, duration = struct.unpack(">16xIQ" if long else ">8xII", _exactly(file, 28 if long else 16))
    # All bits set: not known when the file was begun, as in a stream.
    unknown = duration == (2**64 if long else 2**32) - 1
    return 0 if unknown or not scale or not duration else max(1, round(duration / scale))


def _walk(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """All boxes between two offsets, those inside folders after the folder itself."""
    waiting, count = [(start, end)], 0
    while waiting:
        start, end = waiting.pop()
        while start + 8 <= end:
            box = _box(file, start, end)
            yield box
            if box.name in FOLDERS:
                waiting.append((box.start, box.end))
            start, count = box.end, count + 1
            if count > MOST_BOXES:
                raise ValueError("it has more boxes than a film needs")


def _box(file: BinaryIO, at: int, end: int) -> Box:
    file.seek(at)
    length, name = struct.unpack(">I4s", _exactly(file, 8))
    head = 8
    if length == 1:
        (length,) = struct.unpack(">Q", _exactly(file, 8))
        head = 16
    elif length == 0:
        length = end - at
    if length < head or at + length > end:
        raise CutOff
    return Box(name, at, at + head, at + length)


def _track(file: BinaryIO, track: Box) -> Track:
    handler, codec, width, height = b"", b"", 0, 0
    for box in _walk(file, track.start, track.end):
        file.seek(box.start)
        if box.name == b"hdlr":
            handler = _exactly(file, 12)[8:]
        elif box.name == b"stsd":
            codec = _exactly(file, 16)[12:]
        elif box.name == b"tkhd":
            # Sixteen bits of whole pixels, sixteen of fractions, the last eight bytes of the box.
            file.seek(box.end - 8)
            width, height = (each >> 16 for each in struct.unpack(">II", _exactly(file, 8)))
    return Track(handler, codec, width, height)


def _exactly(file: BinaryIO, count: int) -> bytes:
    content = file.read(count)
    if len(content) < count:
        raise CutOff
    return content
