"""One-time links by which a person sets the own password: made, looked at, used up."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom.models.account import Account, OneTimeLink
from dateline.newsroom.models.session import end_sessions

Purpose = OneTimeLink.Purpose
LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=2)}


def make(user: Any, purpose: Purpose) -> tuple[str, OneTimeLink]:
    """A new link in place of every earlier one of this person; (address, row). The address is known only now."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        OneTimeLink.objects.filter(user=user).delete()
        link = OneTimeLink.objects.create(
            user=user, purpose=purpose, digest=_digest(token), expires=timezone.now() + LASTS[purpose]
        )
    return settings.WAGTAILADMIN_BASE_URL + reverse("newsroom_set_password", args=[token]), link


def look(token: str) -> OneTimeLink | None:
    """The link, if it was neither used nor withdrawn and has not expired. Looking does not use it up."""
    found = OneTimeLink.objects.select_related("user").filter(digest=_digest(token), expires__gt=timezone.now()).first()
    if found is None or (found.purpose == Purpose.RESET and not found.user.is_active):
        return None
    return found


def use(token: str, password: str) -> Any:
    """Set the password, let an invited person in, end every session; the user, or None where the link is void."""
    with transaction.atomic():
        link = look(token)
        # Two who press at once: the row can be deleted by one of them only.
        if link is None or not OneTimeLink.objects.filter(pk=link.pk).delete()[0]:
            return None
        user = link.user
        user.set_password(password)
        user.is_active = True
        user.save(update_fields=["password", "is_active"])
        OneTimeLink.objects.filter(user=user).delete()
        Account.objects.update_or_create(user=user, defaults={"invited": False, "must_change_password": False})
        end_sessions(user)
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
