"""The screen of an edition's preview links for outsiders: who has one, until when; make, copy, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from dateline.newsroom.actions.preview_links import give_link, withdraw_link
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.preview_link import PreviewLink
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

HOURS = [(1, gettext_lazy("one hour")), (4, gettext_lazy("four hours")), (24, gettext_lazy("one day"))]


class LinkForm(forms.Form):
    """For whom, and for how long."""

    whom = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        help_text=gettext_lazy("Who will read the draft, as in “Dr Okafor, to check the figures”."),
    )
    hours = forms.TypedChoiceField(label=gettext_lazy("It lasts"), choices=HOURS, coerce=int, initial=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].widget.attrs["dir"] = "auto"


@never_cache
def preview_links(request: HttpRequest, page_id: int) -> HttpResponse:
    """The links that still open something; a new one is shown in the answer to its making and never again."""
    page = _edition(request, page_id)
    given = (request.POST,) if request.method == "POST" else ()
    form, address = LinkForm(*given), ""
    if given and form.is_valid():
        asked = form.cleaned_data
        try:
            lasts = timedelta(hours=asked["hours"])
            address, _link = give_link(page, whom=asked["whom"], lasts=lasts, user=request.user)
            form = LinkForm()
        except Refusal as refusal:
            form.add_error(None, refusal)
    links = PreviewLink.objects.open_at(timezone.now()).filter(page=page).select_related("revision")
    words = {"page": page, "form": form, "address": address, "links": links, "newest": page.latest_revision_id}
    return render(request, "newsroom/shared_preview/links.html", words)


@require_POST
def withdrawing(request: HttpRequest, page_id: int, link_id: int) -> HttpResponse:
    """One of them opens nothing from now on."""
    page = _edition(request, page_id)
    link = get_object_or_404(PreviewLink, pk=link_id, page=page)
    withdraw_link(link, user=request.user)
    messages.success(request, _("The link for “%(whom)s” opens nothing any more.") % {"whom": link.whom})
    return redirect("newsroom_preview_links", page.pk)


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """“Preview links …” in the menu of an edition."""
    edition = page.specific_deferred if page.specific_class is EditionPage else None
    if edition is not None and may(user, Action.SHARE_PREVIEW, edition.tag):
        url = reverse("newsroom_preview_links", args=[page.pk])
        yield Button(_("Preview for outsiders …"), url, icon_name="link-external", priority=18)


def _edition(request: HttpRequest, page_id: int) -> EditionPage:
    page = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    if page.in_trash:
        raise Http404
    if not may(request.user, Action.SHARE_PREVIEW, page.tag):
        raise PermissionDenied
    return page
