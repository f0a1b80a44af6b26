"""The trash on screen: what lies there, who put it there, how long it stays; Wagtail's deletions lead into it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from dateline.languages.language import languages
from dateline.newsroom.actions.trash import ROOT, bring_back, delete_for_good
from dateline.newsroom.desk.others import others
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.kept import KeptPage
from dateline.newsroom.models.trashed import KEPT_DAYS, Trashed
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.tags import choices

A_PAGE = 50


def trash_for(user: Any) -> QuerySet[Trashed]:
    """What a person sees there: all of the desks where they may delete, elsewhere their own drafts."""
    tags = [tag for tag in languages() if may(user, Action.DELETE, tag)]
    found: QuerySet[Trashed] = Trashed.objects.select_related("page__content_type", "page__locale")
    if len(tags) == len(languages()):
        return found
    return found.filter(Q(language__in=tags) | Q(page__owner=user, was_live=False))


def may_bring_back(user: Any, entry: Trashed) -> bool:
    """Whoever may delete at the desk; and writers what was their own and not out."""
    own = entry.page.owner_id == user.pk and not entry.was_live
    return may(user, Action.DELETE, entry.language) or (own and may(user, Action.WRITE, entry.language))


@admin_required(Action.WRITE)
def trash(request: HttpRequest) -> HttpResponse:
    """The list, of one desk where one is chosen."""
    desk = request.GET.get("desk", "")
    found = trash_for(request.user)
    desks = set(found.order_by().values_list("language", flat=True))
    if desk:
        found = found.filter(language=desk)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    words = {
        "page": page,
        "rows": [_row(request.user, entry) for entry in page],
        "desk": desk,
        "desks": [each for each in choices() if each[0] in desks],
        "days": KEPT_DAYS,
    }
    return render(request, "newsroom/trash.html", words)


def _row(user: Any, entry: Trashed) -> dict[str, Any]:
    language = languages().get(entry.language)
    return {
        "entry": entry,
        "headline": entry.page.draft_title or entry.page.title,
        "language": language,
        "left": entry.days_left(timezone.now()),
        "back": may_bring_back(user, entry),
        "for_good": may(user, Action.DELETE, entry.language),
    }


@require_POST
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Bring one back, and open it."""
    entry = get_object_or_404(Trashed.objects.select_related("page"), pk=entry_id)
    if not may_bring_back(request.user, entry):
        raise PermissionDenied
    page = bring_back(entry, user=request.user)
    words = _("“%(headline)s” is back, as a draft with its whole history.") % {"headline": page.title}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.success(request, words, buttons=[messages.button(edit, _("Edit"))])
    return redirect("newsroom_trash")


def for_good(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Ask, then delete for good."""
    entry = get_object_or_404(Trashed.objects.select_related("page"), pk=entry_id)
    if not may(request.user, Action.DELETE, entry.language):
        raise PermissionDenied
    page = entry.page.specific
    if request.method != "POST":
        words = {"entry": entry, "headline": page.draft_title or page.title, "others": others(page, request.user)}
        return render(request, "newsroom/trash_for_good.html", words)
    delete_for_good(page, user=request.user)
    messages.success(request, _("“%(headline)s” is deleted for good.") % {"headline": page.title})
    return redirect("newsroom_trash")


def into_the_trash(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail's delete screen deletes: the same deletion, told in words that are true here."""
    if request.method != "POST" or not isinstance(page, KeptPage):
        return None
    front = page.get_parent().pk
    DeletePageAction(page, user=request.user).execute(skip_permission_checks=True)
    messages.success(request, _told([page.title]), buttons=[_to_the_trash()])
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[front]))


def _told(titles: list[str]) -> str:
    if len(titles) == 1:
        words = _("“%(headline)s” is in the trash. It can be brought back for %(days)d days.")
        return words % {"headline": titles[0], "days": KEPT_DAYS}
    words = ngettext(
        "%(count)d edition is in the trash. It can be brought back for %(days)d days.",
        "%(count)d editions are in the trash. They can be brought back for %(days)d days.",
        len(titles),
    )
    return words % {"count": len(titles), "days": KEPT_DAYS}


def _to_the_trash() -> Any:
    return messages.button(reverse("newsroom_trash"), _("Open the trash"))


class TrashBulkAction(DeleteBulkAction):
    """Wagtail's bulk deletion, which names the other editions and says where the deleted ones are."""

    def object_context(self, page: Page) -> dict[str, Any]:
        """With the other editions of its story."""
        found: dict[str, Any] = super().object_context(page)
        kept = isinstance(page, KeptPage)
        return {**found, "others": others(page, self.request.user) if kept else [], "kept": kept}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Where they are now."""
        return _told([page.title for page in self.actionable_objects])


class Desks(PagePermissionPolicy):
    """Wagtail's own policy; what lies in the trash is out of everybody's lists, superusers' included."""

    def _base_queryset_for_user(self, user: Any) -> Any:
        found = super()._base_queryset_for_user(user)
        return None if found is None else without_the_trash(found)

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """Superusers explore from the one root that holds the fronts.

        It is found by a front: every screen asks, and by its depth all pages of the house would be read for it.
        """
        front = FrontPage.objects.first() if user.is_superuser else None
        if front is not None:
            return [front.get_parent()]
        found = super().instances_with_direct_explore_permission(user)
        return found.exclude(**ROOT) if user.is_superuser else found


def without_the_trash(pages: Any, _request: HttpRequest | None = None) -> Any:
    """Pages but for those; also for Wagtail's page chooser, which asks no policy. By path, which its search knows."""
    root = Page.objects.filter(**ROOT).values_list("path", flat=True).first()
    return pages.exclude(path__startswith=root) if root else pages


class TrashMenuItem(MenuItem):
    """For those who write."""

    def __init__(self) -> None:
        super().__init__(gettext_lazy("Trash"), reverse("newsroom_trash"), name="trash", icon_name="bin", order=900)

    def is_shown(self, request: HttpRequest) -> bool:
        """At any desk."""
        return may(request.user, Action.WRITE)
