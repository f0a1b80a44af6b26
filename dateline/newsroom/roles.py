"""The house's own groups, one a role and desk, and their permissions: derived from the table, safe to repeat.

A group that a person made by hand is never touched; one that ``dateline setup`` made follows the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from dateline.languages.language import language, languages
from dateline.newsroom.models.desk_review import DeskReview
from dateline.newsroom.models.desk_role import DeskRole
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.permissions import ALL_DESKS, TABLE, Action, Role, allows
from dateline.newsroom.refusal import Refusal

CRUD = ("add", "change", "delete", "view")
SHARED = ("section", "dossier", "person", "place", "organisation")
# What Wagtail and Django ask for, by the actions that need it.
PAGE = {
    Action.WRITE: ("add_page",),
    Action.EDIT_OTHERS: ("change_page",),
    Action.LOCK: ("lock_page", "unlock_page"),
    Action.PUBLISH: ("publish_page",),
}
PICTURES = {
    Action.ADD_PICTURES: ("wagtailimages.add_image", "wagtailimages.choose_image"),
    Action.CHANGE_PICTURES: ("wagtailimages.change_image",),
    Action.DELETE_PICTURES: ("wagtailimages.delete_image",),
}
MODELS = {
    Action.SHARED_THINGS: tuple(f"newsroom.{verb}_{name}" for name in SHARED for verb in CRUD),
    Action.REDIRECTS: tuple(f"newsroom.{verb}_redirect" for verb in CRUD),
    Action.SITE_SETTINGS: ("newsroom.change_housesettings", "newsroom.view_housesettings"),
    Action.INVITE: ("auth.add_user", "auth.view_user"),
    Action.GIVE_ROLES: ("auth.change_user", "auth.view_user"),
    Action.DEACTIVATE: ("auth.change_user", "auth.view_user"),
}
REVIEW = "Desk review"
# What Wagtail's own migrations make; it goes where nobody uses it.
WAGTAILS_WORKFLOW, WAGTAILS_GROUPS = "Moderators approval", ("Moderators", "Editors")
ENTER = "wagtailadmin.access_admin"
PLURAL = {each: f"{each}s" for each in Role}


def group_name(role: str, desk: str) -> str:
    """``French desk: translators``, ``All desks: sub-editors``."""
    where = f"{language(desk).english_name} desk" if desk else "All desks"
    return f"{where}: {PLURAL[Role(role)]}"


def group_of(role: str, desk: str) -> Group:
    """The group of a role at a desk (a language tag; empty for all desks). Raises Refusal naming what there is."""
    found = DeskRole.objects.select_related("group").filter(role=role, desk=desk).first()
    if found is None:
        words = gettext("There is no role “%(role)s” at the desk “%(desk)s”. Roles: %(roles)s. Desks: all, %(desks)s.")
        named = {"role": role, "desk": desk or "all", "roles": ", ".join(Role), "desks": ", ".join(languages())}
        raise Refusal(words % named)
    return found.group


def lay_roles() -> None:
    """Make the groups of every role and desk that lack, and give each exactly what the table says."""
    _our_permissions()
    known = _permissions()
    fronts = {front.tag: front for front in FrontPage.objects.select_related("locale")}
    root = Page.get_first_root_node()
    for desk in (ALL_DESKS, *fronts):
        for role in Role:
            group = _group(role, desk)
            group.permissions.set([known[name] for name in _django(role, desk)])
            _pages(group, fronts.get(desk, root), [known[f"wagtailcore.{name}"] for name in _of(PAGE, role, desk)])
            _collections(group, [known[name] for name in _of(PICTURES, role, desk)])


def _our_permissions() -> None:
    """One Django permission an action; those whose action left the table go."""
    kind = ContentType.objects.get_for_model(DeskRole)
    for action, row in TABLE.items():
        Permission.objects.update_or_create(
            content_type=kind, codename=action.value, defaults={"name": str(row.words)[:255]}
        )
    Permission.objects.filter(content_type=kind).exclude(codename__in=list(TABLE)).delete()


def _permissions() -> dict[str, Permission]:
    rows = Permission.objects.select_related("content_type").filter(
        Q(content_type__app_label__in=("newsroom", "auth", "wagtailcore", "wagtailimages", "wagtailadmin"))
    )
    return {f"{each.content_type.app_label}.{each.codename}": each for each in rows}


def _of(needed: dict[Action, tuple[str, ...]], role: Role, desk: str) -> Iterator[str]:
    for action, names in needed.items():
        if allows(role, desk, action, desk or None):
            yield from names


def _django(role: Role, desk: str) -> set[str]:
    ours = {f"newsroom.{action}" for action in TABLE if allows(role, desk, action, desk or None)}
    return {ENTER, *ours, *_of(MODELS, role, desk)}


def _group(role: Role, desk: str) -> Group:
    found = DeskRole.objects.select_related("group").filter(role=role, desk=desk).first()
    if found:
        return found.group
    name = group_name(role, desk)
    if Group.objects.filter(name=name).exists():
        name = f"{name} ({desk or 'all'})"  # somebody made a group of that name by hand: it stays as it is
    return DeskRole.objects.create(group=Group.objects.create(name=name), role=role, desk=desk).group


def _pages(group: Group, page: Page, wanted: Iterable[Permission]) -> None:
    names = list(wanted)
    GroupPagePermission.objects.filter(group=group).exclude(page=page, permission__in=names).delete()
    for permission in names:
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _collections(group: Group, wanted: Iterable[Permission]) -> None:
    names = list(wanted)
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=names).delete()
    for permission in names:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def lay_review(root: Page) -> None:
    """Make the one workflow of the house, have all pages follow it, and clear Wagtail's own away. Safe to repeat."""
    if DeskReview.objects.exists():
        return
    workflow = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.create(workflow=workflow, task=DeskReview.objects.create(name=REVIEW), sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name=WAGTAILS_WORKFLOW, task_states__isnull=True).delete()
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user__isnull=True).delete()
