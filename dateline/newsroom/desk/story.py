"""One story in all its languages, in full words: open, translate, assign, say that it is not wanted."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from dateline.languages.language import languages
from dateline.newsroom.actions.assign import assign, not_wanted, people_at, take_back
from dateline.newsroom.board_rows import editions
from dateline.newsroom.desk.board import rows
from dateline.newsroom.desk.cells import Cell
from dateline.newsroom.desk.corrections import of_one_story
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment, EditionStanding
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import tag_of


class AssignForm(forms.Form):
    """Who, and until when."""

    person = forms.ModelChoiceField(get_user_model()._default_manager.none(), label=gettext_lazy("Person"))
    due = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Due"),
        help_text=gettext_lazy("In universal time."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def __init__(self, tag: str, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix=tag, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people_at(tag)
        person.label_from_instance = lambda user: user.get_full_name() or user.get_username()

    def clean_due(self) -> Any:
        """As typed, in universal time, whatever zone the person's other screens are in."""
        due = self.cleaned_data["due"]
        return due.replace(tzinfo=UTC) if due else None


@admin_required(Action.BOARD)
def story(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """Each language of a story, and what this person may do about it."""
    return _show(request, story_id)


@require_POST
@admin_required(Action.ASSIGN)
def assigning(request: HttpRequest, story_id: UUID, language: str) -> HttpResponse:
    """Give a language of a story to somebody."""
    _check(story_id, language)
    form = AssignForm(language, request.POST)
    if form.is_valid():
        try:
            person = form.cleaned_data["person"]
            assign(story_id, language, person, due=form.cleaned_data["due"], by=request.user)
        except Refusal as refusal:
            form.add_error("person", refusal.words)
        else:
            name = person.get_full_name() or person.get_username()
            told = _("%(name)s has it now, and is told by mail.")
            silent = _("%(name)s has it now. No mail goes out, for there is no address: tell them yourself.")
            messages.success(request, (told if person.email else silent) % {"name": name})
            return _back(story_id, language)
    return _show(request, story_id, form)


@require_POST
@admin_required(Action.NOT_WANTED)
def refusing(request: HttpRequest, story_id: UUID, language: str) -> HttpResponse:
    """Say that a story is not wanted in a language, or take back what was decided."""
    _check(story_id, language)
    try:
        if request.POST.get("do") == "back":
            take_back(story_id, language, by=request.user)
            messages.success(request, _("The decision is taken back."))
        else:
            not_wanted(story_id, language, by=request.user)
            messages.success(request, _("Noted: it is not wanted there."))
    except Refusal as refusal:
        messages.error(request, refusal.words)
    return _back(story_id, language)


def _check(story_id: UUID, tag: str) -> None:
    if tag not in languages() or not editions().filter(translation_key=story_id).exists():
        raise Http404


def _back(story_id: UUID, tag: str) -> HttpResponse:
    return redirect(f"{reverse('newsroom_story', args=[story_id])}#{tag}")


def _show(request: HttpRequest, story_id: UUID, failed: AssignForm | None = None) -> HttpResponse:
    pages = {
        tag_of(each["locale__language_code"]): each
        for each in editions().filter(translation_key=story_id).values("pk", "live", "locale__language_code")
    }
    if not pages:
        raise Http404
    (row,) = rows([story_id], list(languages()), request.user)
    given = {each.language: each for each in Assignment.objects.filter(story=story_id, done=None)}
    sources = dict(EditionStanding.objects.filter(story=story_id).values_list("language", "source"))
    live = (tag for tag, each in pages.items() if each["live"])
    origin = min(live, key=lambda tag: bool(sources.get(tag)), default="")
    lines = [
        _line(request.user, cell, pages.get(cell.language), given.get(cell.language), pages.get(origin))
        for cell in row.cells
    ]
    for line in lines:
        tag = line["cell"].language
        line["source"] = called(sources[tag]) if sources.get(tag) in languages() else ""
        if failed is not None and failed.prefix == tag:
            line["form"] = failed
    words = {"row": row, "languages": lines, "corrections": of_one_story(story_id)}
    return render(request, "newsroom/story.html", words)


Page = dict[str, Any] | None


def _line(user: Any, cell: Cell, page: Page, given: Assignment | None, origin: Page) -> dict[str, Any]:
    """``origin`` is the live edition to translate from: one that was made from no other, where there is one."""
    tag = cell.language
    due = given.due.astimezone(UTC).replace(tzinfo=None) if given is not None and given.due else None
    initial = {"person": given.person_id, "due": due} if given is not None else {}
    translate = page is None and origin is not None and may(user, Action.TRANSLATE, tag)
    return {
        "cell": cell,
        "language": languages()[tag],
        "given": given is not None and may(user, Action.NOT_WANTED, tag),
        "edit": cell.url if page is not None and "/edit/" in cell.url else "",
        "translate": f"{reverse('newsroom_translate', args=[origin['pk']])}?into={tag}" if translate and origin else "",
        "form": AssignForm(tag, initial=initial) if may(user, Action.ASSIGN, tag) else None,
        "may_refuse": page is None and may(user, Action.NOT_WANTED, tag),
    }
