"""What a language is called in the language that a person reads the newsroom in."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from dateline.languages.language import language
from dateline.newsroom.catalogues import ENGLISH, parted


def called(tag: str) -> str:
    """CLDR's name for it, as in “français” for ``fr`` in French; our English one where CLDR has none."""
    for code in (*parted(get_language() or ENGLISH), ENGLISH):
        name = _in(tag, code) if code and code != ENGLISH else ""
        if name:
            return name
    return language(tag).english_name


def _in(tag: str, code: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(code, sep="-")) or ""
    except (UnknownLocaleError, ValueError):
        return ""
