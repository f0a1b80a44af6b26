"""What an import found in another agency's bytes: not yet an edition, never public, each doubt spelled out."""

from __future__ import annotations

import msgspec

from dateline.edition.blocks import Block
from dateline.edition.moment import Moment


class DraftPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture named by a wire; ``href`` is where its bytes might be, if the wire says so."""

    caption: str = ""
    credit: str = ""
    alt: str = ""
    href: str = ""
    width: int = 0
    height: int = 0


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One story in one language as found. ``source_id`` and ``source_version`` make a re-import find it again.

    ``alternate_ids`` are the wire's ``altids`` by role; pictures stand in reading order, the first one leads.
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
    keywords: tuple[str, ...] = ()
    source_id: str = ""
    source_version: str = ""
    alternate_ids: dict[str, str] = {}
    embargoed: Moment | None = None
    warnings: tuple[str, ...] = ()


class Refused(ValueError):
    """An item that cannot be imported; the message says why and what to do."""
