"""The record as JSON lines, for auditors and archives: enough to check the whole chain without this software."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator

import msgspec

from dateline.record.entry import Entry, format_instant


def lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One JSON object an entry, ending in a newline; an erased payload and its salt are null.

    ``digest`` is SHA-256 (FIPS 180-4) over the salt (base64, RFC 4648) and the payload's bytes exactly as they stand,
    being the last member of the line. ``chain`` is SHA-256 over the JSON array, without white space and in UTF-8, of
    the chain before it (64 zeros at first), seq, instant, batch, key, version and digest.
    """
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
