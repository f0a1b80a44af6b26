"""The timeline of a dossier in one language: one page where it is short, else the way to a page for each year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dateline.edition.timeline import Event
from dateline.edition.values import Dossier, Value
from dateline.languages.language import languages
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.events import by_year, in_full, in_parts, timeline_path, year_link
from dateline.reader.formats.event_list import event_list
from dateline.reader.furniture import Furniture
from dateline.reader.parts import part_path
from dateline.reader.sheet import Head, Sheet, first_choice

# Of a timeline too long for one page, the newest events stand on its first.
MOST, NEWEST = 80, 10


@dataclass(frozen=True)
class Timeline:
    """``/en/dossier/nato-russia/timeline/``, while the dossier has events that a language on line tells."""

    furniture: Furniture
    name: str = "timeline"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a name of the dossier; an event may be its dossier's first in any language."""
        if isinstance(value, Dossier):
            yield from (PageKey(self.name, (str(value.id), tag)) for tag in value.names)
        if isinstance(value, Event):
            yield from (PageKey(self.name, (str(each), tag)) for each in value.dossiers for tag in languages())

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """All events where they fit on a page, else the newest and the years; None where there are none."""
        sheet, dossier = placed(self.furniture, reading, key)
        if sheet is None or dossier is None:
            return None
        items = in_full(reading.events(dossier.id, limit=MOST + 1), sheet)
        if not items:
            return None
        whole = len(items) <= MOST and (sheet.light or len(in_parts(items)) == 1)
        told = items if whole else items[-NEWEST:]
        head = timeline_head(sheet, dossier, told)
        return sheet.output("timeline.html", head, **frame(sheet, dossier, told) | {"whole": whole})


@dataclass(frozen=True)
class TimelineYear:
    """``/en/dossier/nato-russia/timeline/1997/`` and, where it was a full year, ``/~2`` behind it.

    Every year has its page, however short the timeline, so that an event's address never changes but with its date.
    """

    furniture: Furniture
    name: str = "timeline-year"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """The year of an event, in whichever languages its dossier may have a name in."""
        if isinstance(value, Event):
            for dossier in value.dossiers:
                yield from (PageKey(self.name, (str(dossier), value.date.year, tag)) for tag in languages())

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The events of the year, or a part of them; None where there are none. A light page parts itself."""
        sheet, dossier = placed(self.furniture, reading, key)
        if sheet is None or dossier is None:
            return None
        year, number = key.arguments[1], int(key.arguments[3]) if len(key.arguments) > 3 else 1
        items = in_full(reading.events(dossier.id, year=year), sheet)
        told = [items] if sheet.light else in_parts(items)
        if not items or number > len(told):
            return None
        head = timeline_head(sheet, dossier, told[number - 1], year=year, part=number)
        turning = {"parts": part_links(sheet, dossier, year, told, number)}
        shown = frame(sheet, dossier, told[number - 1], year=year) | turning
        made = sheet.output("timeline.html", head, **shown)
        if number == len(told):
            return made
        further = PageKey(self.name, (*key.arguments[:3], str(number + 1)))
        return Output(path=made.path, body=made.body, language=made.language, further=further)


def placed(furniture: Furniture, reading: Reading, key: PageKey) -> tuple[Sheet | None, Dossier | None]:
    """The sheet and the dossier of a page; None where the language is not on line or the dossier has no name in it."""
    identity, tag = key.arguments[0], next(each for each in key.arguments[1:] if each in languages())
    dossier = reading.dossier(UUID(identity))
    return Sheet.of(furniture, reading, tag), dossier if dossier and tag in dossier.names else None


def timeline_head(sheet: Sheet, dossier: Dossier, told: list[dict[str, Any]], *, year: str = "", part: int = 1) -> Head:
    """The head of a timeline's page; the same page in the dossier's other languages are the first part's alternates."""
    tag = sheet.language.tag
    online = [each for each in sorted(dossier.names) if each in sheet.online]
    alternates = {each: timeline_path(each, dossier, year) for each in online} if part == 1 else {}
    name, first = dossier.names[tag].name, timeline_path(tag, dossier, year)
    dated = [year_link(sheet, dossier, year)["name"]] if year else []
    path = part_path(first, part)
    return Head(
        path=path,
        title=" – ".join([name, sheet.language.strings.timeline, *dated]),
        description=dossier.names[tag].summary,
        alternates=alternates,
        default=first_choice(list(alternates)),
        lite=first,
        data="" if sheet.light else event_list(sheet, path, told),
    )


def frame(sheet: Sheet, dossier: Dossier, told: list[dict[str, Any]], *, year: str = "") -> dict[str, Any]:
    """What every page of a timeline shows: its events by year, the ways to all years and back to the dossier."""
    tag = sheet.language.tag
    years = [year_link(sheet, dossier, each) for each in sheet.reading.event_years(dossier.id)]
    return {
        "dossier": {"name": dossier.names[tag].name, "href": timeline_path(tag, dossier).removesuffix("timeline/")},
        "all": timeline_path(tag, dossier),
        "years": [{**each, "current": each["value"] == year} for each in years],
        "year": next((each for each in years if each["value"] == year), None),
        "told": by_year(told, sheet, dossier),
        "whole": False,
        "parts": [],
    }


def part_links(
    sheet: Sheet, dossier: Dossier, year: str, told: list[list[dict[str, Any]]], number: int
) -> list[dict[str, Any]]:
    """The ways to the parts of a full year, each called by its first date; none where the year stands whole."""
    path = timeline_path(sheet.language.tag, dossier, year)
    return [
        {"href": part_path(path, place), "name": part[0]["when"], "current": place == number}
        for place, part in enumerate(told, start=1)
        if len(told) > 1
    ]
