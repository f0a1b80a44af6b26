"""Words that carry the sense of a sentence, by language: negations and number words; files under ``telling/``.

A slip in one of them tells readers something else, so that it is no typo to be mended in silence.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from dateline.languages.language import LanguageError

FOLDER = Path(__file__).parent / "telling"
APOSTROPHES = str.maketrans("’ʼ", "''")
LETTERS_OF_A_STEM = 4  # in scripts with case: a short word is often another one with two letters before it
LETTERS_ELSEWHERE = 2


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one sense is written: whole ``words``, ``endings`` of words; ``prefixes`` turn a word's sense.

    ``parts`` stand anywhere, for scripts without spaces and languages that put such a sign inside a word.
    ``clitics`` are written together with the word that follows, as the Arabic "and".
    """

    words: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()

    def found_in(self, word: str) -> Iterator[str]:
        """Every sign in a folded word but ``parts``, which may reach over more than one."""
        bare = self._bare(word)
        if any(each in self.words for each in (word, bare)) or self._spelt(word):
            yield bare
            return
        yield from (each for each in word.split("'") if "'" in word and each in self.words)
        yield from (each for each in self.endings if word.endswith(each))

    def turned(self, one: str, other: str) -> bool:
        """Whether one folded word is the other with a prefix that turns its sense."""
        longer, stem = (one, other) if len(one) > len(other) else (other, one)
        enough = LETTERS_OF_A_STEM if stem[:1].upper() != stem[:1] else LETTERS_ELSEWHERE
        return len(stem) >= enough and any(longer == prefix + stem for prefix in self.prefixes)

    def _bare(self, word: str) -> str:
        """Without what is written together with it."""
        for clitic in self.clitics:
            if word.startswith(clitic) and word not in self.words:
                return self._bare(word.removeprefix(clitic))
        return word

    def _spelt(self, word: str) -> bool:
        """Whether a word is made of signs of one letter alone, as 十一 is."""
        return bool(word) and all(each in self.parts or each in self.words for each in word)


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's negations and number words."""

    negations: Signs
    numbers: Signs


def folded(word: str) -> str:
    """A word as it is looked up and compared: no case, one apostrophe, and the Turkish letters i as one."""
    low = unicodedata.normalize("NFC", word).translate(APOSTROPHES).casefold()
    return low.replace("i\u0307", "i").replace("ı", "i")


@cache
def telling(tag: str, folder: Path = FOLDER) -> Telling:
    """What a language's file says; raises LanguageError naming the file and what to do."""
    path = folder / f"{tag}.toml"
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Telling)
    except FileNotFoundError:
        words = f"telling/{path.name} is missing: write down the language's negations and number words"
        raise LanguageError(words) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(f"telling/{path.name}: {error}") from None
    return found
