"""In which language to speak: a person's own, and before the login what the browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_request, override
from wagtail.admin.localization import get_available_admin_languages, get_localized_response

from dateline.newsroom.catalogues import ENGLISH, parted

View = Callable[..., Any]


def interface_languages() -> list[tuple[str, str]]:
    """(code, name) of each language that the newsroom's screens can be had in."""
    return [(str(code), str(name)) for code, name in get_available_admin_languages()]


def asked_for(request: HttpRequest) -> str:
    """The interface language that the browser asks for, else English."""
    wanted = get_language_from_request(request)
    return wanted if wanted in dict(interface_languages()) else "en"


def language_of(user: Any) -> str:
    """The interface language that a person chose, else English."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile.preferred_language if profile else "") or "en"


def in_their_language(view: View, *, of: str = "") -> View:
    """The view in the language ``of``; where none is given, in that of whoever is logged in, else in the browser's."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not of:
            answer: HttpResponse = get_localized_response(view, request, *args, **kwargs)
            return answer
        with override(of or asked_for(request)):
            answer = view(request, *args, **kwargs)
            render = getattr(answer, "render", None)
            return render() if render else answer

    return wrapped


def said_when(at: datetime) -> str:
    """An instant in words of the active language, in universal time."""
    try:
        locale = Locale.parse(parted(get_language() or ENGLISH)[0], sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    at = at.astimezone(UTC)
    day, hour = format_date(at, "long", locale=locale), format_time(at, "short", tzinfo=UTC, locale=locale)
    return f"{str(locale.datetime_formats['medium']).format(hour, day)} UTC"  # a comma in English, none in Chinese
