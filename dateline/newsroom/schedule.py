"""What is due: scheduled versions go out and expired pages come down, each in a transaction of its own."""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec
from django.core.exceptions import ValidationError
from wagtail.models import Page, Revision

from dateline.newsroom.actions.going_out import go_out_due

log = logging.getLogger("dateline.newsroom")


class Released(msgspec.Struct, frozen=True):
    """How many versions went out and pages came down, what was refused, in words, and how many releases went."""

    published: int
    expired: int
    refused: tuple[str, ...] = ()
    releases: int = 0


def release_due(now: datetime) -> Released:
    """Publish and expire everything due at ``now``; one refusal holds up nothing else.

    A refused version is taken off the schedule and stays a draft, so that its desk finds it waiting.
    """
    refused = []
    published = 0
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk"):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
            published += 1
        except ValidationError as refusal:
            words = f"{revision.object_str}: {' '.join(refusal.messages)}"
            # Its headline is nobody's to read yet, so it is no matter for a log.
            log.warning("a scheduled version was refused and stays a draft: %s", _named(revision))
            refused.append(words)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
    due = list(Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk").specific())
    for page in due:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return Released(published, len(due), tuple(refused), go_out_due(now))


def _named(revision: Revision) -> str:
    return f"{revision.content_type.model} {revision.object_id}, revision {revision.pk}"
