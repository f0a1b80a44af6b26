"""Days as other calendars count them, turned into Gregorian dates: Solar Hijri (Jalali) and the Buddhist era."""

from __future__ import annotations

from datetime import date, timedelta

JALALI_YEARS = range(1300, 1500)
BUDDHIST_YEARS = range(2450, 2700)
# 33-year cycle of leap years; exact for 1178 to 1633, by comparison with the vernal equinoxes (Heydari 2004).
LEAP_REMAINDERS = {1, 5, 9, 13, 17, 22, 26, 30}
NOWRUZ_1300 = date(1921, 3, 21)
JALALI_MONTHS = (
    "فروردین|حمل", "اردیبهشت|ثور", "خرداد|جوزا", "تیر|سرطان", "مرداد|امرداد|اسد", "شهریور|سنبله",
    "مهر|میزان", "آبان|عقرب", "آذر|قوس", "دی|جدی", "بهمن|دلو", "اسفند|حوت",
)  # fmt: skip


def jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day in the Solar Hijri calendar; ValueError where there is no such day."""
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in LEAP_REMAINDERS else 29
    if year not in JALALI_YEARS or not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError(f"{year}/{month}/{day} is no day of the Solar Hijri calendar")
    leaps = sum(1 for each in range(1300, year) if each % 33 in LEAP_REMAINDERS)
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return NOWRUZ_1300 + timedelta(days=(year - 1300) * 365 + leaps + before + day - 1)


def gregorian(year: int, month: int, day: int) -> date:
    """The date meant by three numbers, whichever of the three calendars the year belongs to; ValueError if none."""
    if year in JALALI_YEARS:
        return jalali(year, month, day)
    if year in BUDDHIST_YEARS:
        year -= 543
    if not 1600 <= year <= 2200:
        raise ValueError(f"the year {year} is beyond what a newspaper dates")
    return date(year, month, day)
