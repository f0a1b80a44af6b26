"""Signed notes (c2sp.org/signed-note): a text, an empty line, and a line with an Ed25519 signature of a named key."""

from __future__ import annotations

import base64
import re
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
SEED = 32
PRIVATE = "PRIVATE+KEY+"
LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/=]+)\n")
ID = 4


class NoteError(ValueError):
    """A key or a note that cannot be used; the message says why."""


class Verifier:
    """A public key, written ``name+id+key``."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.name, given, raw = _parts(self.text)
        self.id = _key_id(self.name, raw)
        if given != self.id.hex():
            raise NoteError("this key is not whole: its digits do not belong together. Copy all of it again")
        self._key = Ed25519PublicKey.from_public_bytes(raw[1:])

    def open(self, note: str) -> str:
        """The text of a note that this key signed; NoteError where it did not."""
        text, found, below = note.rpartition("\n\n")
        signatures = {each["name"]: each["signature"] for each in LINE.finditer(below)}
        if not found or self.name not in signatures:
            raise NoteError(f"the note bears no signature of {self.name}")
        signed = _decode(signatures[self.name])
        try:
            self._key.verify(signed[ID:], f"{text}\n".encode())
        except InvalidSignature:
            raise NoteError(f"the signature of {self.name} does not belong to the note's text") from None
        if signed[:ID] != self.id:
            raise NoteError(f"another key of the name {self.name} signed the note")
        return f"{text}\n"


class Signer:
    """A private key, written ``PRIVATE+KEY+name+id+key``."""

    def __init__(self, text: str) -> None:
        name, _, raw = _parts(text.strip().removeprefix(PRIVATE))
        self._key = Ed25519PrivateKey.from_private_bytes(raw[1:])
        public = ED25519 + self._key.public_key().public_bytes_raw()
        self._name, self._id = name, _key_id(name, public)
        self.public = f"{name}+{self._id.hex()}+{base64.b64encode(public).decode()}"

    def sign(self, text: str) -> str:
        """The note of a text, which ends with a line break."""
        signature = base64.b64encode(self._id + self._key.sign(text.encode())).decode()
        return f"{text}\n— {self._name} {signature}\n"


def new_key(name: str) -> str:
    """A new private key under a name without spaces and plus signs."""
    raw = ED25519 + secrets.token_bytes(SEED)
    public = ED25519 + Ed25519PrivateKey.from_private_bytes(raw[1:]).public_key().public_bytes_raw()
    return f"{PRIVATE}{name}+{_key_id(name, public).hex()}+{base64.b64encode(raw).decode()}"


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(f"{name}\n".encode() + public).digest()[:ID]


def _parts(text: str) -> tuple[str, str, bytes]:
    """(name, key id, algorithm and key)."""
    name, _, rest = text.partition("+")
    given, _, coded = rest.partition("+")
    raw = _decode(coded)
    if not name or raw[:1] != ED25519 or len(raw) != 1 + SEED:
        raise NoteError("a key is written name+id+key, as `dateline site key` prints it")
    return name, given, raw


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise NoteError("a signature or key is not in base64") from None
