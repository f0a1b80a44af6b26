"""Words as ICU finds them (UAX 29; dictionaries for Thai, Khmer, Lao, Burmese), folded, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from icu4py.breakers import WordBreaker

from dateline.search.folding import fold
from dateline.search.token import MAX_LENGTH, Token

# Writers set zero-width spaces where they please: with them gone, the dictionary cuts every text alike.
ZERO_WIDTH_SPACE = "\u200b"
SURROGATE = re.compile("[\ud800-\udfff]")
# What ICU keeps inside a word, and readers leave out or read as a break: apostrophes, ZWNJ, stops, underscores.
JOINED = re.compile("[^'’‘ʼʻ´`\u200c.:·_‿]+")


def analyze(text: str, language: str) -> list[Token]:
    """The words of ``text``; one held together by a joiner is followed by its parts of two letters or more."""
    shown, places = _without_zero_width_spaces(SURROGATE.sub("\ufffd", text))
    tokens: list[Token] = []
    for start, end in _segments(shown, language):
        for token in _tokens(shown[start:end], start):
            if places is not None:
                token = Token(token.text, places[token.start], places[token.end - 1] + 1)
            tokens.append(token)
    return tokens


def _without_zero_width_spaces(text: str) -> tuple[str, list[int] | None]:
    """The text as it looks, and the offset of each of its characters; None where nothing was taken out."""
    if ZERO_WIDTH_SPACE not in text:
        return text, None
    return text.replace(ZERO_WIDTH_SPACE, ""), [at for at, each in enumerate(text) if each != ZERO_WIDTH_SPACE]


def _segments(text: str, language: str) -> Iterator[tuple[int, int]]:
    """ICU's segments as offsets into ``text``; ICU itself counts UTF-16 units."""
    segments = WordBreaker(text, language).segments()
    if not text or max(text) <= "\uffff":
        return segments
    units = accumulate((2 if each > "\uffff" else 1 for each in text), initial=0)
    offsets = {unit: at for at, unit in enumerate(units)}
    return ((offsets[start], offsets[end]) for start, end in segments)


def _tokens(segment: str, start: int) -> Iterator[Token]:
    """The word in one segment, then its parts; nothing for spaces, punctuation and symbols."""
    if not (segment[0].isalnum() or any(each.isalnum() for each in segment)):
        return
    whole = fold(segment)[:MAX_LENGTH]
    if not whole:
        return
    yield Token(whole, start, start + len(segment))
    parts = list(JOINED.finditer(segment))
    if len(parts) < 2 or whole.isdigit():
        return
    for part in parts:
        folded = fold(part.group())[:MAX_LENGTH]
        if len(folded) > 1:
            yield Token(folded, start + part.start(), start + part.end())
