"""A language's facts, and how it writes days, instants, numbers, sizes and lists."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from icu4py.messageformat import MessageFormat

from dateline.languages.strings import Plurals, Strings

NOON = time(12, 0, tzinfo=UTC)
LANGUAGE_NEUTRAL_DIGITS = "0123456789"
DIGITS = {
    "latn": LANGUAGE_NEUTRAL_DIGITS,
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "khmr": "០១២៣៤៥៦៧៨៩",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
}


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language writes dates: CLDR patterns (UTS 35), ``locale`` being the CLDR locale they run in.

    ``instant`` joins ``{date}``, ``{time}`` and ``{universal_time}``; ``second_calendar`` names a calendar
    whose date is shown first, with the Gregorian one behind it in ``both``; ``first_of_month`` is the pattern
    of a month's first day where that differs ("1er mars").
    """

    locale: str
    day: str
    month: str
    time: str
    instant: str
    second_calendar: Literal["", "persian"] = ""
    both: str = "{second} ({gregorian})"
    first_of_month: str = ""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A BCP 47 language with everything a reader's page needs of it."""

    tag: str
    name: str
    english_name: str
    direction: Literal["ltr", "rtl"]
    script: str
    segment: str
    digits: str
    universal_time: str
    type_group: Literal[
        "latin", "cyrillic", "arabic", "nastaliq", "devanagari", "thai", "khmer", "hans", "hant", "japanese", "korean"
    ]
    search: Literal["words", "bigrams"]
    og_locale: str
    quotes: tuple[str, str, str, str]
    reviewed_by: str
    dates: Dates
    strings: Strings
    plurals: Plurals

    @property
    def locale(self) -> Locale:
        """The CLDR locale that writes this language's dates, numbers and lists."""
        return Locale.parse(self.dates.locale)

    def text(self, name: str, /, **values: str) -> str:
        """The reader string ``name`` with its placeholders filled."""
        found: str = getattr(self.strings, name)
        return found.format(**values) if values else found

    def count(self, name: str, /, number: int) -> str:
        """The counted phrase ``name`` ("3 stories") in the plural form CLDR asks for."""
        forms: dict[str, str] = getattr(self.plurals, name)
        return forms[self.locale.plural_form(number)].format(n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number in this language's digits and grouping."""
        return self.in_digits(format_decimal(number, locale=self.locale, numbering_system=self.digits))

    def size(self, size: int) -> str:
        """A number of bytes as this language writes it, in kilobytes or megabytes (powers of ten, as in SI)."""
        name, number = ("megabyte", size / 1_000_000) if size >= 1_000_000 else ("kilobyte", size / 1000)
        unit, rounded = f"digital-{name}", round(number, 1) if number < 10 else round(number)
        return self.in_digits(format_unit(rounded, unit, "short", locale=self.locale, numbering_system=self.digits))

    def in_digits(self, text: str) -> str:
        """``text`` with its ASCII digits in this language's own."""
        own = DIGITS[self.digits]
        return text if own == LANGUAGE_NEUTRAL_DIGITS else text.translate(str.maketrans(LANGUAGE_NEUTRAL_DIGITS, own))

    def day(self, day: date) -> str:
        """A calendar day, beside the second calendar's where the language shows two."""
        pattern = (day.day == 1 and self.dates.first_of_month) or self.dates.day
        gregorian = self.in_digits(format_date(day, pattern, locale=self.locale))
        if not self.dates.second_calendar:
            return gregorian
        second = self._by_icu("d MMMM y", day, calendar=self.dates.second_calendar)
        return self.dates.both.format(second=second, gregorian=gregorian)

    def month(self, day: date) -> str:
        """The month that ``day`` stands in, with its year."""
        return self._by_icu(self.dates.month, day, calendar="gregorian")

    def month_alone(self, day: date) -> str:
        """A month that is all that is known of a time; beside the second calendar's, in two of whose months it lies."""
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return self._both(day.replace(day=1), last, self.month(day), month="MMMM ")

    def year(self, day: date) -> str:
        """A year that is all that is known of a time, as CLDR writes one alone ("1997年"); as ``month_alone``."""
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
        return self._both(first, last, self._by_icu("::y", first, calendar="gregorian"))

    def _both(self, first: date, last: date, gregorian: str, month: str = "") -> str:
        """A span of the second calendar, its year once where both ends lie in it, with the Gregorian name behind it."""
        second = self.dates.second_calendar
        if not second:
            return gregorian
        years = [self._by_icu("y", day, calendar=second) for day in (first, last)]
        patterns = (month.strip() if month and years[0] == years[1] else f"{month}y", f"{month}y")
        ends = [
            self._by_icu(pattern, day, calendar=second) for pattern, day in zip(patterns, (first, last), strict=True)
        ]
        return self.dates.both.format(second="–".join(dict.fromkeys(ends)), gregorian=gregorian)

    def _by_icu(self, pattern: str, day: date, *, calendar: str) -> str:
        """ICU writes other calendars, and the stand-alone month names that Babel 2.18 mixes up between languages.

        It would take the machine's own time zone, and so another day, were the zone not named.
        """
        message = MessageFormat(f"{{d,date,{pattern}}}", f"{self.dates.locale}@calendar={calendar};timezone=Etc/UTC")
        return self.in_digits(message.format({"d": datetime.combine(day, NOON)}))

    def clock(self, instant: datetime) -> str:
        """The time of day of an instant in universal time, to the minute."""
        return self.in_digits(
            format_time(instant.astimezone(UTC).timetz(), self.dates.time, tzinfo=UTC, locale=self.locale)
        )

    def instant(self, instant: datetime) -> str:
        """Day, time and the universal-time label, as this language writes them."""
        universal = instant.astimezone(UTC)
        return self.dates.instant.format(
            date=self.day(universal.date()), time=self.clock(universal), universal_time=self.universal_time
        )

    def local(self, instant: datetime, zone: str) -> str:
        """The same instant by the clocks of ``zone`` (IANA), labelled with its city; and the day, where it differs."""
        there = instant.astimezone(ZoneInfo(zone))
        clock = self.in_digits(format_time(there.timetz(), self.dates.time, tzinfo=there.tzinfo, locale=self.locale))
        city = get_timezone_location(zone, locale=self.locale, return_city=True)
        if there.date() == instant.astimezone(UTC).date():
            return f"{clock} {city}"
        return self.dates.instant.format(date=self.day(there.date()), time=clock, universal_time=city)

    def listing(self, names: list[str]) -> str:
        """Names joined as CLDR joins a list ("A, B and C")."""
        return format_list(names, locale=self.locale)
