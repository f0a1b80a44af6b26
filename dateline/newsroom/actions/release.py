"""Releasing an import batch after review: its drafts go out at one instant, in one entry batch of the record."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from dateline.newsroom import audit
from dateline.newsroom.models.batch import DISCARDED, ImportBatch, ImportItem, ImportItems
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal


class Outcome(msgspec.Struct, frozen=True):
    """What became of one draft: ``published``, ``scheduled`` (an embargo stands), ``unchanged`` or ``refused``."""

    status: str
    headline: str
    language: str
    path: str = ""
    reason: str = ""


def release(batch: UUID, *, user: Any = None, reviewed: bool = False) -> tuple[Outcome, ...]:
    """Publish every draft of a batch that has something new; a refused one holds up no other.

    ``reviewed`` leaves out what nobody has marked as reviewed. ``user`` is held to the permissions of each desk; None
    is the operator. Raises Refusal for an unknown batch.
    """
    found = ImportBatch.objects.filter(pk=batch).first()
    if found is None:
        raise Refusal(gettext("There is no import batch %(batch)s.") % {"batch": batch})
    with transaction.atomic():
        items = ImportItem.objects.filter(batch=batch).exclude(status=DISCARDED)
        if reviewed:
            items = items.filter(unsettled=True).exclude(reviewed=None)
        pages = EditionPage.objects.filter(pk__in=items.values("page")).order_by("pk")
        outcomes = tuple(_told(items, page, _release(page, user)) for page in pages)
        audit.log(user, "released", found, detail=", ".join(_counted(outcomes)))
        return outcomes


def _counted(outcomes: tuple[Outcome, ...]) -> list[str]:
    """``3 published``, ``1 refused``."""
    return [f"{number} {status}" for status, number in sorted(Counter(each.status for each in outcomes).items())]


def _told(items: ImportItems, page: EditionPage, outcome: Outcome) -> Outcome:
    """Note on the items what became of them; the text kept for checking has served its end once it is out."""
    of_page = ImportItem.objects.filter(page=page, pk__in=items.values("pk"))
    if outcome.status == "refused":
        of_page.update(outcome=outcome.reason)
    else:
        of_page.update(outcome="", released=timezone.now(), unsettled=False, found="", original=None)
    return outcome


def _release(page: EditionPage, user: Any) -> Outcome:
    if page.live and not page.has_unpublished_changes:
        return Outcome("unchanged", page.title, page.tag, page.reader_path)
    if user is not None and not (may(user, Action.RELEASE, page.tag) and page.permissions_for_user(user).can_publish()):
        return Outcome("refused", page.title, page.tag, reason="You may not publish at this desk.")
    try:
        with transaction.atomic():
            page.get_latest_revision().publish(user=user, skip_permission_checks=True)
    except ValidationError as refusal:
        return Outcome("refused", page.title, page.tag, reason=" ".join(refusal.messages))
    page = EditionPage.objects.get(pk=page.pk)
    published = page.live and not page.has_unpublished_changes
    return Outcome("published" if published else "scheduled", page.title, page.tag, page.reader_path)
