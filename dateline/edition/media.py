"""Sound and film shared by all editions: one file, its poster, captions per language, and its titles."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.characters import check_lines

CAPTIONS_TYPE = "text/vtt; charset=utf-8"


class MediaFile(msgspec.Struct, frozen=True):
    """The file itself. ``name`` is its name under ``/media/``, ``size`` its length in bytes."""

    name: str
    media_type: str
    size: int

    @property
    def path(self) -> str:
        """The address a reader fetches it from."""
        return media_path(self.name)


class Media(msgspec.Struct, frozen=True, tag_field="type", tag="media", kw_only=True):
    """``seconds`` is 0 where the length is not known, ``width`` and ``height`` are CSS pixels, 0 for sound.

    ``spoken`` is the language heard in it; ``captions`` are names of WebVTT files under ``/media/`` by language tag;
    ``poster`` is a picture's id; ``digest`` is SHA-256 of the file's bytes.
    """

    id: UUID
    sort: Literal["audio", "video"]
    file: MediaFile
    digest: str = ""
    seconds: int = 0
    width: int = 0
    height: int = 0
    spoken: str = ""
    poster: UUID | None = None
    titles: dict[str, str] = {}
    captions: dict[str, str] = {}
    credit: str = ""
    rights: str = ""

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"media/{self.id}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its files under ``/media/``."""
        return (self.file.name, *(name for _, name in sorted(self.captions.items())))


def media_path(name: str) -> str:
    """The address of a media file or of captions."""
    return f"/media/{name}"


def clock(seconds: int) -> str:
    """A length as players show it: ``3:05``, ``1:02:09``."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def iso_duration(seconds: int) -> str:
    """A length as ISO 8601 and ``<time datetime>`` write it: ``PT3M5S``."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")
