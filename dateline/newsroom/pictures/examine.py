"""Run as a program of its own: decode one picture from standard input, within limits, and say what came of it.

It imports nothing of Django: whatever a hostile file does to this process, the newsroom is not in it.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import msgspec
from PIL import Image, UnidentifiedImageError

from dateline.newsroom.pictures.embedded import Said, read
from dateline.newsroom.pictures.framing import Framing
from dateline.newsroom.renditions import Made, TooManyPixels, make

MEMORY = 2 * 1024**3
SECONDS = 60


class Prepared(msgspec.Struct, frozen=True, tag="prepared"):
    """What became of the file, and what it says about itself."""

    made: Made
    said: Said


class Unfit(msgspec.Struct, frozen=True, tag="unfit"):
    """Why a file cannot be taken: ``reason`` is one of the keys of ``apart.WORDS``, with what those words need."""

    reason: str
    width: int = 0
    height: int = 0
    detail: str = ""


Answer = Prepared | Unfit


def examine(original: bytes, folder: Path, framing: Framing | None = None) -> Answer:
    """Decode ``original``, writing its renditions into ``folder``."""
    if b"<svg" in original[:4096].lower():
        return Unfit("svg")
    try:
        return Prepared(made=make(original, folder, framing), said=read(original))
    except TooManyPixels as large:
        return Unfit("pixels", large.width, large.height)
    except Image.DecompressionBombError:
        return Unfit("bomb")
    except MemoryError:
        return Unfit("memory")
    except UnidentifiedImageError:
        return Unfit("unknown")
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, ZeroDivisionError, IndexError) as error:
        return Unfit("broken", detail=str(error)[:200])


def main() -> None:
    """``python -m … FOLDER FRAMING``, the latter as JSON: bytes in, an ``Answer`` as JSON out."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    framing = msgspec.json.decode(sys.argv[2], type=Framing)
    answer = examine(sys.stdin.buffer.read(), Path(sys.argv[1]), framing)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
