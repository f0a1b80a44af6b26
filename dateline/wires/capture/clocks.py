"""Times of day inside a line and the zone each is told in; a zone that nobody can tell is never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from dateline.wires.capture.folding import whole
from dateline.wires.capture.words import Words, words

UNITS = r"(?:น|uhr|hrs?|hours|h|ч|heures?|horas?|बजे|بجے)?\.?"
SEPARATOR = r"\s*(?:[:h時时시点點]|gio|giờ)\s*"


class FoundClock(msgspec.Struct, frozen=True):
    """A time of day at ``start:end`` of a folded line, its zone words included; ``zone`` is None where unknown."""

    start: int
    end: int
    value: time
    zone: tzinfo | None = None
    zone_words: str = ""


@cache
def _clock(tag: str) -> re.Pattern[str]:
    known = words(tag)
    half, universal = whole([*known.am, *known.pm]), whole(known.universal)
    return re.compile(
        rf"(?:(?P<before>{half})\s*)?"
        rf"(?<![\d.:/+-])(?P<h>\d{{1,2}})(?:{SEPARATOR}(?P<min>\d{{2}})(?::(?P<s>\d{{2}})(?:\.\d+)?|\s*[分분]|\s*phut)?"
        rf"|\.(?P<dot>\d{{2}})(?=\s*(?:{half}|น|{universal}))"
        rf"|(?=\s*(?:am|pm|a\.m\.|p\.m\.)(?![^\W\d_]))|(?P<bare>\s*[h時时시点點](?![^\W\d_])))"
        rf"(?![\d/])(?:\s*(?P<after>{half}))?"
    )


@cache
def _zone(tag: str) -> re.Pattern[str]:
    known = words(tag)
    offset = r"(?:(?:utc|gmt|tu)\s*)?(?P<sign>[+-])\s*(?P<oh>\d{1,2})(?::?(?P<om>\d{2}))?(?!\d)"
    names = whole([*known.universal, *known.zones])
    return re.compile(rf"\s?{UNITS}[\s(,،\[-]{{0,3}}(?:{offset}|(?P<name>{names})(?!\s*[+-]\s*\d))[)\]]?")


@cache
def _zone_before(tag: str) -> re.Pattern[str]:
    known = words(tag)
    return re.compile(rf"(?P<name>{whole({*known.universal, *known.zones} - {'z', 'ut'})})[\s:,(]*$")


def find(line: str, known: Words) -> list[FoundClock]:
    """The times of day of a folded line, in order."""
    out = []
    for found in _clock(known.tag).finditer(line):
        value = _time(found, known)
        if value is None:
            continue
        end, zone, said = _zone_after(line, found.end(), known)
        if zone is None and not said and (before := _zone_before(known.tag).search(line[: found.start()])):
            zone, said = _named(before["name"], known), before["name"]
        out.append(FoundClock(found.start(), end, value, zone, said))
    return out


def _time(found: re.Match[str], known: Words) -> time | None:
    hour, minute = int(found["h"]), int(found["min"] or found["dot"] or 0)
    half = found["before"] or found["after"] or ""
    if half in known.pm and hour < 12:
        hour += 12
    elif half in known.am and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(found["s"] or 0) > 59:
        return None
    return time(hour, minute, int(found["s"] or 0))


def _zone_after(line: str, start: int, known: Words) -> tuple[int, tzinfo | None, str]:
    found = _zone(known.tag).match(line, start)
    if found is None:
        unknown = re.match(r"\s*\(?([a-z]{2,5}t)\)?(?![^\W\d_])", line[start:])
        return (start + unknown.end(), None, unknown[1]) if unknown else (start, None, "")
    if found["sign"]:
        away = timedelta(hours=int(found["oh"]), minutes=int(found["om"] or 0))
        if away > timedelta(hours=14):
            return start, None, ""
        return found.end(), timezone(away if found["sign"] == "+" else -away), found[0].strip()
    return found.end(), _named(found["name"], known), found["name"]


def _named(name: str, known: Words) -> tzinfo | None:
    if name in known.zones:
        return ZoneInfo(known.zones[name]) if known.zones[name] else None
    return UTC


def instant(day: date, clock: FoundClock) -> datetime | None:
    """The instant in universal time, or None where the zone is unknown."""
    return datetime.combine(day, clock.value, clock.zone).astimezone(UTC) if clock.zone else None
