"""Verifying: no entry can be altered, dropped, moved or slipped in unseen; a lawful erasure leaves the chain whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.entry import Entry, chain_hash, payload_digest
from dateline.record.follow import entries, head
from dateline.record.verify import verify
from tests.builders import START, Record, a_house, an_edition

Mutation = Callable[[list[Entry]], None]
AT = 3


def a_record() -> Record:
    """Seven entries in four batches."""
    record = Record()
    record.post(*a_house())
    record.post(an_edition("one"), an_edition("two"))
    record.post(an_edition("one", version=2))
    record.post(an_edition("three"))
    return record


def setting(**fields: object) -> Mutation:
    def alter(found: list[Entry]) -> None:
        found[AT] = msgspec.structs.replace(found[AT], **fields)

    return alter


def dropped(found: list[Entry]) -> None:
    del found[AT]


def first_dropped(found: list[Entry]) -> None:
    del found[0]


def swapped(found: list[Entry]) -> None:
    found[AT], found[AT + 1] = found[AT + 1], found[AT]


def renumbered_and_swapped(found: list[Entry]) -> None:
    one, other = found[AT], found[AT + 1]
    found[AT] = msgspec.structs.replace(other, seq=one.seq)
    found[AT + 1] = msgspec.structs.replace(one, seq=other.seq)


def doubled(found: list[Entry]) -> None:
    found.insert(AT, found[AT])


def slipped_in(found: list[Entry]) -> None:
    """A forger's entry with a right digest and a right chain hash, the later ones renumbered."""
    forged = msgspec.structs.replace(found[AT], key="edition/forged/en", seq=AT + 1)
    forged = msgspec.structs.replace(forged, chain=chain_hash(found[AT - 1].chain, forged))
    found[AT:] = [forged, *(msgspec.structs.replace(entry, seq=entry.seq + 1) for entry in found[AT:])]


def rewritten_with_its_digest(found: list[Entry]) -> None:
    payload, salt = b'"other"', b"x" * 16
    found[AT] = msgspec.structs.replace(found[AT], payload=payload, salt=salt, digest=payload_digest(payload, salt))


def rewritten_with_digest_and_chain(found: list[Entry]) -> None:
    rewritten_with_its_digest(found)
    found[AT] = msgspec.structs.replace(found[AT], chain=chain_hash(found[AT - 1].chain, found[AT]))


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "payload altered": (setting(payload=b'"other"'), "entry 4 .* the payload does not fit its digest"),
    "salt altered": (setting(salt=b"y" * 16), "entry 4 .* the payload does not fit its digest"),
    "digest altered": (setting(digest="0" * 64), "entry 4 .* does not fit the chain"),
    "payload erased and digest altered": (setting(payload=None, salt=None, digest="0" * 64), "entry 4 .* the chain"),
    "payload rewritten with its digest": (rewritten_with_its_digest, "entry 4 .* does not fit the chain"),
    "payload rewritten with digest and chain": (rewritten_with_digest_and_chain, "entry 5 .* does not fit the chain"),
    "key altered": (setting(key="edition/other/en"), "entry 4 .* does not fit the chain"),
    "version altered": (setting(version=9), "entry 4 .* does not fit the chain"),
    "batch altered": (setting(batch=9), "entry 4 .* does not fit the chain"),
    "instant altered": (setting(instant=START + timedelta(days=1)), "entry 4 .* does not fit the chain"),
    "instant altered by a microsecond": (
        setting(instant=START + timedelta(seconds=2, microseconds=1)),
        "entry 4 .* does not fit the chain",
    ),
    "chain altered": (setting(chain="0" * 64), "entry 4 .* does not fit the chain"),
    "seq altered": (setting(seq=9), "entry 4 is missing: 9 stands in its place"),
    "row dropped": (dropped, "entry 4 is missing: 5 stands in its place"),
    "first row dropped": (first_dropped, "entry 1 is missing: 2 stands in its place"),
    "rows swapped": (swapped, "entry 4 is missing: 5 stands in its place"),
    "rows swapped and renumbered": (renumbered_and_swapped, "entry 4 .* does not fit the chain"),
    "row doubled": (doubled, "entry 5 is missing: 4 stands in its place"),
    "row slipped in": (slipped_in, "entry 5 .* does not fit the chain"),
}


@pytest.mark.parametrize("case", MUTATIONS)
def test_tampering_is_seen_and_named(case: str) -> None:
    mutate, words = MUTATIONS[case]
    found = list(entries(a_record().cursor))
    assert verify(found).problems == ()
    mutate(found)
    assert verify(found).problems
    assert any(re.search(words, problem) for problem in verify(found).problems)


def test_a_whole_record_verifies_to_its_head() -> None:
    record = a_record()
    verdict = verify(entries(record.cursor), head=head(record.cursor))
    assert (verdict.entries, verdict.erased, verdict.problems) == (7, 0, ())
    assert verdict.head == head(record.cursor)[1]


def test_an_empty_record_is_whole() -> None:
    assert verify([], head=head(Record().cursor)) == verify([])
    assert verify([]).head == ""
    assert verify([]).problems == ()


def test_entries_dropped_at_the_end_are_seen_against_the_head() -> None:
    record = a_record()
    kept = head(record.cursor)
    record.cursor.execute("DELETE FROM record_entry WHERE seq > 5")
    left = list(entries(record.cursor))
    assert verify(left).problems == ()
    assert verify(left, head=kept).problems == (f"the record ends at entry 5, its head is entry 7 ({kept[1][:16]})",)
    record.cursor.execute("DELETE FROM record_entry")
    assert verify(entries(record.cursor), head=kept).problems


def test_a_whole_chain_with_another_past_is_seen_against_a_kept_head() -> None:
    record, other = a_record(), a_record()
    assert verify(entries(other.cursor)).problems == ()
    assert verify(entries(other.cursor), head=head(record.cursor)).problems


def test_erased_payloads_leave_the_chain_whole_and_are_counted() -> None:
    record = a_record()
    record.cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq IN (4, 6)")
    verdict = verify(entries(record.cursor), head=head(record.cursor))
    assert (verdict.entries, verdict.erased, verdict.problems) == (7, 2, ())


def test_a_broken_record_names_no_more_problems_than_asked_for() -> None:
    found = [msgspec.structs.replace(entry, chain="0" * 64) for entry in entries(a_record().cursor)]
    verdict = verify(found, most=2)
    assert len(verdict.problems) == 2
    assert verdict.entries < len(found)


FIELDS = ["seq", "instant", "batch", "key", "version", "digest", "chain", "payload", "salt"]


@given(st.integers(0, 6), st.sampled_from(FIELDS), st.integers(1, 255))
def test_no_single_altered_field_of_any_entry_goes_unseen(index: int, field: str, by: int) -> None:
    found = list(entries(a_record().cursor))
    value = getattr(found[index], field)
    if isinstance(value, bytes):
        other: object = bytes([value[0] ^ by]) + value[1:]
    elif isinstance(value, str):
        other = chr(ord(value[0]) ^ by) + value[1:]
    else:
        other = value + (timedelta(microseconds=by) if field == "instant" else by)
    found[index] = msgspec.structs.replace(found[index], **{field: other})
    assert verify(found).problems
