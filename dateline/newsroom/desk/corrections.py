"""Newsroom, Corrections: what readers were told to be wrong, and how far every language has followed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem

from dateline.edition.tasks import Task
from dateline.languages.language import languages
from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.board_rows import editions
from dateline.newsroom.corrections import Correction, Hours, hours, of_story, stories_behind
from dateline.newsroom.desk.cells import headline_of
from dateline.newsroom.language_names import called
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.tags import tag_of

A_PAGE = 20
KINDS = {
    "retraction": gettext_lazy("Retraction"),
    "correction": gettext_lazy("Correction"),
    "clarification": gettext_lazy("Clarification"),
}


class Left(msgspec.Struct, frozen=True):
    """A language that has not followed: its name, what it waits for, and where it is brought up to date."""

    tag: str
    name: str
    words: str
    url: str
    waits: bool


class Shown(msgspec.Struct, frozen=True):
    """One correction in words; ``grave`` is its publish kind, ``tag`` the language of its note."""

    kind: str
    grave: str
    note: str
    tag: str
    source: str
    when: datetime
    said: str
    due: str
    progress: str
    done: int
    of: int
    late: bool
    left: list[Left]


class Story(msgspec.Struct, frozen=True):
    """A story with its corrections on their way."""

    story: UUID
    headline: str
    language: str
    direction: str
    corrections: list[Shown]


class Filter(forms.Form):
    """Whose work is shown."""

    desk = forms.ChoiceField(required=False, label=gettext_lazy("Desk"))

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        field: Any = self.fields["desk"]
        field.choices = [("", gettext_lazy("All")), *((tag, called(tag)) for tag in languages())]


@admin_required(Action.BOARD)
def corrections(request: HttpRequest) -> HttpResponse:
    """Every story in which an edition has not followed a correction, the gravest and oldest first."""
    form = Filter(request.GET)
    desk = form.cleaned_data["desk"] if form.is_valid() else ""
    behind = stories_behind(desk=desk)
    page = Paginator(list(dict.fromkeys(behind)), A_PAGE).get_page(request.GET.get("p"))
    now, given = timezone.now(), hours()
    found = [_story(story, _open(story, given), now) for story in page]
    words = {"form": form, "page": page, "stories": found, "query": f"desk={desk}" if desk else ""}
    return render(request, "newsroom/corrections.html", words)


def of_one_story(story: UUID) -> list[Shown]:
    """The corrections of a story, those that every language has followed included."""
    now = timezone.now()
    pages = _pages(story)
    return [_shown(each, pages, now) for each in of_story(story, hours())]


def _open(story: UUID, given: Hours) -> list[Correction]:
    return [each for each in of_story(story, given) if each.left]


def _pages(story: UUID) -> list[dict[str, Any]]:
    return list(editions().filter(translation_key=story).values("pk", "locale__language_code", "draft_title"))


def _story(story: UUID, found: list[Correction], now: datetime) -> Story:
    pages = _pages(story)
    headline, tag = headline_of(pages)
    direction = languages()[tag].direction if tag in languages() else "auto"
    return Story(story, headline or str(story), tag, direction, [_shown(each, pages, now) for each in found])


def _shown(given: Correction, pages: list[dict[str, Any]], now: datetime) -> Shown:
    numbers = {tag_of(each["locale__language_code"]): each["pk"] for each in pages}
    return Shown(
        kind=str(KINDS[given.change.kind]),
        grave=given.change.kind,
        note=given.change.note,
        tag=given.source,
        source=called(given.source),
        when=given.change.instant,
        said=said_when(given.change.instant),
        due=said_when(given.due),
        progress=progress(given, now),
        done=len(given.done),
        of=len(given.tasks),
        late=given.late(now),
        left=[_left(each, numbers.get(each.language)) for each in given.left],
    )


def progress(given: Correction, now: datetime) -> str:
    """As in “Followed in 11 of 16, open for 42 minutes”."""
    words = _("Followed in %(done)d of %(all)d") % {"done": len(given.done), "all": len(given.tasks)}
    return f"{words} · {_age(given, now)}" if given.left else words


def _age(given: Correction, now: datetime) -> str:
    minutes = max(int((now - given.change.instant).total_seconds()) // 60, 1)
    if minutes < 120:
        return ngettext("open for %(count)d minute", "open for %(count)d minutes", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return ngettext("open for %(count)d hour", "open for %(count)d hours", minutes // 60) % {"count": minutes // 60}
    days = minutes // 1440
    return ngettext("open for %(count)d day", "open for %(count)d days", days) % {"count": days}


def _left(task: Task, page: int | None) -> Left:
    parts = len(task.moved)
    if task.state == "waiting":
        words = _("waits for %(language)s") % {"language": called(task.source)}
    else:
        words = ngettext("%(count)d part", "%(count)d parts", parts) % {"count": parts}
    url = reverse("wagtailadmin_pages:edit", args=[page]) if page else ""
    return Left(task.language, called(task.language), words, url, task.state == "waiting")


class CorrectionsMenuItem(MenuItem):
    """“Corrections”, for everybody who works here."""

    def __init__(self) -> None:
        address = reverse("newsroom_corrections")
        super().__init__(gettext_lazy("Corrections"), address, name="corrections", icon_name="warning", order=55)

    def is_shown(self, request: HttpRequest) -> bool:
        """To those who may see the board."""
        return may(request.user, Action.BOARD)
