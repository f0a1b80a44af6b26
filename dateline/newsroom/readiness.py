"""Whether an edition can go out with its release, and in words what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import embargo, typos
from dateline.newsroom.embargo import clock, isolated
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.release import Release, ReleasePart
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.unfinished import check_finished
from dateline.newsroom.unread import check_read
from dateline.newsroom.versions import check_kind, kind_of, last_edition


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of a release: ``out`` already, ``ready``, or ``lacks`` in words; ``can`` be said to be ready."""

    part: ReleasePart
    page: EditionPage
    out: bool = False
    lacks: str = ""
    can: bool = False

    @property
    def ready(self) -> bool:
        """Whether it goes out at the instant."""
        return not (self.out or self.lacks)


def standings(release: Release) -> list[Standing]:
    """Every edition of a release, by language."""
    parts = release.parts.select_related("page__locale", "page__latest_revision", "ready_by")
    return [standing(part, release.instant) for part in parts]


def standing(part: ReleasePart, instant: datetime) -> Standing:
    """One of them."""
    page = part.page
    if part.release.gone is None and page.live and not page.has_unpublished_changes:
        return Standing(part=part, page=page, out=True)
    if part.release.gone is not None:
        return Standing(part=part, page=page, out=part.out, lacks="" if part.out else part.told)
    stops = _stops(page, instant)
    return Standing(part=part, page=page, lacks=stops or _unsaid(part), can=not stops)


def _unsaid(part: ReleasePart) -> str:
    if part.ready_id is None:
        return part.told or _("Nobody has said yet that it is ready.")
    if part.ready_id != part.page.latest_revision_id:
        return _("It was changed after %(who)s said that it is ready.") % {"who": isolated(part.ready_who)}
    return ""


def _stops(page: EditionPage, instant: datetime) -> str:
    """What would have it refused at the instant, whoever says that it is ready."""
    if page.in_trash:
        return _("It lies in the trash.")
    own_hour = page.scheduled_revision
    if own_hour is not None:
        words = _("It is scheduled by itself for %(instant)s. Take it off the schedule, or out of the release.")
        return words % {"instant": clock(own_hour.approved_go_live_at)}
    asked: list[Callable[[Any], None]] = [
        lambda draft: _check_hours(draft, instant),
        check_finished,
        check_read,
        _check_again,
    ]
    draft = page.get_latest_revision_as_object()
    try:
        for ask in asked:
            ask(draft)
        draft.editorial_first_published = draft.editorial_first_published or f"{timezone.now():%Y-%m-%d}"
        draft.value()
    except Refusal as refusal:
        return refusal.words
    return ""


def _check_hours(draft: EditionPage, instant: datetime) -> None:
    held = embargo.in_force(draft.translation_key)
    if held is not None and held.until > instant:
        words = _("The story is under embargo until %(until)s, longer than this release.")
        raise Refusal(words % {"until": clock(held.until)})
    if draft.go_live_at and draft.go_live_at > instant:
        words = _("Its form has an hour of its own, %(instant)s, later than this release.")
        raise Refusal(words % {"instant": clock(draft.go_live_at)})


def _check_again(draft: EditionPage) -> None:
    if draft.version:
        check_kind(kind_of(draft), draft.publish_note)
        typos.check(draft, last_edition(draft.key))
