"""Appending: one batch a call, seq without gaps, instants that rise even when the clock does not, all or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.append import TICK, append
from dateline.record.entry import GENESIS, Posting, chain_hash, format_instant, parse_instant, payload_digest
from dateline.record.follow import entries, head
from dateline.record.verify import verify
from tests.builders import START, Record, a_house, an_edition


def postings(*keys: str) -> list[Posting]:
    return [Posting(key=key, payload=f'"{key}"'.encode()) for key in keys]


def test_an_entry_keeps_what_was_posted_and_is_bound_to_the_one_before() -> None:
    record = Record()
    (first,) = record.post(an_edition())
    (second,) = record.post(an_edition(version=2))
    assert (first.seq, first.batch, first.key, first.version) == (1, 1, an_edition().key, 1)
    assert (second.seq, second.batch, second.version) == (2, 2, 2)
    assert first.chain == chain_hash(GENESIS, first)
    assert second.chain == chain_hash(first.chain, second)
    assert first.payload is not None
    assert first.salt is not None
    assert first.digest == payload_digest(first.payload, first.salt)


def test_what_append_hands_back_is_what_stands_in_the_table() -> None:
    record = Record()
    handed = record.post(*a_house()) + record.post(an_edition())
    assert tuple(entries(record.cursor)) == handed
    assert head(record.cursor) == (4, handed[-1].chain)


def test_postings_of_one_call_share_a_batch() -> None:
    record = Record()
    record.post(an_edition("one"))
    batch = record.post(*a_house())
    assert [entry.batch for entry in batch] == [2, 2, 2]
    assert [entry.seq for entry in batch] == [2, 3, 4]


def test_nothing_posted_changes_nothing() -> None:
    record = Record()
    assert append(record.cursor, [], now=START) == ()
    assert head(record.cursor) == (0, "")


def test_equal_payloads_have_unequal_salts_and_digests() -> None:
    record = Record()
    one, other = append(record.cursor, postings("a", "a"), now=START)
    assert one.payload == other.payload
    assert one.salt != other.salt
    assert one.digest != other.digest


def test_a_clock_that_goes_back_yields_instants_that_still_rise() -> None:
    record = Record()
    record.post(an_edition("one"))
    reached = record.now
    record.now = START - timedelta(days=1)
    (late,) = record.post(an_edition("two"))
    record.now = reached + timedelta(hours=1)
    (after,) = record.post(an_edition("three"))
    assert late.instant == reached + TICK
    assert after.instant == record.now


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(1, 4)), max_size=8))
def test_whatever_the_clock_does_seq_has_no_gap_and_instants_rise(moves: list[tuple[int, int]]) -> None:
    record, now = Record(), START
    for seconds, number in moves:
        now += timedelta(seconds=seconds)
        append(record.cursor, postings(*(f"k{each}" for each in range(number))), now=now)
    found = list(entries(record.cursor))
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    assert all(one.instant < other.instant for one, other in pairwise(found))
    assert verify(found, head=head(record.cursor)).problems == ()


def test_instants_are_written_in_universal_time_to_the_microsecond_and_sort_as_text() -> None:
    tokyo = datetime(2009, 3, 6, 17, 22, 0, 5, timezone(timedelta(hours=9)))
    assert format_instant(tokyo) == "2009-03-06T08:22:00.000005Z"
    assert parse_instant("2009-03-06T08:22:00.000005Z") == tokyo
    rising = [START, START + TICK, START + timedelta(seconds=1), START + timedelta(days=300)]
    assert sorted(map(format_instant, rising)) == list(map(format_instant, rising))


def test_a_record_without_head_row_is_answered_with_what_to_do() -> None:
    record = Record()
    record.cursor.execute("DELETE FROM record_head")
    with pytest.raises(LookupError, match="run `dateline setup` first"):
        record.post(an_edition())
    assert head(record.cursor) == (0, "")


def test_the_head_row_is_locked_only_where_rows_can_be() -> None:
    class Listening:
        """A cursor that only notes what it is asked."""

        def __init__(self) -> None:
            self.asked: list[str] = []

        def execute(self, sql: str, params: object = (), /) -> None:
            """Note the statement."""
            self.asked.append(sql)

        def fetchone(self) -> tuple[object, ...]:
            """An empty head."""
            return (0, None, 0, "")

        def fetchall(self) -> list[object]:
            """Nothing."""
            return []

    locked, free = Listening(), Listening()
    append(locked, postings("a"), now=datetime(2009, 3, 6, tzinfo=UTC), row_locks=True)
    append(free, postings("a"), now=datetime(2009, 3, 6, tzinfo=UTC))
    assert locked.asked[0].endswith("FOR UPDATE")
    assert not any("FOR UPDATE" in statement for statement in free.asked)
