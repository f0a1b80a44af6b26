"""Answers to what pages ask, out of the replica: each with its digest and with what would change it.

A question is named (``latest``, ``card`` ...) and asked with text arguments, so that the ledger can keep it
and ask it again; its answer depends on a topic, for lists on a stretch ``low <= position < high`` of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import apsw
import msgspec

from dateline.edition.card import card, page_card
from dateline.edition.codec import digest
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.values import Edition, Redirect, StandingPage, Withdrawn, WithdrawnPage
from dateline.press.page import Furniture
from dateline.record import replica
from dateline.record import versions as history
from dateline.record.replica import Kept

LOWEST, HIGHEST = "", "~"
NOTHING = "-"
CACHE = 20_000


class Answer(msgspec.Struct, frozen=True):
    """``value`` as the page gets it; ``digest`` of it; the topic and stretch whose change may change it."""

    value: Any
    digest: str
    topic: str
    low: str = LOWEST
    high: str = HIGHEST


class Shelf:
    """One state of the replica, at one ``clock`` (UTC). Decoded values are kept, so use a new one after a change."""

    def __init__(self, db: apsw.Connection, furniture: Furniture, clock: datetime) -> None:
        self._db = db
        self._furniture = furniture
        self.clock = clock
        self._kept: dict[str, Kept | None] = {}
        self._answers: dict[tuple[str, ...], Answer] = {}
        self._under: dict[str, list[Kept]] = {}

    def ask(self, question: str, *arguments: str) -> Answer:
        """The answer to a question of QUESTIONS."""
        asked = (question, *arguments)
        found = self._answers.get(asked)
        if found is None:
            found = QUESTIONS[question](self, *arguments)
            if len(self._answers) >= CACHE:
                self._answers.clear()
            self._answers[asked] = found
        return found

    def kept(self, key: str) -> Kept | None:
        """The newest value under a key."""
        if key not in self._kept:
            if len(self._kept) >= CACHE:
                self._kept.clear()
            self._kept[key] = replica.kept(self._db, key)
        return self._kept[key]

    def _value(self, key: str) -> Answer:
        kept = self.kept(key)
        if kept is None:
            return Answer(None, NOTHING, f"value:{key}")
        gone = replica.is_gone(kept.value) and not isinstance(kept.value, Withdrawn | Killed | WithdrawnPage)
        return Answer(None if gone else kept.value, kept.digest, f"value:{key}")

    def _card(self, key: str) -> Answer:
        kept = self.kept(key)
        if kept is None or not isinstance(kept.value, Edition):
            return Answer(None, NOTHING, f"card:{key}")
        return Answer(card(kept.value), kept.card_digest, f"card:{key}")

    def _versions(self, key: str) -> Answer:
        kept = self.kept(key)
        found = history.versions(self._db, key)
        changed = _digest([kept.digest if kept else NOTHING, *(str(each.version) for each in found)])
        return Answer(found, changed, f"versions:{key}")

    def _notice(self, key: str) -> Answer:
        kept = self.kept(key)
        found = history.notice_of(self._db, kept.value) if kept and isinstance(kept.value, Edition) else None
        return Answer(found, digest(found)[: replica.SHORT], f"standing:{key.split('/')[1]}")

    def _editions(self, story: str) -> Answer:
        found = replica.under(self._db, f"edition/{story}/")
        cards = tuple(card(each.value) for each in found if isinstance(each.value, Edition))
        return Answer(cards, _digest([each.card_digest for each in found]), f"editions:{story}")

    def _pages(self, language: str) -> Answer:
        found = [each for each in self._standing("page/") if each.key.endswith(f"/{language}")]
        return _page_cards(found, f"pages:{language}")

    def _pages_of(self, page: str) -> Answer:
        return _page_cards(self._standing(f"page/{page}/"), f"pages-of:{page}")

    def _standing(self, prefix: str) -> list[Kept]:
        if prefix not in self._under:
            self._under[prefix] = replica.under(self._db, prefix)
        return self._under[prefix]

    def _all(self, family: str) -> Answer:
        found = replica.under(self._db, f"{family}/")
        return Answer(tuple(each.value for each in found), _digest([each.digest for each in found]), f"all:{family}")

    def _latest(self, scope: str, limit: str) -> Answer:
        found = replica.listed(self._db, scope, limit=int(limit))
        return self._listed(scope, found, HIGHEST, full=len(found) == int(limit))

    def _earlier(self, scope: str, key: str, limit: str) -> Answer:
        anchor = self.kept(key)
        high = replica.position(anchor) if anchor and isinstance(anchor.value, Edition) else HIGHEST
        found = replica.listed(self._db, scope, high=high, limit=int(limit))
        return self._listed(scope, found, high, full=len(found) == int(limit))

    def _listed(self, scope: str, found: list[tuple[str, str]], high: str, *, full: bool) -> Answer:
        low = found[-1][0] if full and found else LOWEST
        return Answer(tuple(key for _, key in found), _digest([key for _, key in found]), f"list:{scope}", low, high)

    def _holds(self, scope: str) -> Answer:
        found = bool(replica.listed(self._db, scope, limit=1))
        return Answer(found, str(found), f"list:{scope}")

    def _years(self, scope: str) -> Answer:
        found = replica.years(self._db, scope)
        return Answer(tuple(found), _digest(found), f"list:{scope}")

    def _period(self, scope: str, period: str) -> Answer:
        found = replica.listed(self._db, scope, low=period, high=period + HIGHEST)
        keys = tuple(key for _, key in found)
        return Answer(keys, _digest(keys), f"list:{scope}", period, period + HIGHEST)

    def _neighbours(self, language: str, day: str) -> Answer:
        before, after = replica.neighbours(self._db, language, day)
        digest = _digest([before or NOTHING, after or NOTHING])
        return Answer((before, after), digest, f"days:{language}", before or LOWEST, (after or "") + HIGHEST)

    def _months(self, language: str) -> Answer:
        found = replica.months(self._db, language)
        return Answer(tuple(found), _digest(found), f"days:{language}")

    def _corrections(self, language: str, year: str, limit: str) -> Answer:
        scope, high = replica.corrections_name(language), year + HIGHEST
        most = -1 if year else int(limit)
        found = replica.listed(self._db, scope, low=year, high=high, limit=most)
        low = found[-1][0] if len(found) == most else year
        value = tuple((key, int(place.rpartition(" ")[2])) for place, key in found)
        return Answer(value, _digest([f"{place} {key}" for place, key in found]), f"list:{scope}", low, high)

    def _correction_years(self, language: str) -> Answer:
        return self._years(replica.corrections_name(language))

    def _killed(self, scope: str, limit: str) -> Answer:
        name = replica.killed_name(scope)
        found = replica.listed(self._db, name, limit=int(limit))
        value = tuple((key, place.partition(" ")[0]) for place, key in found)
        low = found[-1][0] if len(found) == int(limit) else LOWEST
        return Answer(value, _digest([f"{place} {key}" for place, key in found]), f"list:{name}", low)

    def _events(self, scope: str, year: str, limit: str) -> Answer:
        """Those of a year, or the newest; oldest first."""
        high, most = year + HIGHEST, -1 if year else int(limit)
        found = replica.listed(self._db, scope, low=year, high=high, limit=most)
        low = found[-1][0] if len(found) == most else year
        keys = tuple(key for _, key in reversed(found))
        return Answer(keys, _digest(keys), f"list:{scope}", low, high)

    def _between(self, scope: str, low: str, high: str, limit: str) -> Answer:
        """The first few between two positions (``limit`` positive), or the last few (negative); oldest first."""
        most = abs(int(limit))
        if int(limit) > 0:
            found = replica.listed_on(self._db, scope, low=low, high=high, limit=most)
            high = found[-1][0] + HIGHEST if len(found) == most else high
        else:
            found = replica.listed(self._db, scope, low=low, high=high, limit=most)[::-1]
            low = found[0][0] if len(found) == most else low
        keys = tuple(key for _, key in found)
        return Answer(keys, _digest(keys), f"list:{scope}", low, high)

    def _nth(self, scope: str, key: str, steps: str) -> Answer:
        """When the story stands that many places behind this one in a list (``steps`` negative: before it) came out.

        Empty where the list does not reach so far, or where this one stands in none.
        """
        anchor, most = self.kept(key), abs(int(steps))
        if anchor is None or not isinstance(anchor.value, Edition):
            return Answer("", NOTHING, f"value:{key}")
        here = replica.position(anchor)
        if int(steps) > 0:
            found = replica.listed_on(self._db, scope, low=here + HIGHEST, limit=most)
            low, high = here, found[-1][0] + HIGHEST if len(found) == most else HIGHEST
        else:
            found = replica.listed(self._db, scope, high=here, limit=most)
            low, high = found[-1][0] if len(found) == most else LOWEST, here
        when = found[-1][0].partition(" ")[0] if len(found) == most else ""
        return Answer(when, _digest([when]), f"list:{scope}", low, high)

    def _erased(self) -> Answer:
        found = [each.value.instant for each in replica.under(self._db, "erasure/") if isinstance(each.value, Erasure)]
        newest = max(found, default=None)
        return Answer(newest, str(newest), "erased")

    def _redirect(self, path: str) -> Answer:
        answer = self._value(f"redirect{path}")
        target = answer.value.target if isinstance(answer.value, Redirect) else None
        return Answer(target, answer.digest, answer.topic)

    def _input(self, name: str) -> Answer:
        digest = self._furniture.input_digest(name)
        return Answer(None, digest, f"input:{name}")

    def _passed(self, instant: str) -> Answer:
        passed = datetime.fromisoformat(instant) <= self.clock
        return Answer(passed, str(passed), "time", instant, instant + HIGHEST)


QUESTIONS: dict[str, Callable[..., Answer]] = {
    "value": Shelf._value,
    "card": Shelf._card,
    "versions": Shelf._versions,
    "notice": Shelf._notice,
    "editions": Shelf._editions,
    "pages": Shelf._pages,
    "pages-of": Shelf._pages_of,
    "all": Shelf._all,
    "latest": Shelf._latest,
    "earlier": Shelf._earlier,
    "period": Shelf._period,
    "holds": Shelf._holds,
    "years": Shelf._years,
    "neighbours": Shelf._neighbours,
    "months": Shelf._months,
    "corrections": Shelf._corrections,
    "correction_years": Shelf._correction_years,
    "killed": Shelf._killed,
    "events": Shelf._events,
    "between": Shelf._between,
    "nth": Shelf._nth,
    "erased": Shelf._erased,
    "redirect": Shelf._redirect,
    "input": Shelf._input,
    "passed": Shelf._passed,
}


def _page_cards(found: list[Kept], topic: str) -> Answer:
    cards = tuple(page_card(each.value) for each in found if isinstance(each.value, StandingPage))
    return Answer(cards, _digest([each.card_digest for each in found]), topic)


def _digest(parts: list[str] | tuple[str, ...]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[: replica.SHORT]


def instant_text(instant: datetime) -> str:
    """An instant as the ledger keeps it: RFC 3339, UTC, sorting as text."""
    return instant.astimezone(UTC).isoformat()
