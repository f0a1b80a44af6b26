"""“Translate into …”: the screen that offers the languages an editor may translate an edition into."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from dateline.languages.language import language
from dateline.newsroom.actions.translate import TRANSLATABLE, catch_up, read_version, source_of, targets, translate
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.refusal import Refusal

SORTS = [
    ("translation", _("Translation: it says what the source says")),
    ("adaptation", _("Adaptation: it goes its own way")),
]


class TranslateForm(forms.Form):
    """Which language, and how closely."""

    language = forms.ChoiceField(label=_("Into"))
    sort = forms.ChoiceField(label=_("How"), choices=SORTS, widget=forms.RadioSelect, initial="translation")

    def __init__(self, fronts: list[FrontPage], data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        named = [(front.tag, language(front.tag)) for front in fronts]
        self.fields["language"].choices = [(tag, f"{each.name} · {called(tag)}") for tag, each in named]  # type: ignore[attr-defined]


def translatable(page_id: int) -> EditionPage | StandingPage:
    """The edition or standing page of that number; 404 for any other."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, TRANSLATABLE):
        raise Http404
    return page


def translating(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer the languages; make the draft and open it."""
    page = translatable(page_id)
    fronts = targets(page, request.user)
    if not fronts:
        raise PermissionDenied
    wanted = {"language": request.GET.get("into", ""), "sort": SORTS[0][0]}
    form = TranslateForm(fronts, request.POST if request.method == "POST" else None, initial=wanted)
    if request.method == "POST" and form.is_valid():
        tag = form.cleaned_data["language"]
        try:
            draft = translate(page, tag, user=request.user, sort=form.cleaned_data["sort"])
        except Refusal as refusal:
            messages.error(request, refusal.words)
        else:
            told = gettext("A draft in %(language)s stands ready: write over its text.")
            messages.success(request, told % {"language": called(tag)})
            return redirect("wagtailadmin_pages:edit", draft.pk)
    return render(request, "newsroom/translating.html", {"page": page, "form": form})


def catching_up(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether a standing page's source has been read, and note it on the draft; an edition's form asks itself."""
    page = translatable(page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if isinstance(page, EditionPage):
        return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#source")
    before, source = read_version(page), source_of(page)
    if before is None or source is None:
        raise PermissionDenied
    if request.method != "POST":
        words = {"page": page, "before": before, "source": source}
        return render(request, "newsroom/catching_up.html", words)
    catch_up(page, user=request.user)
    noted = gettext("Noted: this draft follows the source as published now. Publish it to tell readers.")
    messages.success(request, noted)
    return redirect("wagtailadmin_pages:edit", page.pk)
