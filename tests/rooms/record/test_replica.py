"""The replica: newest values, lists in order, days and months counted; replaying changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.codec import encode
from dateline.edition.moment import Moment
from dateline.edition.values import Edition, Removed, Section, Value, Withdrawn, key_of
from dateline.record import replica, versions
from dateline.record.entry import Entry
from dateline.record.follow import entries
from dateline.record.replica import Kept, scope_name
from tests.builders import Record, a_dossier, a_house, a_picture, a_section, an_edition, uid

WORLD, NATO = uid("world"), uid("nato")
TABLES = ["replica_value", "replica_first", "replica_listing", "replica_day", "replica_version", "replica_cursor"]


def a_replica() -> apsw.Connection:
    db = apsw.Connection(":memory:")
    replica.prepare(db)
    return db


def rows(db: apsw.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


def fill(db: apsw.Connection, found: Iterable[Entry]) -> apsw.Connection:
    for entry in found:
        replica.apply(db, entry)
        if entry.seq > replica.cursor(db)[0]:
            replica.set_cursor(db, entry.seq, entry.chain)
    return db


def replayed(record: Record) -> apsw.Connection:
    return fill(a_replica(), entries(record.cursor))


def posted(*values: Value) -> apsw.Connection:
    record = Record()
    for value in values:
        record.post(value)
    return replayed(record)


def on(day: str, story: str = "clinton", **fields: Any) -> Edition:
    return an_edition(story, first_published=Moment.parse(day), **fields)


def withdrawn(edition: Edition) -> Withdrawn:
    return Withdrawn(story=edition.story, language=edition.language, path=edition.path)


def stories(db: apsw.Connection, scope: str = "en", **stretch: Any) -> list[str]:
    keys = [key for _, key in replica.listed(db, scope, **stretch)]
    return [kept.value.slug for key in keys if (kept := replica.kept(db, key)) and isinstance(kept.value, Edition)]


def counted(db: apsw.Connection, language: str = "en") -> dict[str, int]:
    found = db.execute("SELECT day, stories FROM replica_day WHERE language = ? ORDER BY day", (language,))
    return {row[0]: row[1] for row in found}


def test_the_newest_value_stands_under_its_key() -> None:
    db = posted(an_edition(), a_section(), an_edition(version=2, headline="Again"))
    kept = replica.kept(db, an_edition().key)
    assert kept is not None
    assert (kept.seq, kept.first_seq) == (3, 1)
    assert kept.value == an_edition(version=2, headline="Again")
    assert replica.kept(db, "edition/none/en") is None


def test_a_step_says_what_stood_before_and_what_stands_now() -> None:
    record, db = Record(), a_replica()
    (first,) = record.post(an_edition())
    (second,) = record.post(an_edition(version=2))
    step = replica.apply(db, first)
    assert step.before is None
    assert step.after is not None
    assert step.after.value == an_edition()
    step = replica.apply(db, second)
    assert step.before is not None
    assert step.before.value == an_edition()
    again = replica.apply(db, first)
    assert again.before == again.after
    assert again.after is not None
    assert again.after.value == an_edition(version=2)


def test_the_digest_of_a_card_moves_only_with_what_lists_show() -> None:
    db = posted(an_edition())
    before = replica.kept(db, an_edition().key)
    db = posted(an_edition(), an_edition(version=2, blocks=()))
    body = replica.kept(db, an_edition().key)
    db = posted(an_edition(), an_edition(version=2, headline="Other"))
    headline = replica.kept(db, an_edition().key)
    assert before is not None
    assert body is not None
    assert headline is not None
    assert before.card_digest == body.card_digest != headline.card_digest
    assert len({before.digest, body.digest, headline.digest}) == 3


def test_lists_stand_newest_first_by_day_or_instant_then_by_first_seq() -> None:
    db = posted(
        on("2009-03-06T08:22:00Z", "instant"),
        on("2009-03-06", "day"),
        on("2009-03-05T23:59:59Z", "eve"),
        on("2009-03-06", "day-later"),
        on("2009-03-07", "next"),
        on("2009-03-06T08:22:00Z", "instant-later"),
    )
    assert stories(db) == ["next", "instant-later", "instant", "day-later", "day", "eve"]


def test_positions_sort_as_moments_do_and_then_as_entries_do() -> None:
    stamps = ["2009-03-05", "2009-03-06", "2009-03-06T00:00:00Z", "2009-03-06T23:59:59Z", "2009-03-07"]
    kept = [Kept("k", seq, seq, on(stamp), "", "") for stamp in stamps for seq in (9, 10, 123_456)]
    positions = [replica.position(each) for each in kept]
    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)
    with pytest.raises(TypeError, match="stands in no list"):
        replica.position(Kept("site", 1, 1, a_section(), "", ""))


def test_an_update_does_not_move_a_story_in_its_lists() -> None:
    db = posted(on("2009-03-06", "one"), on("2009-03-06", "two"), on("2009-03-06", "one", version=2, headline="New"))
    assert stories(db) == ["two", "one"]


def test_an_edition_stands_in_the_lists_of_its_language_section_and_dossiers() -> None:
    edition = an_edition(section=WORLD, dossiers=(NATO, uid("gas"), NATO))
    db = posted(edition, an_edition("other"), an_edition("clinton", "fa", section=WORLD))
    assert stories(db, scope_name("en", section=WORLD)) == ["clinton"]
    assert stories(db, scope_name("en", dossier=NATO)) == ["clinton"]
    assert stories(db, scope_name("en", dossier=uid("gas"))) == ["clinton"]
    assert stories(db, scope_name("en")) == ["other", "clinton"]
    assert len(replica.listed(db, scope_name("fa", section=WORLD))) == 1
    assert replica.scopes(a_section()) == ()


def test_a_story_that_moves_house_leaves_its_old_lists() -> None:
    db = posted(
        an_edition(section=WORLD, dossiers=(NATO,)),
        an_edition(version=2, section=uid("europe"), dossiers=(uid("gas"),)),
    )
    assert stories(db, scope_name("en", section=WORLD)) == []
    assert stories(db, scope_name("en", dossier=NATO)) == []
    assert stories(db, scope_name("en", section=uid("europe"))) == ["clinton"]
    assert stories(db, scope_name("en", dossier=uid("gas"))) == ["clinton"]


def test_a_list_is_read_by_stretch_and_by_number() -> None:
    db = posted(*(on(f"2009-03-0{day}", f"story-{day}") for day in range(1, 7)))
    assert stories(db, limit=2) == ["story-6", "story-5"]
    assert stories(db, low="2009-03-03", high="2009-03-03~") == ["story-3"]
    assert stories(db, low="2009-03", high="2009-03~") == [f"story-{day}" for day in range(6, 0, -1)]
    third = replica.kept(db, on("2009-03-03", "story-3").key)
    assert third is not None
    assert stories(db, high=replica.position(third), limit=1) == ["story-2"]
    assert stories(db, limit=0) == []


def test_neighbours_are_the_nearest_days_with_stories() -> None:
    db = posted(
        on("2009-02-27", "a"), on("2009-03-06", "b"), on("2009-04-01", "c"), on("2009-03-07", "d", language="fa")
    )
    assert replica.neighbours(db, "en", "2009-03-06") == ("2009-02-27", "2009-04-01")
    assert replica.neighbours(db, "en", "2009-03-20") == ("2009-03-06", "2009-04-01")
    assert replica.neighbours(db, "en", "2009-02-27") == (None, "2009-03-06")
    assert replica.neighbours(db, "fa", "2009-03-07") == (None, None)


def test_months_with_stories_stand_oldest_first() -> None:
    db = posted(on("2009-03-06", "a"), on("2008-08-08", "b"), on("2009-03-31T23:00:00Z", "c"), on("2009-04-01", "d"))
    assert replica.months(db, "en") == ["2008-08", "2009-03", "2009-04"]
    assert replica.months(db, "fa") == []


def test_a_story_given_another_day_moves_day_month_and_lists() -> None:
    db = posted(on("2009-03-06"), on("2009-03-06", "two"), on("2009-02-01", version=2))
    assert counted(db) == {"2009-02-01": 1, "2009-03-06": 1}
    assert replica.months(db, "en") == ["2009-02", "2009-03"]
    assert stories(db) == ["two", "clinton"]
    db = posted(on("2009-03-06"), on("2009-03-06T08:22:00Z", version=2))
    assert counted(db) == {"2009-03-06": 1}
    assert len(replica.listed(db, "en")) == 1


def test_a_withdrawn_story_leaves_every_list_and_comes_back_to_its_place() -> None:
    edition = on("2009-03-06", section=WORLD)
    out = posted(edition, on("2009-03-06", "two"), withdrawn(edition))
    assert stories(out) == ["two"]
    assert stories(out, scope_name("en", section=WORLD)) == []
    assert counted(out) == {"2009-03-06": 1}
    kept = replica.kept(out, edition.key)
    assert kept is not None
    assert replica.is_gone(kept.value)
    back = posted(edition, on("2009-03-06", "two"), withdrawn(edition), on("2009-03-06", version=2))
    assert stories(back) == ["two", "clinton"]
    assert counted(back) == {"2009-03-06": 2}


def test_a_day_that_lost_its_last_story_is_no_day_any_more() -> None:
    db = posted(on("2009-03-06"), withdrawn(on("2009-03-06")))
    assert counted(db) == {}
    assert replica.months(db, "en") == []
    assert replica.neighbours(db, "en", "2009-03-07") == (None, None)


def test_what_stands_under_a_prefix_leaves_out_the_withdrawn_and_the_removed() -> None:
    english, persian = an_edition(), an_edition(language="fa")
    db = posted(english, persian, an_edition("other"), a_section(), a_section("europe"), Removed(key_of(a_section())))
    assert [kept.value for kept in replica.under(db, f"edition/{english.story}/")] == [english, persian]
    assert [kept.value for kept in replica.under(db, "section/")] == [a_section("europe")]
    db = posted(english, persian, withdrawn(english))
    assert [kept.value for kept in replica.under(db, f"edition/{english.story}/")] == [persian]
    assert replica.under(db, "dossier/") == []


def test_every_value_is_kept_withdrawn_ones_included() -> None:
    edition = an_edition()
    db = posted(edition, *a_house(), withdrawn(edition))
    assert [kept.key for kept in replica.values(db)] == sorted({edition.key, "site", "front/en", "front/fa"})


def test_nothing_readable_stands_where_nothing_or_a_withdrawal_stands() -> None:
    assert [replica.is_gone(each) for each in (None, withdrawn(an_edition()), Removed("x"), an_edition())] == [
        *(True, True, True),
        False,
    ]


def test_an_erased_entry_changes_nothing() -> None:
    record = Record()
    record.post(an_edition())
    record.post(an_edition(version=2, headline="Secret"))
    whole = replayed(record)
    record.cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq = 2")
    kept = replica.kept(replayed(record), an_edition().key)
    assert kept is not None
    assert kept.value == an_edition()
    assert rows(fill(whole, entries(record.cursor))) == rows(whole)


def test_a_rebuild_after_an_erasure_orders_lists_as_before_it() -> None:
    record = Record()
    record.post(on("2009-03-06", "one"))
    record.post(on("2009-03-06", "two"))
    record.post(on("2009-03-06", "one", version=2))
    before = replayed(record)
    record.cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq = 1")
    after = replayed(record)
    assert stories(before) == stories(after) == ["two", "one"]
    versions.erase(before, [1])
    assert rows(before) == rows(after)


def test_clearing_leaves_nothing_and_the_cursor_at_the_start() -> None:
    db = posted(*a_house(), an_edition(section=WORLD))
    replica.clear(db)
    assert rows(db) == rows(a_replica())
    assert replica.cursor(db) == (0, "")


def test_preparing_twice_keeps_what_stands() -> None:
    db = posted(an_edition())
    before = rows(db)
    replica.prepare(db)
    assert rows(db) == before


STAMPS = ["2009-03-05", "2009-03-06", "2009-03-06T08:22:00Z", "2009-04-01"]
moves = st.tuples(
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["en", "fa"]),
    st.sampled_from(["publish", "withdraw"]),
    st.sampled_from(STAMPS),
    st.sampled_from([None, WORLD]),
)


def act(move: tuple[str, str, str, str, Any]) -> Value:
    story, language, action, stamp, section = move
    edition = on(stamp, story, language=language, section=section, dossiers=(NATO,) if section else ())
    return edition if action == "publish" else withdrawn(edition)


@settings(max_examples=60, deadline=None)
@given(st.lists(moves, max_size=12), st.data())
def test_replaying_any_stretch_twice_equals_once(
    found: list[tuple[str, str, str, str, Any]], data: st.DataObject
) -> None:
    record = Record()
    for move in found:
        record.post(act(move))
    once, everything = replayed(record), list(entries(record.cursor))
    before = rows(once)
    start = data.draw(st.integers(0, len(everything)))
    assert rows(fill(once, everything[start:])) == before
    assert rows(fill(once, everything)) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(moves, max_size=12))
def test_lists_and_days_are_what_the_newest_values_say(found: list[tuple[str, str, str, str, Any]]) -> None:
    record = Record()
    record.post(*a_house(), a_section(), a_dossier(), a_picture())
    for move in found:
        record.post(act(move))
    db = replayed(record)
    editions = [kept.value for kept in replica.values(db) if isinstance(kept.value, Edition)]
    for language in ("en", "fa"):
        own = [each for each in editions if each.language == language]
        assert sorted(stories(db, language)) == sorted(each.slug for each in own)
        assert sum(counted(db, language).values()) == len(own)
        assert set(counted(db, language)) == {str(each.first_published.day) for each in own}
        assert set(replica.months(db, language)) == {str(each.first_published.day)[:7] for each in own}
        within = scope_name(language, section=WORLD)
        assert sorted(stories(db, within)) == sorted(each.slug for each in own if each.section)
    assert db.execute("SELECT count(*) FROM replica_listing").fetchone() == (
        sum(1 + 2 * bool(each.section) for each in editions),
    )


def test_payloads_are_kept_byte_for_byte() -> None:
    db = posted(a_section())
    row = db.execute("SELECT payload, type FROM replica_value").fetchone()
    assert row == (encode(a_section()), Section.__name__)
    assert json.loads(row[0])["type"] == "section"
