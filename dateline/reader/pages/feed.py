"""The feeds below each front, section, dossier and writer: Atom, RSS 2.0 and JSON Feed, of the same stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from dateline.edition.card import Card
from dateline.edition.values import Dossier, Entity, Front, Section, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.formats import atom, json_feed, rss
from dateline.reader.formats.channel import Channel, tombstones
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.navigation import dossier_path, person_path, section_path
from dateline.reader.people import presented, stands
from dateline.reader.sheet import Sheet

NEWEST = 30
# What a feed follows: which list, its page's path, its title and subtitle.
Followed = tuple[Scope, str, str, str]


class Format(NamedTuple):
    """How a feed is written, and what the last part of its address is."""

    file: str
    media_type: str
    write: Callable[[Sheet, Channel, tuple[Card, ...]], bytes]


FORMATS = {
    "feed": Format("feed.atom", atom.MEDIA_TYPE, atom.feed),
    "rss": Format("feed.rss", rss.MEDIA_TYPE, rss.feed),
    "json-feed": Format("feed.json", json_feed.MEDIA_TYPE, json_feed.feed),
}


@dataclass(frozen=True)
class Feed:
    """``feed.atom`` below the page it follows; ``name`` is one of FORMATS."""

    furniture: Furniture
    name: str = "feed"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """``feed|en``, ``feed|en|section|<id>``, ``feed|en|dossier|<id>``, ``feed|en|person|<id>``."""
        match value:
            case Front():
                yield PageKey(self.name, (value.language,))
            case Section() | Dossier():
                sort = "section" if isinstance(value, Section) else "dossier"
                for tag in value.names:
                    yield PageKey(self.name, (tag, sort, str(value.id)))
            case Entity() if value.profile:
                for tag in value.profile.words:
                    yield PageKey(self.name, (tag, "person", str(value.id)))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The feed; None where the page it follows does not stand."""
        tag, *about = key.arguments
        sheet = Sheet.of(self.furniture, reading, tag)
        found = followed(sheet, about) if sheet else None
        if sheet is None or found is None:
            return None
        reading.template(CODE)
        scope, page, title, subtitle = found
        gone = tombstones(reading.killed(scope, NEWEST))
        written = FORMATS[self.name]
        channel = Channel(path=f"{page}{written.file}", page=page, title=title, subtitle=subtitle, tombstones=gone)
        body = written.write(sheet, channel, reading.latest(scope, NEWEST))
        return Output(path=channel.path, body=body, media_type=written.media_type, language=tag)


@dataclass(frozen=True)
class Rss(Feed):
    """``feed.rss``."""

    name: str = "rss"


@dataclass(frozen=True)
class JsonFeed(Feed):
    """``feed.json``."""

    name: str = "json-feed"


def followed(sheet: Sheet, about: list[str]) -> Followed | None:
    """What a feed follows."""
    tag, house = sheet.language.tag, sheet.front.name
    if not about:
        return Scope(tag), sheet.root, house, sheet.front.tagline
    return FOLLOWED[about[0]](sheet, UUID(about[1]))


def _section(sheet: Sheet, identity: UUID) -> Followed | None:
    tag, section = sheet.language.tag, sheet.reading.section(identity)
    if section is None or tag not in section.names:
        return None
    title = f"{sheet.front.name}: {section.names[tag].name}"
    return Scope(tag, section=section.id), section_path(tag, section), title, ""


def _dossier(sheet: Sheet, identity: UUID) -> Followed | None:
    tag, dossier = sheet.language.tag, sheet.reading.dossier(identity)
    if dossier is None or tag not in dossier.names:
        return None
    title, name = f"{sheet.front.name}: {dossier.names[tag].name}", dossier.names[tag]
    return Scope(tag, dossier=dossier.id), dossier_path(tag, dossier), title, name.summary


def _person(sheet: Sheet, identity: UUID) -> Followed | None:
    tag, person = sheet.language.tag, sheet.reading.entity("person", identity)
    if person is None or not stands(sheet.reading, person, tag):
        return None
    title = f"{sheet.front.name}: {person.names[tag]}"
    return Scope(tag, person=person.id), person_path(tag, person), title, presented(person, tag).role


FOLLOWED = {"section": _section, "dossier": _dossier, "person": _person}
