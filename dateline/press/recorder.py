"""The Reading that pages are handed: it answers from a shelf and writes down every question with its digest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from dateline.edition.behind import Notice
from dateline.edition.card import Card, PageCard
from dateline.edition.curation import Curation, curation_key
from dateline.edition.house import Navigation, SiteFace
from dateline.edition.media import Media
from dateline.edition.picture import Picture
from dateline.edition.timeline import Event
from dateline.edition.values import (
    Dossier,
    Edition,
    Entity,
    Front,
    Gone,
    Section,
    Site,
    StandingPage,
    WithdrawnPage,
    edition_key,
    page_key,
)
from dateline.languages.facts import Language
from dateline.languages.language import language as configured
from dateline.press.page import Furniture
from dateline.press.reading import Around, Asset, Scope
from dateline.press.shelf import HIGHEST, Answer, Shelf, instant_text
from dateline.record.replica import people_name, scope_name, timeline_name

UNSETTLED = Site(name="Dateline", base_url="http://127.0.0.1:8000")


class Read(msgspec.Struct, frozen=True):
    """One question a page asked: its name and arguments, and the digest, topic and stretch of the answer."""

    asked: tuple[str, ...]
    digest: str
    topic: str
    low: str
    high: str


class Recorder:
    """Implements ``Reading`` over a shelf; ``reads`` holds what was asked, each question once."""

    def __init__(self, shelf: Shelf, furniture: Furniture) -> None:
        self._shelf = shelf
        self._furniture = furniture
        self._reads: dict[tuple[str, ...], Read] = {}

    @property
    def reads(self) -> tuple[Read, ...]:
        """Everything asked so far."""
        return tuple(self._reads.values())

    def _ask(self, question: str, *arguments: str) -> Any:
        answer: Answer = self._shelf.ask(question, *arguments)
        asked = (question, *arguments)
        self._reads[asked] = Read(asked, answer.digest, answer.topic, answer.low, answer.high)
        return answer.value

    def _cards(self, keys: tuple[str, ...]) -> tuple[Card, ...]:
        return tuple(self._ask("card", key) for key in keys)

    def edition(self, story: UUID, language: str) -> Edition | Gone | None:
        """See Reading."""
        found: Edition | Gone | None = self._ask("value", edition_key(story, language))
        return found

    def versions(self, story: UUID, language: str) -> tuple[Edition, ...]:
        """See Reading."""
        found: tuple[Edition, ...] = self._ask("versions", edition_key(story, language))
        return found

    def notice(self, edition: Edition) -> Notice | None:
        """See Reading."""
        found: Notice | None = self._ask("notice", edition.key)
        return found

    def card(self, story: UUID, language: str) -> Card | None:
        """See Reading."""
        found: Card | None = self._ask("card", edition_key(story, language))
        return found

    def editions_of(self, story: UUID) -> tuple[Card, ...]:
        """See Reading."""
        found: tuple[Card, ...] = self._ask("editions", str(story))
        return found

    def section(self, section: UUID) -> Section | None:
        """See Reading."""
        found: Section | None = self._ask("value", f"section/{section}")
        return found

    def sections(self) -> tuple[Section, ...]:
        """See Reading."""
        found: tuple[Section, ...] = self._ask("all", "section")
        return tuple(sorted(found, key=lambda section: (section.order, section.id)))

    def dossier(self, dossier: UUID) -> Dossier | None:
        """See Reading."""
        found: Dossier | None = self._ask("value", f"dossier/{dossier}")
        return found

    def dossiers(self) -> tuple[Dossier, ...]:
        """See Reading."""
        found: tuple[Dossier, ...] = self._ask("all", "dossier")
        return found

    def events(self, dossier: UUID, *, year: str = "", limit: int = 0) -> tuple[Event, ...]:
        """See Reading."""
        return self._events(self._ask("events", timeline_name(dossier), year, str(limit)))

    def event_years(self, dossier: UUID) -> tuple[str, ...]:
        """See Reading."""
        found: tuple[str, ...] = self._ask("years", timeline_name(dossier))
        return found

    def events_around(self, dossier: UUID, edition: Edition, *, limit: int, reach: int) -> Around:
        """See Reading. What happened on the very day or instant that the story states came before it."""
        stories, events = scope_name(edition.language, dossier=dossier), timeline_name(dossier)
        here = f"{edition.first_published}{HIGHEST}"
        back: str = self._ask("nth", stories, edition.key, str(-reach))
        on: str = self._ask("nth", stories, edition.key, str(reach))
        low, high = f"{back}{HIGHEST}" if back else "", f"{on}{HIGHEST}" if on else HIGHEST
        before = self._ask("between", events, low, here, str(-limit))
        return Around(self._events(before), self._events(self._ask("between", events, here, high, str(limit))))

    def _events(self, keys: tuple[str, ...]) -> tuple[Event, ...]:
        return tuple(self._ask("value", key) for key in keys)

    def entity(self, sort: str, entity: UUID) -> Entity | None:
        """See Reading."""
        found: Entity | None = self._ask("value", f"{sort}/{entity}")
        return found

    def people(self, language: str) -> tuple[Entity, ...]:
        """See Reading."""
        # By slug, as the list sorts; "latest" hands the last of them first.
        keys: tuple[str, ...] = self._ask("latest", people_name(language), "-1")
        found: list[Entity | None] = [self._ask("value", key) for key in reversed(keys)]
        return tuple(each for each in found if each)

    def picture(self, picture: UUID) -> Picture | None:
        """See Reading."""
        found: Picture | None = self._ask("value", f"picture/{picture}")
        return found

    def media(self, media: UUID) -> Media | None:
        """See Reading."""
        found: Media | None = self._ask("value", f"media/{media}")
        return found

    def site(self) -> Site:
        """See Reading; a house that has not been named yet has a plain name and the loopback address."""
        found: Site | None = self._ask("value", "site")
        return found or UNSETTLED

    def site_face(self, language: str) -> SiteFace | None:
        """See Reading."""
        found: SiteFace | None = self._ask("value", f"site/{language}")
        return found

    def navigation(self, language: str) -> Navigation | None:
        """See Reading."""
        found: Navigation | None = self._ask("value", f"navigation/{language}")
        return found

    def page(self, page: UUID, language: str) -> StandingPage | WithdrawnPage | None:
        """See Reading."""
        found: StandingPage | WithdrawnPage | None = self._ask("value", page_key(page, language))
        return found

    def pages(self, language: str) -> tuple[PageCard, ...]:
        """See Reading."""
        found: tuple[PageCard, ...] = self._ask("pages", language)
        return found

    def pages_of(self, page: UUID) -> tuple[PageCard, ...]:
        """See Reading."""
        found: tuple[PageCard, ...] = self._ask("pages-of", str(page))
        return found

    def front(self, language: str) -> Front | None:
        """See Reading."""
        found: Front | None = self._ask("value", f"front/{language}")
        return found

    def erased(self) -> datetime | None:
        """See Reading."""
        found: datetime | None = self._ask("erased")
        return found

    def fronts(self) -> tuple[Front, ...]:
        """See Reading."""
        found: tuple[Front, ...] = self._ask("all", "front")
        return found

    def curation(self, scope: Scope) -> Curation | None:
        """See Reading."""
        key = curation_key(scope.language, section=scope.section, dossier=scope.dossier)
        found: Curation | None = self._ask("value", key)
        return found

    def latest(self, scope: Scope, limit: int) -> tuple[Card, ...]:
        """See Reading."""
        return self._cards(self._ask("latest", _name(scope), str(limit)))

    def earlier(self, scope: Scope, edition: Edition, limit: int) -> tuple[Card, ...]:
        """See Reading."""
        return self._cards(self._ask("earlier", _name(scope), edition.key, str(limit)))

    def holds(self, scope: Scope) -> bool:
        """See Reading."""
        found: bool = self._ask("holds", _name(scope))
        return found

    def years(self, scope: Scope) -> tuple[str, ...]:
        """See Reading."""
        found: tuple[str, ...] = self._ask("years", _name(scope))
        return found

    def year(self, scope: Scope, year: str) -> tuple[Card, ...]:
        """See Reading."""
        return self._cards(self._ask("period", _name(scope), year))

    def day(self, language: str, day: date) -> tuple[Card, ...]:
        """See Reading."""
        return self._cards(self._ask("period", language, day.isoformat()))

    def neighbours(self, language: str, day: date) -> tuple[date | None, date | None]:
        """See Reading."""
        before, after = self._ask("neighbours", language, day.isoformat())
        return (before and date.fromisoformat(before), after and date.fromisoformat(after))

    def months(self, language: str) -> tuple[date, ...]:
        """See Reading."""
        return tuple(date.fromisoformat(f"{month}-01") for month in self._ask("months", language))

    def month(self, language: str, month: date) -> tuple[Card, ...]:
        """See Reading."""
        return self._cards(self._ask("period", language, f"{month:%Y-%m}"))

    def corrections(self, language: str, year: str, limit: int) -> tuple[tuple[Card, int], ...]:
        """See Reading."""
        found: tuple[tuple[str, int], ...] = self._ask("corrections", language, year, str(limit))
        return tuple((self._ask("card", key), version) for key, version in found)

    def correction_years(self, language: str) -> tuple[str, ...]:
        """See Reading."""
        found: tuple[str, ...] = self._ask("correction_years", language)
        return found

    def killed(self, scope: Scope, limit: int) -> tuple[tuple[str, str], ...]:
        """See Reading."""
        found: tuple[tuple[str, str], ...] = self._ask("killed", _name(scope), str(limit))
        return found

    def redirect(self, path: str) -> str | None:
        """See Reading."""
        found: str | None = self._ask("redirect", path)
        return found

    def language(self, tag: str) -> Language:
        """See Reading."""
        self._ask("input", f"language/{tag}")
        return configured(tag)

    def template(self, name: str) -> None:
        """See Reading."""
        self._ask("input", f"template/{name}")

    def asset(self, name: str) -> Asset:
        """See Reading."""
        self._ask("input", f"asset/{name}")
        return self._furniture.asset(name)

    def passed(self, instant: datetime) -> bool:
        """See Reading."""
        found: bool = self._ask("passed", instant_text(instant))
        return found


def _name(scope: Scope) -> str:
    return scope_name(scope.language, scope.section, scope.dossier, person=scope.person, played=scope.played)
