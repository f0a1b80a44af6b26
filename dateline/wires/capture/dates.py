"""Dates inside a line, in words or numbers, in any configured language, with what is doubtful about each."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from dateline.wires.capture.calendars import JALALI_MONTHS, gregorian
from dateline.wires.capture.folding import bare, fold
from dateline.wires.capture.words import Words, words

ORDINAL = r"(?:st|nd|rd|th|er|ere|re|º|ª|°|eme|e|-?го|-?е)?"


class FoundDate(msgspec.Struct, frozen=True):
    """A date at ``start:end`` of a folded line; ``doubt`` is empty or says what an editor should check."""

    start: int
    end: int
    value: date
    doubt: str = ""


def numbers(found: re.Match[str]) -> tuple[date, str]:
    """A date of three numbers, the day first (as all configured languages write it) unless that gives no date."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    if len(found["y"]) == 2:
        year += 2000 if year < 70 else 1900
    if second > 12 >= first:
        return gregorian(year, first, second), f"“{found[0]}” was read with the month first: it is no date otherwise"
    value = gregorian(year, second, first)
    if first <= 12 and first != second and found["s"] != ".":
        return value, f"“{found[0]}” was read as {value.isoformat()}, the day first: check that it is not the month"
    return value, ""


@cache
def _patterns(tag: str) -> tuple[re.Pattern[str], ...]:
    known = words(tag)
    names = sorted({*known.months, *(fold(name) for name in "|".join(JALALI_MONTHS).split("|"))}, key=len, reverse=True)
    small = "|".join(re.escape(word) for word in known.fillers)
    month = rf"(?P<m>{'|'.join(map(re.escape, names))})(?:{small})?\.?(?![^\W\d_])"
    # Scripts that write without spaces: a small word may touch the month on either side.
    loose = rf"[\s,.،]*(?:(?:{small})[\s,.،]*){{0,3}}(?P<m>{'|'.join(map(re.escape, names))})\.?"
    gap = rf"[\s,.،]*(?:(?:{small})(?![^\W\d_])[\s,.،]*|(?:{small})(?=\d)){{0,3}}"
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?<![\d.])(?P<y>\d{4})(?P<s>[-/.])(?P<n>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
            r"(?P<y>\d{4})\s*[年년]\s*(?P<n>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?",
            r"(?<!\d)(?P<d>\d{1,2})\s*thang\s*(?P<n>\d{1,2})\s*,?\s*(?:nam\s*)?(?P<y>\d{4})",
            rf"(?<!\d)(?P<d>\d{{1,2}}){ORDINAL}{gap}(?<![^\W\d_]){month}{gap}(?P<y>\d{{4}})(?!\d)",
            rf"(?<!\d)(?P<d>\d{{1,2}}){loose}{gap}(?P<y>\d{{4}})(?!\d)",
            rf"(?<![^\W\d_]){month}{gap}(?P<d>\d{{1,2}}){ORDINAL}{gap}(?P<y>\d{{4}})(?!\d)",
            rf"(?<!\d)(?P<y>\d{{4}}){gap}(?<![^\W\d_]){month}{gap}(?P<d>\d{{1,2}})(?!\d)",
            r"(?<![\d.])(?P<a>\d{1,2})\s?(?P<s>[-/.])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4}|\d{2})(?![\d])",
        )
    )


def _value(found: re.Match[str], months: dict[str, int]) -> tuple[date, str]:
    parts = found.groupdict()
    if "a" in parts:
        return numbers(found)
    if "m" not in parts:
        return gregorian(int(parts["y"]), int(parts["n"]), int(parts["d"])), ""
    return gregorian(int(parts["y"]), _month(parts["m"], int(parts["y"]), months), int(parts["d"])), ""


def _month(name: str, year: int, months: dict[str, int]) -> int:
    """The number of a month; a name that two calendars use is settled by the year."""
    jalali = {
        fold(bare(variant)): number for number, names in enumerate(JALALI_MONTHS, 1) for variant in names.split("|")
    }
    first, second = (jalali, months) if year < 1600 else (months, jalali)
    return first[name] if name in first else second[name]


def find(line: str, known: Words) -> list[FoundDate]:
    """The dates of a folded line, in order; where two readings overlap the more explicit one stands."""
    out: list[FoundDate] = []
    for pattern in _patterns(known.tag):
        for found in pattern.finditer(line):
            if any(found.start() < each.end and each.start < found.end() for each in out):
                continue
            try:
                value, doubt = _value(found, known.months)
            except ValueError:
                continue
            out.append(FoundDate(found.start(), found.end(), value, doubt))
    return _one_day_once(sorted(out, key=lambda each: each.start), line)


def _one_day_once(dates: list[FoundDate], line: str) -> list[FoundDate]:
    """The same day written in two calendars, the second in parentheses, is one date."""
    out: list[FoundDate] = []
    for each in dates:
        between = line[out[-1].end : each.start].strip() if out else "none"
        if out and each.value == out[-1].value and between in {"(", "/", "-", "–", "برابر با", "="}:
            out[-1] = FoundDate(out[-1].start, each.end, each.value, out[-1].doubt)
        else:
            out.append(each)
    return out
