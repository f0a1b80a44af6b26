"""Where a text answers a query: marked pieces, whole or cut to an excerpt, from the places of our own tokens."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from dateline.search.analyzers import analyze
from dateline.search.token import Token

WIDTH = 220  # characters of an excerpt
LEAD = 60  # of them, at most, before the first match
CUT = "…"


class Piece(NamedTuple):
    """Characters of a text; ``marked`` ones are what the reader looked for."""

    text: str
    marked: bool


def mark(text: str, tokens: Collection[str], language: str) -> list[Piece]:
    """The whole text in pieces, which joined are the text; ``tokens`` as ``query.wanted`` gives them."""
    return _pieces(text, _matches(analyze(text, language), tokens))


def excerpt(text: str, tokens: Collection[str], language: str, *, width: int = WIDTH) -> list[Piece]:
    """About ``width`` characters of ``text`` where it holds most of ``tokens``, earliest among equals, marked.

    It begins and ends at words; "…" stands where text was left out. Without a match it is the beginning.
    """
    found = analyze(text, language)
    matches = _matches(found, tokens)
    start, end = _window(text, found, _best(matches, width), width)
    inside = [match for match in matches if match.start >= start and match.end <= end]
    shown = [Token(each.text, each.start - start, each.end - start) for each in inside]
    pieces = _pieces(text[start:end].replace("\n", " "), shown)
    before = [Piece(CUT, False)] if text[:start].strip() else []
    after = [Piece(CUT, False)] if text[end:].strip() else []
    return before + pieces + after


def _matches(found: list[Token], tokens: Collection[str]) -> list[Token]:
    return [token for token in found if token.text in tokens]


def _best(matches: list[Token], width: int) -> int:
    """Where the stretch of ``width`` characters with the most different matches begins; 0 without a match."""
    best, most = 0, 0
    first = 0
    counts: dict[str, int] = {}
    for match in matches:
        counts[match.text] = counts.get(match.text, 0) + 1
        while match.end - matches[first].start > width - LEAD and matches[first] is not match:
            counts[matches[first].text] -= 1
            if not counts[matches[first].text]:
                del counts[matches[first].text]
            first += 1
        if len(counts) > most:
            best, most = matches[first].start, len(counts)
    return best


def _window(text: str, found: list[Token], match: int, width: int) -> tuple[int, int]:
    """Offsets of an excerpt around ``match``, at the borders of words."""
    if len(text) <= width:
        return 0, len(text)
    earliest = min(max(match - LEAD, 0), len(text) - width)
    start = next((token.start for token in found if earliest <= token.start <= match), match) if earliest else 0
    latest = start + width
    if latest >= len(text):
        return start, len(text)
    return start, max((token.end for token in found if match < token.end <= latest), default=latest)


def _pieces(text: str, matches: list[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end in _spans(matches):
        if start > at:
            pieces.append(Piece(text[at:start], False))
        pieces.append(Piece(text[start:end], True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return pieces


def _spans(matches: list[Token]) -> list[tuple[int, int]]:
    """Matches joined where they overlap or touch."""
    spans: list[tuple[int, int]] = []
    for match in matches:
        if spans and match.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], match.end))
        else:
            spans.append((match.start, match.end))
    return spans
