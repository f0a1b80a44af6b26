"""The picture library: search in any language, filters in words, credit and rights under each picture."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import BaseMediaFilterSet, DateRangePickerWidget, MultipleUserFilter
from wagtail.images.views.images import IndexView
from wagtail.permissions import policy_registry

from dateline.newsroom.models.picture import SHAPES, Picture
from dateline.newsroom.pictures.finding import matching
from dateline.newsroom.pictures.uses import with_use
from dateline.newsroom.tags import choices

YES_NO = {"yes": True, "no": False}
ANY = _("all")


def uploaders(_request: Any) -> QuerySet[Any]:
    """Who has uploaded a picture."""
    users = get_user_model()._default_manager
    return users.filter(pk__in=Picture.objects.exclude(uploaded_by_user=None).values("uploaded_by_user"))


def either(label: Any, yes: Any, no: Any, method: str) -> Any:
    """A filter with two answers in words, and neither."""
    answers = [("yes", yes), ("no", no)]
    return django_filters.ChoiceFilter(
        label=label, choices=answers, method=method, empty_label=ANY, widget=forms.RadioSelect
    )


class PictureFilters(BaseMediaFilterSet):
    """What the library can be narrowed to."""

    usage_count = None
    lacks_alt = django_filters.ChoiceFilter(
        label=_("Alternative text missing in"), choices=choices, method="without_alt", empty_label=_("(any)")
    )
    use = either(_("Use"), _("used"), _("not used"), "by_use")
    public = either(_("Readers get it"), _("published"), _("not published"), "by_published")
    file = either(_("File"), _("there"), _("awaited"), "by_file")
    rights_stated = either(_("Rights"), _("stated"), _("not stated"), "by_rights")
    rights = django_filters.CharFilter(label=_("Rights say, as in “CC BY”"), lookup_expr="icontains")
    credit = django_filters.CharFilter(label=_("Credit, as in “AFP”"), lookup_expr="icontains")
    shape = django_filters.ChoiceFilter(
        label=_("Orientation"), choices=SHAPES, empty_label=ANY, widget=forms.RadioSelect
    )
    uploaded_by_user = MultipleUserFilter(
        label=_("Uploaded by"), queryset=uploaders, widget=forms.CheckboxSelectMultiple
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Uploaded"), widget=DateRangePickerWidget)

    class Meta:
        model = Picture
        fields: list[str] = []

    @cached_property
    def permission_policy(self) -> Any:
        """Whose pictures one sees."""
        return policy_registry.get_by_type(Picture)

    def without_alt(self, pictures: QuerySet[Any], _name: str, tag: str) -> QuerySet[Any]:
        """Those that say nothing in a language to who does not see them."""
        return pictures.exclude(pk__in=Picture.objects.filter(**{f"alts__{tag}__regex": r"\S"}).values("pk"))

    def by_use(self, pictures: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        """In a page or shared thing, or in none."""
        return with_use(pictures).filter(used=YES_NO[answer])

    def by_published(self, pictures: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        """In the record, or not."""
        return pictures.filter(published=YES_NO[answer])

    def by_file(self, pictures: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        """There, or awaited."""
        return pictures.filter(awaiting=not YES_NO[answer])

    def by_rights(self, pictures: QuerySet[Any], _name: str, answer: str) -> QuerySet[Any]:
        """Whether anybody wrote down what rights there are."""
        return pictures.exclude(rights="") if YES_NO[answer] else pictures.filter(rights="")


class LibraryView(IndexView):
    """Wagtail's listing of images with our search, filters and captions."""

    ORDERING_OPTIONS = {
        "-created_at": _("Newest"),
        "created_at": _("Oldest"),
        "title": _("Title: A to Z"),
        "-title": _("Title: Z to A"),
        "credit": _("Credit: A to Z"),
        "-taken": _("Taken last"),
    }
    model = Picture
    filterset_class = PictureFilters
    page_title = _("Pictures")
    add_item_label = _("Add pictures")
    show_other_searches = False
    template_name = "newsroom/pictures/library.html"
    results_template_name = "newsroom/pictures/library_results.html"
    needs_usage_count_subquery = False

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By our own words, which stand in the row: a picture is found right after its upload."""
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_base_queryset(self) -> QuerySet[Any]:
        """Those one may work with, each with the number of pages that show it."""
        pictures: QuerySet[Any] = super().get_base_queryset()
        return pictures

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Counts the uses of the pictures on this page alone, in one query."""
        shown = list(object_list)
        counted = Picture.objects.filter(pk__in=[each.pk for each in shown]).annotate(pages=Count("uses"))
        pages = dict(counted.values_list("pk", "pages"))
        for each in shown:
            each.usage_count = pages.get(each.pk, 0)
        return shown
