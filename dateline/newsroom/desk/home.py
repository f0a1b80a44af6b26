"""The newsroom's home: what is to be done now, in the place of Wagtail's counts; each empty list says the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from dateline.newsroom.desk import ending, today
from dateline.newsroom.desk.imports import waiting_for
from dateline.newsroom.language_names import called
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import code_of

BEGIN_AT_MOST = 4  # desks that get a button of their own; beyond, one button leads to the list of desks


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One list on the screen; ``empty`` is said where it holds nothing, with ``step`` leading on to ``url``.

    ``clock`` shows the time of day, in the person's zone and in universal time; ``due`` says that the instant is
    when something is to be ready.
    """

    name: str
    title: str | Promise
    found: today.Found
    empty: str | Promise
    step: str | Promise
    url: str
    clock: bool = False
    due: bool = False


class Today(Component):
    """All of it, in the order of a day."""

    name = "today"
    template_name = "newsroom/home.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The lists of whoever asks."""
        user = parent_context["request"].user
        imports = may(user, Action.IMPORT)
        return {
            "begin": _begin(user),
            "groups": _groups(user) if may(user, Action.WRITE) else [],
            "imports": imports,
            "imports_waiting": waiting_for(user).count() if imports else 0,
            "pictures": may(user, Action.ADD_PICTURES),
            "zone": timezone.get_current_timezone_name(),
        }


def panels(_request: HttpRequest, found: list[Any]) -> None:
    """Ours in the place of Wagtail's."""
    found[:] = [Today()]


def no_counts(_request: HttpRequest, items: list[Any]) -> None:
    """How many pages and documents there are is no help to anybody."""
    items.clear()


def begin_url(user: Any) -> str:
    """Where this person begins a story: the form of the only desk, or the list of desks."""
    desks = today.desks(user)
    fronts = FrontPage.objects.filter(locale__language_code__in=map(code_of, desks)) if len(desks) == 1 else ()
    return _new(next(iter(fronts))) if fronts else reverse("wagtailadmin_explore_root")


def _begin(user: Any) -> list[tuple[str | Promise, str]]:
    found = _empty_stories(user)
    return [*found, (_("From a template"), reverse("newsroom_new_story"))] if found else []


def _empty_stories(user: Any) -> list[tuple[str | Promise, str]]:
    tags = today.desks(user)
    if not tags:
        return []
    if len(tags) > BEGIN_AT_MOST:
        return [(_("New story: choose a desk"), reverse("wagtailadmin_explore_root"))]
    fronts = FrontPage.objects.filter(locale__language_code__in=map(code_of, tags)).select_related("locale")
    return [(_("New story in %(language)s") % {"language": called(each.tag)}, _new(each)) for each in fronts]


def _new(front: FrontPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front.pk])


def _groups(user: Any) -> list[Group]:
    first: list[Callable[[Any], Group]] = [_for_me, _mine, _review, _scheduled]
    then: list[Callable[[Any], Group]] = [_behind, _desk, _published]
    rare = [group for group in (_held_back(user), _loud(user), _rights(user)) if group.found.lines]
    releases = [_releases(user)] if may(user, Action.RELEASE) else []
    return [*(ask(user) for ask in first), *releases, *rare, *(ask(user) for ask in then)]


def _for_me(user: Any) -> Group:
    return Group(
        name="for-me",
        title=_("For me"),
        found=today.for_me(user, timezone.now()),
        empty=_("Nothing was given to you. What is open in your language stands on the board."),
        step=_("Board"),
        url=reverse("newsroom_board"),
        due=True,
    )


def _mine(user: Any) -> Group:
    return Group(
        name="mine",
        title=_("Mine"),
        found=today.mine(user),
        empty=_("You have nothing in hand."),
        step=_("Begin a story"),
        url=begin_url(user),
    )


def _review(user: Any) -> Group:
    reviews = bool(today.desks(user, Action.APPROVE))
    return Group(
        name="review",
        title=_("Waiting for your review") if reviews else _("Yours, in review"),
        found=today.for_review(user),
        empty=_("Nothing waits for a review. A writer sends a story here with “Submit for review” in its form."),
        step=_("All stories"),
        url=reverse("wagtailadmin_explore_root"),
    )


def _scheduled(user: Any) -> Group:
    return Group(
        name="scheduled",
        title=_("Scheduled today"),
        found=today.scheduled_today(user, timezone.now()),
        empty=_(
            "Nothing goes out by itself today. Set a story’s hour under “Status” in its form, with “Set schedule”."
        ),
        step=_("All stories"),
        url=reverse("wagtailadmin_explore_root"),
        clock=True,
    )


def _releases(_user: Any) -> Group:
    return Group(
        name="releases",
        title=_("Releases today"),
        found=today.releases_today(timezone.now()),
        empty=_("No release goes out today. Join editions with “Release together …” in a story’s menu."),
        step=_("Releases"),
        url=reverse("newsroom_releases"),
        clock=True,
    )


def _held_back(user: Any) -> Group:
    """Shown only where there is one: the next step of an empty list would be to make an embargo for its own sake."""
    return Group(
        name="embargo",
        title=_("Under embargo"),
        found=today.under_embargo(user, timezone.now()),
        empty="",
        step="",
        url="",
    )


def _loud(user: Any) -> Group:
    """Shown only where there is one: it is nothing to look for."""
    return Group(
        name="loud", title=_("Typos that change more"), found=today.loud_typos(user), empty="", step="", url=""
    )


def _rights(user: Any) -> Group:
    """Shown only where there is one: a picture that will leave its texts by itself, or has just done so."""
    return Group(
        name="rights",
        title=_("Pictures whose rights end"),
        found=ending.rights_ending(user, timezone.now()),
        empty="",
        step="",
        url="",
    )


def _behind(user: Any) -> Group:
    return Group(
        name="behind",
        title=_("Behind their source"),
        found=today.behind(user),
        empty=_("Every translation says what its source says. Begin one with “Translate into …” in a story’s menu."),
        step=_("All stories"),
        url=reverse("wagtailadmin_explore_root"),
    )


def _desk(user: Any) -> Group:
    return Group(
        name="desk",
        title=_("At my desk"),
        found=today.at_my_desk(user),
        empty=_("Nobody else has a draft open at your desk."),
        step=_("Begin a story"),
        url=begin_url(user),
    )


def _published(user: Any) -> Group:
    return Group(
        name="published",
        title=_("Just published"),
        found=today.just_published(user),
        empty=_("Nothing was published at your desk yet."),
        step=_("Begin a story"),
        url=begin_url(user),
    )
