"""The only way a page learns anything: every question asked here is written down with the digest of its answer.

``Reading`` is a protocol: the press records it, the newsroom's preview overlays an unsaved edition on it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import msgspec

from dateline.edition.behind import Notice
from dateline.edition.card import Card, PageCard
from dateline.edition.curation import Curation
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
)
from dateline.languages.facts import Language


class Scope(msgspec.Struct, frozen=True):
    """Which list: a language's stories, or those of a section (and those that play a file of ours), dossier, writer."""

    language: str
    section: UUID | None = None
    dossier: UUID | None = None
    played: bool = False
    person: UUID | None = None


class Around(msgspec.Struct, frozen=True):
    """The events around a story, oldest first."""

    before: tuple[Event, ...] = ()
    after: tuple[Event, ...] = ()


class Asset(msgspec.Struct, frozen=True):
    """A file of the reader's furniture (stylesheet, icon); ``path`` carries the digest of ``body``."""

    path: str
    media_type: str
    body: bytes


class Reading(Protocol):
    """What a page may ask. Lists are ordered by (first published, first seq), newest first."""

    def edition(self, story: UUID, language: str) -> Edition | Gone | None:
        """The published edition; Withdrawn or Killed where one stood; None where none ever did."""
        ...

    def versions(self, story: UUID, language: str) -> tuple[Edition, ...]:
        """Every published version of an edition, oldest first; those that were erased are missing."""
        ...

    def notice(self, edition: Edition) -> Notice | None:
        """What readers are told where an edition no longer says what its source says."""
        ...

    def card(self, story: UUID, language: str) -> Card | None:
        """What a list shows of a published edition."""
        ...

    def editions_of(self, story: UUID) -> tuple[Card, ...]:
        """The cards of every published edition of a story, by language tag."""
        ...

    def section(self, section: UUID) -> Section | None:
        """A section."""
        ...

    def sections(self) -> tuple[Section, ...]:
        """All sections in navigation order."""
        ...

    def dossier(self, dossier: UUID) -> Dossier | None:
        """A dossier."""
        ...

    def dossiers(self) -> tuple[Dossier, ...]:
        """All dossiers, by id."""
        ...

    def events(self, dossier: UUID, *, year: str = "", limit: int = 0) -> tuple[Event, ...]:
        """The events of a dossier, oldest first: all of a year, else the newest ``limit``."""
        ...

    def event_years(self, dossier: UUID) -> tuple[str, ...]:
        """The years that a dossier has events in, oldest first."""
        ...

    def events_around(self, dossier: UUID, edition: Edition, *, limit: int, reach: int) -> Around:
        """The last ``limit`` events before an edition and the first ones after it, as far as ``reach`` stories of its
        dossier stand between: so an event is shown on so many stories and no more, however long the affair goes on.
        """
        ...

    def entity(self, sort: str, entity: UUID) -> Entity | None:
        """A person, place or organisation."""
        ...

    def people(self, language: str) -> tuple[Entity, ...]:
        """The people of whom a language's desk tells readers something, by their slugs."""
        ...

    def picture(self, picture: UUID) -> Picture | None:
        """A published picture."""
        ...

    def media(self, media: UUID) -> Media | None:
        """Published sound or film."""
        ...

    def site(self) -> Site:
        """The house's name, address and face."""
        ...

    def site_face(self, language: str) -> SiteFace | None:
        """Where the house's face differs in a language."""
        ...

    def navigation(self, language: str) -> Navigation | None:
        """The ways through the house in a language, None while its desk has chosen none."""
        ...

    def page(self, page: UUID, language: str) -> StandingPage | WithdrawnPage | None:
        """A standing page; WithdrawnPage where one stood; None where none ever did."""
        ...

    def pages(self, language: str) -> tuple[PageCard, ...]:
        """What menus show of every standing page of a language, by id."""
        ...

    def pages_of(self, page: UUID) -> tuple[PageCard, ...]:
        """The cards of a standing page in every language it is published in, by language tag."""
        ...

    def front(self, language: str) -> Front | None:
        """A language's front, None while it is not on line."""
        ...

    def fronts(self) -> tuple[Front, ...]:
        """Every front that is on line, by language tag."""
        ...

    def curation(self, scope: Scope) -> Curation | None:
        """How the desk arranged the front of a language, section or dossier; None while it leaves that to us."""
        ...

    def latest(self, scope: Scope, limit: int) -> tuple[Card, ...]:
        """The newest stories of a list."""
        ...

    def earlier(self, scope: Scope, edition: Edition, limit: int) -> tuple[Card, ...]:
        """The stories that stand directly behind ``edition`` in a list: never later ones, so bounded."""
        ...

    def holds(self, scope: Scope) -> bool:
        """Whether a list has any story."""
        ...

    def years(self, scope: Scope) -> tuple[str, ...]:
        """The years in which a list's stories were first published, oldest first."""
        ...

    def year(self, scope: Scope, year: str) -> tuple[Card, ...]:
        """All stories of a list that were first published in a year, newest first."""
        ...

    def day(self, language: str, day: date) -> tuple[Card, ...]:
        """All stories first published on a day."""
        ...

    def neighbours(self, language: str, day: date) -> tuple[date | None, date | None]:
        """The nearest days with stories before and after a day."""
        ...

    def months(self, language: str) -> tuple[date, ...]:
        """The first days of all months that have stories, oldest first."""
        ...

    def month(self, language: str, month: date) -> tuple[Card, ...]:
        """All stories first published in the month whose first day is given."""
        ...

    def corrections(self, language: str, year: str, limit: int) -> tuple[tuple[Card, int], ...]:
        """Stories that were put right, each with the version that did it: all of a year, else the newest ``limit``."""
        ...

    def correction_years(self, language: str) -> tuple[str, ...]:
        """The years in which a language's stories were put right, oldest first."""
        ...

    def killed(self, scope: Scope, limit: int) -> tuple[tuple[str, str], ...]:
        """The keys of the editions last killed out of a list, each with its instant (RFC 3339), newest first."""
        ...

    def erased(self) -> datetime | None:
        """When a kill or redaction last erased something; None while none did."""
        ...

    def redirect(self, path: str) -> str | None:
        """Where an address moved to."""
        ...

    def language(self, tag: str) -> Language:
        """A configured language; its file is an input like any other."""
        ...

    def template(self, name: str) -> None:
        """Notes that the page is made with this template (its source and those it includes are inputs)."""
        ...

    def asset(self, name: str) -> Asset:
        """A file of the reader's furniture."""
        ...

    def passed(self, instant: datetime) -> bool:
        """Whether an instant has passed; the page is made again when it does."""
        ...
