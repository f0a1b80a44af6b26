"""The record as JSON lines, for auditors and archives."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

import msgspec

from dateline.record.entry import Entry, format_instant


def lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One JSON object an entry, ending in a newline; an erased payload is null."""
    for entry in entries:
        line = {
            "seq": entry.seq,
            "instant": format_instant(entry.instant),
            "batch": entry.batch,
            "key": entry.key,
            "version": entry.version,
            "digest": entry.digest,
            "chain": entry.chain,
            "salt": None if entry.salt is None else b64encode(entry.salt).decode(),
            "payload": None if entry.payload is None else msgspec.Raw(entry.payload),
        }
        yield msgspec.json.encode(line) + b"\n"
