"""How every language writes days, instants, months, counts and lists: golden values, whatever came before."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dateline.languages.facts import Language
from dateline.languages.language import language, languages

TABLE = Path(__file__).with_name("stamps.toml")
STAMPS: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
DAY = date(2009, 3, 6)
INSTANT = datetime(2009, 3, 6, 8, 22, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
TAGS = sorted(languages())
# Writes every month name and day of a year in every language, in an order that the argument shuffles.
PROGRAM = """
import calendar, json, random, sys
from datetime import UTC, date, datetime
from dateline.languages.facts import Language
from dateline.languages.language import languages
asked = [(tag, month) for tag in languages() for month in range(1, 13)]
random.Random(int(sys.argv[1])).shuffle(asked)
found = {}
for tag, month in asked:
    each = languages()[tag]
    days = [date(2009, month, 1), date(2009, month, calendar.monthrange(2009, month)[1])]
    late = datetime(2009, month, 1, 23, 59, tzinfo=UTC)
    found[f"{tag} {month}"] = [*map(each.month, days), *map(each.day, days), each.instant(late)]
print(json.dumps(found, sort_keys=True))
"""


def written(each: Language) -> dict[str, str]:
    return {
        "day": each.day(DAY),
        "instant": each.instant(INSTANT),
        "month": each.month(DAY),
        "first": each.day(date(2009, 3, 1)),
    }


def test_the_table_of_stamps_holds_every_language() -> None:
    assert sorted(STAMPS) == TAGS


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_writes_its_stamps_as_the_table_says(tag: str) -> None:
    assert written(language(tag)) == STAMPS[tag]


@pytest.mark.parametrize("tag", TAGS)
def test_an_instant_from_another_zone_is_written_in_universal_time(tag: str) -> None:
    tokyo = INSTANT.astimezone(timezone(timedelta(hours=9)))
    assert language(tag).instant(tokyo) == STAMPS[tag]["instant"]
    assert language(tag).clock(tokyo) == language(tag).clock(INSTANT)


@pytest.mark.parametrize("tag", TAGS)
def test_the_hour_counts_to_24_and_midnight_is_zero(tag: str) -> None:
    each = language(tag)
    afternoon = each.clock(INSTANT.replace(hour=20))
    midnight = each.clock(INSTANT.replace(hour=0, minute=5))
    assert each.in_digits("20") in afternoon
    assert each.in_digits("0") in midnight
    assert each.in_digits("24") not in midnight
    assert each.in_digits("12") not in midnight


@pytest.mark.parametrize("tag", TAGS)
def test_digits_follow_the_policy_of_the_house(tag: str) -> None:
    own = {"fa": set("۰۱۲۳۴۵۶۷۸۹"), "km": set("០១២៣៤៥៦៧៨៩")}.get(tag, set("0123456789"))
    each = language(tag)
    shown = "".join(written(each).values()) + each.number(1234567890) + each.count("stories", 10)
    assert {character for character in shown if character.isdecimal()} <= own


def test_persian_shows_the_jalali_date_before_the_gregorian_one() -> None:
    new_year_and_eve = [language("fa").day(day) for day in (date(2009, 3, 20), date(2009, 3, 21))]
    assert new_year_and_eve == ["۳۰ اسفند ۱۳۸۷ (۲۰ مارس ۲۰۰۹)", "۱ فروردین ۱۳۸۸ (۲۱ مارس ۲۰۰۹)"]


@pytest.mark.parametrize("tag", ["th", "km"])
def test_thai_and_khmer_keep_the_gregorian_year(tag: str) -> None:
    each = language(tag)
    assert each.in_digits("2009") in each.day(DAY)
    assert each.in_digits("2009") in each.month(DAY)
    assert each.in_digits("2552") not in each.instant(INSTANT) + each.month(DAY)


def test_only_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    french = language("fr")
    found = [french.day(date(2009, 3, day)) for day in (1, 2, 11, 21, 31)]
    assert found == ["1er mars 2009", "2 mars 2009", "11 mars 2009", "21 mars 2009", "31 mars 2009"]


def test_month_names_do_not_depend_on_what_was_written_before() -> None:
    asked = [(tag, month) for tag in TAGS for month in range(1, 13)]
    straight = {(tag, month): language(tag).month(date(2009, month, 15)) for tag, month in asked}
    for seed in range(3):
        random.Random(seed).shuffle(asked)
        shuffled = {(tag, month): language(tag).month(date(2009, month, 15)) for tag, month in asked}
        assert shuffled == straight


def elsewhere(zone: str, seed: int) -> dict[str, list[str]]:
    environment = os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(seed)], env=environment, capture_output=True, check=True, cwd=ROOT
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_dates_depend_neither_on_the_machines_time_zone_nor_on_the_order_of_a_fresh_process() -> None:
    home = elsewhere("UTC", 1)
    assert len(home) == 12 * len(TAGS)
    assert elsewhere("Pacific/Auckland", 2) == home
    assert elsewhere("America/Los_Angeles", 3) == home


@pytest.mark.parametrize("tag", TAGS)
def test_twelve_months_have_twelve_names(tag: str) -> None:
    each = language(tag)
    assert len({each.month(date(2009, month, 1)) for month in range(1, 13)}) == 12


COUNTED = {
    ("en", 0): "0 stories",
    ("en", 1): "1 story",
    ("fr", 0): "0\N{NO-BREAK SPACE}article",
    ("fr", 1): "1\N{NO-BREAK SPACE}article",
    ("fr", 2): "2\N{NO-BREAK SPACE}articles",
    ("ru", 1): "1 материал",
    ("ru", 3): "3 материала",
    ("ru", 11): "11 материалов",
    ("ru", 21): "21 материал",
    ("uk", 22): "22 матеріали",
    ("ro", 1): "1 știre",
    ("ro", 2): "2 știri",
    ("ro", 20): "20 de știri",
    ("ja", 7): "7件の記事",
}


@pytest.mark.parametrize(("asked", "phrase"), COUNTED.items(), ids=str)
def test_counts_take_the_plural_form_that_cldr_names(asked: tuple[str, int], phrase: str) -> None:
    tag, number = asked
    assert language(tag).count("stories", number) == phrase


def test_arabic_uses_all_six_forms() -> None:
    arabic = language("ar")
    assert len({arabic.locale.plural_form(number) for number in (0, 1, 2, 3, 11, 100)}) == 6
    shown = [arabic.count("stories", number) for number in (0, 1, 2, 3, 11, 100)]
    assert len(set(shown)) == 6


def test_large_numbers_are_grouped_as_the_language_groups_them() -> None:
    found = {tag: language(tag).number(1234567) for tag in ("en", "fr", "es", "hi", "fa", "km")}
    assert found == {
        "en": "1,234,567",
        "fr": "1\u202f234\u202f567",
        "es": "1.234.567",
        "hi": "12,34,567",
        "fa": "۱٬۲۳۴٬۵۶۷",
        "km": "១.២៣៤.៥៦៧",
    }


def test_names_are_joined_as_the_language_joins_a_list() -> None:
    found = {tag: language(tag).listing(["A", "B", "C"]) for tag in ("en", "fr", "ja", "zh-Hans")}
    assert found == {"en": "A, B and C", "fr": "A, B et C", "ja": "A、B、C", "zh-Hans": "A、B和C"}
    assert language("en").listing(["A {0}"]) == "A {0}"
