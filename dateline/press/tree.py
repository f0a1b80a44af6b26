"""The Merkle tree over every address of the site: one root for a site state, moved in O(log n) nodes a page.

Leaves and nodes are hashed apart as in RFC 6962, 2.1. A leaf's place is the SHA-256 of its path, so which paths there
are is all that shapes the tree; a branch with a single leaf is that leaf, an empty one is the hash of nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import apsw
import msgspec

SCHEMA = """
CREATE TABLE IF NOT EXISTS tree_leaf(place TEXT PRIMARY KEY, line BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tree_node(branch TEXT PRIMARY KEY, hash BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tree_size(id INTEGER PRIMARY KEY CHECK (id = 1), leaves INTEGER NOT NULL);
INSERT OR IGNORE INTO tree_size VALUES (1, 0);
"""
EMPTY = sha256().digest()
PLACE_BITS = 256
# Leaves of one published part: about a hundred kilobytes.
PART = 500
STANDS = "SELECT path, status, media_type, language, headers, body FROM site_page WHERE path = ? ORDER BY status, key"


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """What a GET of ``path`` answers; ``sha256`` is over the bytes without any content coding."""

    path: str
    status: int
    media_type: str
    language: str
    headers: dict[str, str]
    sha256: str

    @property
    def line(self) -> bytes:
        """The bytes that are hashed, and published as one line."""
        return msgspec.json.encode(self)


class Proof(msgspec.Struct, frozen=True):
    """That a line stands in a tree: the hashes beside its way up, the highest first."""

    line: str
    beside: tuple[str, ...]


def prepare(db: apsw.Connection) -> None:
    """Make the tree's tables where they are missing."""
    db.execute(SCHEMA)


def clear(db: apsw.Connection) -> None:
    """Forget every leaf."""
    db.execute("DELETE FROM tree_leaf; DELETE FROM tree_node; UPDATE tree_size SET leaves = 0;")


def leaf_hash(line: bytes) -> bytes:
    """Hash of a leaf."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node over its two branches."""
    return sha256(b"\x01" + left + right).digest()


def place_of(path: str) -> str:
    """Where a path stands in the tree: 64 hexadecimal digits."""
    return sha256(path.encode()).hexdigest()


def update(db: apsw.Connection, paths: Iterable[str]) -> None:
    """Bring the tree to what stands at these paths now; every other path stands as it did."""
    moved = sorted(place_of(path) for path in set(paths) if _set(db, path))
    if moved:
        _grow(db, "", moved)


def root(db: apsw.Connection) -> bytes:
    """The root of the site as it stands."""
    return _standing(db, "")


def size(db: apsw.Connection) -> int:
    """How many addresses the tree has."""
    row = db.execute("SELECT leaves FROM tree_size").fetchone()
    return int(row[0]) if row else 0


def lines(db: apsw.Connection, prefix: str) -> list[bytes]:
    """The lines of all leaves whose place begins with some hexadecimal digits, by place."""
    found = db.execute(
        "SELECT line FROM tree_leaf WHERE place >= ? AND place < ? ORDER BY place", (prefix, f"{prefix}g")
    )
    return [bytes(row[0]) for row in found]


def parts(leaves: int) -> Iterator[str]:
    """The prefixes under which a tree of that many leaves is published, a few hundred leaves under each."""
    digits = 1
    while leaves > PART * 16**digits:
        digits += 1
    return (f"{number:0{digits}x}" for number in range(16**digits))


def proof(db: apsw.Connection, place: str) -> Proof | None:
    """That the leaf at a place stands in the tree; None where none does."""
    row = db.execute("SELECT line FROM tree_leaf WHERE place = ?", (place,)).fetchone()
    if row is None:
        return None
    bits, beside = _bits(place), list[str]()
    while db.execute("SELECT 1 FROM tree_node WHERE branch = ?", (bits[: len(beside)],)).fetchone():
        other = bits[: len(beside)] + ("1" if bits[len(beside)] == "0" else "0")
        beside.append(_standing(db, other).hex())
    return Proof(bytes(row[0]).decode(), tuple(beside))


def proven_root(proof: Proof) -> bytes:
    """The root of the tree that a proof is of: whoever gets a signed one has the line proven."""
    line = proof.line.encode()
    bits, found = _bits(place_of(msgspec.json.decode(line, type=Leaf).path)), leaf_hash(line)
    for depth, other in reversed(list(enumerate(proof.beside))):
        pair = (found, bytes.fromhex(other))
        found = node_hash(*(pair if bits[depth] == "0" else pair[::-1]))
    return found


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over published lines, counted anew without any table; raises ValueError where a path stands twice."""
    placed = sorted((place_of(msgspec.json.decode(line, type=Leaf).path), leaf_hash(line)) for line in leaves)
    if len({place for place, _ in placed}) < len(placed):
        raise ValueError("a path stands twice among the leaves")
    return _count(placed, "")


def _count(placed: Sequence[tuple[str, bytes]], branch: str) -> bytes:
    if len(placed) < 2:
        return placed[0][1] if placed else EMPTY
    cut = bisect_left(placed, (_low(f"{branch}1"), b""))
    return node_hash(_count(placed[:cut], f"{branch}0"), _count(placed[cut:], f"{branch}1"))


def _set(db: apsw.Connection, path: str) -> bool:
    place = place_of(path)
    before = db.execute("SELECT line FROM tree_leaf WHERE place = ?", (place,)).fetchone()
    row = db.execute(f"{STANDS} LIMIT 1", (path,)).fetchone()
    line = _line(row) if row else None
    if (bytes(before[0]) if before else None) == line:
        return False
    if line is None:
        db.execute("DELETE FROM tree_leaf WHERE place = ?", (place,))
    else:
        db.execute("INSERT OR REPLACE INTO tree_leaf VALUES (?, ?)", (place, line))
    db.execute("UPDATE tree_size SET leaves = leaves + ?", ((line is not None) - (before is not None),))
    return True


def _line(row: tuple[object, ...]) -> bytes:
    path, status, media_type, language, headers, body = row
    about = {"path": path, "status": status, "media_type": media_type, "language": language}
    digest = sha256(msgspec.convert(body, bytes)).hexdigest()
    return msgspec.convert({**about, "headers": msgspec.json.decode(str(headers)), "sha256": digest}, Leaf).line


def _grow(db: apsw.Connection, branch: str, moved: Sequence[str]) -> bytes:
    """The hash of a branch in which these places moved, with every node on the way written anew."""
    if not moved:
        return _standing(db, branch)
    held = _held(db, branch)
    if len(held) < 2:
        db.execute("DELETE FROM tree_node WHERE branch >= ? AND branch < ?", (branch, f"{branch}2"))
        return leaf_hash(held[0]) if held else EMPTY
    cut = bisect_left(moved, _low(f"{branch}1"))
    found = node_hash(_grow(db, f"{branch}0", moved[:cut]), _grow(db, f"{branch}1", moved[cut:]))
    db.execute("INSERT OR REPLACE INTO tree_node VALUES (?, ?)", (branch, found))
    return found


def _standing(db: apsw.Connection, branch: str) -> bytes:
    row = db.execute("SELECT hash FROM tree_node WHERE branch = ?", (branch,)).fetchone()
    if row:
        return bytes(row[0])
    held = _held(db, branch)
    return leaf_hash(held[0]) if held else EMPTY


def _held(db: apsw.Connection, branch: str) -> list[bytes]:
    """The lines under a branch, two at most."""
    last = _low(branch, fill="1")
    found = db.execute("SELECT line FROM tree_leaf WHERE place >= ? AND place <= ? LIMIT 2", (_low(branch), last))
    return [bytes(row[0]) for row in found]


def _low(branch: str, fill: str = "0") -> str:
    """The lowest place under a branch; the highest with ``fill`` "1"."""
    return f"{int(branch.ljust(PLACE_BITS, fill), 2):064x}"


def _bits(place: str) -> str:
    return f"{int(place, 16):0{PLACE_BITS}b}"
