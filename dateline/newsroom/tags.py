"""BCP 47 tags as our languages have them, and the lower-case codes that Django and Wagtail's locales want."""

from __future__ import annotations

from wagtail.models import Locale

from dateline.languages.language import languages


def code_of(tag: str) -> str:
    """``pt-BR`` to ``pt-br``: the ``language_code`` of a Wagtail locale."""
    return tag.lower()


def tag_of(code: str) -> str:
    """``pt-br`` to ``pt-BR``; a code whose language file has gone stays as it is."""
    return next((tag for tag in languages() if code_of(tag) == code), code)


def locale_for(tag: str) -> Locale:
    """The Wagtail locale of a language, made where it lacks."""
    found, _ = Locale.objects.get_or_create(language_code=code_of(tag))
    return found


def choices() -> list[tuple[str, str]]:
    """(tag, own name) of every configured language, for forms."""
    return [(tag, f"{each.name} ({tag})") for tag, each in languages().items()]
