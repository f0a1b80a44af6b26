"""What cannot go with an edition's form: “does not apply here”, with its reason, and another source."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dateline.edition.behind import Moved
from dateline.languages.language import languages
from dateline.newsroom.actions.follow import dismiss, switch_source
from dateline.newsroom.board_rows import editions
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import sides
from dateline.newsroom.tags import tag_of


def dismissing(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Ask why a change does not apply here, and record the answer; a script is answered in JSON."""
    page = _draft(request, page_id)
    said = request.POST if request.method == "POST" else request.GET
    moved = _open(page, said.get("part", ""), said.get("digest", ""))
    words = ""
    if request.method == "POST":
        words = _dismissed(request, page, moved)
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": words}, status=400 if words else 200)
        if not words:
            messages.success(request, _("Noted: that change does not apply here. A later one is raised anew."))
            return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#source")
    return render(request, "newsroom/beside/dismiss.html", {"page": page, "moved": moved, "trouble": words})


def _dismissed(request: HttpRequest, page: EditionPage, moved: Moved) -> str:
    """Why it could not be dismissed; nothing where it was."""
    try:
        dismiss(page, moved, request.POST.get("reason", ""), user=request.user)
    except Refusal as refusal:
        return refusal.words
    return ""


def switching(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer the other published editions of the story as the source, and follow the one that is chosen."""
    page = _draft(request, page_id)
    others = editions().filter(translation_key=page.translation_key, live=True).exclude(pk=page.pk)
    tags = [tag_of(code) for code in others.values_list("locale__language_code", flat=True)]
    known = [(languages()[tag], called(tag)) for tag in sorted(tags) if tag in languages()]
    trouble = ""
    if request.method == "POST":
        try:
            switch_source(page, request.POST.get("language", ""), user=request.user)
        except Refusal as refusal:
            trouble = refusal.words
        else:
            messages.success(request, _("This draft follows the other edition now. Look at what is marked as open."))
            return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#source")
    now = page.derived_from["language"] if page.derived_from else ""
    words: dict[str, Any] = {"page": page, "languages": known, "now": now, "trouble": trouble}
    return render(request, "newsroom/beside/switch.html", words)


def _draft(request: HttpRequest, page_id: int) -> EditionPage:
    page: EditionPage = get_object_or_404(EditionPage, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _open(page: EditionPage, part: str, digest: str) -> Moved:
    """What is open there; 404 where the source said something else meanwhile, or nothing is open any more."""
    for each in sides(page).standing().moved:
        if (each.source, each.digest) == (part, digest):
            return each
    raise Http404
