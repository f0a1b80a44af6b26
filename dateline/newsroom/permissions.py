"""Who may do what: the table of roles and actions is the truth, and groups and permissions are derived from it.

In a view: ``may(request.user, Action.KILL, page.tag)`` or ``@admin_required(Action.AUDIT)``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

import msgspec
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALL_DESKS = ""


class Role(StrEnum):
    """What a person is at a desk, or at all desks."""

    REPORTER = "reporter"
    TRANSLATOR = "translator"
    SUB_EDITOR = "sub-editor"
    DESK_CHIEF = "desk chief"
    PICTURE_EDITOR = "picture editor"
    ADMINISTRATOR = "administrator"


class Reach(StrEnum):
    """What a role at one desk is worth for an action."""

    DESK = "at the desk"  # the action is done in a language: the role counts there
    ANY = "from any desk"  # the thing is shared, but whoever has the role at one desk works on it
    HOUSE = "for all desks"  # the thing is shared: only the role for all desks counts


class Action(StrEnum):
    """What may be allowed; the value is the code name of its Django permission (``newsroom.kill``)."""

    WRITE = "write"
    EDIT_OTHERS = "edit_others"
    SUBMIT = "submit"
    TRANSLATE = "translate"
    COMMENT = "comment"
    LOCK = "lock"
    APPROVE = "approve"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    SCHEDULE = "schedule"
    DELETE = "delete"
    ASSIGN = "assign"
    TEMPLATES = "templates"
    NOT_WANTED = "not_wanted"
    BOARD = "board"
    SHARE_PREVIEW = "share_preview"
    IMPORT = "import"
    REVIEW_IMPORTS = "review_imports"
    RELEASE = "release"
    LIFT_EMBARGO = "lift_embargo"
    KILL = "kill"
    REDACT = "redact"
    ADD_PICTURES = "add_pictures"
    CHANGE_PICTURES = "change_pictures"
    REPLACE_PICTURES = "replace_pictures"
    DELETE_PICTURES = "delete_pictures"
    FRONTS = "fronts"
    NAVIGATION = "navigation"
    TIMELINES = "timelines"
    SHARED_THINGS = "shared_things"
    REDIRECTS = "redirects"
    SITE_SETTINGS = "site_settings"
    INVITE = "invite"
    GIVE_ROLES = "give_roles"
    DEACTIVATE = "deactivate"
    AUDIT = "audit"


class Row(msgspec.Struct, frozen=True):
    """One line of the table: what it allows in words, to whom, and how far a role at one desk reaches."""

    words: Promise
    roles: frozenset[Role]
    reach: Reach = Reach.DESK


R, T, S, C, P, A = Role
DESK, ANY, HOUSE = Reach


def _row(words: Promise, *roles: Role, reach: Reach = DESK) -> Row:
    return Row(words, frozenset(roles), reach)


TABLE: dict[Action, Row] = {
    Action.WRITE: _row(_("Write an edition, and edit one’s own"), R, T, S, C, A),
    Action.EDIT_OTHERS: _row(_("Edit what others wrote"), S, C, A),
    Action.SUBMIT: _row(_("Submit for review"), R, T, S, C, A),
    Action.TRANSLATE: _row(_("Start a translation into the desk’s language"), T, S, C, A),
    Action.COMMENT: _row(_("Comment"), R, T, S, C, A),
    Action.LOCK: _row(_("Lock and unlock an edition"), S, C, A),
    Action.APPROVE: _row(_("Approve what was submitted, or ask for changes"), S, C, A),
    Action.PUBLISH: _row(_("Publish"), C, A),
    Action.UNPUBLISH: _row(_("Unpublish"), C, A),
    Action.SCHEDULE: _row(_("Schedule"), C, A),
    Action.DELETE: _row(_("Delete what others wrote or what was published, and bring it back"), C, A),
    Action.ASSIGN: _row(_("Assign work to people"), S, C, A),
    Action.TEMPLATES: _row(_("Keep templates for stories"), S, C, A),
    Action.NOT_WANTED: _row(_("Say that a story is not wanted in a language"), S, C, A),
    Action.BOARD: _row(_("See the board of all stories and languages"), R, T, S, C, P, A, reach=ANY),
    Action.SHARE_PREVIEW: _row(_("Give outsiders a link to a preview"), S, C, A),
    Action.IMPORT: _row(_("Import as drafts"), R, S, C, A),
    Action.REVIEW_IMPORTS: _row(_("Review imports"), S, C, A),
    Action.RELEASE: _row(_("Release imports, and editions that go out together"), C, A),
    Action.LIFT_EMBARGO: _row(_("Lift an embargo early"), C, A),
    Action.KILL: _row(_("Kill a story"), C, A, reach=HOUSE),
    Action.REDACT: _row(_("Redact a published passage"), C, A, reach=HOUSE),
    Action.ADD_PICTURES: _row(_("Add pictures, sound and film, and change one’s own"), R, T, S, C, P, A, reach=ANY),
    Action.CHANGE_PICTURES: _row(_("Change texts, credit and rights of any picture, sound or film"), P, A, reach=ANY),
    Action.REPLACE_PICTURES: _row(_("Replace the file of any picture, sound or film"), P, A, reach=ANY),
    Action.DELETE_PICTURES: _row(_("Delete pictures, sound and film"), P, A, reach=ANY),
    Action.FRONTS: _row(_("Edit, publish and unpublish a language’s front"), C, A),
    Action.NAVIGATION: _row(_("Edit navigation and footer"), C, A),
    Action.TIMELINES: _row(_("Keep timelines: events, and what they say in the desk’s language"), C, A),
    Action.SHARED_THINGS: _row(_("Edit sections, dossiers, people, places, organisations"), C, A, reach=HOUSE),
    Action.REDIRECTS: _row(_("Edit redirects"), C, A, reach=HOUSE),
    Action.SITE_SETTINGS: _row(_("Change the site’s settings"), A, reach=HOUSE),
    Action.INVITE: _row(_("Invite people"), A),
    Action.GIVE_ROLES: _row(_("Give and take roles"), A),
    Action.DEACTIVATE: _row(_("Deactivate people, and let them in again"), A),
    Action.AUDIT: _row(_("Read the audit log"), A, reach=HOUSE),
}


def may(user: Any, action: Action, language: str | None = None) -> bool:
    """Whether ``user`` may do ``action``, for actions of a desk in ``language`` (a BCP 47 tag).

    Without a language: whether at any desk, as for a menu. Things that all languages share take no language. A
    superuser may everything, an anonymous or deactivated person nothing. A group that somebody made by hand allows
    an action everywhere if it holds our Django permission of that name.
    """
    if not user.is_active or user.is_anonymous:
        return False
    if user.is_superuser:
        return True
    held, by_hand = _held(user)
    return action.value in by_hand or any(allows(role, desk, action, language) for role, desk in held)


def allows(role: str, desk: str, action: Action, language: str | None = None) -> bool:
    """Whether the table allows ``action`` to a role at a desk (empty: all desks)."""
    row = TABLE[action]
    if role not in row.roles:
        return False
    if desk == ALL_DESKS or row.reach is ANY:
        return True
    return row.reach is DESK and (language is None or language == desk)


def roles_of(user: Any) -> frozenset[tuple[str, str]]:
    """The (role, desk) pairs that a person holds; the desk is empty for all desks."""
    return _held(user)[0]


def _held(user: Any) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Roles, and code names from groups made by hand; kept on the user object, as Django keeps permissions."""
    found = getattr(user, "_dateline_held", None)
    if found is None:
        roles = user.groups.filter(desk_role__isnull=False).values_list("desk_role__role", "desk_role__desk")
        by_hand = Permission.objects.filter(
            group__user=user, group__desk_role__isnull=True, content_type__app_label="newsroom", codename__in=Action
        )
        found = frozenset(roles), frozenset(by_hand.values_list("codename", flat=True))
        user._dateline_held = found
    return found


View = Callable[..., HttpResponseBase]


def admin_required(action: Action) -> Callable[[View], View]:
    """A decorator for newsroom views; one with an argument ``language`` asks for that desk.

    Who may not is sent to the newsroom's home with words, or gets 403 where a script asked.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, action, kwargs.get("language")):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
