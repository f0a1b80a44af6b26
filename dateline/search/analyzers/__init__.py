"""Ways of analysing text into tokens; one file a way, named by a language's TOML."""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

from dateline.languages.language import languages
from dateline.search.analyzers import bigrams, words
from dateline.search.token import Analyze, Token

ANALYZERS: dict[str, Analyze] = {"words": words.analyze, "bigrams": bigrams.analyze}
PAIRED_SCRIPTS = {"Hans", "Hant", "Hani", "Jpan", "Hira", "Kana", "Kore", "Hang", "Bopo"}


def analyze(text: str, language: str) -> list[Token]:
    """The tokens of a text in any BCP 47 language: as its TOML says, else as its script is best read."""
    return ANALYZERS[way(language)](text, language)


@lru_cache(maxsize=1000)
def way(language: str) -> str:
    """The name of the analyzer for a language tag."""
    known = languages().get(language)
    if known:
        return known.search
    return "bigrams" if script_of(language) in PAIRED_SCRIPTS else "words"


def script_of(language: str) -> str:
    """The script a tag names, or the one its language is most often written in (CLDR likely subtags); '' if unknown."""
    parts = language.replace("_", "-").split("-")
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part.title()
    likely = get_global("likely_subtags")
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    found = likely.get(f"{parts[0].lower()}_{region}") or likely.get(parts[0].lower()) or ""
    return next((part for part in found.split("_")[1:] if len(part) == 4), "")
