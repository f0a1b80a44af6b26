"""What a typo that changes more is, said by somebody: only a typo, or a kind that readers are told of; and seen."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from dateline.newsroom import audit, typos
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.loud_typo import LoudTypo
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.versions import check_kind, last_edition


def only_a_typo(page: EditionPage, *, user: Any) -> Revision:
    """Confirm the change in the newest draft; the revision that says so."""
    draft = page.get_latest_revision_as_object()
    before = last_edition(page.key)
    if before is None:
        raise Refusal(_("There is no published version any more that this could be a typo in."))
    with transaction.atomic():
        typos.confirm(draft, before, user=user)
        saved: Revision = draft.save_revision(user=user, log_action=True)
    return saved


def another_kind(page: EditionPage, kind: str, note: str, *, user: Any) -> Revision:
    """Give the newest draft another publish kind; raises Refusal for one that needs a note and has none."""
    check_kind(kind, note)
    draft = page.get_latest_revision_as_object()
    draft.publish_kind, draft.publish_note = kind, note
    saved: Revision = draft.save_revision(user=user, log_action=True)
    return saved


def go_on(page: EditionPage, revision: Revision, then: str, *, user: Any, comment: str = "") -> None:
    """What the person was about to do with the draft: ``publish`` (or schedule) or ``approve`` it, or nothing."""
    if then == "publish" and page.permissions_for_user(user).can_publish():
        PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)
    state = page.current_workflow_task_state
    if then == "approve" and state is not None:
        state.task.specific.on_action(state, user, "approve", comment=comment)


def see(found: LoudTypo, *, user: Any) -> None:
    """The desk chief has seen it."""
    with transaction.atomic():
        found.seen, found.seen_by, found.seen_who = timezone.now(), user, audit.name_of(user)[:255]
        found.save(update_fields=["seen", "seen_by", "seen_who"])
        audit.log(user, "typo seen", found.page, detail=", ".join(found.reasons))
