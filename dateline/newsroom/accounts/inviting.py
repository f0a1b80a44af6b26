"""Inviting a person: the account is made at once, without a password, and waits for the link to be used."""

from __future__ import annotations

from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from dateline.newsroom.accounts import links, mails
from dateline.newsroom.accounts.rights import LAST, administrators
from dateline.newsroom.models.account import Account, OneTimeLink
from dateline.newsroom.refusal import Refusal


class Sent(msgspec.Struct, frozen=True):
    """What became of an invitation: the address to copy, and whether the mail went out."""

    person: Any
    link: OneTimeLink
    address: str
    mailed: bool


class Invitee(msgspec.Struct, frozen=True, kw_only=True):
    """Who is invited: names, e-mail address, code of the interface language, groups."""

    first_name: str
    last_name: str
    email: str
    language: str
    groups: list[Group]


def invite(invitee: Invitee, *, by: Any) -> Sent:
    """Make the account and send the link."""
    with transaction.atomic():
        user = get_user_model()._default_manager.create_user(
            username=invitee.email, email=invitee.email, password=None, is_active=False
        )
        Account.objects.create(user=user, invited=True)
        keep_person(user, invitee)
        sent = links.make(user, OneTimeLink.Purpose.INVITATION)
    return _mail(user, sent, by=by)


def keep_person(user: Any, said: Invitee) -> None:
    """Write names, address, language and groups; Refusal where nobody would be left as administrator."""
    with transaction.atomic():
        user.first_name, user.last_name, user.email = said.first_name, said.last_name, said.email
        user.save(update_fields=["first_name", "last_name", "email"])
        was_there = administrators().exists()
        # Given before taken: who takes the own role away may still give the other one.
        user.groups.add(*said.groups)
        user.groups.remove(*user.groups.exclude(pk__in=[group.pk for group in said.groups]))
        if was_there and not administrators().exists():
            raise Refusal(str(LAST))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = said.language
        profile.save(update_fields=["preferred_language"])


def invite_again(user: Any, *, by: Any) -> Sent:
    """A new link in place of the earlier one."""
    _must_wait(user)
    return _mail(user, links.make(user, OneTimeLink.Purpose.INVITATION), by=by)


def withdraw(user: Any) -> None:
    """Take an invitation back: the account, which nobody ever used, goes with it."""
    _must_wait(user)
    user.delete()


def waits(user: Any) -> bool:
    """Whether the person was invited and has not set a password yet."""
    return Account.objects.filter(user=user, invited=True).exists()


def _must_wait(user: Any) -> None:
    if not waits(user):
        raise Refusal(_("This person has answered the invitation already. Reload the page."))


def _mail(user: Any, made: tuple[str, OneTimeLink], *, by: Any) -> Sent:
    address, link = made
    inviter = by.get_full_name() or by.get_username()
    mailed = mails.send_invitation(link, address, inviter=inviter)
    return Sent(person=user, link=link, address=address, mailed=mailed)
