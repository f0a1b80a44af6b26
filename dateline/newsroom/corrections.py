"""Corrections on their way into the other languages: who has followed, who has until when; all read from the record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from dateline.edition.behind import SEVERITY
from dateline.edition.tasks import Live, Task, corrections, tasks
from dateline.edition.values import Change
from dateline.newsroom import board_rows
from dateline.newsroom.models.board import EditionStanding
from dateline.newsroom.models.house import HouseSettings

Hours = dict[str, int]
GRAVE = SEVERITY.index("clarification") + 1


class Correction(NamedTuple):
    """One correction, clarification or retraction of an edition, and what it asks of the others."""

    story: UUID
    source: str
    change: Change
    due: datetime
    tasks: tuple[Task, ...]

    @property
    def done(self) -> tuple[Task, ...]:
        """The languages that have followed."""
        return tuple(each for each in self.tasks if each.state == "done")

    @property
    def left(self) -> tuple[Task, ...]:
        """The languages that have not, those that wait for their own source included."""
        return tuple(each for each in self.tasks if each.state != "done")

    def late(self, now: datetime) -> bool:
        """Whether somebody should have followed by now."""
        return bool(self.left) and self.due <= now


def hours() -> Hours:
    """How long the other languages have, by publish kind."""
    house = HouseSettings.objects.first() or HouseSettings()
    return {name: getattr(house, f"{name}_hours") for name in ("retraction", "correction", "clarification")}


def of_story(story: UUID, given: Hours) -> list[Correction]:
    """Every correction of a story that concerns another language, the newest first."""
    live = board_rows.alive(story)
    found = [each for tag in live.versions for each in _of_edition(story, tag, live, given)]
    return sorted(found, key=lambda each: each.change.instant, reverse=True)


def stories_behind(*, desk: str = "", before: datetime | None = None) -> Any:
    """The stories of which an edition has not followed a correction, the gravest and oldest first; some come twice.

    ``desk`` leaves only those of its language, ``before`` those whose first change is as old as that.
    """
    rows = EditionStanding.objects.filter(gravity__gte=GRAVE)
    rows = rows.filter(language=desk) if desk else rows
    rows = rows.filter(since__lte=before) if before is not None else rows
    return rows.order_by("-gravity", "since", "story").values_list("story", flat=True)


def _of_edition(story: UUID, tag: str, live: Live, given: Hours) -> list[Correction]:
    found = []
    for change in corrections(live.versions[tag][-1]):
        due = change.instant + timedelta(hours=given[change.kind])
        if asked := tasks(tag, change, live):
            found.append(Correction(story, tag, change, due, asked))
    return found
