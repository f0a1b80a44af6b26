"""Locking guessers out: by name and address together, and more widely by either alone, for a quarter of an hour."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps
from ipaddress import ip_address
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext

from dateline.newsroom.accounts.backend import find
from dateline.newsroom.accounts.speaking import in_their_language

# A whole newsroom shares an address, and a name may be tried from many: alone, each counts a quarter.
ALONE = 4


class Counter(AxesDatabaseHandler):
    """Axes' own counter; failures of a name from all addresses, or of an address with all names, weigh less."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures to hold against the limit."""
        together, *alone = (_failures(rows) for rows in self.get_user_attempts(request, credentials))
        return max([together, *(each // ALONE for each in alone)])


class Barrier(AxesStandaloneBackend):
    """Axes' own barrier before the password is weighed; what does not come over the web has no address to count by."""

    def authenticate(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        """Raises PermissionDenied where the name is locked out."""
        if request is not None:
            super().authenticate(request, *args, **kwargs)


def _failures(rows: Any) -> int:
    return int(rows.aggregate(failures=Sum("failures_since_start"))["failures"] or 0)


def name_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name to count under: an account's own, however its owner writes it, else what was typed, in small letters."""
    said = str((credentials or {}).get("username") or request.POST.get("login") or "").strip()[:150]
    user = find(said)
    return str(user.get_username()).lower() if user is not None else said.lower()


def address_of(request: HttpRequest) -> str:
    """The client's address; what proxies say of it counts only where DATELINE_PROXIES says how many there are."""
    told = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if each.strip()]
    if 0 < settings.DATELINE_PROXIES <= len(told):
        with suppress(ValueError):
            return str(ip_address(told[-settings.DATELINE_PROXIES]))
    return str(request.META.get("REMOTE_ADDR") or "")


def waiting_minutes(name: str, address: str | None = None) -> int:
    """Minutes until this name (from this address, if given) may be tried again; 0 where it may now."""
    now, limit = timezone.now(), settings.AXES_FAILURE_LIMIT
    recent = AccessAttempt.objects.filter(attempt_time__gte=now - _cool_off())
    by_name = recent.filter(username=name.lower())
    groups = [(by_name, limit * ALONE)]
    if address is not None:
        groups += [(by_name.filter(ip_address=address), limit), (recent.filter(ip_address=address), limit * ALONE)]
    else:
        places = by_name.values("ip_address").annotate(sum=Sum("failures_since_start")).filter(sum__gte=limit)
        groups += [(by_name.filter(ip_address=each["ip_address"]), limit) for each in places]
    lasts = [rows.aggregate(last=Max("attempt_time"))["last"] for rows, most in groups if _failures(rows) >= most]
    left = max((last + _cool_off() - now for last in lasts), default=timedelta(0))
    return max(0, math.ceil(left / timedelta(minutes=1)))


def locked_names() -> set[str]:
    """The names that are locked out now, in small letters."""
    recent = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - _cool_off())
    names = recent.values_list("username", flat=True).distinct()
    return {name for name in names if name and waiting_minutes(name)}


def _cool_off() -> timedelta:
    span: timedelta = settings.AXES_COOLOFF_TIME
    return span


def unlock(user: Any) -> int:
    """Forget the failures of this name. Returns how many rows there were."""
    done: int = AccessAttempt.objects.filter(username=user.get_username().lower()).delete()[0]
    return done


def words(minutes: int) -> str:
    """What a locked-out person is told, the same for every name."""
    return ngettext(
        "Too many attempts failed. Wait one minute, then try again, or ask an administrator to unlock your account.",
        "Too many attempts failed. Wait %(minutes)d minutes, then try again, or ask an administrator to unlock your"
        " account.",
        minutes,
    ) % {"minutes": minutes}


@in_their_language
def answer(
    request: HttpRequest, _response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The answer to a locked-out attempt, with the time to wait."""
    minutes = max(1, waiting_minutes(name_of(request, credentials), address_of(request)))
    said = words(minutes)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": said}, status=429, headers={"Retry-After": str(60 * minutes)})
    answered = render(request, "newsroom/accounts/locked.html", {"words": said}, status=429)
    answered["Retry-After"] = str(60 * minutes)
    return answered


def second_step_failed(request: HttpRequest, user: Any, **_: Any) -> None:
    """A wrong code counts like a wrong password."""
    user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=request)


def guarded(view: Callable[..., HttpResponse], whose: Callable[[HttpRequest], Any]) -> Callable[..., HttpResponse]:
    """The view, which answers nothing but the time to wait while the person it is about is locked out."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = whose(request) if request.method == "POST" else None
        if user is not None:
            credentials = {"username": user.get_username()}
            if AxesProxyHandler.is_locked(request, credentials):
                return answer(request, None, credentials)
        return view(request, *args, **kwargs)

    return wrapped
