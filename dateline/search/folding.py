"""Folding: what readers type and what writers wrote, brought to one form; shared by every way of analysing.

Unicode NFKC and full case folding (UAX 15, UAX 44) first, then the letters that keyboards and habits confuse.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LATIN = {
    "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɲ": "ny",
}  # fmt: skip
# Alef and hamza seats fall to their letter once NFD has parted the marks; what has no decomposition stands here.
ARABIC = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
}  # fmt: skip
LETTERS = str.maketrans(LATIN | ARABIC)
DROPPED_LETTERS = frozenset("ـʼʻʽʹ")  # tatweel; apostrophes that Unicode counts as letters
CYRILLIC_MARKS = frozenset("\u0300\u0301")  # stress, as dictionaries and schoolbooks print it
DIAERESIS = "\u0308"
NUKTA = "\u093c"
INVISIBLE_KHMER = frozenset("\u17b4\u17b5")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The searched form of a word: letters, digits and the marks that part words; empty where there are none."""
    characters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept = []
    base = ""
    for character in characters:
        if unicodedata.category(character)[0] != "M":
            base = character
        elif not _mark_counts(character, base):
            continue
        kept.append(character)
    folded = "".join(kept).translate(LETTERS)
    return unicodedata.normalize("NFC", "".join(_digit(each) for each in folded if _is_part_of_a_word(each)))


def _mark_counts(mark: str, base: str) -> bool:
    """Whether a combining mark makes another word of it, in the script of the letter it stands on."""
    if not base.isalnum() or mark in INVISIBLE_KHMER or mark == NUKTA or "\ufe00" <= mark <= "\ufe0f":
        return False
    match script(base):
        case "LATIN" | "GREEK" | "ARABIC" | "HEBREW":
            return False
        case "CYRILLIC":
            return mark not in CYRILLIC_MARKS and not (mark == DIAERESIS and base == "е")
    return True


@lru_cache(maxsize=10_000)
def script(character: str) -> str:
    """The first word of a character's Unicode name, which for letters is their script; '' for none."""
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def _is_part_of_a_word(character: str) -> bool:
    return (character.isalnum() or unicodedata.category(character)[0] == "M") and character not in DROPPED_LETTERS


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
