"""Where a site publishes what proves it, and which file of a plain tree an address becomes."""

from __future__ import annotations

import re
from hashlib import sha256

import apsw
import msgspec

from dateline.press import seal, tree
from dateline.press.tree import Leaf
from dateline.server.answers import BRIEFLY, Answer

ROOT = "/.well-known/dateline/"
HEAD, KEY = f"{ROOT}head", f"{ROOT}key"
PAGES = f"{ROOT}pages/"
PART = re.compile(rf"{re.escape(PAGES)}([0-9a-f]{{1,8}})")
PROOF = re.compile(rf"{re.escape(ROOT)}proof/([0-9a-f]{{64}})")
# Pictures, sound and film are named by the digest of their bytes, so a page that is proven proves them too.
FILES = re.compile(rb"/((?:pictures|media)/[0-9a-f]{32}(?:-[0-9]+)?\.[a-z0-9]{2,5})\b")
NAMED = 32
NOTHING = sha256().hexdigest()
TEXT = "text/plain; charset=utf-8"


def published(db: apsw.Connection, path: str) -> Answer | None:
    """The signed head, the key, a part of the leaves or one proof; None at any other path, or where nothing is signed.

    A proof is asked for by the SHA-256 of the page's path.
    """
    found = seal.head(db) if path.startswith(ROOT) else None
    if found is None:
        return None
    if path in {HEAD, KEY}:
        return _text(found[0] if path == HEAD else f"{found[1]}\n")
    part, proof = PART.fullmatch(path), PROOF.fullmatch(path)
    if part and part.group(1) in set(tree.parts(tree.size(db))):
        return _text(b"".join(line + b"\n" for line in tree.lines(db, part.group(1))))
    proven = tree.proof(db, proof.group(1)) if proof else None
    return _text(msgspec.json.encode(proven) + b"\n", "application/json") if proven else None


def _text(body: str | bytes, media_type: str = TEXT) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return Answer(status=200, headers=[("Content-Type", media_type), ("Cache-Control", BRIEFLY)], body=content)


def file_of(leaf: Leaf) -> str | None:
    """The file that a page becomes, relative to the tree; None for addresses that only lead elsewhere."""
    if leaf.sha256 == NOTHING and leaf.status != 200:
        return None
    path = leaf.path.removeprefix("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    named = not leaf.media_type.startswith("text/html") or path.endswith(".html")
    return path if named else f"{path}.html"


def named_files(body: bytes) -> set[str]:
    """The pictures, sounds and films that a page names, as paths without their first slash."""
    return {each.decode() for each in FILES.findall(body)}


def digest_in(name: str) -> str:
    """The digits of a file's name that its bytes must have."""
    return name.rpartition("/")[2][:NAMED]
