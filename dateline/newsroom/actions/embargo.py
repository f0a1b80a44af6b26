"""Putting a story under embargo, and lifting one before its time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import audit, embargo
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage


def set_embargo(
    page: EditionPage, until: datetime, *, source: str = "", note: str = "", user: Any = None
) -> tuple[str, ...]:
    """Hold back the whole story of an edition until an instant; ``user`` None is the operator or an import.

    Returns the headlines of the editions that were to go out by themselves before it, which are off the schedule
    now. Raises Refusal for an instant that has passed, and for an earlier one to whoever may lift no embargo.
    """
    if until <= timezone.now():
        raise Refusal(_("Choose an instant that is still to come."), field="until")
    with transaction.atomic():
        before = embargo.in_force(page.translation_key)
        if before and until < before.until and user is not None and not may(user, Action.LIFT_EMBARGO, page.tag):
            raise Refusal(_("To end an embargo earlier is to lift it. Ask somebody who may."), field="until")
        who = audit.name_of(user)[:255] if user else ""
        said = {"until": until, "source": source[:200], "note": note, "user": user, "who": who, "made": timezone.now()}
        kept, _made = Embargo.objects.update_or_create(story=page.translation_key, defaults=said)
        audit.log(user, "embargo set", page, detail=f"{before} → {kept}" if before else str(kept))
        return _off_the_schedule(page.translation_key, until)


def keep_embargo(page: EditionPage, until: datetime, *, source: str = "", user: Any = None) -> None:
    """An embargo that came with an import: one that holds longer already stays, one that has passed is nothing."""
    before = embargo.in_force(page.translation_key)
    if until > timezone.now() and (before is None or before.until < until):
        set_embargo(page, until, source=source, note=before.note if before else "", user=user)


def carry_embargo(page: EditionPage, copy: EditionPage, *, user: Any = None) -> None:
    """A copy is a story of its own with the same text: what holds back the one holds back the other."""
    found = embargo.in_force(page.translation_key)
    if found is not None:
        set_embargo(copy, found.until, source=found.source, note=found.note, user=user)


def lift_embargo(page: EditionPage, *, user: Any = None) -> None:
    """End the embargo on the story of an edition now. Publishes nothing. Raises Refusal where there is none."""
    with transaction.atomic():
        found = embargo.in_force(page.translation_key)
        if found is None:
            raise Refusal(_("This story is under no embargo any more."))
        found.delete()
        audit.log(user, "embargo lifted", page, detail=str(found))


def _off_the_schedule(story: UUID, until: datetime) -> tuple[str, ...]:
    off = []
    for page in apps.get_model("newsroom", "EditionPage").objects.filter(translation_key=story):
        early = page.revisions.filter(approved_go_live_at__lt=until)
        if early.update(approved_go_live_at=None):
            off.append(page.draft_title or page.title)
    return tuple(off)
