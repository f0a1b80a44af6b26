"""One entry of the record, and the hash chain that binds it to all before it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import msgspec

GENESIS = "0" * 64


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """What a writer asks to be recorded: canonical JSON of a value under its key; ``version`` of an edition."""

    key: str
    payload: bytes
    version: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded posting. ``batch`` numbers the newsroom's transaction; ``chain`` covers all entries up to this one.

    ``payload`` and ``salt`` are None once a kill or redaction erased them; ``digest`` stays, so the chain holds.
    """

    seq: int
    instant: datetime
    batch: int
    key: str
    version: int
    digest: str
    chain: str
    payload: bytes | None
    salt: bytes | None


def payload_digest(payload: bytes, salt: bytes) -> str:
    """SHA-256 over salt and payload: without the salt, nobody can try out what an erased payload said."""
    return sha256(salt + payload).hexdigest()


def chain_hash(previous: str, entry: Entry) -> str:
    """SHA-256 over the previous chain hash and every field of the entry but payload and salt."""
    fields = (previous, entry.seq, format_instant(entry.instant), entry.batch, entry.key, entry.version, entry.digest)
    return sha256(msgspec.json.encode(fields)).hexdigest()


def format_instant(instant: datetime) -> str:
    """RFC 3339 with microseconds and Z; sorts as text."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_instant(text: str) -> datetime:
    """The reverse of ``format_instant``."""
    return datetime.fromisoformat(text)
