"""A person leaves, or comes back: the account is deactivated, never deleted, so that bylines and history stand."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from dateline.newsroom.accounts.inviting import waits
from dateline.newsroom.accounts.rights import LAST, administrators, is_administrator_by_role
from dateline.newsroom.models.account import OneTimeLink
from dateline.newsroom.models.session import end_sessions
from dateline.newsroom.refusal import Refusal


def deactivate(user: Any, *, by: Any, hand_to: Any = None) -> None:
    """Let a person in no more: sessions and links end, page locks fall, unpublished drafts go to ``hand_to``."""
    if by is not None and user.pk == by.pk:
        raise Refusal(_("Nobody can deactivate themselves. Ask another administrator."))
    with transaction.atomic():
        user = get_user_model()._default_manager.select_for_update().get(pk=user.pk)
        user.is_active = False
        user.save(update_fields=["is_active"])  # refused for the last administrator, on every route
        OneTimeLink.objects.filter(user=user).delete()
        end_sessions(user)
        EditingSession.objects.filter(user=user).delete()
        Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
        if hand_to is not None:
            Page.objects.filter(owner=user, live=False).update(owner=hand_to)


def reactivate(user: Any) -> None:
    """Let a person in again, with the password and the second step of before."""
    if waits(user):
        raise Refusal(_("This person has not answered the invitation yet. Send it again instead."))
    user.is_active = True
    user.save(update_fields=["is_active"])


def forget_second_step(user: Any) -> None:
    """For a lost phone: app, passkeys and recovery codes are forgotten; where the role needs one, it is set up anew."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)


def keep_an_administrator(user: Any) -> None:
    """Refuse to save a user who is the last administrator as inactive or as no superuser."""
    if user.pk is None or (user.is_active and user.is_superuser):
        return
    if not administrators().filter(pk=user.pk).exists() or administrators().exclude(pk=user.pk).exists():
        return
    if not (user.is_active and is_administrator_by_role(user)):
        raise Refusal(str(LAST))


def refuse_to_delete(user: Any) -> None:
    """Deleting would take a name out of the history; only an invitation that nobody answered goes."""
    if not waits(user):
        raise Refusal(
            _(
                "Accounts are not deleted: the history would lose its names. Deactivate the person under Settings,"
                " People."
            )
        )
