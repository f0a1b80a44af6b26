"""A point in editorial time, kept at the precision known: a day, or an instant in universal time.

Written as RFC 3339: ``2009-03-06`` or ``2009-03-06T08:22:00Z``; never shown more precisely than known.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import total_ordering

WANTED = "2009-03-06 or 2009-03-06T08:22:00Z"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*", re.ASCII)


@total_ordering
class Moment:
    """``value`` is a date (a day is all that is known) or an aware UTC datetime without microseconds.

    A plain class: msgspec would take a dataclass apart and meet two types that JSON writes alike.
    """

    __slots__ = ("_value",)
    _value: date | datetime

    def __init__(self, value: date | datetime) -> None:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a moment's time must say its zone, as in 2009-03-06T08:22:00Z")
            value = value.astimezone(UTC).replace(microsecond=0)
        self._value = value

    @property
    def value(self) -> date | datetime:
        """The day or the instant."""
        return self._value

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ``2009-03-06`` or ``2009-03-06T08:22:00Z``; raises ValueError saying what is wanted."""
        try:
            if DAY.fullmatch(text):
                return cls(date.fromisoformat(text))
            if INSTANT.fullmatch(text):
                return cls(datetime.fromisoformat(text.upper()))
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{text!r} is no moment: write {WANTED} ({error})") from None
        raise ValueError(f"{text!r} is no moment: write {WANTED}")

    @property
    def exact(self) -> bool:
        """Whether the time of day is known."""
        return isinstance(self._value, datetime)

    @property
    def day(self) -> date:
        """The day in universal time."""
        return self._value.date() if isinstance(self._value, datetime) else self._value

    @property
    def instant(self) -> datetime:
        """The instant; the start of the day where only the day is known."""
        return self._value if isinstance(self._value, datetime) else datetime.combine(self._value, time(), UTC)

    def __str__(self) -> str:
        if isinstance(self._value, datetime):
            return f"{self._value.replace(tzinfo=None).isoformat()}Z"
        return self._value.isoformat()

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Moment):
            return NotImplemented
        return str(self) < str(other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return f"Moment({str(self)!r})"
