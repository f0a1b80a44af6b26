"""The mail that tells a person of an assignment, in the language of their screens."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.newsroom.accounts.mails import house_name
from dateline.newsroom.accounts.speaking import language_of, said_when
from dateline.newsroom.board_rows import editions
from dateline.newsroom.desk.cells import headline_of
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment

log = structlog.get_logger("dateline.mail")


def send_assignment(given: Assignment) -> bool:
    """Tell the person; whether a mail went out. Whoever has no address sees it under Today."""
    person = given.person
    if person is None or not person.email:
        return False
    with override(language_of(person)):
        pages = editions().filter(translation_key=given.story)
        headline, _tag = headline_of(list(pages.values("locale__language_code", "draft_title")))
        address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('newsroom_story', args=[given.story])}#{given.language}"
        context = {
            "house": house_name(),
            "name": person.get_full_name() or person.get_username(),
            "by": (given.by.get_full_name() or given.by.get_username()) if given.by else "",
            "headline": headline,
            "language": called(given.language),
            "due": said_when(given.due) if given.due else "",
            "address": address,
        }
        subject = _("%(house)s: “%(headline)s” in %(language)s is yours") % context
        text = render_to_string("newsroom/mails/assignment.txt", context)
    try:
        return bool(EmailMessage(" ".join(subject.split()), text, to=[person.email]).send())
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; a header that cannot be is a ValueError
        log.warning("mail not sent", to=person.email, error=str(error), hint="look at DATELINE_EMAIL_URL")
        return False
