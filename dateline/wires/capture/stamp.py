"""The stamp of a page: when it says that it was published and updated, each at the precision it states."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from dateline.edition.moment import Moment
from dateline.wires.capture import clocks, dates
from dateline.wires.capture.clocks import FoundClock
from dateline.wires.capture.dates import FoundDate
from dateline.wires.capture.folding import EDGES, bare, fold, whole
from dateline.wires.capture.words import Words, words

Role = Literal["published", "updated", ""]
LONGEST = 300


class Stamped(msgspec.Struct, frozen=True):
    """One moment of a stamp; ``role`` is empty where no label says what it is."""

    role: Role
    moment: Moment
    doubts: tuple[str, ...] = ()


class Stamp(msgspec.Struct, frozen=True):
    """What a line says about time, and ``rest``: its words that are neither date nor label."""

    moments: tuple[Stamped, ...]
    rest: str

    @property
    def labelled(self) -> bool:
        """Whether some label says what a moment is."""
        return any(each.role for each in self.moments)


_Pair = tuple[FoundDate, FoundClock | None, int]


class _Label(msgspec.Struct, frozen=True):
    start: int
    end: int
    role: Role


@cache
def _labels(tag: str) -> re.Pattern[str]:
    known = words(tag)
    roles = {**dict.fromkeys(known.published, "p"), **dict.fromkeys(known.updated, "u")}
    longest = sorted(roles, key=lambda name: (-len(name), name))
    # One alternation, longest first: "last updated" must not be read as "updated" after an unknown word.
    return re.compile("|".join(f"(?P<{roles[name]}{number}>{whole([name])})" for number, name in enumerate(longest)))


def _role(found: re.Match[str]) -> Role:
    return "updated" if (found.lastgroup or "").startswith("u") else "published"


def label_of(line: str, known: Words) -> Role:
    """The role that a line names if it is a label and nothing else ("Published:")."""
    folded = fold(bare(line)).strip(EDGES)
    found = _labels(known.tag).fullmatch(folded)
    return "" if found is None else _role(found)


def _find_labels(line: str, known: Words) -> list[_Label]:
    return [_Label(found.start(), found.end(), _role(found)) for found in _labels(known.tag).finditer(line)]


def read(line: str, known: Words, *, role: Role = "") -> Stamp | None:
    """What a line says about time, or None if it names no date. ``role`` is a label that stood on the line before."""
    if len(line) > LONGEST:
        return None
    line = re.sub(r"(?<=\d)[Tt](?=\d)", " ", bare(line))
    folded = fold(line)
    days = dates.find(folded, known)
    if not days:
        return None
    hours = [each for each in clocks.find(folded, known) if not any(_overlap(each, day) for day in days)]
    labels = _find_labels(folded, known)
    if role and (not labels or labels[0].start > days[0].start):
        labels.insert(0, _Label(0, 0, role))
    return Stamp(tuple(_moments(days, hours, labels)), _rest(line, [*days, *hours, *labels], known))


def _overlap(clock: FoundClock, day: FoundDate) -> bool:
    return clock.start < day.end and day.start < clock.end


def _moments(days: list[FoundDate], hours: list[FoundClock], labels: list[_Label]) -> list[Stamped]:
    """Dates and clocks joined in the order of the line; a clock that has a label and no date takes the date before."""
    shared = next((each for each in hours if each.zone), None) if len(hours) > 1 else None
    out: list[Stamped] = []
    for day, clock, start in _pairs(days, hours, labels):
        label = next((each for each in reversed(labels) if each.end <= start), None)
        role: Role = label.role if label else ""
        if any(each.role == role for each in out) and role:
            role = ""
        out.append(_stamped(role, day, clock, shared))
    return _second_as_update(out)


def _second_as_update(found: list[Stamped]) -> list[Stamped]:
    """Of two moments on one line the later one is the update, whatever its label is called."""
    if len(found) == 2 and [each.role for each in found] == ["published", ""]:
        first, second = found
        if second.moment.day >= first.moment.day:
            return [first, Stamped("updated", second.moment, second.doubts)]
    return found


def _pairs(days: list[FoundDate], hours: list[FoundClock], labels: list[_Label]) -> list[_Pair]:
    """Each date with the clock beside it: behind it, or before it where the line begins so or a label parts the two."""
    waiting: FoundClock | None = None
    out: list[_Pair] = []
    clock_first = bool(hours) and hours[0].start < days[0].start
    marks: list[FoundDate | FoundClock] = [*days, *hours]
    for mark in sorted(marks, key=lambda each: each.start):
        if isinstance(mark, FoundDate):
            out.append((mark, waiting, min(mark.start, waiting.start) if waiting else mark.start))
            waiting = None
        elif clock_first or _leads(mark, days, labels, after=out[-1][0]):
            waiting = mark
        elif out[-1][1] is None and not _parted(out[-1][0], mark, labels):
            out[-1] = (out[-1][0], mark, out[-1][2])
        else:
            out.append((out[-1][0], mark, mark.start))
    return out


def _leads(clock: FoundClock, days: list[FoundDate], labels: list[_Label], *, after: FoundDate) -> bool:
    """Whether a clock belongs to the date behind it: a label parts it from the date before and none from the next."""
    following = next((day for day in days if day.start >= clock.end), None)
    if following is None or not _parted(after, clock, labels):
        return False
    return not any(clock.end <= label.start and label.end <= following.start for label in labels)


def _parted(day: FoundDate, clock: FoundClock, labels: list[_Label]) -> bool:
    """Whether a label stands between a date and a clock: then the clock belongs to that label."""
    return any(day.end <= label.start and label.end <= clock.start for label in labels)


def _stamped(role: Role, day: FoundDate, clock: FoundClock | None, shared: FoundClock | None) -> Stamped:
    doubts = (day.doubt,) if day.doubt else ()
    if clock is None:
        return Stamped(role, Moment(day.value), doubts)
    if clock.zone is None and not clock.zone_words and shared:
        clock = FoundClock(clock.start, clock.end, clock.value, shared.zone)
    instant = _instant(day.value, clock)
    if instant is None:
        zone = f"the zone “{clock.zone_words}” is not known" if clock.zone_words else "its zone is not said"
        note = f"the time {clock.value:%H:%M} of {day.value.isoformat()} was left out: {zone}; add it if you know it"
        return Stamped(role, Moment(day.value), (*doubts, note))
    return Stamped(role, instant, doubts)


def _instant(day: date, clock: FoundClock) -> Moment | None:
    found = clocks.instant(day, clock)
    return Moment(found) if found else None


def _rest(line: str, spans: list[FoundDate | FoundClock | _Label], known: Words) -> str:
    kept = list(line)
    for span in spans:
        kept[span.start : span.end] = " " * (span.end - span.start)
    small = whole([*known.fillers, *known.weekdays, *known.universal, *known.am, *known.pm])
    for found in re.finditer(small, fold("".join(kept))):
        kept[found.start() : found.end()] = " " * (found.end() - found.start())
    return " ".join(part for part in (piece.strip(EDGES) for piece in "".join(kept).split()) if part)
