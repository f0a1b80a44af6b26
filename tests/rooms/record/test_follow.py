"""Following: whole batches after a cursor at any limit, the head, the newest entry and the history of a key."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.codec import decode
from dateline.record.follow import batches_after, entries, head, history, newest
from tests.builders import Record, a_house, a_section, an_edition

sizes = st.lists(st.integers(1, 5), max_size=7)


def a_record(batches: list[int]) -> Record:
    record = Record()
    for number, size in enumerate(batches):
        record.post(*(an_edition(f"story {number} {each}") for each in range(size)))
    return record


@settings(deadline=None)
@given(sizes, st.integers(0, 20))
def test_no_limit_ever_splits_a_batch_and_a_follower_reaches_the_head(batches: list[int], limit: int) -> None:
    record, seq, found = a_record(batches), 0, []
    while some := batches_after(record.cursor, seq, limit=limit):
        found += [len(batch) for batch in some]
        assert sum(map(len, some[:-1])) <= limit
        seq = some[-1][-1].seq
    assert found == batches
    assert seq == head(record.cursor)[0] == sum(batches)


@settings(deadline=None)
@given(sizes, st.integers(1, 20))
def test_a_batch_holds_the_entries_of_one_transaction_in_order(batches: list[int], limit: int) -> None:
    record = a_record(batches)
    for batch in batches_after(record.cursor, 0, limit=limit):
        assert len({entry.batch for entry in batch}) == 1
        assert [entry.seq for entry in batch] == list(range(batch[0].seq, batch[0].seq + len(batch)))


@settings(deadline=None)
@given(sizes, st.integers(1, 20))
def test_every_entry_is_read_once_whatever_the_page(batches: list[int], page: int) -> None:
    record = a_record(batches)
    found = [entry.seq for entry in entries(record.cursor, page=page)]
    assert found == list(range(1, sum(batches) + 1))


def test_nothing_stands_after_the_head() -> None:
    record = a_record([2, 3])
    assert head(record.cursor)[0] == 5
    assert batches_after(record.cursor, 5) == []
    assert batches_after(record.cursor, 99) == []
    assert batches_after(Record().cursor, 0) == []
    assert list(entries(Record().cursor)) == []


def test_the_newest_entry_and_the_history_of_a_key_are_found() -> None:
    record = Record()
    record.post(*a_house())
    first = record.post(an_edition())[0]
    record.post(an_edition("two"), a_section())
    last = record.post(an_edition(version=2, headline="Again"))[0]
    assert newest(record.cursor, first.key) == last
    assert history(record.cursor, first.key) == [first, last]
    assert newest(record.cursor, "edition/none/en") is None
    assert history(record.cursor, "edition/none/en") == []
    assert decode(last.payload or b"") == an_edition(version=2, headline="Again")


def test_binary_columns_may_come_as_memoryviews() -> None:
    record = Record()
    (entry,) = record.post(an_edition())

    class Viewing:
        """A cursor that hands bytes out as memoryviews, as PostgreSQL's does."""

        def execute(self, sql: str, params: object = (), /) -> None:
            """Hand on."""
            record.cursor.execute(sql, params)  # type: ignore[arg-type]

        def fetchone(self) -> object:
            """One row."""
            return viewed(record.cursor.fetchone())

        def fetchall(self) -> object:
            """All rows."""
            return [viewed(row) for row in record.cursor.fetchall()]

    def viewed(row: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(memoryview(cell) if isinstance(cell, bytes) else cell for cell in row)

    assert newest(Viewing(), entry.key) == entry
    assert list(entries(Viewing())) == [entry]
