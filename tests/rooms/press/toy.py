"""A few small kinds of page and furniture, so that the press is tested without knowing the reader's pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from dateline.edition.erasure import Killed
from dateline.edition.values import Dossier, Edition, Front, Section, Value, Withdrawn
from dateline.press.page import Output, PageKey
from dateline.press.reading import Asset, Reading, Scope

NOTICE_ENDS = datetime(2009, 3, 6, 9, 0, tzinfo=UTC)


class ToyFurniture:
    """Inputs whose digests a test can change."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}

    def input_digest(self, name: str) -> str:
        """See Furniture."""
        return self.digests.get(name, "1")

    def asset(self, name: str) -> Asset:
        """See Furniture."""
        return Asset(f"/assets/{name}", "text/css", b"")


class Story:
    """A story with its other editions, its section's name, its lead's credit and what came before in its dossier."""

    name = "story"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """See Kind."""
        if isinstance(value, Edition | Withdrawn | Killed):
            yield PageKey("story", (str(value.story), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """See Kind."""
        reading.template("story")
        story, language = UUID(key.arguments[0]), key.arguments[1]
        edition = reading.edition(story, language)
        if edition is None or not edition.path:
            return None
        if isinstance(edition, Withdrawn | Killed):
            return Output(path=edition.path, body=b"gone", status=410)
        lines = [edition.headline, edition.summary, *(block.plain() for block in edition.blocks)]
        lines += [f"{card.language} {card.path}" for card in reading.editions_of(story)]
        section = edition.section and reading.section(edition.section)
        lines.append(str(section and section.names))
        picture = edition.lead and reading.picture(edition.lead.picture)
        lines.append(picture.credit if picture else "")
        for dossier in edition.dossiers:
            lines.append(str(reading.dossier(dossier)))
            lines += [card.headline for card in reading.earlier(Scope(language, dossier=dossier), edition, 2)]
            lines.append(str(reading.events_around(dossier, edition, limit=1, reach=2)))
        lines.append(str(reading.notice(edition)))
        lines.append("new" if not reading.passed(NOTICE_ENDS) else "")
        return Output(path=edition.path, body="\n".join(lines).encode(), language=language)


class Lists:
    """A front, a section or a dossier: its newest three, each with headline and stamp."""

    name = "list"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """See Kind."""
        if isinstance(value, Front):
            yield PageKey("list", (value.language,))
        if isinstance(value, Section):
            yield from (PageKey("list", (tag, "section", str(value.id))) for tag in value.names)
        if isinstance(value, Dossier):
            yield from (PageKey("list", (tag, "dossier", str(value.id))) for tag in value.names)

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """See Kind."""
        language, *narrower = key.arguments
        if reading.front(language) is None:
            return None
        scope, path = Scope(language), f"/{language}/"
        if narrower:
            thing = UUID(narrower[1])
            named = reading.section(thing) if narrower[0] == "section" else reading.dossier(thing)
            if named is None or language not in named.names:
                return None
            narrowing: dict[str, Any] = {narrower[0]: thing}
            scope = Scope(language, **narrowing)
            path = f"/{language}/{narrower[0]}/{named.names[language].slug}/"
        cards = reading.latest(scope, 3)
        body = "\n".join(f"{card.headline} {card.updated or card.first_published}" for card in cards)
        if narrower and narrower[0] == "dossier":
            told = reading.events(thing, limit=2), reading.events(thing, year="2009"), reading.event_years(thing)
            body += str(told)
        body += "\n".join(f"{key} {when}" for key, when in reading.killed(scope, 3))
        return Output(path=path, body=body.encode(), language=language)


class Days:
    """All stories of a day, with its neighbours."""

    name = "day"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """See Kind."""
        if isinstance(value, Edition):
            yield PageKey("day", (value.language, str(value.first_published.day)))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """See Kind."""
        language, day = key.arguments[0], date.fromisoformat(key.arguments[1])
        cards = reading.day(language, day)
        if not cards:
            return None
        body = f"{[card.headline for card in cards]} {reading.neighbours(language, day)} {reading.months(language)}"
        return Output(path=f"/{language}/{day:%Y/%m/%d}/", body=body.encode())


class History:
    """Every version of an edition, withdrawn or not."""

    name = "history"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """See Kind."""
        if isinstance(value, Edition | Withdrawn):
            yield PageKey("history", (str(value.story), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """See Kind."""
        versions = reading.versions(UUID(key.arguments[0]), key.arguments[1])
        body = "\n".join(f"{each.version} {each.headline}" for each in versions)
        return Output(path=f"/history/{'/'.join(key.arguments)}", body=body.encode()) if versions else None


class Parts:
    """A language's newest ten stories, two a page, each page naming the one that continues it."""

    name = "parts"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """See Kind."""
        if isinstance(value, Front):
            yield PageKey("parts", (value.language, "1"))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """See Kind."""
        language, number = key.arguments[0], int(key.arguments[1])
        cards = reading.latest(Scope(language), 10) if reading.front(language) else ()
        shown, later = cards[2 * number - 2 : 2 * number], cards[2 * number :]
        if not shown:
            return None
        body = "\n".join(card.headline for card in shown)
        further = PageKey("parts", (language, str(number + 1))) if later else None
        return Output(path=f"/parts/{language}/{number}", body=body.encode(), further=further)


KINDS = (Story(), Lists(), Days(), History())
WITH_PARTS = (*KINDS, Parts())
