"""What pages show of a dossier's events: each in this language or marked as another's, dated as precisely as known."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from markupsafe import Markup

from dateline.edition.timeline import Event, EventDate
from dateline.edition.values import Dossier, Edition
from dateline.languages.facts import Language
from dateline.languages.language import languages
from dateline.reader.navigation import dossier_path, person_path
from dateline.reader.people import stands
from dateline.reader.sheet import Sheet
from dateline.reader.words import language_name, phrase, time_element

# Events on a story: so many before it and after it, as far as so many stories of its dossier stand between.
AROUND, REACH = 3, 12
STORIES = 5  # that one event leads to
# Bytes of UTF-8 in one part of a timeline, with what stands around each event; its styles come on top.
BUDGET, AROUND_EACH = 40_000, 500


def timeline_path(tag: str, dossier: Dossier, year: str = "") -> str:
    """``/en/dossier/nato-russia/timeline/1997/``."""
    return f"{dossier_path(tag, dossier)}timeline/" + (f"{year}/" if year else "")


def anchor(event: Event) -> str:
    """The event's name on the page of its year, for good."""
    return f"event-{event.id.hex[:12]}"


def when(date: EventDate, language: Language, zone: str = "") -> Markup:
    """``<time>`` at the precision known, in the language's calendar; "about" before it where it is about then."""
    if date.precision in {"day", "instant"}:
        shown = time_element(date.moment, language, zone)
    else:
        said = language.year(date.first) if date.precision == "year" else language.month_alone(date.first)
        shown = Markup('<time datetime="{}">{}</time>').format(date.text, said)
    return phrase(language, "about_when", when=shown) if date.about else shown


def shown(event: Event, sheet: Sheet) -> dict[str, Any] | None:
    """Title and date of an event; None where no language on line tells it."""
    tag = event.language_for(sheet.language.tag, sheet.online)
    if not tag:
        return None
    other = languages()[tag] if tag != sheet.language.tag else None
    return {
        "anchor": anchor(event),
        "when": when(event.date, sheet.language, sheet.face.time_zone),
        "title": event.texts[tag].title,
        "text": event.texts[tag].text,
        "other": {"tag": other.tag, "dir": other.direction, "name": language_name(tag, sheet.language)}
        if other
        else None,
    }


def in_full(events: Iterable[Event], sheet: Sheet) -> list[dict[str, Any]]:
    """Events with the stories that tell more of them and the people in them, by year, for a timeline."""
    items = []
    for event in events:
        said = shown(event, sheet)
        if said:
            more = {"stories": _stories(event, sheet), "people": _people(event, sheet), "year": event.date.year}
            items.append({**said, **more, "date": event.date.text})
    return items


def by_year(items: Iterable[dict[str, Any]], sheet: Sheet, dossier: Dossier) -> list[dict[str, Any]]:
    """What ``in_full`` found, under the name and address of its year."""
    return [
        {**year_link(sheet, dossier, year), "events": list(told)}
        for year, told in groupby(items, key=lambda item: item["year"])
    ]


def year_link(sheet: Sheet, dossier: Dossier, year: str) -> dict[str, Any]:
    """A year's name and the page of its events."""
    name = sheet.language.year(EventDate(year).first)
    return {"value": year, "name": name, "href": timeline_path(sheet.language.tag, dossier, year)}


def in_parts(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Events in parts that are light enough for one page each; at least one part."""
    found: list[list[dict[str, Any]]] = [[]]
    size = 0
    for item in items:
        words = [item["title"], item["text"], *(each["headline"] for each in item["stories"])]
        weight = AROUND_EACH + sum(len(word.encode()) for word in words)
        if size and size + weight > BUDGET:
            found.append([])
            size = 0
        found[-1].append(item)
        size += weight
    return found


def in_short(events: Iterable[Event], sheet: Sheet, dossier: Dossier) -> list[dict[str, Any]]:
    """Events as a few lines, each leading to its place on the timeline."""
    items = []
    for event in events:
        said = shown(event, sheet)
        if said:
            page = timeline_path(sheet.language.tag, dossier, event.date.year)
            items.append({**said, "href": f"{page}#{said['anchor']}"})
    return items


def parted(events: Iterable[Event], sheet: Sheet) -> tuple[list[Event], list[Event]]:
    """Those that are over, and those that are not yet; the page is made again when the next one is."""
    over: list[Event] = []
    ahead: list[Event] = []
    for event in events:
        (over if sheet.reading.passed(event.date.over) else ahead).append(event)
    return over, ahead


def so_far(sheet: Sheet, edition: Edition, dossier: Dossier) -> dict[str, Any]:
    """The events around a story in one of its dossiers: before it, after it, and still ahead; empty where none are."""
    around = sheet.reading.events_around(dossier.id, edition, limit=AROUND, reach=REACH)
    before, after = (_others(events, edition.story) for events in (around.before, around.after))
    since, ahead = parted(after, sheet)
    found = {"before": before, "since": since, "ahead": ahead}
    told = {name: in_short(events, sheet, dossier) for name, events in found.items()}
    return {**told, "href": timeline_path(sheet.language.tag, dossier)} if any(told.values()) else {}


def _others(events: Iterable[Event], story: UUID) -> list[Event]:
    """Without those that this very story tells."""
    return [event for event in events if story not in event.stories]


def _stories(event: Event, sheet: Sheet) -> list[dict[str, Any]]:
    """The published stories that tell more of an event: in this language, else in the one that tells the event."""
    tags = dict.fromkeys((sheet.language.tag, event.language_for(sheet.language.tag, sheet.online)))
    found: list[dict[str, Any]] = []
    for story in event.stories[:STORIES]:
        card = next((card for card in (sheet.reading.card(story, tag) for tag in tags) if card), None)
        if card:
            other = languages()[card.language] if card.language != sheet.language.tag else None
            marked = {"tag": other.tag, "dir": other.direction} if other else None
            found.append({"href": card.path, "headline": card.headline, "other": marked})
    return found


def _people(event: Event, sheet: Sheet) -> Markup:
    """Who took part, as this language writes their names; who writes for the house leads to their page."""
    tag, names = sheet.language.tag, []
    for person in (sheet.reading.entity("person", each) for each in event.people):
        if person and person.names.get(tag):
            name = Markup("<bdi>{}</bdi>").format(person.names[tag])
            if stands(sheet.reading, person, tag):
                name = Markup('<a href="{}">{}</a>').format(sheet.to(person_path(tag, person)), name)
            names.append(str(name))
    return Markup(sheet.language.listing(names))  # noqa: S704 - every name is escaped above
