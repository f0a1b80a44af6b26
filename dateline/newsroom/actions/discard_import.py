"""Discarding what an import brought: a held text is dropped, a draft that was never published is deleted."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.newsroom.actions.trash import delete_for_good
from dateline.newsroom.models.batch import DISCARDED, DRAFTED, HELD, ImportItem
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal


def discard(item: ImportItem, *, user: Any) -> None:
    """Throw one item away; what is published stays. Raises Refusal naming it and saying what to do instead."""
    if item.status == HELD:
        if not may(user, Action.IMPORT, item.language):
            raise Refusal(_("“%(headline)s”: you may not import at this desk.") % {"headline": item.headline})
    elif item.status in DRAFTED and item.page is not None:
        _drop(item, item.page, user)
    item.status, item.page = DISCARDED, None
    item.settle()
    item.save()


def _drop(item: ImportItem, page: EditionPage, user: Any) -> None:
    named = {"headline": page.title}
    if page.live:
        raise Refusal(_("“%(headline)s” is published, so its import is not discarded. Unpublish it first.") % named)
    if page.latest_revision_id != item.revision:
        raise Refusal(_("“%(headline)s” was edited since it was imported. Delete the draft itself.") % named)
    rights = page.permissions_for_user(user)
    if item.status == "updated":
        if not rights.can_edit():
            raise Refusal(_("“%(headline)s”: you may not edit at this desk.") % named)
        _step_back(item, page, user)
    elif not rights.can_delete():
        raise Refusal(_("“%(headline)s”: you may not delete drafts at this desk.") % named)
    else:
        delete_for_good(page, user=user)


def _step_back(item: ImportItem, page: EditionPage, user: Any) -> None:
    """The draft as it stood before this import wrote a newer version over it."""
    before = page.revisions.filter(pk__lt=item.revision).order_by("-pk").first()
    with transaction.atomic():
        if before is not None:
            before.as_object().save_revision(user=user, clean=False, previous_revision=before)
