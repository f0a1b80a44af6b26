"""Newsroom, Fronts: each desk's opening page and those of sections and dossiers, arranged or left to the newest."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem

from dateline.languages.language import languages
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.fronts.begin import begin
from dateline.newsroom.language_names import called
from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.section import Section
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.reader.sheet import first_choice

KINDS: dict[str, Any] = {"section": Section, "dossier": Dossier}
OPENING = "opening"


class Row(NamedTuple):
    """One front: what it is of, how it stands, and where it is arranged (a page to open, or a new one to begin)."""

    name: Any
    kind: str
    about: int
    state: str | Promise
    edit: str
    reader: str


@admin_required(Action.FRONTS)
def fronts(request: HttpRequest) -> HttpResponse:
    """The fronts of one desk: the one asked for, else the English one, or the first that this person arranges."""
    desks = [(tag, called(tag)) for tag in languages() if may(request.user, Action.FRONTS, tag)]
    chosen = request.GET.get("desk") or first_choice([tag for tag, _name in desks])
    if chosen not in dict(desks):
        raise PermissionDenied
    context = {"desks": desks, "desk": chosen, "rows": rows(chosen), "language": languages()[chosen]}
    return render(request, "newsroom/fronts/fronts.html", context)


def rows(tag: str) -> list[Row]:
    """The opening page, then the sections and dossiers that have a name in this language."""
    front = front_of(tag)
    made = {(each.section_id, each.dossier_id): each for each in _arrangements(front.locale_id)}
    found = [_row(made.get((None, None)), front.title, OPENING, 0)]
    for kind, model in KINDS.items():
        for thing in model.objects.filter(names__language=tag).distinct():
            name = thing.names.get(language=tag).name
            page = made.get((thing.pk, None) if kind == "section" else (None, thing.pk))
            found.append(_row(page, name, kind, thing.pk))
    return found


def _arrangements(locale: int) -> Any:
    return CuratedFront.objects.filter(locale=locale).select_related("latest_revision", "locale")


def _row(page: CuratedFront | None, name: str, kind: str, about: int) -> Row:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""
    return Row(name, kind, about, _state(page), edit, page.reader_path if page and page.live else "")


def _state(page: CuratedFront | None) -> str | Promise:
    if page is None:
        return _("The newest, of its own accord")
    if page.latest_revision is not None and page.latest_revision.approved_go_live_at:
        return _("Scheduled")
    if not page.live:
        return _("Draft")
    return _("Arranged, with a draft beside it") if page.has_unpublished_changes else _("Arranged")


@admin_required(Action.FRONTS)
@require_POST
def arranging(request: HttpRequest, language: str, kind: str, about: int) -> HttpResponse:
    """Begin to arrange a front, and open it."""
    if language not in languages() or kind not in {*KINDS, OPENING}:
        raise Http404
    thing = None if kind == OPENING else get_object_or_404(KINDS[kind], pk=about)
    page = begin(front_of(language), thing, user=request.user)
    return redirect("wagtailadmin_pages:edit", page.pk)


class FrontsMenuItem(MenuItem):
    """For those who arrange a front."""

    def __init__(self) -> None:
        super().__init__(_("Fronts"), reverse("newsroom_fronts"), name="fronts", icon_name="desktop", order=60)

    def is_shown(self, request: HttpRequest) -> bool:
        """At any desk."""
        return may(request.user, Action.FRONTS)
