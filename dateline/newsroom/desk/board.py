"""Newsroom, Board: stories by languages at one glance, filtered and paged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, Revision, WorkflowState

from dateline.languages.language import languages
from dateline.newsroom.board_rows import editions
from dateline.newsroom.desk.cells import LEGEND, STATES, Cell, Known, headline_of
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment, EditionStanding, StoryRow
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.section import Section
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.tags import code_of

A_PAGE = 25
OF_A_PAGE = (
    "pk", "translation_key", "locale__language_code", "draft_title", "owner_id", "live", "has_unpublished_changes",
)  # fmt: skip
GRAVEST, NEWEST = "behind", "newest"


class Filters(forms.Form):
    """What the board is to show."""

    desk = forms.ChoiceField(required=False, label=_("Desk"))
    section = forms.ModelChoiceField(Section.objects.none(), required=False, label=_("Section"), empty_label=_("All"))
    dossier = forms.ModelChoiceField(Dossier.objects.none(), required=False, label=_("Dossier"), empty_label=_("All"))
    state = forms.ChoiceField(required=False, label=_("State"))
    order = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=[(NEWEST, _("Newest first")), (GRAVEST, _("Behind corrections first"))],
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        desk: Any = self.fields["desk"]
        desk.choices = [("", _("All")), *((tag, called(tag)) for tag in languages())]
        state: Any = self.fields["state"]
        state.choices = [("", _("All")), *STATES.items()]
        for name, model in (("section", Section), ("dossier", Dossier)):
            field: Any = self.fields[name]
            field.queryset = model.objects.prefetch_related("names")


class Row(msgspec.Struct, frozen=True):
    """One line of the board."""

    story: UUID
    headline: str
    language: str
    direction: str
    cells: list[Cell]


@admin_required(Action.BOARD)
def board(request: HttpRequest) -> HttpResponse:
    """Show one page of stories, a cell a language."""
    form = Filters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(stories(asked), A_PAGE).get_page(request.GET.get("p"))
    desk = asked.get("desk", "")
    shown = [tag for tag in languages() if desk in {"", tag}]
    words = {
        "form": form,
        "page": page,
        "rows": rows([each.story for each in page], shown, request.user),
        "languages": [(tag, called(tag), languages()[tag].name) for tag in shown],
        "desk": languages().get(desk),
        "legend": LEGEND,
        "query": _query(request),
    }
    return render(request, "newsroom/board.html", words)


def _query(request: HttpRequest) -> str:
    said = request.GET.copy()
    said.pop("p", None)
    return said.urlencode()


def stories(asked: dict[str, Any]) -> QuerySet[StoryRow]:
    """The stories that fit the filters, in the order asked for."""
    found = StoryRow.objects.all()
    desk, state = asked.get("desk") or "", asked.get("state") or ""
    if asked.get("section"):
        found = found.filter(section=asked["section"])
    if asked.get("dossier"):
        inside = editions().filter(dossiers=asked["dossier"])
        found = found.filter(story__in=inside.values("translation_key"))
    if state:
        found = found.filter(in_state(state, desk))
    if asked.get("order") == GRAVEST:
        return _gravest_first(found, desk)
    return found.order_by("-moved", "story")


def _gravest_first(found: QuerySet[StoryRow], desk: str) -> QuerySet[StoryRow]:
    """What is gravest of all languages, or at one desk; the oldest of it first. A typo is no cause for hurry."""
    if not desk:
        return found.order_by("-gravity", "since", "-moved", "story")
    own = EditionStanding.objects.filter(story=OuterRef("story"), language=desk, gravity__gt=1)
    found = found.annotate(
        here=Coalesce(Subquery(own.values("gravity")[:1]), 0), here_since=Subquery(own.values("since")[:1])
    )
    return found.order_by("-here", F("here_since").asc(nulls_last=True), "-moved", "story")


def in_state(state: str, desk: str) -> Q:
    """Whether a story is in a state in a language; in any language where no desk is given, “current” in all it has."""
    pages = editions().filter(translation_key=OuterRef("story"))
    decided = Assignment.objects.filter(story=OuterRef("story"), done=None)
    stands = EditionStanding.objects.filter(story=OuterRef("story"))
    if desk:
        pages = pages.filter(locale__language_code=code_of(desk))
        decided, stands = decided.filter(language=desk), stands.filter(language=desk)
    behind = stands.filter(gravity__gt=0)
    found: dict[str, Q] = {
        "none": ~Q(Exists(pages)) & ~Q(Exists(decided)) if desk else Q(languages__lt=len(languages())),
        "unwanted": Q(Exists(decided.filter(wanted=False))),
        "assigned": Q(Exists(decided.filter(wanted=True))),
        "draft": Q(Exists(pages.filter(live=False))),
        "review": Q(Exists(pages.filter(pk__in=in_review()))),
        "scheduled": Q(Exists(pages.filter(pk__in=scheduled()))),
        "current": Q(Exists(pages.filter(live=True))) & ~Q(Exists(behind)),
        "behind": Q(Exists(behind)),
    }
    return found[state]


def in_review(pages: Any = None) -> set[int]:
    """The editions that are in review now; of some pages, or all."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return _numbers(states, pages)


def scheduled(pages: Any = None) -> set[int]:
    """The editions of which a version is to go out at its hour."""
    return _numbers(Revision.objects.filter(approved_go_live_at__isnull=False), pages)


def _numbers(found: Any, pages: Any) -> set[int]:
    found = found.filter(base_content_type__app_label="wagtailcore", base_content_type__model=Page._meta.model_name)
    if pages is not None:
        found = found.filter(object_id__in=[str(each) for each in pages])
    return {int(each) for each in found.values_list("object_id", flat=True)}


def rows(shown: list[UUID], tags: list[str], user: Any) -> list[Row]:
    """The lines of these stories."""
    pages = list(editions().filter(translation_key__in=shown).values(*OF_A_PAGE))
    numbers = [each["pk"] for each in pages]
    decided = Assignment.objects.filter(story__in=shown, done=None).select_related("person")
    known = Known(
        tags={tag: called(tag) for tag in tags},
        review=in_review(numbers),
        scheduled=scheduled(numbers),
        stands={each.page_id: each for each in EditionStanding.objects.filter(story__in=shown)},
        decided={(each.story, each.language): each for each in decided},
        person=user.pk,
        writes={tag for tag in tags if may(user, Action.WRITE, tag)},
        edits={tag for tag in tags if may(user, Action.EDIT_OTHERS, tag)},
    )
    by_story: dict[UUID, list[dict[str, Any]]] = {}
    for each in pages:
        by_story.setdefault(each["translation_key"], []).append(each)
    return [_line(story, by_story.get(story, []), known) for story in shown]


def _line(story: UUID, pages: list[dict[str, Any]], known: Known) -> Row:
    headline, tag = headline_of(pages)
    direction = languages()[tag].direction if tag in languages() else "auto"
    return Row(story, headline, tag, direction, known.cells(story, pages))


class BoardMenuItem(MenuItem):
    """“Board”, for everybody who works here."""

    def __init__(self) -> None:
        super().__init__(_("Board"), reverse("newsroom_board"), name="board", icon_name="table", order=50)

    def is_shown(self, request: HttpRequest) -> bool:
        """To those who may see it."""
        return may(request.user, Action.BOARD)
