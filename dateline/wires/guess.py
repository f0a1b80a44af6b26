"""Which language a text is in, by its script and its small words: a suggestion for a person, never a decision."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from dateline.languages.language import languages
from dateline.wires import tags
from dateline.wires.draft import Refused

TABLE = Path(__file__).with_name("guess.toml")
SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "DEVANAGARI": "Deva", "THAI": "Thai", "KHMER": "Khmr",
    "HANGUL": "Kore", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "CJK": "Hani",
}  # fmt: skip
HAN = ("Hans", "Hant")
DECLARED = re.compile(r"<html\b[^>]{0,500}\blang\s*=\s*[\"']?([A-Za-z][\w-]{1,20})", re.IGNORECASE)
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]{0,2000}>", re.IGNORECASE | re.DOTALL)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
READ = 60_000
FEW_KANA = 0.05


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of ``guess.toml``; the head of that file says what each field means."""

    words: frozenset[str] = frozenset()
    letters: str = ""


@cache
def _table() -> dict[str, Signs]:
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, Signs])


def guess(text: str) -> str:
    """The configured language that a text or a page seems to be in; empty where nothing tells.

    What a page declares of itself counts only where its script agrees.
    """
    head = text[:READ]
    plain = MARKUP.sub(" ", head)
    scripts = _scripts(plain)
    candidates = [tag for tag, each in languages().items() if each.script in scripts]
    declared = _declared(head)
    if declared and (declared in candidates or not candidates):
        return declared
    if len(candidates) < 2:
        return next(iter(candidates), "")
    scores = {tag: sureness(plain, tag) for tag in candidates}
    best = max(candidates, key=lambda tag: (scores[tag], -len(tag)))
    return best if scores[best] > 0 else ""


def _declared(head: str) -> str:
    found = DECLARED.search(head)
    if found is None:
        return ""
    try:
        return tags.configured(found[1])[0]
    except Refused:
        return ""


def _scripts(text: str) -> tuple[str, ...]:
    """The ISO 15924 codes of the script that most letters are in; Han alone may be either way of writing Chinese."""
    names = (unicodedata.name(character, "").split(" ")[0] for character in text[:5000] if character.isalpha())
    seen = Counter(SCRIPTS[name] for name in (each.split("-")[0] for each in names) if name in SCRIPTS)
    if not seen:
        return ()
    if seen["Jpan"] > FEW_KANA * seen.total():
        return ("Jpan",)
    script = seen.most_common(1)[0][0]
    return HAN if script in {"Hani", "Jpan"} else (script,)


def sureness(text: str, tag: str) -> float:
    """How many of the words are small words of the language, and how many letters are its own, in per mille."""
    signs = _table().get(tag)
    if signs is None:
        return 0.0
    lower = unicodedata.normalize("NFC", text.lower())
    words = WORD.findall(lower)
    small = sum(word in signs.words for word in words)
    own = sum(lower.count(letter) for letter in signs.letters)
    return 1000 * small / max(len(words), 1) + 1000 * own / max(len(lower), 1)
