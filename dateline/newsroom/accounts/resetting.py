"""“I forgot my password”: wishes are written by the web server and granted by the worker."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from dateline.newsroom.accounts import links, mails
from dateline.newsroom.models.account import OneTimeLink, ResetWish
from dateline.newsroom.models.session import SessionStore

AGAIN_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(hours=1)
AT_ONCE = 20
AT_MOST = 500  # wishes that wait; beyond, somebody is playing, and further ones are dropped


def wish(email: str) -> None:
    """Note that somebody asked for a new password; the same work whatever the address."""
    if ResetWish.objects.count() < AT_MOST:
        ResetWish.objects.create(email=email.strip().lower()[:254])


def grant_wishes() -> int:
    """Send a link for each wish whose address belongs to somebody who may log in. Returns how many mails went out.

    One mail an address and two minutes, however often it is asked for.
    """
    sent = 0
    for each in ResetWish.objects.order_by("pk")[:AT_ONCE]:
        each.delete()
        people = get_user_model()._default_manager.filter(email__iexact=each.email, is_active=True)
        for user in [one for one in people if each.made > timezone.now() - FORGOTTEN_AFTER]:
            if OneTimeLink.objects.filter(user=user, made__gt=timezone.now() - AGAIN_AFTER).exists():
                continue
            address, link = links.make(user, OneTimeLink.Purpose.RESET)
            if mails.send_reset(link, address):
                sent += 1
            else:
                link.delete()
    return sent


def tidy() -> None:
    """Forget what has expired: sessions, and links that nobody used."""
    SessionStore.clear_expired()
    OneTimeLink.objects.filter(expires__lt=timezone.now()).exclude(user__newsroom_account__invited=True).delete()
