"""Machine translators: a new one is one file and one line below. Nothing is asked unless the house has set one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from dateline.newsroom.translators.apertium import Apertium
from dateline.newsroom.translators.deepl import DeepL
from dateline.newsroom.translators.libretranslate import LibreTranslate
from dateline.newsroom.translators.openai import OpenAI
from dateline.newsroom.translators.translator import Service, Translator

KINDS: dict[str, Callable[[Service], Translator]] = {
    "libretranslate": LibreTranslate,
    "deepl": DeepL,
    "apertium": Apertium,
    "openai": OpenAI,
}


def translator() -> Translator | None:
    """The house's translator, None where none is set (``DATELINE_TRANSLATOR_URL``)."""
    found = settings.DATELINE_TRANSLATOR
    if found is None:
        return None
    return KINDS[found["kind"]](Service(found["address"], model=found["model"], key=found["key"]))
