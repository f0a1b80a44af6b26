"""The screen of a story's embargo: set it, move it, lift it before its time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput, Button
from wagtail.models import Page

from dateline.newsroom import embargo
from dateline.newsroom.actions.embargo import carry_embargo, lift_embargo, set_embargo
from dateline.newsroom.desk.others import others
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal


class EmbargoForm(forms.Form):
    """Until when, whose, and what was agreed."""

    until = forms.DateTimeField(label=gettext_lazy("Until"), widget=AdminDateTimeInput())
    source = forms.CharField(
        label=gettext_lazy("Whose embargo it is"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Who asked for it, as in “World Health Organization”."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the newsroom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What was agreed, as in “Calls to the ministry are allowed from noon”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["until"].help_text = _("In your time zone, %(zone)s.") % {"zone": embargo.isolated(zone)}
        for name in ("source", "note"):
            self.fields[name].widget.attrs["dir"] = "auto"


def embargo_of(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the embargo on an edition's story, and set it or another one."""
    page = _edition(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = embargo.in_force(page.translation_key)
    start = {"until": found.until, "source": found.source, "note": found.note} if found else None
    given = (request.POST,) if request.method == "POST" else ()
    form = EmbargoForm(*given, initial=start)
    if given and form.is_valid():
        try:
            off = set_embargo(page, user=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal)
        else:
            _tell(request, form.cleaned_data["until"], off)
            return redirect("wagtailadmin_pages:edit", page.pk)
    about = {"others": others(page, request.user), "lifts": may(request.user, Action.LIFT_EMBARGO, page.tag)}
    return render(request, "newsroom/embargo/embargo.html", {"page": page, "form": form, "embargo": found, **about})


def lifting(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, then end the embargo now."""
    page = _edition(page_id)
    if not may(request.user, Action.LIFT_EMBARGO, page.tag):
        raise PermissionDenied
    if request.method != "POST":
        found = embargo.in_force(page.translation_key)
        words = {"page": page, "embargo": found, "others": others(page, request.user)}
        return render(request, "newsroom/embargo/lift.html", words)
    try:
        lift_embargo(page, user=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.words)
    else:
        messages.success(request, _("The embargo is lifted. Nothing was published by that."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """“Embargo …” in the menu of an edition that one may edit."""
    if page.specific_class is EditionPage and page.permissions_for_user(user).can_edit():
        yield Button(_("Embargo …"), reverse("newsroom_embargo", args=[page.pk]), icon_name="lock", priority=17)


def after_copy(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy of what is under embargo is under it too."""
    if page.specific_class is EditionPage:
        carry_embargo(page.specific, new_page.specific, user=request.user)


def _edition(page_id: int) -> EditionPage:
    page = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    if page.in_trash:
        raise Http404
    return page


def _tell(request: HttpRequest, until: Any, off: tuple[str, ...]) -> None:
    said = _("Nothing of this story goes out before %(until)s, in any language.")
    messages.success(request, said % {"until": embargo.clock(until)})
    for headline in off:
        said = _("“%(headline)s” was to go out before that and is off the schedule now.")
        messages.warning(request, said % {"headline": headline})
