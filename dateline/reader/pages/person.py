"""A person who writes for the house, in one language: who they are, and their stories, newest first and by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dateline.edition.values import Edition, Entity, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.formats import json_ld
from dateline.reader.furniture import Furniture
from dateline.reader.navigation import person_path
from dateline.reader.people import portrait, presented, stands
from dateline.reader.sheet import Head, Sheet, first_choice
from dateline.reader.teasers import teasers

NEWEST = 30


@dataclass(frozen=True)
class PersonPage:
    """``/en/person/ana-ruiz/`` with the newest stories, ``/en/person/ana-ruiz/2009/`` with all of a year."""

    furniture: Furniture
    name: str = "person"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language that the person has an address in, and one a year in which they wrote there."""
        if isinstance(value, Entity) and value.profile:
            for tag in value.profile.words:
                yield PageKey(self.name, (str(value.id), tag))
        if isinstance(value, Edition):
            for person in value.writers:
                yield PageKey(self.name, (str(person), value.language, year_of(value)))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The person; None where the language is not on line, or has nothing by them and says nothing of them."""
        identity, tag, *about = key.arguments
        sheet, person = Sheet.of(self.furniture, reading, tag), reading.entity("person", UUID(identity))
        if sheet is None or person is None or not stands(reading, person, tag):
            return None
        scope, year = Scope(tag, person=person.id), about[0] if about else ""
        cards = reading.year(scope, year) if year else reading.latest(scope, NEWEST)
        if year and not cards:
            return None
        words = presented(person, tag)
        return sheet.output(
            "person.html",
            person_head(sheet, person, year),
            role=words.role,
            biography=words.biography,
            portrait=portrait(sheet, person),
            reached=_reached(person),
            year=sheet.language.in_digits(year),
            stories=teasers(cards, sheet, pictured=True),
            years=_years(sheet, person, year),
        )


def year_of(edition: Edition) -> str:
    """The year in which an edition was first published, as the lists sort it."""
    return f"{edition.first_published.day.year:04}"


def person_head(sheet: Sheet, person: Entity, year: str) -> Head:
    """The person's head; the same person in other languages are its alternates."""
    tag = sheet.language.tag
    path, name, words = person_path(tag, person), person.names[tag], presented(person, tag)
    feed = f"{path}feed.atom"
    if year:
        return Head(path=f"{path}{year}/", title=f"{name}, {sheet.language.in_digits(year)}", feed=feed)
    tags = [each for each in sorted(person.names) if each in sheet.online and stands(sheet.reading, person, each)]
    return Head(
        path=path,
        title=name,
        description=words.role,
        sort="profile",
        alternates={each: person_path(each, person) for each in tags},
        default=first_choice(tags),
        feed=feed,
        data="" if sheet.light else json_ld.person(sheet, person),
    )


def _years(sheet: Sheet, person: Entity, year: str) -> list[dict[str, Any]]:
    """The years with stories, newest first; none where the newest stories are all there are."""
    tag = sheet.language.tag
    scope, path = Scope(tag, person=person.id), person_path(tag, person)
    return [
        {"name": sheet.language.in_digits(each), "href": f"{path}{each}/", "current": each == year}
        for each in reversed(sheet.reading.years(scope))
    ]


def _reached(person: Entity) -> dict[str, str]:
    """How the person is reached, as far as they are told of."""
    email, site = (person.profile.email, person.profile.site) if person.profile else ("", "")
    return {"email": email, "site": site, "shown": site.partition("://")[2].rstrip("/")}
