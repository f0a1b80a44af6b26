"""Who may look after whose account, and whose role needs a second step at login."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy

from dateline.newsroom.permissions import ALL_DESKS, Action, Role, may, roles_of

LAST = gettext_lazy(
    "This is the last administrator. Make somebody else administrator for all desks first, then come back."
)
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def may_look_after(user: Any, person: Any, action: Action) -> bool:
    """Whether ``user`` may do ``action`` to the account of ``person``: at every desk where that person works."""
    if user.is_superuser:
        return may(user, action)
    if person.is_superuser or not may(user, action):
        return False
    return all(_at(user, action, desk) for _, desk in roles_of(person))


def _at(user: Any, action: Action, desk: str) -> bool:
    if desk == ALL_DESKS:
        return (Role.ADMINISTRATOR.value, ALL_DESKS) in {(str(role), at) for role, at in roles_of(user)}
    return may(user, action, desk)


def givable(user: Any) -> QuerySet[Group]:
    """The groups that ``user`` may put people into: never one for desks beyond the own."""
    groups = Group.objects.select_related("desk_role").order_by(F("desk_role__desk").asc(nulls_last=True), "name")
    if user.is_superuser:
        return groups
    mine = groups.filter(desk_role__isnull=False)
    return groups.filter(pk__in=[each.pk for each in mine if _at(user, Action.GIVE_ROLES, each.desk_role.desk)])


def administrators() -> QuerySet[Any]:
    """Everybody who can look after everybody's account, and is let in."""
    for_all = Q(groups__desk_role__role=Role.ADMINISTRATOR.value, groups__desk_role__desk=ALL_DESKS)
    return get_user_model()._default_manager.filter(Q(is_superuser=True) | for_all, is_active=True).distinct()


def is_administrator_by_role(user: Any) -> bool:
    """Whether a group, not the superuser's flag, makes this person administrator for all desks."""
    role: bool = user.groups.filter(desk_role__role=Role.ADMINISTRATOR.value, desk_role__desk=ALL_DESKS).exists()
    return role


def must_have_second_step(user: Any) -> bool:
    """Whether DATELINE_MFA_REQUIRED names a role of this person; a superuser is an administrator."""
    wanted = {name.lower() for name in settings.DATELINE_MFA_REQUIRED}
    if not wanted:
        return False
    held = {str(role) for role, _ in roles_of(user)}
    return bool(wanted & (held | ({Role.ADMINISTRATOR.value} if user.is_superuser else set())))


def roles_nobody_has() -> list[str]:
    """What DATELINE_MFA_REQUIRED names and is no role: a slip there would leave people without their second step."""
    return [name for name in settings.DATELINE_MFA_REQUIRED if name.lower() not in set(Role)]


def has_second_step(user: Any, *, but: int = 0) -> bool:
    """Whether an authenticator app or a passkey is set up (besides the one with the key ``but``)."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exclude(pk=but).exists()
