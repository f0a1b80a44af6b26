"""Mails to those who are late with a correction: to whom the language was given, else to the chiefs of its desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.edition.tasks import Task
from dateline.newsroom.accounts.mails import house_name
from dateline.newsroom.accounts.speaking import language_of, said_when
from dateline.newsroom.board_rows import editions
from dateline.newsroom.corrections import Correction, hours, of_story, stories_behind
from dateline.newsroom.desk.cells import headline_of
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment
from dateline.newsroom.models.reminder import CorrectionReminder
from dateline.newsroom.permissions import Role

log = structlog.get_logger("dateline.mail")


class Late(NamedTuple):
    """One edition that should have followed a correction by now."""

    correction: Correction
    task: Task

    @property
    def key(self) -> dict[str, Any]:
        """What names it, as its reminder does."""
        given = self.correction
        return {
            "story": given.story,
            "language": self.task.language,
            "source": given.source,
            "version": given.change.version,
        }


def remind(now: datetime) -> int:
    """Tell of everything that became overdue, once each, one mail a person; returns how many mails went out.

    A mail that cannot be sent is tried again in the next round.
    """
    post: dict[Any, list[Late]] = {}
    for late in _unsaid(now):
        people = recipients(late)
        if not people:
            log.warning("nobody to remind", language=late.task.language, hint="give its desk a chief with an address")
            CorrectionReminder.objects.create(**late.key)
        for person in people:
            post.setdefault(person, []).append(late)
    sent = 0
    for person, lines in post.items():
        if _send(person, lines):
            sent += 1
            for late in lines:
                CorrectionReminder.objects.get_or_create(**late.key)
    return sent


def recipients(late: Late) -> list[Any]:
    """Who is told: whoever has the language in hand, else its desk's chiefs, else those of all desks."""
    tag, users = late.task.language, get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    given = Assignment.objects.filter(story=late.correction.story, language=tag, done=None, wanted=True)
    chiefs = users.filter(groups__desk_role__role=Role.DESK_CHIEF)
    ways = (
        users.filter(pk__in=given.values("person")),
        chiefs.filter(groups__desk_role__desk=tag),
        chiefs.filter(groups__desk_role__desk=""),
        users.filter(is_superuser=True),
    )
    return next((found for found in (list(way.distinct()) for way in ways) if found), [])


def _unsaid(now: datetime) -> Iterator[Late]:
    given = hours()
    soonest = now - timedelta(hours=min(given.values()))
    for story in dict.fromkeys(stories_behind(before=soonest)):
        for correction in of_story(story, given):
            lates = [Late(correction, task) for task in correction.left if task.state == "open"]
            for late in lates if correction.late(now) else []:
                if not CorrectionReminder.objects.filter(**late.key).exists():
                    yield late


def _send(person: Any, lines: list[Late]) -> bool:
    with override(language_of(person)):
        context = {
            "house": house_name(),
            "name": person.get_full_name() or person.get_username(),
            "lines": [_line(late) for late in lines],
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('newsroom_corrections')}",
        }
        subject = _("%(house)s: a correction is overdue in %(languages)s") % {
            "house": context["house"],
            "languages": ", ".join(sorted({called(late.task.language) for late in lines})),
        }
        text = render_to_string("newsroom/mails/overdue.txt", context)
    try:
        return bool(EmailMessage(" ".join(subject.split()), text, to=[person.email]).send())
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; a header that cannot be is a ValueError
        log.warning("mail not sent", to=person.email, error=str(error), hint="look at DATELINE_EMAIL_URL")
        return False


def _line(late: Late) -> dict[str, str]:
    pages = list(
        editions().filter(translation_key=late.correction.story).values("locale__language_code", "draft_title")
    )
    return {
        "headline": headline_of(pages)[0],
        "language": called(late.task.language),
        "source": called(late.correction.source),
        "note": late.correction.change.note,
        "due": said_when(late.correction.due),
    }
