"""Moments: a day stays a day, an instant is one in universal time, and the two can be put in order."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition.moment import Moment
from tests.rooms.edition.strategies import days, instants, moments

DAY = Moment.parse("2009-03-06")
INSTANT = Moment.parse("2009-03-06T08:22:00Z")


def test_a_day_only_stamp_stays_a_day() -> None:
    assert str(DAY) == "2009-03-06"
    assert DAY.value == date(2009, 3, 6)
    assert not DAY.exact
    assert DAY.day == date(2009, 3, 6)
    assert DAY.instant == datetime(2009, 3, 6, tzinfo=UTC)


def test_an_instant_keeps_its_time_of_day() -> None:
    assert str(INSTANT) == "2009-03-06T08:22:00Z"
    assert INSTANT.exact
    assert INSTANT.instant == datetime(2009, 3, 6, 8, 22, tzinfo=UTC)
    assert INSTANT.day == date(2009, 3, 6)


@pytest.mark.parametrize(
    ("written", "kept"),
    {
        "2009-03-06T09:22:00+01:00": "2009-03-06T08:22:00Z",
        "2009-03-06T00:30:00+01:00": "2009-03-05T23:30:00Z",
        "2009-03-06T23:30:00-05:30": "2009-03-07T05:00:00Z",
        "2009-03-06T08:22:00.999999Z": "2009-03-06T08:22:00Z",
        "2009-03-06 08:22Z": "2009-03-06T08:22:00Z",
        "2009-03-06t08:22:00z": "2009-03-06T08:22:00Z",
        "0009-03-06": "0009-03-06",
        "0999-03-06T08:22:00Z": "0999-03-06T08:22:00Z",
    }.items(),
)
def test_an_instant_of_any_zone_and_precision_is_kept_in_universal_time_to_the_second(written: str, kept: str) -> None:
    assert str(Moment.parse(written)) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "2009",
        "2009-03",
        "2009-3-6",
        "06.03.2009",
        "20090306",
        "2009-W10-5",
        "2009-065",
        "2009-02-29",
        "2009-03-06T",
        "2009-03-06T08Z",
        "2009-03-06T25:00:00Z",
        "0001-01-01T00:30:00+01:00",
        " 2009-03-06",
        "2009-03-06\n",
        "۲۰۰۹-۰۳-۰۶",
    ],
)
def test_what_is_no_moment_is_refused_with_what_is_wanted(written: str) -> None:
    with pytest.raises(ValueError, match="is no moment: write 2009-03-06 or 2009-03-06T08:22:00Z"):
        Moment.parse(written)


@pytest.mark.parametrize("written", ["2009-03-06T08:22:00", "2009-03-06 08:22"])
def test_a_time_without_zone_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="must say its zone"):
        Moment.parse(written)
    with pytest.raises(ValueError, match="must say its zone"):
        Moment(datetime(2009, 3, 6, 8, 22))  # noqa: DTZ001 - the lack of a zone is the point


def test_a_day_stands_before_every_instant_in_it_and_after_the_day_before() -> None:
    midnight = Moment.parse("2009-03-06T00:00:00Z")
    before, after = Moment.parse("2009-03-05T23:59:59Z"), Moment.parse("2009-03-07")
    assert sorted([after, INSTANT, midnight, DAY, before]) == [before, DAY, midnight, INSTANT, after]
    assert midnight > DAY


def test_a_day_is_not_its_midnight() -> None:
    midnight = Moment.parse("2009-03-06T00:00:00Z")
    assert midnight != DAY
    assert len({DAY, midnight, Moment(date(2009, 3, 6))}) == 2
    assert str(DAY) != DAY


def test_moments_cannot_be_put_in_order_with_other_things() -> None:
    with pytest.raises(TypeError):
        _ = DAY < "2009-03-07"


def test_moments_survive_copies_and_pickles() -> None:
    for each in (DAY, INSTANT):
        assert copy.deepcopy(each) == each
        assert pickle.loads(pickle.dumps(each)) == each


@given(moments)
def test_a_moment_written_and_read_is_itself(moment: Moment) -> None:
    again = Moment.parse(str(moment))
    assert again == moment
    assert hash(again) == hash(moment)
    assert again.exact == moment.exact


@given(instants)
def test_equal_instants_are_equal_moments_in_any_zone(instant: datetime) -> None:
    elsewhere = instant.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert Moment(elsewhere) == Moment(instant)
    assert Moment(instant).instant == instant.replace(microsecond=0)


@given(st.lists(moments, max_size=8))
def test_text_sorts_as_moments_do(found: list[Moment]) -> None:
    assert [str(each) for each in sorted(found)] == sorted(str(each) for each in found)


@given(st.tuples(days, days))
def test_days_sort_as_dates_do(pair: tuple[date, date]) -> None:
    one, other = pair
    assert (Moment(one) < Moment(other)) == (one < other)
