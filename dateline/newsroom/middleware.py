"""Refusals in words: whatever route an editor took, what cannot be done is said, and nothing half-done remains."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dateline.newsroom import uses
from dateline.newsroom.media.apart import MB, MOST_BYTES

MOST_BESIDE = 20_000_000  # bytes of captions and of other fields that may come along with the largest file


class RefusalsInWords:
    """Turns a refusal that a view lets through into a message on the page the editor came from, or into JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Words for what was refused; other errors stay errors."""
        words = words_of(exception)
        if not words:
            return None
        if "application/json" in request.headers.get("Accept", ""):
            said = {"success": False, "error_code": "refused", "error_message": " ".join(words)}
            return JsonResponse(said, status=400)
        for each in words:
            messages.error(request, each)
        return HttpResponseRedirect(_back(request))


class BodiesThatFit:
    """Turns away what no form here takes before a byte of it is read: it would fill the disk first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, or words with 413."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= MOST_BYTES + MOST_BESIDE:
            return self.get_response(request)
        figures = {"size": int(length) // MB, "most": MOST_BYTES // MB}
        words = _("This is too large: %(size)s MB. The most that fits is %(most)s MB. Nothing was kept; go back.")
        page = format_html(
            '<!doctype html><html lang="{}" dir="{}"><title>{}</title><p>{}</p></html>',
            get_language(), "rtl" if get_language_bidi() else "ltr", _("Too large"), words % figures,
        )  # fmt: skip
        return HttpResponse(page, status=413)


def words_of(exception: Exception) -> list[str]:
    """What an exception says to an editor; empty where it says nothing."""
    if isinstance(exception, ValidationError):
        return list(exception.messages)
    if isinstance(exception, ProtectedError):
        return [uses.words(_("This"), exception.protected_objects)]
    return []


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return reverse("wagtailadmin_home")
