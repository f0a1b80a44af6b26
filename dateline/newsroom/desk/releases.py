"""Releases on screen: the list, one of them with who is ready, and putting a story's editions into one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import AdminDateTimeInput, Button
from wagtail.models import Page

from dateline.languages.language import languages
from dateline.newsroom.actions import going_out
from dateline.newsroom.embargo import isolated
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.release import Release, ReleasePart
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.readiness import Standing, standings
from dateline.newsroom.refusal import Refusal

OUT_SHOWN = 20
CHOICES = [
    ("wait", gettext_lazy("It waits until all are ready")),
    ("go", gettext_lazy("It goes without those that are not ready")),
]


class ReleaseForm(forms.Form):
    """Name, instant, and what happens where one is not ready."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("As in “Climate report, all languages”.")
    )
    instant = forms.DateTimeField(label=gettext_lazy("Goes out"), widget=AdminDateTimeInput())
    short = forms.ChoiceField(
        label=gettext_lazy("If one is not ready then"), choices=CHOICES, widget=forms.RadioSelect, initial="wait"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["instant"].help_text = _("In your time zone, %(zone)s.") % {"zone": isolated(zone)}
        self.fields["name"].widget.attrs["dir"] = "auto"

    @property
    def asked(self) -> dict[str, Any]:
        """As the actions take it."""
        given = self.cleaned_data
        return {"name": given["name"], "instant": given["instant"], "waits": given["short"] == "wait"}


class JoinForm(ReleaseForm):
    """A release there is, or a new one; and which of the story's editions."""

    release = forms.ModelChoiceField(
        Release.objects.planned(),
        label=gettext_lazy("Release"),
        required=False,
        empty_label=gettext_lazy("a new one, as follows"),
    )
    editions = forms.MultipleChoiceField(label=gettext_lazy("Editions"), widget=forms.CheckboxSelectMultiple)
    field_order = ["editions", "release", "name", "instant", "short"]

    def __init__(self, pages: list[EditionPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(page.pk), _named(page)) for page in pages]
        self.fields["editions"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("editions", [key for key, _words in choices])
        if self.data.get("release"):
            for name in ("name", "instant", "short"):
                self.fields[name].required = False


@admin_required(Action.RELEASE)
def releases(request: HttpRequest) -> HttpResponse:
    """What is planned, with who is not ready; what went out lately."""
    planned = [(release, standings(release)) for release in Release.objects.planned()]
    words = {"planned": planned, "out": Release.objects.exclude(gone=None).order_by("-gone")[:OUT_SHOWN]}
    return render(request, "newsroom/releases/releases.html", words)


@admin_required(Action.RELEASE)
def release_of(request: HttpRequest, release_id: int) -> HttpResponse:
    """One release: its editions, its instant, its end."""
    release = get_object_or_404(Release, pk=release_id)
    given = (request.POST,) if request.method == "POST" and request.POST.get("do") == "save" else ()
    start = {"name": release.name, "instant": release.instant, "short": "wait" if release.waits else "go"}
    form = ReleaseForm(*given, initial=start)
    try:
        if request.method == "POST" and _did(request, release, form):
            gone = not Release.objects.filter(pk=release_id).exists()
            return redirect("newsroom_releases") if gone else redirect("newsroom_release", release_id)
    except Refusal as refusal:
        if given:
            form.add_error(None, refusal)
        else:
            messages.error(request, refusal.words)
    rows = [_row(request.user, each) for each in standings(release)]
    return render(request, "newsroom/releases/release.html", {"release": release, "rows": rows, "form": form})


def joining(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put an edition into a release, with the others of its story."""
    page = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    if page.in_trash:
        raise Http404
    if not may(request.user, Action.RELEASE, page.tag):
        raise PermissionDenied
    pages = _to_go_out(page)
    form = JoinForm(pages, *((request.POST,) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            chosen = [each for each in pages if str(each.pk) in form.cleaned_data["editions"]]
            with transaction.atomic():
                release = form.cleaned_data["release"] or going_out.plan(**form.asked, user=request.user)
                going_out.join(release, chosen, user=request.user)
            return redirect("newsroom_release", release.pk)
        except Refusal as refusal:
            form.add_error(None, refusal)
    return render(request, "newsroom/releases/join.html", {"page": page, "form": form, "pages": pages})


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """“Release together …” in the menu of an edition that has something to publish."""
    edition = page.specific_deferred if page.specific_class is EditionPage else None
    if edition is not None and may(user, Action.RELEASE, edition.tag):
        url = reverse("newsroom_join_release", args=[page.pk])
        yield Button(_("Release together …"), url, icon_name="date", priority=19)


class ReleasesMenuItem(MenuItem):
    """For those who release."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Releases"), reverse("newsroom_releases"), name="releases", icon_name="date", order=800
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """At any desk."""
        return may(request.user, Action.RELEASE)


def _did(request: HttpRequest, release: Release, form: ReleaseForm) -> bool:
    """What was asked for; False where the form says what is wrong with it."""
    does: dict[str, Callable[[ReleasePart], None]] = {
        "ready": lambda part: _say(request, part),
        "not-ready": lambda part: going_out.take_back(part, user=request.user),
        "leave": lambda part: going_out.leave(part, user=request.user),
    }
    asked = request.POST.get("do", "")
    if asked in does:
        does[asked](get_object_or_404(release.parts, pk=request.POST.get("part")))
    elif asked == "call-off":
        going_out.call_off(release, user=request.user)
        messages.success(
            request, _("“%(name)s” is called off. Its editions stay as they are.") % {"name": release.name}
        )
    elif form.is_valid():
        for headline in going_out.change(release, **form.asked, user=request.user):
            words = _("It goes out earlier: “%(headline)s” must be said to be ready anew by its desk.")
            messages.warning(request, words % {"headline": headline})
    else:
        return False
    return True


def _say(request: HttpRequest, part: ReleasePart) -> None:
    if not may(request.user, Action.PUBLISH, part.page.tag):
        raise PermissionDenied
    going_out.say_ready(part, user=request.user)


def _row(user: Any, each: Standing) -> dict[str, Any]:
    planned, publishes = each.part.release.gone is None, may(user, Action.PUBLISH, each.page.tag)
    return {
        "each": each,
        "language": _language(each.page),
        "opens": each.page.permissions_for_user(user).can_edit(),
        "says": planned and publishes and each.can and not each.ready,
        "planned": planned,
    }


def _language(page: EditionPage) -> str:
    return called(page.tag) if page.tag in languages() else page.tag


def _named(page: EditionPage) -> SafeString:
    return format_html('{}: <bdi lang="{}">{}</bdi>', _language(page), page.tag, page.draft_title)


def _to_go_out(page: EditionPage) -> list[EditionPage]:
    """The story's editions that have something to publish."""
    rows = EditionPage.objects.filter(translation_key=page.translation_key, has_unpublished_changes=True)
    return [row for row in rows.select_related("locale").order_by("locale__language_code") if not row.in_trash]
