"""What an import found in another agency's bytes: not yet an edition, never public, each doubt spelled out."""

from __future__ import annotations

from typing import Literal
from uuid import UUID, uuid5

import msgspec

from dateline.edition.blocks import Block
from dateline.edition.moment import Moment

NAMESPACE = UUID("6f5b1a52-3d0e-4c1b-9a57-0f6c2c9d8e41")
LIMIT = 5 * 1024 * 1024


class DraftPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture named by a wire; ``href`` is where its bytes might be, if the wire says so.

    ``id`` is what a PictureBlock of the same draft refers to, and is the same when the same item comes again.
    """

    id: UUID
    caption: str = ""
    credit: str = ""
    alt: str = ""
    href: str = ""
    width: int = 0
    height: int = 0
    rights: str = ""
    sort: Literal["photo", "illustration"] = "photo"


class DraftEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A person, place or organisation that a wire names; ``code`` is the wire's own identifier for it."""

    sort: Literal["person", "place", "organisation"]
    name: str
    code: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One story in one language as found. ``source_id`` and ``source_version`` make a re-import find it again.

    ``alternate_ids`` are the wire's ``altids`` by role. Pictures stand in reading order: the first one leads, every
    other one is placed by a PictureBlock. ``rights`` is what the wire says about use of the text. ``sections`` are
    names that the source files it under, the first first; ``addresses`` paths where readers knew it.
    """

    language: str
    headline: str
    kicker: str = ""
    summary: str = ""
    dateline: str = ""
    bylines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    first_published: Moment | None = None
    updated: Moment | None = None
    pictures: tuple[DraftPicture, ...] = ()
    blocks: tuple[Block, ...] = ()
    subjects: tuple[str, ...] = ()
    entities: tuple[DraftEntity, ...] = ()
    keywords: tuple[str, ...] = ()
    source_id: str = ""
    source_version: str = ""
    alternate_ids: dict[str, str] = {}
    embargoed: Moment | None = None
    rights: str = ""
    sections: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Refused(ValueError):
    """An item that cannot be imported; the message says why and what to do. ``source_id`` names it, where known."""

    def __init__(self, reason: str, *, source_id: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.source_id = source_id


class Ids:
    """Ids that depend on the source and the place in it alone, so that the same bytes give the same ids again."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._given = 0

    def block(self) -> UUID:
        """The id of the next block in reading order."""
        self._given += 1
        return uuid5(NAMESPACE, f"{self._source}/block/{self._given}")

    def picture(self, name: str) -> UUID:
        """The id of the picture called ``name`` (an address, a caption or a number) in this source."""
        return uuid5(NAMESPACE, f"{self._source}/picture/{name}")
