"""Who makes which language of a story, and where it is not wanted; a new decision replaces the one before."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import audit, board_rows
from dateline.newsroom.assignment_mail import send_assignment
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment
from dateline.newsroom.permissions import Action, Role, allows, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import code_of


def assign(story: UUID, tag: str, person: Any, *, due: datetime | None = None, by: Any = None) -> Assignment:
    """Have ``person`` make a language of a story; a mail tells them, in their language."""
    _check(by, Action.ASSIGN, tag)
    if not (may(person, Action.TRANSLATE, tag) or may(person, Action.WRITE, tag)):
        words = _("%(name)s may neither write nor translate at the %(language)s desk. Choose somebody who may.")
        raise Refusal(words % {"name": _name(person), "language": called(tag)}, field="person")
    with transaction.atomic():
        given = _decide(story, tag, wanted=True, person=person, due=due, by=by)
        audit.log(by, "assigned", str(story), language=tag, detail=_name(person))
        transaction.on_commit(partial(send_assignment, given))
    return given


def not_wanted(story: UUID, tag: str, *, by: Any = None) -> Assignment:
    """Say that a story is not wanted in a language that has no edition of it; a later decision may differ."""
    _check(by, Action.NOT_WANTED, tag)
    if board_rows.editions().filter(translation_key=story, locale__language_code=code_of(tag)).exists():
        raise Refusal(_("There is an edition in that language already. Delete that draft, or unpublish it, first."))
    with transaction.atomic():
        audit.log(by, "not wanted", str(story), language=tag)
        return _decide(story, tag, wanted=False, person=None, due=None, by=by)


def take_back(story: UUID, tag: str, *, by: Any = None) -> None:
    """Take a decision back: the language is open again."""
    found = Assignment.objects.filter(story=story, language=tag).first()
    if found is not None:
        _check(by, Action.ASSIGN if found.wanted else Action.NOT_WANTED, tag)
        with transaction.atomic():
            audit.log(by, "decision taken back", str(story), language=tag)
            found.delete()
            board_rows.keep_story(story)


def people_at(tag: str) -> Any:
    """The active accounts that may write or translate at a desk."""
    roles = [role for role in Role if allows(role, tag, Action.WRITE, tag) or allows(role, tag, Action.TRANSLATE, tag)]
    users = get_user_model()._default_manager.filter(is_active=True)
    held = users.filter(groups__desk_role__role__in=roles, groups__desk_role__desk__in=["", tag])
    return (held | users.filter(is_superuser=True)).distinct().order_by("first_name", "last_name", "username")


def _decide(story: UUID, tag: str, **said: Any) -> Assignment:
    found, _made = Assignment.objects.update_or_create(
        story=story, language=tag, defaults={**said, "made": timezone.now(), "done": None}
    )
    board_rows.keep_story(story)
    return found


def _check(by: Any, action: Action, tag: str) -> None:
    if by is not None and not may(by, action, tag):
        raise Refusal(_("You may not decide this at that desk. Ask its desk chief."))


def _name(person: Any) -> str:
    return str(person.get_full_name() or person.get_username())
