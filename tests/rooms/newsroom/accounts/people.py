"""People for tests about accounts, and what their authenticator app shows."""

from __future__ import annotations

import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from tests.rooms.newsroom.house import PASSWORD

LOGIN = "/newsroom/login/"
HOME = "/newsroom/"
OWN = "quite another password"


def log_in(name: str, password: str = PASSWORD, **headers: Any) -> tuple[Client, Any]:
    """A browser that tried to log in, and the answer."""
    client = Client(**headers)
    return client, client.post(LOGIN, {"login": name, "password": password})


def inside(client: Client) -> bool:
    """Whether the newsroom's home opens."""
    return client.get(HOME).status_code == 200


def with_app(user: Any) -> str:
    """Give a person an authenticator app and recovery codes; the app's secret."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_now(secret: str) -> str:
    """What the app shows now."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()))))


def recovery_code(user: Any) -> str:
    """One that was not used."""
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes[0]


def link_in(text: str) -> str:
    """The path of the one-time link in a mail or page."""
    found = re.search(r"/newsroom/welcome/[\w-]+/", text)
    assert found, text
    return found.group(0)


def mailed() -> str:
    """The text of the one mail that was sent."""
    assert len(mail.outbox) == 1, [each.subject for each in mail.outbox]
    return str(mail.outbox[0].body)
