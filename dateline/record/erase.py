"""Erasing: payload and salt of named entries go, the entries stay, so that the chain holds (fine print 2 and 11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dateline.record.append import Cursor

MANY = 500


class Kept(msgspec.Struct, frozen=True):
    """An entry that still has its payload."""

    seq: int
    key: str
    digest: str


def whole(cursor: Cursor, keys: Iterable[str]) -> tuple[Kept, ...]:
    """The entries under these keys that were not erased, oldest first."""
    found: list[Kept] = []
    for some in _parts(sorted(set(keys))):
        cursor.execute(
            f"SELECT seq, key, digest FROM record_entry WHERE key IN ({_marks(some)}) AND payload IS NOT NULL", some
        )
        found += [Kept(int(seq), str(key), str(digest)) for seq, key, digest in cursor.fetchall()]
    return tuple(sorted(found, key=lambda each: each.seq))


def erase(cursor: Cursor, seqs: Iterable[int]) -> None:
    """Drop the payloads and salts of these entries, in the caller's transaction."""
    for some in _parts(sorted(set(seqs))):
        cursor.execute(f"UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq IN ({_marks(some)})", some)


def _parts(things: Sequence[object]) -> Iterable[Sequence[object]]:
    """Pieces that a statement takes: databases limit its parameters."""
    return (things[start : start + MANY] for start in range(0, len(things), MANY))


def _marks(things: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(things))
