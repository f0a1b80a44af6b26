"""How long a text is: words, characters and reading time, by rules that every script can be counted with."""

from __future__ import annotations

import re
from math import ceil

import msgspec
from icu4py.breakers import CharacterBreaker, WordBreaker

from dateline.languages.facts import Language

# The same classes stand in newsroom/static/newsroom/writing/counting.js; a test holds one against the other.
IDEOGRAPHS = "\u3005\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}\U00020000-\U000323af]")
# Thai, Lao, Burmese and Khmer part words by meaning alone: a dictionary has to.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
BETWEEN_WORDS = re.compile(f"[{SPACES}\u2012-\u2015]+")
ZERO_WIDTH_SPACE = "\u200b"  # parts words in Khmer and Thai, and is no character to a reader
WHITE = re.compile(f"[{SPACES}]+")
# By ISO 15924. Measured aloud in 17 languages by Trauzettel-Klosinski and Dietz (2012, doi:10.1167/iovs.11-8284),
# the mean of a script's languages; raised by 238/228, the silent English rate of Brysbaert (2019,
# doi:10.1016/j.jml.2019.104047) over theirs, and rounded. Scripts nobody measured take the mean of all.
WORDS_A_MINUTE = {"Latn": 200, "Cyrl": 190, "Arab": 145, "Hebr": 195}
WORDS_A_MINUTE_ELSEWHERE = 190
CHARACTERS_A_MINUTE = {"Hans": 265, "Hant": 265, "Jpan": 370}
CHARACTERS_A_MINUTE_ELSEWHERE = 265


class Pace(msgspec.Struct, frozen=True):
    """How fast a language is read: ideographs and kana by characters, all else by words a minute."""

    words: int
    characters: int


class Counts(msgspec.Struct, frozen=True):
    """``characters`` are what a reader sees as one (UAX 29), white space left out; ``with_spaces`` counts it too.

    An ideograph or kana is a word, as office programs count; ``ideographs`` says how many of the words these are.
    """

    words: int
    ideographs: int
    characters: int
    with_spaces: int
    minutes: int


def pace(language: Language) -> Pace:
    """The reading pace of a language, by its script."""
    return Pace(
        WORDS_A_MINUTE.get(language.script, WORDS_A_MINUTE_ELSEWHERE),
        CHARACTERS_A_MINUTE.get(language.script, CHARACTERS_A_MINUTE_ELSEWHERE),
    )


def count(text: str, language: Language) -> Counts:
    """The counts of a plain text; ``minutes`` is 0 for an empty one and at least 1 for any other."""
    shown = text.replace(ZERO_WIDTH_SPACE, "")
    ideographs = len(IDEOGRAPH.findall(text))
    words = _words(IDEOGRAPH.sub(" ", text), language.tag)
    rate = pace(language)
    return Counts(
        words=ideographs + words,
        ideographs=ideographs,
        characters=_characters(WHITE.sub("", shown), language.tag),
        with_spaces=_characters(WHITE.sub(" ", shown).strip(), language.tag),
        minutes=ceil(words / rate.words + ideographs / rate.characters),
    )


def _words(text: str, tag: str) -> int:
    """Runs between spaces and dashes that hold a letter or digit; parts of scripts without spaces by the dictionary."""
    spaced = sum(_says_something(part) for part in BETWEEN_WORDS.split(UNSPACED.sub(" ", text)))
    return spaced + sum(_by_dictionary(run, tag) for run in UNSPACED.findall(text))


def _by_dictionary(run: str, tag: str) -> int:
    return sum(_says_something(run[start:end]) for start, end in WordBreaker(run, _locale(tag)).segments())


def _characters(text: str, tag: str) -> int:
    return sum(1 for _ in CharacterBreaker(text, _locale(tag)).segments())


def _locale(tag: str) -> str:
    return tag.replace("-", "_")


def _says_something(part: str) -> bool:
    return any(each.isalnum() for each in part)
