"""The library of sound and film: the list with search and filters, where each is used, and who may do what."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from dateline.newsroom.media.uses import uses_of
from dateline.newsroom.models.recording import SORTS, Recording
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import choices


class AsPictures(ModelPermissionPolicy):
    """Sound and film are in the hands of those who have pictures in theirs."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """What may be done to some of them; one's own may be changed by whoever may add."""
        if action == "delete":
            return may(user, Action.ADD_PICTURES) or may(user, Action.DELETE_PICTURES)
        return may(user, Action.ADD_PICTURES)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Recording) -> bool:
        """What may be done to this one; what readers have is not one's own any more when it comes to deleting."""
        own = instance.uploaded_by_id == user.pk and may(user, Action.ADD_PICTURES)
        if action == "change":
            return own or may(user, Action.CHANGE_PICTURES)
        if action == "delete":
            return (own and not instance.published) or may(user, Action.DELETE_PICTURES)
        return self.user_has_permission(user, action)


class MediaFilters(WagtailFilterSet):
    """What the library can be narrowed to."""

    sort = django_filters.ChoiceFilter(label=_("Sort"), choices=SORTS, empty_label=_("all"), widget=forms.RadioSelect)
    use = django_filters.ChoiceFilter(
        label=_("Use"), choices=[("yes", _("used")), ("no", _("not used"))], method="by_use", empty_label=_("all"),
        widget=forms.RadioSelect,
    )  # fmt: skip
    published = django_filters.ChoiceFilter(
        label=_("Readers get it"), choices=[("True", _("published")), ("False", _("not published"))],
        empty_label=_("all"), widget=forms.RadioSelect,
    )  # fmt: skip
    spoken = django_filters.ChoiceFilter(label=_("Language heard"), choices=choices, empty_label=_("all"))
    lacks = django_filters.ChoiceFilter(
        label=_("Captions missing in"), choices=choices, method="without_captions", empty_label=_("(any)")
    )
    credit = django_filters.CharFilter(label=_("Credit, as in “AFP”"), lookup_expr="icontains")

    class Meta:
        model = Recording
        fields: list[str] = []

    def by_use(self, media: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        """On a page, or on none."""
        return media.filter(uses__isnull=answer == "no").distinct()

    def without_captions(self, media: QuerySet[Any], _name: str, tag: str) -> QuerySet[Any]:
        """Those that say nothing to who does not hear them."""
        return media.exclude(captions__language=tag)


class Library(IndexView):
    """The list; searched in the rows themselves, so that nothing lags."""

    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that have every word somewhere."""
        for word in (self.search_query or "").split():
            queryset = queryset.filter(
                Q(title__icontains=word) | Q(titles__icontains=word) | Q(credit__icontains=word)
                | Q(rights__icontains=word)
            )  # fmt: skip
        return queryset

    def get_base_queryset(self) -> QuerySet[Any]:
        """With the number of pages that use each."""
        found: QuerySet[Any] = Recording._default_manager.all()
        return found.annotate(pages=Count("uses"))


class OfThisOne:
    """Wagtail's screens ask what one may do with some recording: these ask about the one they show."""

    asked = "change"

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The one asked for; PermissionDenied where it is somebody else's."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        if not AsPictures(Recording).user_has_permission_for_instance(user, self.asked, found):
            raise PermissionDenied
        return found


class EditMedia(OfThisOne, snippets.EditView):
    """One recording: its fields, itself to be played, and where it is used."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With its uses."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["uses"] = uses_of(self.object)
        return context


class DeleteMedia(OfThisOne, snippets.DeleteView):
    """Take it out of the library."""

    asked = "delete"


class MediaHistory(OfThisOne, snippets.HistoryView):
    """Who changed it."""


class MediaLibrary(SnippetViewSet):
    """Sound and film in the main menu."""

    model = Recording
    icon = "media"
    menu_label = _("Sound and film")
    menu_name = "recordings"
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = Library
    edit_view_class = EditMedia
    delete_view_class = DeleteMedia
    history_view_class = MediaHistory
    edit_template_name = "newsroom/media/edit.html"
    filterset_class = MediaFilters
    list_display = [
        "__str__",
        Column("get_sort_display", label=_("Sort"), accessor="get_sort_display"),
        Column("length", label=_("Length"), accessor="length"),
        Column("pages", label=_("Used on pages"), accessor="pages"),
        Column("credit", label=_("Credit"), accessor="credit"),
    ]


def register() -> None:
    """Put the library into the menu."""
    register_permission_policy(Recording, AsPictures(Recording))
    register_snippet(MediaLibrary)
