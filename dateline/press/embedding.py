"""Putting an XMP packet into an encoded picture without encoding it again: JPEG, WebP, and AVIF that kept a place."""

from __future__ import annotations

import struct
from collections.abc import Iterator

APP1, NAMESPACE = b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\0"
LARGEST_SEGMENT = 65_535
XMP_FLAG, ALPHA_FLAG = 0x04, 0x10
MIME = b"mime"

Box = tuple[bytes, int, int]  # a box's name, where its content begins, where it ends


def with_packet(content: bytes, packet: bytes, size: tuple[int, int]) -> bytes:
    """The picture, ``size`` pixels wide and high, with ``packet`` in it; as it was where it has no room for one."""
    if not packet:
        return content
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content, packet)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content, packet, size)
    return _avif(content, packet) if content[4:8] == b"ftyp" else content


def _jpeg(content: bytes, packet: bytes) -> bytes:
    """An APP1 segment behind the JFIF one (XMP part 3, 1.1.3)."""
    length = 2 + len(NAMESPACE) + len(packet)
    if length > LARGEST_SEGMENT:
        return content
    at = 2
    if content[2:4] == b"\xff\xe0":
        at += 2 + int.from_bytes(content[4:6])
    return content[:at] + APP1 + length.to_bytes(2) + NAMESPACE + packet + content[at:]


def _webp(content: bytes, packet: bytes, size: tuple[int, int]) -> bytes:
    """An ``XMP `` chunk at the end, announced in the extended header, which is made where there is none."""
    chunks = content[12:]
    if chunks[:4] == b"VP8X":
        chunks = chunks[:8] + bytes([chunks[8] | XMP_FLAG]) + chunks[9:]
    else:
        alpha = ALPHA_FLAG if chunks[:4] == b"VP8L" and chunks[12] & 0x10 else 0
        width, height = ((each - 1).to_bytes(3, "little") for each in size)
        chunks = _chunk(b"VP8X", bytes([XMP_FLAG | alpha, 0, 0, 0]) + width + height) + chunks
    chunks += _chunk(b"XMP ", packet)
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _avif(content: bytes, packet: bytes) -> bytes:
    """The packet in a box of its own at the end, and the item that was made for it pointing there."""
    place = _place(content)
    if place is None:
        return content
    at, size = place
    moved = (len(content) + 8).to_bytes(size) + len(packet).to_bytes(size)
    box = struct.pack(">I", len(packet) + 8) + b"mdat" + packet
    return content[:at] + moved + content[at + 2 * size :] + box


def _place(content: bytes) -> tuple[int, int] | None:
    """Where an AVIF says at which offset, and how long, its XMP is; and how many bytes each of the two has."""
    meta = next((box for box in _boxes(content, 0, len(content)) if box[0] == b"meta"), None)
    if meta is None:
        return None
    inside = {name: (start, end) for name, start, end in _boxes(content, meta[1] + 4, meta[2])}
    if b"iinf" not in inside or b"iloc" not in inside:
        return None
    item = _xmp_item(content, *inside[b"iinf"])
    return _extent(content, inside[b"iloc"][0], item) if item is not None else None


def _boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes in a stretch (ISO 14496-12, 4.2)."""
    while start + 8 <= end:
        size, name = int.from_bytes(content[start : start + 4]), content[start + 4 : start + 8]
        if size < 8:
            return
        yield name, start + 8, min(start + size, end)
        start += size


def _xmp_item(content: bytes, start: int, end: int) -> int | None:
    """The number of the item that is of media type RDF (8.11.6)."""
    entries = start + (6 if content[start] == 0 else 8)
    for _, at, stop in _boxes(content, entries, end):
        if content[at] == 2 and content[at + 8 : at + 12] == MIME and b"application/rdf+xml\0" in content[at:stop]:
            return int.from_bytes(content[at + 4 : at + 6])
    return None


def _extent(content: bytes, start: int, item: int) -> tuple[int, int] | None:
    """Where the only extent of an item is written (8.11.3); None where it is written in a way that we do not write."""
    version, sizes = content[start], content[start + 4]
    offset, length, base = sizes >> 4, sizes & 0x0F, content[start + 5] >> 4
    if version > 1 or offset != length or offset not in {4, 8} or (version == 1 and content[start + 5] & 0x0F):
        return None
    at = start + 8
    for _ in range(int.from_bytes(content[start + 6 : start + 8])):
        number, fixed = int.from_bytes(content[at : at + 2]), 2 + (2 if version == 1 else 0) + 2 + base
        count = int.from_bytes(content[at + fixed : at + fixed + 2])
        extents = at + fixed + 2
        if number == item:
            based = int.from_bytes(content[extents - 2 - base : extents - 2])
            return (extents, offset) if count == 1 and not based else None
        at = extents + count * (offset + length)
    return None
