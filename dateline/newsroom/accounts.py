"""Accounts: the first one, made when a house is set up."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.contrib.auth import get_user_model

FIRST = "chief"


def first_account(kept: Path) -> str:
    """Make the first account if the newsroom has none, and write name and password to ``kept`` (mode 600).

    Returns its name, empty where somebody has an account already.
    """
    users = get_user_model()._default_manager
    if users.exists():
        return ""
    password = secrets.token_urlsafe(12)
    users.create_superuser(username=FIRST, email="", password=password)
    kept.touch(mode=0o600)
    kept.write_text(f"name: {FIRST}\npassword: {password}\n", encoding="utf-8")
    return FIRST
