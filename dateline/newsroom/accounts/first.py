"""The first account, made when a house is set up, and the passwords that the command line gives."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext

from dateline.newsroom.accounts.backend import find
from dateline.newsroom.accounts.lockout import unlock
from dateline.newsroom.models.account import Account, OneTimeLink
from dateline.newsroom.models.session import end_sessions
from dateline.newsroom.refusal import Refusal

FIRST = "chief"


def first_account(kept: Path) -> str:
    """Make the first account if the newsroom has none, and write name and password to ``kept`` (mode 600).

    The password serves for one login, at which the person sets the own. Returns the name, empty where somebody has
    an account already.
    """
    users = get_user_model()._default_manager
    if users.exists():
        return ""
    user = users.create_superuser(username=FIRST, email="")
    password = first_password(user)
    kept.touch(mode=0o600)
    kept.write_text(
        "For the first login; the newsroom then asks for a password of your own:\n"
        f"name: {FIRST}\npassword: {password}\n",
        encoding="utf-8",
    )
    return FIRST


def first_password(user: Any) -> str:
    """Give a person a password that must be changed at the next login; ends sessions and lock-outs."""
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        Account.objects.update_or_create(user=user, defaults={"must_change_password": True, "invited": False})
        OneTimeLink.objects.filter(user=user).delete()
        end_sessions(user)
        unlock(user)
    return password


def person_named(said: str) -> Any:
    """The user with this name or e-mail address; Refusal in words where there is none or who was deactivated."""
    user = find(said)
    if user is None:
        raise Refusal(gettext("Nobody has the name or e-mail address “%(said)s”.") % {"said": said})
    if not user.is_active:
        words = gettext("%(person)s is deactivated or has not answered the invitation. See Settings, People.")
        raise Refusal(words % {"person": user.get_username()})
    return user
