"""Holds a copy of a site against its signed state: every address that was altered, is missing or too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.press import tree
from dateline.press.note import NoteError, Verifier
from dateline.press.seal import State
from dateline.press.tree import Leaf
from dateline.server.proving.places import digest_in, file_of, named_files
from dateline.server.proving.sources import MISSING, Found
from dateline.server.screen import Tell

TRIES = 3


class Unproven(Exception):
    """A copy whose head, key or list of pages does not stand the proof; the message says which."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """``altered`` maps addresses to what differs; ``key`` signed the state; ``clock`` is when it stood."""

    key: str
    seq: int
    chain: str
    clock: str
    root: str
    pages: int
    files: int
    altered: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    superfluous: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the copy is the one that was signed."""
        return not (self.altered or self.missing or self.superfluous)


def verify(source: Found, key: str = "", *, tell: Tell = iter) -> Verdict:
    """Verify a copy against ``key``, or the key it names itself; raises Unproven, Unreachable.

    A site that goes on printing meanwhile is looked at again.
    """
    for _ in range(TRIES - 1):
        note = source.proof("head")
        try:
            verdict = _verify(source, note, key, tell)
        except Unproven:
            if _root(source.proof("head")) == _root(note):
                raise
            continue
        if verdict.whole or _root(source.proof("head")) == _root(note):
            return verdict
    return _verify(source, source.proof("head"), key, tell)


def _verify(source: Found, note: str, key: str, tell: Tell) -> Verdict:
    verifier, state = _opened(note, key or source.proof("key"))
    leaves = _leaves(source, state)
    troubles, named = dict[str, str](), set[str]()
    for leaf in tell(leaves):
        trouble, body = source.page(leaf)
        if trouble:
            troubles[leaf.path] = trouble
        else:
            named |= named_files(body)
    for name in tell(sorted(named)):
        found = source.file(name)
        if found != digest_in(name):
            troubles[f"/{name}"] = "its bytes were altered" if found else MISSING
    known = named | {file for leaf in leaves if (file := file_of(leaf))}
    return Verdict(
        key=verifier.text, seq=state.seq, chain=state.chain, clock=state.clock.isoformat(), root=state.root.hex(),
        pages=len(leaves), files=len(named),
        altered={path: trouble for path, trouble in troubles.items() if trouble != MISSING},
        missing=tuple(path for path, trouble in troubles.items() if trouble == MISSING),
        superfluous=tuple(source.superfluous(known)),
    )  # fmt: skip


def _opened(note: str, key: str) -> tuple[Verifier, State]:
    try:
        verifier = Verifier(key)
        return verifier, State.parse(verifier.open(note))
    except (NoteError, ValueError) as error:
        raise Unproven(str(error)) from None


def _leaves(source: Found, state: State) -> list[Leaf]:
    """The leaves that were signed, by path."""
    lines = [line for prefix in tree.parts(state.pages) for line in _lines(source.proof(f"pages/{prefix}"))]
    try:
        leaves = [msgspec.json.decode(line, type=Leaf) for line in lines]
        root: Any = tree.root_of(lines)
    except (msgspec.DecodeError, ValueError) as error:
        raise Unproven(f"the list of pages was altered: {error}") from None
    if root != state.root or len(leaves) != state.pages:
        raise Unproven(
            f"the list of pages was altered: it has {len(leaves)} where {state.pages} were signed, or a line of it was"
            " changed. What the pages themselves are cannot be told"
        )
    return sorted(leaves, key=lambda leaf: leaf.path)


def _lines(text: str) -> Iterator[bytes]:
    yield from (line.encode() for line in _split(text) if line)


def _split(text: str) -> Iterable[str]:
    """By line feeds alone: a path may hold other characters at which Python would break a line."""
    return text.split("\n")


def _root(note: str) -> str:
    return next((line for line in note.splitlines() if line.startswith("root ")), "")
