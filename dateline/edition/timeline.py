"""The timeline of a dossier: dated events that all languages share, each told in as many of them as know it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import total_ordering
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.characters import check_lines
from dateline.edition.moment import Moment

Precision = Literal["year", "month", "day", "instant"]
WANTED = "1997, 1997-05, 1997-05-27 or 1997-05-27T08:22:00Z, with ~ behind it where it is about then"
YEAR, MONTH = re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{4}-\d{2}", re.ASCII)
ABOUT = "~"
# Texts stand whole on every page that shows the event: what is longer is a story.
LONGEST_TITLE, LONGEST_TEXT = 200, 1000


@total_ordering
class EventDate:
    """When something happened, at the precision known: a year, a month, a day or an instant; certain or about.

    Written as ISO 8601-2:2019 has it (EDTF level 1): ``1997``, ``1997-05``, ``1997-05-27``, ``1997-05-27T08:22:00Z``,
    and ``1997-05~`` for about then. In order of text a year stands before its months, a month before its days.
    """

    __slots__ = ("_about", "_text")
    _text: str
    _about: bool

    def __init__(self, text: str) -> None:
        self._about = text.endswith(ABOUT)
        self._text = _checked(text.removesuffix(ABOUT), text)

    @property
    def about(self) -> bool:
        """Whether it is known only roughly."""
        return self._about

    @property
    def text(self) -> str:
        """The date alone, as in ``<time datetime>`` (HTML, 4.5.14) and in order."""
        return self._text

    @property
    def precision(self) -> Precision:
        """How much of it is known."""
        named: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return named.get(len(self._text), "instant")

    @property
    def moment(self) -> Moment:
        """The day or the instant; of a year or a month, its first day."""
        return Moment.parse(self._text) if self.precision == "instant" else Moment(self.first)

    @property
    def year(self) -> str:
        """``1997``."""
        return self._text[:4]

    @property
    def first(self) -> date:
        """The first day of what is known."""
        return date.fromisoformat((self._text[:10] + "-01-01")[:10])

    @property
    def last(self) -> date:
        """The last day of what is known."""
        if self.precision == "year":
            return self.first.replace(month=12, day=31)
        if self.precision == "month":
            return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        return self.first

    @property
    def over(self) -> datetime:
        """From when on it certainly lies in the past, in universal time."""
        if self.precision == "instant":
            return self.moment.instant
        start = datetime.combine(self.last, time(), UTC)
        return start if self.last == date.max else start + timedelta(days=1)

    def __str__(self) -> str:
        return self._text + (ABOUT if self._about else "")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, EventDate):
            return NotImplemented
        return (self._text, self._about) < (other._text, other._about)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EventDate) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return f"EventDate({str(self)!r})"


def _checked(text: str, written: str) -> str:
    try:
        if YEAR.fullmatch(text):
            return date(int(text), 1, 1).isoformat()[:4]
        if MONTH.fullmatch(text):
            return date.fromisoformat(f"{text}-01").isoformat()[:7]
        return str(Moment.parse(text))
    except ValueError:
        raise ValueError(f"{written!r} is no date of an event: write {WANTED}") from None


class EventText(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened, in one language: in a few words, and in a sentence or two more."""

    title: str
    text: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if not self.title.strip():
            raise ValueError("an event says in a few words what happened")
        if len(self.title) > LONGEST_TITLE or len(self.text) > LONGEST_TEXT:
            raise ValueError(f"an event is told in {LONGEST_TITLE} characters, and {LONGEST_TEXT} below them")


class Event(msgspec.Struct, frozen=True, tag_field="type", tag="event", kw_only=True, omit_defaults=True):
    """One event of the timelines of ``dossiers``, shared by all languages; ``texts`` by language tag.

    ``stories`` are those that tell more of it, ``people`` those who took part. One entry of the record holds one
    event, so that changing its date or a word of it is a small entry, whatever the timeline's length.
    """

    id: UUID
    dossiers: tuple[UUID, ...]
    date: EventDate
    texts: dict[str, EventText]
    stories: tuple[UUID, ...] = ()
    people: tuple[UUID, ...] = ()

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"event/{self.id}"

    def language_for(self, tag: str, online: frozenset[str]) -> str:
        """The language that tells it to readers of ``tag``, among those on line; empty where none does.

        Its own; else another writing of the same language; else English; else the first by tag.
        """
        told = sorted(each for each in self.texts if each in online)
        kin = [each for each in told if each.partition("-")[0] == tag.partition("-")[0]]
        return next((each for each in (tag, *kin, "en", *told) if each in told), "")
