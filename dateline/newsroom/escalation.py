"""Nobody lifts themselves up: whatever screen or route it came by, roles and superusers change by the table alone.

``hooks.py`` connects these to Django's signals. Who acts is whom the newsroom serves at this moment; commands are free.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from dateline.newsroom import audit
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

GIVEN, TAKEN = "role given", "role taken"


def _acting() -> Any:
    """The person whose request is served, where that is no superuser in the database; else None."""
    user = get_active_log_context().user
    if user is None or get_user_model()._default_manager.filter(pk=user.pk, is_superuser=True).exists():
        return None
    return user


def account_saved(instance: Any, **_kwargs: Any) -> None:
    """Only a superuser makes, changes or unmakes a superuser."""
    if _acting() is None:
        return
    was = get_user_model()._default_manager.filter(pk=instance.pk, is_superuser=True).exists()
    if was or instance.is_superuser:
        raise Refusal(_("Only a superuser can change a superuser’s account, or make one."))


def account_deleted(instance: Any, **_kwargs: Any) -> None:
    """Nor does anybody else delete one."""
    account_saved(instance)


def roles_changed(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_kwargs: Any) -> None:
    """Refuse a role that the one who acts may not give or take there; write down what was given and taken."""
    if action in {"pre_clear", "pre_add", "pre_remove"}:
        groups = [instance] if reverse else _groups(instance, action, pk_set)
        for group in groups:
            _check(group)
        if action == "pre_clear":
            _write_down(instance, TAKEN, reverse, None)
    elif action == "post_add":
        _write_down(instance, GIVEN, reverse, pk_set)
    elif action == "post_remove":
        _write_down(instance, TAKEN, reverse, pk_set)


def rights_changed(action: str, **_kwargs: Any) -> None:
    """Rights of a single group or person, outside the table, are a superuser's business."""
    if action.startswith("pre_") and _acting() is not None:
        raise Refusal(_("Rights follow the roles. Give the person a role instead."))


def _groups(user: Any, action: str, pks: set[int] | None) -> list[Group]:
    groups = user.groups.all() if action == "pre_clear" else Group.objects.filter(pk__in=pks or ())
    return list(groups.select_related("desk_role"))


def _check(group: Group) -> None:
    acting = _acting()
    if acting is None:
        return
    desk_role = getattr(group, "desk_role", None)
    asked = get_user_model()._default_manager.get(pk=acting.pk)  # as stored: nothing set in memory counts
    if desk_role is None or not may(asked, Action.GIVE_ROLES, desk_role.desk):
        raise Refusal(_("You may not give or take this role: %(role)s.") % {"role": group.name})


def _write_down(instance: Any, what: str, reverse: bool, pks: set[int] | None) -> None:
    if reverse:
        people = instance.user_set.all() if pks is None else instance.user_set.model.objects.filter(pk__in=pks)
        pairs = [(person, instance) for person in people]
    else:
        groups = instance.groups.all() if pks is None else Group.objects.filter(pk__in=pks)
        pairs = [(instance, group) for group in groups]
    for person, group in pairs:
        desk_role = getattr(group, "desk_role", None)
        audit.log(None, what, person, language=desk_role.desk if desk_role else "", detail=group.name)
