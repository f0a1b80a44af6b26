"""A Reading over a plain list of values, later ones replacing earlier ones of the same key; notes what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from dateline.edition.behind import Notice, standing, told
from dateline.edition.blocks import Audio, Video
from dateline.edition.card import Card, PageCard, card, page_card
from dateline.edition.curation import Curation, curation_key
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.house import Navigation, SiteFace
from dateline.edition.media import Media
from dateline.edition.picture import Picture
from dateline.edition.timeline import Event
from dateline.edition.values import (
    TOLD,
    Dismissal,
    Dossier,
    Edition,
    Entity,
    Front,
    Gone,
    Redirect,
    Section,
    Site,
    StandingPage,
    Value,
    Withdrawn,
    WithdrawnPage,
    edition_key,
    key_of,
    page_key,
)
from dateline.languages.facts import Language
from dateline.languages.language import language
from dateline.press.page import Kind, Output, PageKey
from dateline.press.reading import Around, Asset, Scope
from dateline.reader.furniture import Furniture
from dateline.record.replica import scope_name, scopes

T = TypeVar("T")
NOW = datetime(2009, 3, 7, tzinfo=UTC)


class Rack:
    """Everything published, in memory. ``templates`` holds the names that pages noted."""

    def __init__(self, values: Iterable[Value], furniture: Furniture) -> None:
        self.values: dict[str, Value] = {}
        self.first: dict[str, int] = {}
        self.published: list[Edition] = []
        for seq, value in enumerate(values):
            self.published += [value] if isinstance(value, Edition) else []
            self.values[key_of(value)] = value
            self.first.setdefault(key_of(value), seq)
        self.furniture = furniture
        self.templates: set[str] = set()
        self.now = NOW

    def _all(self, sort: type[T]) -> list[T]:
        return [value for value in self.values.values() if isinstance(value, sort)]

    def _one(self, key: str, sort: type[T]) -> T | None:
        found = self.values.get(key)
        return found if isinstance(found, sort) else None

    def edition(self, story: UUID, language: str) -> Edition | Gone | None:
        found = self.values.get(edition_key(story, language))
        return found if isinstance(found, Edition | Withdrawn | Killed) else None

    def killed(self, scope: Scope, limit: int) -> tuple[tuple[str, str], ...]:
        asked = scope_name(scope.language, scope.section, scope.dossier, person=scope.person)
        told = [each for each in self._all(Killed) if each.announced and asked in scopes(each)]
        told.sort(key=lambda each: each.instant, reverse=True)
        return tuple((each.key, f"{each.instant:%Y-%m-%dT%H:%M:%SZ}") for each in told[:limit])

    def versions(self, story: UUID, language: str) -> tuple[Edition, ...]:
        return tuple(each for each in self.published if (each.story, each.language) == (story, language))

    def notice(self, edition: Edition) -> Notice | None:
        if edition.derived_from is None:
            return None
        own = self.versions(edition.story, edition.language)
        source = self.versions(edition.story, edition.derived_from.language)
        newest = self.edition(edition.story, edition.derived_from.language)
        found = standing(own, source, self._all(Dismissal), gone=not isinstance(newest, Edition))
        return told(found, source[-1] if source else None)

    def card(self, story: UUID, language: str) -> Card | None:
        found = self.edition(story, language)
        return card(found) if isinstance(found, Edition) else None

    def editions_of(self, story: UUID) -> tuple[Card, ...]:
        found = [each for each in self._all(Edition) if each.story == story]
        return tuple(card(each) for each in sorted(found, key=lambda each: each.language))

    def section(self, section: UUID) -> Section | None:
        return self._one(f"section/{section}", Section)

    def sections(self) -> tuple[Section, ...]:
        return tuple(sorted(self._all(Section), key=lambda each: (each.order, str(each.id))))

    def dossier(self, dossier: UUID) -> Dossier | None:
        return self._one(f"dossier/{dossier}", Dossier)

    def dossiers(self) -> tuple[Dossier, ...]:
        return tuple(sorted(self._all(Dossier), key=lambda each: str(each.id)))

    def events(self, dossier: UUID, *, year: str = "", limit: int = 0) -> tuple[Event, ...]:
        found = [each for each in self._all(Event) if dossier in each.dossiers]
        found.sort(key=lambda each: (each.date.text, self.first[each.key]))
        return tuple([each for each in found if each.date.year == year] if year else found[-limit:])

    def event_years(self, dossier: UUID) -> tuple[str, ...]:
        return tuple(sorted({each.date.year for each in self.events(dossier)}))

    def events_around(self, dossier: UUID, edition: Edition, *, limit: int, reach: int) -> Around:
        stories = [*reversed(self._list(Scope(edition.language, dossier=dossier)))]
        here = next((n for n, each in enumerate(stories) if each.key == edition.key), -reach)
        mine = f"{edition.first_published}~"
        low = f"{stories[here - reach].first_published}~" if here >= reach else ""
        high = f"{stories[here + reach].first_published}~" if here + reach in range(1, len(stories)) else "~"
        events = [(each.date.text, each) for each in self.events(dossier)]
        before = [each for when, each in events if low <= when < mine]
        after = [each for when, each in events if mine <= when < high]
        return Around(tuple(before[-limit:]), tuple(after[:limit]))

    def entity(self, sort: str, entity: UUID) -> Entity | None:
        return self._one(f"{sort}/{entity}", Entity)

    def people(self, language: str) -> tuple[Entity, ...]:
        told = [each for each in self._all(Entity) if each.profile and language in each.profile.words]
        words = {each.id: each.profile.words[language] for each in told if each.profile}
        return tuple(sorted((each for each in told if words[each.id].told), key=lambda each: words[each.id].slug))

    def picture(self, picture: UUID) -> Picture | None:
        return self._one(f"picture/{picture}", Picture)

    def media(self, media: UUID) -> Media | None:
        return self._one(f"media/{media}", Media)

    def site(self) -> Site:
        (found,) = self._all(Site)
        return found

    def site_face(self, language: str) -> SiteFace | None:
        return self._one(f"site/{language}", SiteFace)

    def navigation(self, language: str) -> Navigation | None:
        return self._one(f"navigation/{language}", Navigation)

    def page(self, page: UUID, language: str) -> StandingPage | WithdrawnPage | None:
        found = self.values.get(page_key(page, language))
        return found if isinstance(found, StandingPage | WithdrawnPage) else None

    def pages(self, language: str) -> tuple[PageCard, ...]:
        found = [each for each in self._all(StandingPage) if each.language == language]
        return tuple(page_card(each) for each in sorted(found, key=lambda each: str(each.id)))

    def pages_of(self, page: UUID) -> tuple[PageCard, ...]:
        found = [each for each in self._all(StandingPage) if each.id == page]
        return tuple(page_card(each) for each in sorted(found, key=lambda each: each.language))

    def front(self, language: str) -> Front | None:
        return self._one(f"front/{language}", Front)

    def erased(self) -> datetime | None:
        return max((each.instant for each in self._all(Erasure)), default=None)

    def fronts(self) -> tuple[Front, ...]:
        return tuple(sorted(self._all(Front), key=lambda each: each.language))

    def curation(self, scope: Scope) -> Curation | None:
        return self._one(curation_key(scope.language, section=scope.section, dossier=scope.dossier), Curation)

    def _place(self, edition: Edition) -> tuple[object, int]:
        return edition.first_published, self.first[edition.key]

    def _list(self, scope: Scope) -> list[Edition]:
        found = [
            each
            for each in self._all(Edition)
            if each.language == scope.language
            and scope.section in (None, each.section)
            and (scope.dossier is None or scope.dossier in each.dossiers)
            and (scope.person is None or scope.person in each.writers)
            and (not scope.played or any(isinstance(block, Audio | Video) and block.media for block in each.blocks))
        ]
        return sorted(found, key=self._place, reverse=True)

    def latest(self, scope: Scope, limit: int) -> tuple[Card, ...]:
        return tuple(card(each) for each in self._list(scope)[:limit])

    def earlier(self, scope: Scope, edition: Edition, limit: int) -> tuple[Card, ...]:
        behind = [each for each in self._list(scope) if self._place(each) < self._place(edition)]
        return tuple(card(each) for each in behind[:limit])

    def holds(self, scope: Scope) -> bool:
        return bool(self._list(scope))

    def years(self, scope: Scope) -> tuple[str, ...]:
        return tuple(sorted({f"{each.first_published.day:%Y}" for each in self._list(scope)}))

    def year(self, scope: Scope, year: str) -> tuple[Card, ...]:
        return tuple(card(each) for each in self._list(scope) if f"{each.first_published.day:%Y}" == year)

    def day(self, language: str, day: date) -> tuple[Card, ...]:
        return tuple(card(each) for each in self._list(Scope(language)) if each.first_published.day == day)

    def neighbours(self, language: str, day: date) -> tuple[date | None, date | None]:
        days = sorted({each.first_published.day for each in self._list(Scope(language))})
        before, after = [each for each in days if each < day], [each for each in days if each > day]
        return before[-1] if before else None, after[0] if after else None

    def months(self, language: str) -> tuple[date, ...]:
        return tuple(sorted({each.first_published.day.replace(day=1) for each in self._list(Scope(language))}))

    def month(self, language: str, month: date) -> tuple[Card, ...]:
        found = self._list(Scope(language))
        return tuple(card(each) for each in found if each.first_published.day.replace(day=1) == month)

    def corrections(self, language: str, year: str, limit: int) -> tuple[tuple[Card, int], ...]:
        told = [
            (change, each) for each in self._list(Scope(language)) for change in each.changes if change.kind in TOLD
        ]
        found = sorted(told, key=lambda pair: pair[0].instant, reverse=True)
        chosen = [pair for pair in found if f"{pair[0].instant:%Y}" == year] if year else found[:limit]
        return tuple((card(each), change.version) for change, each in chosen)

    def correction_years(self, language: str) -> tuple[str, ...]:
        found = {f"{change.instant:%Y}" for each in self._list(Scope(language)) for change in card(each).told}
        return tuple(sorted(found))

    def redirect(self, path: str) -> str | None:
        found = self.values.get(f"redirect{path}")
        return found.target if isinstance(found, Redirect) else None

    def language(self, tag: str) -> Language:
        return language(tag)

    def template(self, name: str) -> None:
        self.templates.add(name)

    def asset(self, name: str) -> Asset:
        return self.furniture.asset(name)

    def passed(self, instant: datetime) -> bool:
        return instant <= self.now


def page_keys(values: Iterable[Value], kinds: Iterable[Kind]) -> list[PageKey]:
    """Every page key that any of the values names, as the press finds them."""
    named = list(values)
    return sorted({key for kind in kinds for value in named for key in kind.keys(value)})


def site(
    values: Iterable[Value], kinds: tuple[Kind, ...], furniture: Furniture, *, now: datetime = NOW
) -> dict[str, Output]:
    """The whole site by path; two pages at one path are an error."""
    kept = list(values)
    by_name = {kind.name: kind for kind in kinds}
    pages: dict[str, Output] = {}
    waiting = page_keys(kept, kinds)
    for key in waiting:
        rack = Rack(kept, furniture)
        rack.now = now
        output = by_name[key.kind].render(rack, key)
        if output is not None:
            assert output.path not in pages, f"two pages at {output.path}"
            pages[output.path] = output
            waiting += [output.further] if output.further else []
    return pages
