"""Whether a story may go out yet: asked where the record is written, and wherever words can be said earlier."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.refusal import Refusal


def in_force(story: UUID) -> Embargo | None:
    """The embargo that holds a story back at this moment."""
    found: Embargo | None = Embargo.objects.in_force(timezone.now()).filter(story=story).first()
    return found


def check(story: UUID, *, at: datetime | None = None) -> None:
    """Refuse that anything of a story goes out now, or at a later instant that comes before the embargo's end."""
    found = in_force(story)
    if found is not None and (at is None or at < found.until):
        raise Refusal(words(found))


def words(embargo: Embargo) -> str:
    """Why nothing of it goes out, and what can be done."""
    until = clock(embargo.until)
    if embargo.source:
        until = f"{until} ({isolated(embargo.source)})"
    said = _(
        "This story is under embargo until %(until)s. Nothing of it goes out before, in any language. Schedule it for "
        "then or later; whoever may lift an embargo finds it in the story’s menu, under “Embargo …”."
    )
    return said % {"until": until}


def clock(instant: datetime) -> str:
    """An instant in universal time, to the minute, or to the second where it has any; reads its own way anywhere."""
    there = instant.astimezone(UTC)
    return isolated(f"{there:%Y-%m-%d %H:%M:%S} UTC" if there.second else f"{there:%Y-%m-%d %H:%M} UTC")


def isolated(text: str) -> str:
    """Words that keep their own direction inside a sentence of another."""
    return f"\u2068{text}\u2069" if text else ""
