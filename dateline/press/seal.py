"""The signed head of the site: root, number of addresses, entry of the record and instant, kept in the press's file."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timedelta
from typing import Protocol

import apsw
import msgspec

from dateline.press import tree
from dateline.record import replica

SCHEMA = """
CREATE TABLE IF NOT EXISTS site_head(
    id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL, clock TEXT NOT NULL, note TEXT NOT NULL,
    key TEXT NOT NULL);
"""
FIRST = "dateline site state 1"
# Signed anew this often where nothing changes, so that a mirror which stands still can be told from a quiet house.
FRESH = timedelta(minutes=1)


class Seal(Protocol):
    """What signs: the house's private key, which no reader's server has."""

    @property
    def public(self) -> str:
        """The public key."""
        ...

    def sign(self, text: str) -> str:
        """The signed note of a text."""
        ...


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A site state: the root over ``pages`` addresses at entry ``seq`` of the record, whose chain hash is ``chain``."""

    root: bytes
    pages: int
    seq: int
    chain: str
    clock: datetime

    @property
    def text(self) -> str:
        """The lines that are signed."""
        coded = base64.b64encode(self.root).decode()
        record = f"{self.seq} {self.chain or '-'}"
        return f"{FIRST}\nroot {coded}\npages {self.pages}\nrecord {record}\nclock {self.clock.isoformat()}\n"

    @classmethod
    def parse(cls, text: str) -> State:
        """The reverse; ValueError where the text is none of ours."""
        first, *lines = text.splitlines()
        told = dict(line.split(" ", 1) for line in lines if " " in line)
        if first != FIRST or not {"root", "pages", "record", "clock"} <= told.keys():
            raise ValueError(f"the head is no {FIRST!r}: this version of Dateline cannot read it")
        seq, _, chain = told["record"].partition(" ")
        try:
            root = base64.b64decode(told["root"], validate=True)
        except binascii.Error:
            raise ValueError("the head's root is not in base64") from None
        clock = datetime.fromisoformat(told["clock"])
        return cls(root=root, pages=int(told["pages"]), seq=int(seq), chain=chain.strip("-"), clock=clock)


def prepare(db: apsw.Connection) -> None:
    """Make the head's table where it is missing."""
    db.execute(SCHEMA)


def state(db: apsw.Connection, clock: datetime) -> State:
    """The site as it stands in a press file."""
    seq, chain = replica.cursor(db)
    return State(root=tree.root(db), pages=tree.size(db), seq=seq, chain=chain, clock=clock)


def put(db: apsw.Connection, seal: Seal, clock: datetime) -> None:
    """Sign the site as it stands, in the caller's transaction; leaves a young signature of the same state alone."""
    now = state(db, clock)
    known = f"{now.seq} {now.root.hex()} {now.pages}"
    row = db.execute("SELECT state, clock, key FROM site_head").fetchone()
    if row and (row[0], row[2]) == (known, seal.public) and clock - datetime.fromisoformat(row[1]) < FRESH:
        return
    signed = (known, clock.isoformat(), seal.sign(now.text), seal.public)
    db.execute("INSERT OR REPLACE INTO site_head(id, state, clock, note, key) VALUES (1, ?, ?, ?, ?)", signed)


def head(db: apsw.Connection) -> tuple[str, str] | None:
    """(signed note, public key); None where this file was never signed."""
    row = db.execute("SELECT note, key FROM site_head").fetchone()
    return (str(row[0]), str(row[1])) if row else None
