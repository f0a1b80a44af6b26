"""Marking an imported draft as reviewed: somebody who may has read it, and it may be released with its batch."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom.models.batch import DRAFTED, ImportItem
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal


def review(item: ImportItem, *, user: Any, done: bool = True) -> None:
    """Set the mark, or take it back. Raises Refusal naming the item."""
    named = {"headline": item.headline}
    if item.status not in DRAFTED or not item.unsettled:
        raise Refusal(_("“%(headline)s” is no draft that waits for review. Save it as a draft first.") % named)
    if not may(user, Action.REVIEW_IMPORTS, item.language):
        raise Refusal(_("“%(headline)s”: you may not review imports at this desk.") % named)
    item.reviewed = timezone.now() if done else None
    item.reviewer = user if done else None
    item.save(update_fields=["reviewed", "reviewer"])
