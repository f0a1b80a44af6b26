"""``dateline person add | roles | deactivate``: people and their roles from the shell."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from dateline.newsroom import audit
from dateline.newsroom.accounts import leaving
from dateline.newsroom.accounts.first import first_password
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.roles import group_of
from dateline.server.screen import as_json, fail, say

ALL = "all"


def add(name: str, /, *, email: str, role: str, desk: str = ALL) -> None:
    """Make an account with a role and print its first password, once.

    Parameters
    ----------
    name
        The name to log in with.
    email
        The person's e-mail address.
    role
        reporter, translator, sub-editor, desk chief, picture editor or administrator.
    desk
        BCP 47 tag of the desk's language; all desks if left out.
    """
    users = get_user_model()._default_manager
    try:
        validate_email(email)
    except ValidationError:
        fail(f"“{email}” is no e-mail address")
    if users.filter(username=name).exists():
        fail(f"there is an account “{name}” already: give it a role with `dateline person roles {name} --give ...`")
    group = _group(role, desk)
    with transaction.atomic():
        user = users.create_user(username=name, email=email)
        password = first_password(user)
        user.groups.add(group)
        audit.log(None, "invited", user, detail=email)
    say(f"{name} is {group.name}. Password for the first login: {password}")


def roles(name: str, /, *, give: str = "", take: str = "", desk: str = ALL, json: bool = False) -> None:
    """Show what a person is at which desk; give or take a role first, where asked to.

    Parameters
    ----------
    name
        The name of the account.
    give
        A role to give.
    take
        A role to take.
    desk
        The desk of the role given or taken: a BCP 47 tag; all desks if left out.
    json
        Print the roles as JSON.
    """
    user = _person(name)
    with transaction.atomic():
        if give:
            user.groups.add(_group(give, desk))
        if take:
            user.groups.remove(_group(take, desk))
    held = [
        {"group": group.name, "role": group.desk_role.role, "desk": group.desk_role.desk or ALL}
        for group in user.groups.filter(desk_role__isnull=False).select_related("desk_role").order_by("name")
    ]
    if json:
        as_json({"name": name, "active": user.is_active, "superuser": user.is_superuser, "roles": held})
        return
    if user.is_superuser:
        say(f"{name} is a superuser, who may do everything.")
    for each in held:
        say(f"{name}: {each['group']}")
    if not held and not user.is_superuser:
        say(f"{name} has no role, so may not enter the newsroom. Give one: --give reporter --desk fr")


def deactivate(name: str, /) -> None:
    """Let a person in no more; bylines, history and the audit log keep the name.

    Parameters
    ----------
    name
        The name of the account.
    """
    user = _person(name)
    try:
        with transaction.atomic():
            leaving.deactivate(user, by=None)
            audit.log(None, "deactivated", user)
    except Refusal as refusal:
        fail(refusal.words)
    say(f"{name} can no longer log in. What they wrote keeps their name.")


def _person(name: str) -> Any:
    user = get_user_model()._default_manager.filter(username=name).first()
    if user is None:
        fail(f"there is no account “{name}”")
    return user


def _group(role: str, desk: str) -> Any:
    try:
        return group_of(role, "" if desk == ALL else desk)
    except Refusal as refusal:
        fail(refusal.words)
