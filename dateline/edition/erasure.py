"""What stands where a story was killed, and the entry that names what a kill or a redaction erased (fine print 11)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.addresses import is_path


class Killed(msgspec.Struct, frozen=True, tag_field="type", tag="killed", kw_only=True, omit_defaults=True):
    """What stands where an edition stood until its story was killed; none of its text.

    ``path`` answers 410; it is empty where nothing is to stand there, or where a redirect does. ``announced`` has the
    feeds of its language, ``section``, ``dossiers`` and ``writers`` say that it was deleted (RFC 6721), at ``instant``.
    """

    story: UUID
    language: str
    instant: datetime
    path: str = ""
    history: bool = False
    announced: bool = True
    section: UUID | None = None
    dossiers: tuple[UUID, ...] = ()
    writers: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        if self.path and not is_path(self.path):
            raise ValueError(f"{self.path!r} is no story's address")
        msgspec.structs.force_setattr(self, "instant", whole_seconds(self.instant))

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"edition/{self.story}/{self.language}"


class Erasure(msgspec.Struct, frozen=True, tag_field="type", tag="erasure", kw_only=True):
    """Says which entries lost their payloads for good; it stands last in its batch, behind what takes their place.

    ``seqs`` never name the newest entry of a key: what is erased is erased from the past. ``keys`` are theirs.
    """

    id: UUID
    kind: Literal["kill", "redaction"]
    story: UUID
    instant: datetime
    seqs: tuple[int, ...]
    keys: tuple[str, ...]

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "instant", whole_seconds(self.instant))

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"erasure/{self.id}"


def whole_seconds(instant: datetime) -> datetime:
    """The instant in universal time, to the second: equal instants must be equal bytes."""
    if instant.tzinfo is None:
        raise ValueError("an instant must say its zone, as in 2009-03-06T08:22:00Z")
    return instant.astimezone(UTC).replace(microsecond=0)
