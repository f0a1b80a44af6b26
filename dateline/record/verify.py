"""Checking the record: that no entry was altered, dropped, reordered or slipped in."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.record.entry import GENESIS, Entry, chain_hash, payload_digest


class Verdict(msgspec.Struct, frozen=True):
    """``entries`` checked, ``erased`` among them, the ``head`` reached, and what was found wrong."""

    entries: int
    erased: int
    head: str
    problems: tuple[str, ...]


def verify(entries: Iterable[Entry], *, head: tuple[int, str] | None = None, most: int = 20) -> Verdict:
    """Walk the chain from its first entry; stops after ``most`` problems.

    ``head`` is (seq, chain hash) that the record must end at, as its head row or an auditor's note says:
    the chain alone cannot tell that its newest entries were dropped.
    """
    chain, expected, erased, count = GENESIS, 1, 0, 0
    problems: list[str] = []
    for entry in entries:
        count += 1
        if entry.seq != expected:
            problems.append(f"entry {expected} is missing: {entry.seq} stands in its place")
        if chain_hash(chain, entry) != entry.chain:
            problems.append(f"entry {entry.seq} ({entry.key}) does not fit the chain: it or one before it was altered")
        if entry.payload is None or entry.salt is None:
            erased += 1
        elif payload_digest(entry.payload, entry.salt) != entry.digest:
            problems.append(f"entry {entry.seq} ({entry.key}): the payload does not fit its digest")
        chain, expected = entry.chain, entry.seq + 1
        if len(problems) >= most:
            return Verdict(entries=count, erased=erased, head=chain, problems=tuple(problems))
    reached = (expected - 1, chain if count else "")
    if head is not None and reached != head:
        problems.append(f"the record ends at entry {reached[0]}, its head is entry {head[0]} ({head[1][:16]})")
    return Verdict(entries=count, erased=erased, head=chain if count else "", problems=tuple(problems))
