"""Files of sound and film made byte by byte, as small as their formats allow; no encoder is needed."""

from __future__ import annotations

import io
import struct
import wave

WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello.\n\n2\n00:05.000 --> 00:06.500 align:start\n<v Anna>Yes.\n"


def wav(seconds: int = 2, rate: int = 8000) -> bytes:
    """Silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(rate)
        written.writeframes(b"\x80" * (rate * seconds))
    return out.getvalue()


def mp3(seconds: int = 3, *, announced: bool = False) -> bytes:
    """Frames of MPEG-1 layer III, 128 kbit/s at 44.1 kHz, mono, with nothing in them.

    ``announced``: the first one says how many frames and bytes there are, as encoders write it.
    """
    count = seconds * 44100 // 1152
    head, frame = b"\xff\xfb\x90\xc4", bytes(413)
    if not announced:
        return (head + frame) * count
    said = bytes(17) + b"Info" + struct.pack(">III", 3, count, 417 * (count + 1))
    return head + said.ljust(413, b"\0") + (head + frame) * count


def box(name: bytes, *content: bytes) -> bytes:
    """An MP4 box."""
    whole = b"".join(content)
    return struct.pack(">I4s", 8 + len(whole), name) + whole


def track(handler: bytes, codec: bytes, width: int = 0, height: int = 0) -> bytes:
    """A track that says what it is and holds nothing."""
    head = box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
    entry = box(codec, bytes(28))
    described = box(b"stbl", box(b"stsd", bytes(4), struct.pack(">I", 1), entry))
    return box(b"trak", head, box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), box(b"minf", described)))


def mp4(*tracks: bytes, brand: bytes = b"isom", seconds: int = 65, told: bytes = b"") -> bytes:
    """A file of tracks; a film of 1280 by 720 where none are given. ``told`` are further boxes beside the tracks."""
    chosen = tracks or (track(b"vide", b"avc1", 1280, 720), track(b"soun", b"mp4a"))
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    return box(b"ftyp", brand, bytes(4)) + box(b"moov", head, *chosen, told) + box(b"mdat", bytes(64))


def ogg(codec: bytes = b"OpusHead", seconds: int = 4) -> bytes:
    """Two pages: the head of an Opus stream, and where it ends."""
    head = codec + b"\x01\x01" + struct.pack("<HIhB", 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<I", 0)
    return _page(head, 0, 2) + _page(tags, 0, 0) + _page(bytes(8), seconds * 48000, 4)


def _page(content: bytes, granule: int, kind: int) -> bytes:
    return b"OggS\x00" + struct.pack("<BqIIIBB", kind, granule, 1, 0, 0, 1, len(content)) + content


def webm(codec: bytes = b"V_VP9", doctype: bytes = b"webm", *, as_it_came: bool = False) -> bytes:
    """A WebM file of a head and a segment; ``as_it_came``: recorded without knowing how long it would be."""
    head = b"\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    content = bytes(20) + codec + bytes(40)
    length = b"\x01" + b"\xff" * 7 if as_it_came else struct.pack(">I", 1 << 28 | len(content))
    return b"\x1aE\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18S\x80g" + length + content
