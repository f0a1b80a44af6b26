"""“New story”: empty, or from one of the desk's templates; and keeping an edition as a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from dateline.languages.language import language as language_of
from dateline.languages.language import languages
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.templates import begin, keep
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.story_template import StoryTemplate
from dateline.newsroom.permissions import ALL_DESKS, Action, admin_required, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import choices


class KeepForm(forms.Form):
    """Under which name, for which desk."""

    name = forms.CharField(
        max_length=80,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As in “Interview”. A template of that name at the same desk is replaced."),
    )
    language = forms.ChoiceField(required=False, label=gettext_lazy("For"))

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [each for each in choices() if may(user, Action.TEMPLATES, each[0])]
        everywhere = [("", _("All desks"))] if may(user, Action.TEMPLATES, ALL_DESKS) else []
        self.fields["language"].choices = [*offered, *everywhere]  # type: ignore[attr-defined]

    def clean_language(self) -> str:
        """One of those offered: Django takes an empty answer without asking, and here it means every desk."""
        said = str(self.cleaned_data["language"])
        if said not in dict(self.fields["language"].choices):  # type: ignore[attr-defined]
            raise ValidationError(_("You may not keep templates for all desks. Choose one of yours."))
        return said


def templates_at(tag: str) -> list[StoryTemplate]:
    """A desk's own, then those for all desks."""
    found = StoryTemplate.objects.filter(language__in=[tag, ALL_DESKS])
    return sorted(found, key=lambda each: (each.language == ALL_DESKS, each.pk))


@admin_required(Action.WRITE)
def new_story(request: HttpRequest) -> HttpResponse:
    """The ways to begin at a desk; the first desk where a person may write, unless one is asked for."""
    tags = [tag for tag in languages() if may(request.user, Action.WRITE, tag)]
    tag = request.GET.get("desk", "") if request.GET.get("desk", "") in tags else next(iter(tags), "")
    if not tag:
        raise PermissionDenied
    rows = [(each, may(request.user, Action.TEMPLATES, each.language)) for each in templates_at(tag)]
    words = {
        "desk": tag,
        "name": f"\u2068{language_of(tag).name}\u2069",  # isolated, so that it reads its own way in any sentence
        "desks": [each for each in choices() if each[0] in tags],
        "front": front_of(tag),
        "rows": rows,
    }
    return render(request, "newsroom/new_story.html", words)


@require_POST
@admin_required(Action.WRITE)
def begin_from(request: HttpRequest, language: str, template_id: int) -> HttpResponse:
    """Make the draft and open it."""
    template = get_object_or_404(StoryTemplate, pk=template_id, language__in=[language, ALL_DESKS])
    if not front_of(language).permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    page = begin(template, language, user=request.user)
    messages.success(request, _("Write over the notes in double brackets; nothing goes out while one is left."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def keep_as_template(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for a name and a desk, and keep the edition's newest draft."""
    page = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    if page.in_trash:
        raise Http404
    if not may(request.user, Action.TEMPLATES, page.tag):
        raise PermissionDenied
    given = (request.POST,) if request.method == "POST" else ()
    form = KeepForm(request.user, *given, initial={"language": page.tag})
    if given and form.is_valid():
        try:
            made = keep(page, form.cleaned_data["name"].strip(), form.cleaned_data["language"])
        except Refusal as refusal:
            messages.error(request, refusal.words)
        else:
            messages.success(request, _("“%(name)s” is kept as a template.") % {"name": made.name})
            return redirect("newsroom_new_story")
    return render(request, "newsroom/keep_template.html", {"page": page, "form": form})


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """In the menu of an edition “Keep as template …”, in that of a desk “New story from a template”."""
    found = page.specific_deferred if page.specific_class in {EditionPage, FrontPage} else None
    if isinstance(found, EditionPage) and may(user, Action.TEMPLATES, found.tag):
        url = reverse("newsroom_keep_template", args=[page.pk])
        yield Button(_("Keep as template …"), url, icon_name="copy", priority=16)
    elif isinstance(found, FrontPage) and may(user, Action.WRITE, found.tag):
        url = f"{reverse('newsroom_new_story')}?desk={found.tag}"
        yield Button(_("New story from a template"), url, icon_name="copy", priority=16)


@require_POST
def drop_template(request: HttpRequest, template_id: int) -> HttpResponse:
    """Take a template away; stories that began from it keep their text."""
    template = get_object_or_404(StoryTemplate, pk=template_id)
    if not may(request.user, Action.TEMPLATES, template.language):
        raise PermissionDenied
    template.delete()
    messages.success(request, _("The template “%(name)s” is gone.") % {"name": template.name})
    return redirect("newsroom_new_story")
