"""What stands between a login and the newsroom: a password of one's own, and the second step that a role requires."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom.accounts.rights import has_second_step, must_have_second_step
from dateline.newsroom.models.account import Account

SEEN_AGAIN = timedelta(minutes=5)
ALWAYS = {
    "account_login",
    "account_logout",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "newsroom_static",
    "newsroom_set_password",
}
PASSWORD = {"newsroom_change_password"}
SECOND_STEP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
}


class Gate:
    """Opens nothing but what a duty needs, until it is done; notes when people were last seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """The way to the duty in place of a view that is closed until it is done."""
        found = request.resolver_match
        name = found.view_name if found is not None else ""
        if name in ALWAYS or not request.user.is_authenticated:
            return None
        account = _seen(request.user)
        if account.must_change_password:
            return None if name in PASSWORD else _to(request, "newsroom_change_password")
        if name in SECOND_STEP | PASSWORD or not must_have_second_step(request.user) or has_second_step(request.user):
            return None
        return _to(request, "mfa_index")


def _seen(user: Any) -> Account:
    account, _made = Account.objects.get_or_create(user=user)
    now = timezone.now()
    if account.last_seen is None or now - account.last_seen > SEEN_AGAIN:
        Account.objects.filter(pk=account.pk).update(last_seen=now)
    return account


def _to(request: HttpRequest, name: str) -> HttpResponse:
    asked = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    if asked or "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": _("Something is asked of you first: reload the page.")}, status=403)
    return HttpResponseRedirect(reverse(name))
