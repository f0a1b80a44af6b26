"""The mails that the newsroom sends about accounts, each in the language of its reader."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.newsroom.accounts.speaking import language_of, said_when
from dateline.newsroom.models.account import OneTimeLink
from dateline.newsroom.models.house import HouseSettings

log = structlog.get_logger("dateline.mail")


def house_name() -> str:
    """The name that the mails give."""
    house = HouseSettings.objects.first()
    return house.name if house is not None else settings.DATELINE_SITE_NAME


def send_invitation(link: OneTimeLink, address: str, *, inviter: str) -> bool:
    """Invite the person of a link; whether the mail went out."""
    with override(language_of(link.user)):
        subject = _("%(house)s: your account in the newsroom") % {"house": house_name()}
        return _send(subject, "invitation", link, {"address": address, "inviter": inviter})


def send_reset(link: OneTimeLink, address: str) -> bool:
    """The link for a new password; whether the mail went out."""
    with override(language_of(link.user)):
        subject = _("%(house)s: a new password") % {"house": house_name()}
        return _send(subject, "reset", link, {"address": address})


def _send(subject: str, template: str, link: OneTimeLink, words: dict[str, str]) -> bool:
    context = words | {
        "house": house_name(),
        "name": link.user.get_full_name() or link.user.get_username(),
        "username": link.user.get_username(),
        "until": said_when(link.expires),
    }
    text = render_to_string(f"newsroom/mails/{template}.txt", context)
    try:
        return bool(EmailMessage(" ".join(subject.split()), text, to=[link.user.email]).send())
    except (OSError, ValueError) as error:  # smtplib's errors are OSErrors; a header that cannot be is a ValueError
        log.warning("mail not sent", to=link.user.email, error=str(error), hint="look at DATELINE_EMAIL_URL")
        return False
