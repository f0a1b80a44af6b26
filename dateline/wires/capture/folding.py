"""Text made comparable: case, marks, digits and spaces folded character by character, so that offsets still fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

SPACES = "\u00a0\u2007\u2009\u200a\u202f\u3000\t\u200c\u2002\u2003"
SAME = {
    "đ": "d", "ł": "l", "ø": "o", "ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ۂ": "ہ", "ۀ": "ه", "أ": "ا", "إ": "ا",
    "آ": "ا", "ة": "ه", "’": "'", "ʼ": "'", "‘": "'", "´": "'", "：": ":", "／": "/", "，": ",", "（": "(", "）": ")",
    "．": ".", "｜": "|", "−": "-", "ı": "i", "\u2011": "-", "\u2010": "-",
}  # fmt: skip
UNSEEN = {
    chr(point)
    for point in (0xAD, 0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
}
UNSEEN |= {chr(point) for point in (*range(0x064B, 0x0653), 0x0654, 0x0670)}


@cache
def _one(character: str) -> str:
    if character in SPACES:
        return " "
    if (digit := unicodedata.digit(character, None)) is not None and character.isdecimal():
        return str(digit)
    lower = character.lower()
    lower = lower if len(lower) == 1 else character
    if lower in SAME:
        return SAME[lower]
    if lower < "\u0530" or "\u1e00" <= lower <= "\u1eff":
        base = unicodedata.normalize("NFD", lower)[0]
        return SAME.get(base, base)
    return lower


def fold(text: str) -> str:
    """``text`` in lower case, without Latin and Cyrillic accents, in ASCII digits and spaces; of the same length."""
    return "".join(map(_one, text))


def bare(text: str) -> str:
    """``text`` without what has no width and no meaning to a reader: direction marks, break hints, vowel points."""
    return "".join(character for character in text if character not in UNSEEN)


def key(text: str) -> str:
    """``text`` as a key for comparing whole lines: folded, outer punctuation off, white space single."""
    return " ".join(fold(bare(text)).strip(EDGES).split())


EDGES = " .,:;!?¡¿…·•|/\\<>«»‹›→←↑↓►▶▼▲[](){}\"'“”„+*=~_-–—#&@。、：！？）（・…「」『』【】؟،؛।۔။៖៕"


def whole(names: Iterable[str]) -> str:
    """A pattern for any of some folded words, longest first, at word boundaries in scripts that part their words."""
    return "|".join(_whole(name) for name in sorted(set(names), key=lambda name: (-len(name), name)) if name) or "(?!)"


def _whole(name: str) -> str:
    before = "" if UNSPACED.match(name[0]) or not name[0].isalnum() else r"(?<![^\W\d_])"
    after = "" if UNSPACED.match(name[-1]) or not name[-1].isalnum() else r"(?![^\W\d_])"
    return before + re.escape(name) + after


# Thai, Lao, Khmer, kana, Han, Hangul: a word may touch its neighbours.
UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def spaced(text: str) -> str:
    """White space as a page shows it: one space for each run; a lone no-break space stays what it is."""
    out: list[str] = []
    run = ""
    for character in text:
        if character.isspace() or character == "\ufeff":
            run += character
            continue
        if run and out:
            out.append(run if run in "\u00a0\u202f\u2009\u2007\u3000" else " ")
        run = ""
        out.append(character)
    return "".join(out)
