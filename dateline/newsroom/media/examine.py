"""Run as a program of its own: say what a file of sound or film is, by its bytes and never by its name.

It imports nothing of Django and is shut in before it reads: whatever a hostile file does, the newsroom is not in it.
"""

from __future__ import annotations

import resource
import sys
from typing import BinaryIO, Literal

import msgspec
from tinytag import TinyTag, TinyTagException

from dateline.newsroom.media import boxes
from dateline.newsroom.media.ends import cut_off
from dateline.wires import sandbox

MEMORY = 1024**3
SECONDS = 30
# WebM (Matroska) names its codecs in plain letters near the beginning.
LOOKED_AT = 256 * 1024
PICTURES, SOUNDS = (b"V_VP8", b"V_VP9", b"V_AV1"), (b"A_OPUS", b"A_VORBIS")
SYNC = b"\xff"


class Found(msgspec.Struct, frozen=True, tag="found"):
    """What a file is; ``seconds`` is 0 where it does not say its length, ``telling`` what readers need not know."""

    sort: Literal["audio", "video"]
    ending: str
    media_type: str
    seconds: int = 0
    width: int = 0
    height: int = 0
    telling: tuple[boxes.Telling, ...] = ()


class Unfit(msgspec.Struct, frozen=True, tag="unfit"):
    """Why a file cannot be taken: ``reason`` is a key of ``apart.WORDS``, ``detail`` what those words need."""

    reason: str
    detail: str = ""


Answer = Found | Unfit


def examine(file: BinaryIO) -> Answer:
    """What ``file`` is, or why it cannot be taken."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(64)
    try:
        if head[4:8] == b"ftyp":
            return _mp4(file, size)
        if head.startswith(b"\x1aE\xdf\xa3"):
            return _webm(file, size)
        if head.startswith(b"OggS"):
            return _ogg(file, size, head)
        if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
            return _sound(file, size, "wav", "audio/wav")
        if head.startswith(b"ID3") or _is_frame(head):
            return _sound(file, size, "mp3", "audio/mpeg")
    except boxes.CutOff:
        return Unfit("cut")
    except (TinyTagException, ValueError, OSError, EOFError, IndexError, OverflowError) as error:
        return Unfit("broken", str(error)[:200])
    return Unfit("unknown")


def _mp4(file: BinaryIO, size: int) -> Answer:
    seconds, found, telling = boxes.film(file, size)
    strange = [each.codec for each in found if each.handler in {b"vide", b"soun"} and each.codec not in boxes.PLAYED]
    if strange:
        return Unfit("codec", strange[0].decode("latin-1").strip())
    film = next((each for each in found if each.handler == b"vide"), None)
    if film:
        return Found("video", "mp4", "video/mp4", seconds, film.width, film.height, telling)
    if not any(each.handler == b"soun" for each in found):
        return Unfit("broken", "it has neither sound nor pictures")
    return Found("audio", "m4a", "audio/mp4", seconds, telling=telling)


def _webm(file: BinaryIO, size: int) -> Answer:
    file.seek(0)
    beginning = file.read(LOOKED_AT)
    if b"webm" not in beginning[:64]:
        return Unfit("codec", "Matroska")
    if cut_off(file, size, "webm"):
        return Unfit("cut")
    if any(name in beginning for name in PICTURES):
        return Found("video", "webm", "video/webm")
    if any(name in beginning for name in SOUNDS):
        return Found("audio", "weba", "audio/webm")
    return Unfit("broken", "it has neither sound nor pictures")


def _ogg(file: BinaryIO, size: int, head: bytes) -> Answer:
    if b"OpusHead" in head or b"\x01vorbis" in head:
        return _sound(file, size, "ogg", "audio/ogg")
    return Unfit("codec", "Ogg")


def _sound(file: BinaryIO, size: int, ending: str, media_type: str) -> Answer:
    if cut_off(file, size, ending):
        return Unfit("cut")
    seconds = _seconds(file)
    return Found("audio", ending, media_type, seconds) if seconds else Unfit("broken", "it has no sound in it")


def _seconds(file: BinaryIO) -> int:
    """The length, at least one second where there is any; 0 where the file does not say it."""
    file.seek(0)
    duration = TinyTag.get(file_obj=file, tags=False).duration
    return max(1, round(duration)) if duration else 0


def _is_frame(head: bytes) -> bool:
    """An MPEG audio frame, layer III (ISO/IEC 11172-3, 2.4.2.3)."""
    return head[:1] == SYNC and len(head) > 1 and head[1] & 0xE6 == 0xE2


def main() -> None:
    """``python -m …``: a file at standard input, an ``Answer`` as JSON out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sandbox.shut(network=False)
    sys.stdout.buffer.write(msgspec.json.encode(examine(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
