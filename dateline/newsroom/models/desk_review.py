"""Desk review: the one step between a writer's “submit” and a desk chief's “publish”."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from dateline.languages.language import languages
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import code_of, tag_of


class DeskReview(Task):
    """Approved by whoever the table lets approve at the desk of the edition's language, and by nobody else."""

    class Meta:
        verbose_name = _("Desk review")
        verbose_name_plural = _("Desk reviews")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Reviewers may correct what they review."""
        return _reviews(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it is in review its writer waits."""
        return not _reviews(user, obj)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """A reviewer may keep others off."""
        return _reviews(user, obj) and may(user, Action.LOCK, tag_of(obj.locale.language_code))

    def user_can_unlock(self, obj: Any, user: Any) -> bool:
        """And let them in again, also where somebody else locked it and went home."""
        return self.user_can_lock(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What a reviewer may decide: code, words, and whether a comment is asked for."""
        if not _reviews(user, obj):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **_: Any) -> Any:
        """What waits for this person, in the languages where they review."""
        codes = [code_of(tag) for tag in languages() if may(user, Action.APPROVE, tag)]
        pages = Page.objects.filter(locale__language_code__in=codes)
        ids = pages.annotate(as_text=Cast("pk", CharField())).values("as_text")
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.filter(workflow_state__object_id__in=ids) if codes else waiting.none()

    @classmethod
    def get_description(cls) -> Any:
        """For the list of tasks."""
        return _("Sub-editors and desk chiefs of the edition’s language approve")


def _reviews(user: Any, page: Any) -> bool:
    return may(user, Action.APPROVE, tag_of(page.locale.language_code))
