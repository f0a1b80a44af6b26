"""Whether a file of sound or film ends before it announces: its tail was lost on the way, and players stop there."""

from __future__ import annotations

import struct
from typing import BinaryIO

# Sizes that programs write while they do not know the end yet, as ffmpeg and SoX do into a pipe.
OPEN_END = 0x7FFF_0000
FRAME = 2881  # bytes of the longest frame of layer III
OGG_TAIL = 27 + 255 + 255 * 255  # bytes of the longest page
HEAD, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
ID3_HEAD = 10


def cut_off(file: BinaryIO, size: int, ending: str) -> bool:
    """Whether a file of ``size`` bytes lacks its end; False where its format or its writer announces none."""
    return {"wav": _wav, "mp3": _mp3, "ogg": _ogg, "webm": _webm}[ending](file, size)


def _wav(file: BinaryIO, size: int) -> bool:
    announced = _numbers(file, 4, "<I")
    # Some writers count a last byte that only fills up, and leave it out.
    return announced < OPEN_END and 8 + announced > size + 1


def _mp3(file: BinaryIO, size: int) -> bool:
    """The first frame of most encoders (Xing, LAME) says how many bytes there are; without it nobody knows."""
    file.seek(0)
    head = file.read(ID3_HEAD)
    start = 0
    if head.startswith(b"ID3") and len(head) == ID3_HEAD:
        # Twenty-eight bits in four bytes (ID3v2.4, 6.2).
        start = ID3_HEAD + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    file.seek(start)
    frame = file.read(256)
    at = max(frame.find(b"Xing"), frame.find(b"Info"))
    flags = frame[at + 7] if at >= 0 and at + 16 <= len(frame) else 0
    if not flags & 2:
        return False
    (announced,) = struct.unpack_from(">I", frame, at + (12 if flags & 1 else 8))
    return bool(start + announced > size + FRAME)


def _ogg(file: BinaryIO, size: int) -> bool:
    start = max(0, size - OGG_TAIL)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0 or at + 27 > len(tail):
        return True
    count = tail[at + 26]
    laced = tail[at + 27 : at + 27 + count]
    return len(laced) < count or at + 27 + count + sum(laced) > len(tail)


def _webm(file: BinaryIO, size: int) -> bool:
    """After its head all stands in one element, the segment, of known length unless it was recorded as it came."""
    end: int = 0
    length: int | None = 0
    for name in (HEAD, SEGMENT):
        file.seek(end)
        if file.read(len(name)) != name:
            return True
        length = _length(file)
        end = file.tell() + (length or 0)
    return length is not None and end > size


def _length(file: BinaryIO) -> int | None:
    """A number as EBML writes it (RFC 8794, 4): the zeros before its first one say how many bytes it has."""
    first = file.read(1)
    count = 9 - first[0].bit_length() if first else 9
    content = first + file.read(count - 1)
    if count > 8 or len(content) < count:
        return 0
    bits = 7 * count
    number = int.from_bytes(content, "big") & (1 << bits) - 1
    return None if number == (1 << bits) - 1 else number


def _numbers(file: BinaryIO, at: int, shape: str) -> int:
    file.seek(at)
    content = file.read(struct.calcsize(shape))
    return int(struct.unpack(shape, content)[0]) if len(content) == struct.calcsize(shape) else OPEN_END
