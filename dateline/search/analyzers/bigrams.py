"""Pairs of characters for Chinese, Japanese and Korean, where word breaks can't be trusted; words elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from dateline.search.analyzers import words
from dateline.search.token import Token

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d\U0001b000-\U0001b16f"
HANGUL = "\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
VOICING = "\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef"  # and variation selectors
CHARACTER = re.compile(f"[\u1100-\u115f]+[\u1160-\u11a7]+[\u11a8-\u11ff]*|[{HAN}{KANA}{HANGUL}{BOPOMOFO}][{VOICING}]*")
RUN = re.compile(f"(?:{CHARACTER.pattern})+")


def analyze(text: str, language: str) -> list[Token]:
    """Each character of a run with its neighbour, then alone; ``words`` for what stands between runs."""
    tokens: list[Token] = []
    at = 0
    for run in RUN.finditer(text):
        tokens += _between(text, at, run.start(), language)
        tokens += _pairs(run.group(), run.start())
        at = run.end()
    return tokens + list(_between(text, at, len(text), language))


def _between(text: str, start: int, end: int, language: str) -> Iterator[Token]:
    if start < end:
        for token in words.analyze(text[start:end], language):
            yield Token(token.text, token.start + start, token.end + start)


def _pairs(run: str, start: int) -> Iterator[Token]:
    characters = [
        Token(_folded(each.group()), start + each.start(), start + each.end()) for each in CHARACTER.finditer(run)
    ]
    for here, following in pairwise(characters):
        yield Token(here.text + following.text, here.start, following.end)
        yield here
    yield characters[-1]


def _folded(character: str) -> str:
    """Compatibility and half-width forms to the usual one; voicing marks stay, for they make other words."""
    composed = unicodedata.normalize("NFKC", character)
    return "".join(each for each in composed if not unicodedata.name(each, "").startswith("VARIATION"))
