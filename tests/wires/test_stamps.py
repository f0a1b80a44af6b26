"""Stamps: labels, dates, clocks and zones as pages write them, in every configured language."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.languages.language import languages
from dateline.wires.capture import stamp
from dateline.wires.capture.calendars import jalali
from dateline.wires.capture.words import words

INSTANT = datetime(2009, 3, 6, 8, 22, tzinfo=UTC)
LINES: list[dict[str, str]] = tomllib.loads(Path(__file__).with_name("stamps.toml").read_text(encoding="utf-8"))[
    "stamp"
]


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"][:24])
def test_a_stamp_is_read_as_it_is_meant(case: dict[str, str]) -> None:
    found = stamp.read(case["line"], words(case["language"]))
    assert found is not None
    assert {each.role: str(each.moment) for each in found.moments} == {
        role: case[role] for role in ("published", "updated") if case[role]
    }
    assert found.rest == ""


@pytest.mark.parametrize("tag", languages())
def test_our_own_stamps_are_read_back_in_every_language(tag: str) -> None:
    language = languages()[tag]
    published = stamp.read(language.text("published", when=language.day(INSTANT.date())), words(tag))
    updated = stamp.read(language.text("updated", when=language.instant(INSTANT)), words(tag))
    assert published is not None
    assert updated is not None
    assert [(each.role, str(each.moment)) for each in published.moments] == [("published", "2009-03-06")]
    assert [(each.role, str(each.moment)) for each in updated.moments] == [("updated", "2009-03-06T08:22:00Z")]


@pytest.mark.parametrize("tag", languages())
def test_every_day_of_a_year_is_read_back_in_every_language(tag: str) -> None:
    language = languages()[tag]
    for month in range(1, 13):
        line = language.text("published", when=language.day(datetime(2008, month, 13, tzinfo=UTC).date()))
        found = stamp.read(line, words(tag))
        assert found is not None, line
        assert [str(each.moment) for each in found.moments] == [f"2008-{month:02}-13"], line


@pytest.mark.parametrize(
    "line", ["Published 2009-03-06 08:22", "Published 2009-03-06 08:22 XQT", "Published 2009-03-06 08:22 IST"]
)
def test_a_time_whose_zone_nobody_can_tell_is_not_guessed(line: str) -> None:
    found = stamp.read(line, words("en"))
    assert found is not None
    assert str(found.moments[0].moment) == "2009-03-06"
    assert "08:22" in found.moments[0].doubts[0]


def test_a_date_that_could_be_read_two_ways_is_doubted() -> None:
    doubtful, clear = stamp.read("Published 06/03/2009", words("en")), stamp.read("Published 16/03/2009", words("en"))
    assert doubtful is not None
    assert clear is not None
    assert "check that it is not the month" in doubtful.moments[0].doubts[0]
    assert clear.moments[0].doubts == ()


@pytest.mark.parametrize(
    ("day", "gregorian"),
    [
        ((1387, 12, 16), "2009-03-06"),
        ((1387, 12, 30), "2009-03-20"),
        ((1388, 1, 1), "2009-03-21"),
        ((1403, 12, 30), "2025-03-20"),
    ],
)
def test_the_persian_calendar_is_counted_as_in_iran(day: tuple[int, int, int], gregorian: str) -> None:
    assert jalali(*day).isoformat() == gregorian
