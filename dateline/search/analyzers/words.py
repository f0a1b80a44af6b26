"""Words as ICU finds them (UAX 29; dictionaries for Thai, Khmer, Lao, Burmese), folded, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from icu4py.breakers import WordBreaker

from dateline.search.folding import fold
from dateline.search.token import MAX_LENGTH, Token

# Writers set zero-width spaces where they please: with them gone, the dictionary cuts every text alike.
# Where they stand inside one of its words they still part it, as the other joiners do.
ZERO_WIDTH_SPACE = "\u200b"
SURROGATE = re.compile("[\ud800-\udfff]")
# What stands inside a word, and readers leave out or read as a break: apostrophes, ZWNJ, stops, underscores.
JOINED = re.compile(f"[^'’‘ʼʻ´`\u200c{ZERO_WIDTH_SPACE}.:·_‿]+")


def analyze(text: str, language: str) -> list[Token]:
    """The words of ``text``; one held together by a joiner is followed by its parts of two letters or more."""
    text = SURROGATE.sub("\ufffd", text)
    if ZERO_WIDTH_SPACE not in text:
        spans = _segments(text, language)
    else:
        places = [at for at, each in enumerate(text) if each != ZERO_WIDTH_SPACE]
        shown = _segments(text.replace(ZERO_WIDTH_SPACE, ""), language)
        spans = ((places[start], places[end - 1] + 1) for start, end in shown)
    return [token for start, end in spans for token in _tokens(text[start:end], start)]


def _segments(text: str, language: str) -> Iterator[tuple[int, int]]:
    """ICU's segments as offsets into ``text``; ICU itself counts UTF-16 units."""
    segments = WordBreaker(text, language if language.isascii() else "").segments()
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
