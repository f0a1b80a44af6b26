"""Reports, Audit log: who did what to which edition, when; filtered, paged, and as a file."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from dateline.languages.language import languages
from dateline.newsroom import audit, tags
from dateline.newsroom.language_names import called
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.permissions import Action, admin_required, may

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _people() -> list[tuple[str, str]]:
    names = AuditEntry.objects.exclude(actor_name="").order_by("actor_name").values_list("actor_name", flat=True)
    return [(name, name) for name in names.distinct()]


def _actions() -> list[tuple[str, str]]:
    codes = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    return sorted(((code, str(audit.words(code))) for code in codes), key=lambda choice: choice[1])


class AuditFilters(WagtailFilterSet):
    """By person, action, language, edition or story, and dates."""

    actor_name = django_filters.ChoiceFilter(label=_("Person"), choices=_people)
    action = django_filters.MultipleChoiceFilter(label=_("Action"), choices=_actions)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=tags.choices)
    thing = django_filters.CharFilter(
        label=_("Edition or story"), method="about", help_text=_("Words of its headline or name, or a story’s id.")
    )
    instant = django_filters.DateFromToRangeFilter(label=_("Dates (UTC)"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def about(self, entries: QuerySet[AuditEntry], _name: str, said: str) -> QuerySet[AuditEntry]:
        """All of a story, or everything whose name has these words: then with all editions of those stories."""
        try:
            return entries.filter(story=UUID(said.strip()))
        except ValueError:
            named = entries.filter(label__icontains=said.strip())
            stories = AuditEntry.objects.filter(label__icontains=said.strip(), story__isnull=False).values("story")
            return entries.filter(Q(pk__in=named.values("pk")) | Q(story__in=stories))


def _when(entry: AuditEntry) -> str:
    return f"{entry.instant.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _who(entry: AuditEntry) -> Any:
    return entry.actor_name or _("the house itself")


def _what(entry: AuditEntry) -> Any:
    return audit.words(entry.action)


def _remark(entry: AuditEntry) -> str:
    return str(entry.details.get("remark") or entry.details.get("comment") or "")


def _language(entry: AuditEntry) -> str:
    return called(entry.language) if entry.language in languages() else entry.language


def _harmless(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: outsiders choose the names they fail to log in with."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@method_decorator(admin_required(Action.AUDIT), name="dispatch")
class AuditLog(ReportView):
    """The newest first."""

    model = AuditEntry
    page_title = _("Audit log")
    header_icon = "history"
    filterset_class = AuditFilters
    index_url_name = "newsroom_audit"
    index_results_url_name = "newsroom_audit_results"
    default_ordering = ("-instant", "-pk")
    list_export = ["instant", "actor_name", "action", "label", "kind", "language", "story", "remark"]
    export_headings = {"remark": _("remark")}

    @property
    def columns(self) -> list[Column]:
        """What a line shows."""
        return [
            Column("instant", label=_("When"), accessor=_when, width="16%"),
            Column("actor_name", label=_("Who"), accessor=_who),
            Column("action", label=_("Did what"), accessor=_what),
            TitleColumn("label", label=_("To what"), get_url=self._url),
            Column("language", label=_("Language"), accessor=_language),
            Column("remark", label=_("Remark"), accessor=_remark),
        ]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        """Every entry."""
        return AuditEntry.objects.order_by(*self.default_ordering)

    def get_filename(self) -> str:
        """Named for the day it was made."""
        return f"audit-log-{timezone.now():%Y-%m-%d}"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        """A screen or a file; taking the file away is written down itself."""
        if self.is_export:
            audit.log(self.request.user, "audit log exported", detail=self.request.GET.urlencode())
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, item: AuditEntry) -> dict[str, str]:
        """A line of the file."""
        said = {"instant": item.instant.isoformat(), "action": _what(item), "remark": _remark(item)}
        row = {name: said.get(name, getattr(item, name, "")) for name in self.list_export}
        return {name: _harmless("" if value is None else value) for name, value in row.items()}

    def _url(self, entry: AuditEntry) -> str | None:
        if entry.story is None or not entry.object_id.isdigit():
            return None
        page = Page.objects.filter(pk=int(entry.object_id)).first()
        return AdminURLFinder(self.request.user).get_edit_url(page.specific) if page else None


class AuditItem(MenuItem):
    """Reports, Audit log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may read it."""
        return may(request.user, Action.AUDIT)


def item() -> MenuItem:
    """The line in the menu."""
    return AuditItem(_("Audit log"), reverse("newsroom_audit"), name="audit-log", icon_name="history", order=1000)
