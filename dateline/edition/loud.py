"""Loud: whether what goes out as a typo changes what readers are told, and which words say so. See decision 030."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.codec import digest, to_builtins
from dateline.edition.comparison import PartChange, compare, words
from dateline.edition.names import Side, differ, names_in, registered, replaced, written
from dateline.edition.quoted import quoted
from dateline.edition.touched import Place, placed, touched
from dateline.edition.values import Edition
from dateline.edition.wording import part_digests
from dateline.languages.telling import Signs, folded, telling

Reason = Literal["number", "name", "negation", "quotation", "words"]
REASONS: tuple[Reason, ...] = ("number", "name", "negation", "quotation", "words")
MOST_WORDS = 8  # that a typo may touch in silence
MOST_PAIRED = 20  # words of one place that are held against each other for a prefix that turns their sense
QUOTES = frozenset({"quote", "pull_quote"})
NUMBER = re.compile(r"\d+(?:[.,:/٫٬'’\u00a0\u202f]\d+)*")
SHARE = frozenset("%‰٪％")
MINUS = frozenset("-−")


class LoudPart(msgspec.Struct, frozen=True):
    """One part that changed, its words marked, and what the change touches in it."""

    change: PartChange
    reasons: tuple[Reason, ...]


class Loud(msgspec.Struct, frozen=True):
    """What a change touches, in the order of ``REASONS``; none where it may go out in silence as a typo."""

    reasons: tuple[Reason, ...]
    parts: tuple[LoudPart, ...]
    words: int

    def __bool__(self) -> bool:
        return bool(self.reasons)


class _Scene(msgspec.Struct, frozen=True):
    """What a place is judged by: the language, the names that the house keeps, and those that the text shows itself."""

    language: str
    registered: Collection[str]
    shown: Collection[str]


def loud(before: Edition, after: Edition, known: Mapping[UUID, str]) -> Loud:
    """Judge the change from one published version to the next text.

    ``known`` are the names of people, places and organisations in the edition's language.
    """
    changes = [*_lines(before, after, known), *compare(before, after)]
    changed = [each for each in changes if each.how != "same"]
    scene = _Scene(after.language, frozenset(known.values()), _shown(before, after))
    parts = tuple(LoudPart(each, _ordered(_reasons(each, scene))) for each in changed)
    count = sum(_touched_words(each, after.language) for each in changed)
    reasons = {reason for part in parts for reason in part.reasons}
    return Loud(_ordered(reasons | ({"words"} if count > MOST_WORDS else set())), parts, count)


def change_digest(before: Edition, after: Edition) -> str:
    """Names one change of words: what was confirmed for it holds for no other."""
    lines = [[to_builtins(each.bylines), list(each.sources)] for each in (before, after)]
    return digest([part_digests(before), part_digests(after), lines])


def _ordered(found: Collection[Reason]) -> tuple[Reason, ...]:
    return tuple(each for each in REASONS if each in found)


def _lines(before: Edition, after: Edition, known: Mapping[UUID, str]) -> Iterator[PartChange]:
    """What readers get beside the parts: bylines and sources."""
    said = {
        "byline": (_bylines(before, known), _bylines(after, known)),
        "sources": ("\n".join(before.sources), "\n".join(after.sources)),
    }
    for name, (old, new) in said.items():
        if old != new:
            yield PartChange(name, name, "changed", words(old, new, after.language))


def _bylines(edition: Edition, known: Mapping[UUID, str]) -> str:
    people = ((known.get(each.person, str(each.person)) if each.person else each.name) for each in edition.bylines)
    return "\n".join(people)


def _shown(before: Edition, after: Edition) -> frozenset[str]:
    """The names that either version shows to be names."""
    texts = (side for change in compare(before, after) for side in _sides(change))
    return names_in(placed(each, after.language) for each in texts)


def _sides(change: PartChange) -> tuple[str, str]:
    """A part's text before and after."""
    old = "".join(piece.text for piece in change.pieces if piece.how != "in")
    new = "".join(piece.text for piece in change.pieces if piece.how != "out")
    return old, new


def _touched_words(change: PartChange, language: str) -> int:
    return sum(max(len(old.words), len(new.words)) for old, new in touched(*_sides(change), language))


def _reasons(change: PartChange, scene: _Scene) -> set[Reason]:
    old, new = _sides(change)
    found: set[Reason] = {"name"} if change.name == "byline" else set()
    before, after = placed(old, scene.language), placed(new, scene.language)
    if quoted(before) != quoted(after) or (change.kind in QUOTES and _said(old, scene) != _said(new, scene)):
        found.add("quotation")
    if _figures(old) != _figures(new):
        found.add("number")
    how = written(before), written(after)
    for place, now in touched(old, new, scene.language):
        found |= set(_touches(Side(place, how[0]), Side(now, how[1]), scene))
    return found


def _said(text: str, scene: _Scene) -> list[str]:
    return [folded(each.text) for each in placed(text, scene.language) if each.is_word]


def _touches(old: Side, new: Side, scene: _Scene) -> Iterator[Reason]:
    sense = tuple(_sense(old.place, new.place, scene))
    yield from sense
    names = differ(old, new, scene.shown) or registered(old.place, new.place, scene.registered)
    if names or (not sense and replaced(old, new)):
        yield "name"


def _sense(old: Place, new: Place, scene: _Scene) -> Iterator[Reason]:
    numbers, negations = telling(scene.language).numbers, telling(scene.language).negations
    if _signs(old, numbers) != _signs(new, numbers):
        yield "number"
    if _signs(old, negations) != _signs(new, negations) or _turned(old, new, negations):
        yield "negation"


def _figures(text: str) -> list[str]:
    """Numbers in digits of any script, as what they say; signs of shares, money and less than nothing."""
    same_digits = "".join(_in_ascii(each) for each in text)
    found = [(match.start(), match[0]) for match in NUMBER.finditer(same_digits)]
    found += [(at, each) for at, each in enumerate(text) if _is_sign(each) or _is_minus(text, at)]
    return [said for _at, said in sorted(found)]


def _in_ascii(character: str) -> str:
    return str(unicodedata.decimal(character)) if unicodedata.category(character) == "Nd" else character


def _is_sign(character: str) -> bool:
    return character in SHARE or unicodedata.category(character) in {"Sc", "No", "Nl"}


def _is_minus(text: str, at: int) -> bool:
    """Before a figure and after no word: between two it is a dash."""
    return text[at] in MINUS and text[at + 1 : at + 2].isdigit() and not text[max(at - 1, 0) : at].strip()


def _signs(place: Place, signs: Signs) -> Counter[str]:
    whole = Counter(sign for word in place.words for sign in signs.found_in(folded(word.text)))
    return whole + Counter(part for part in signs.parts for _at in place.overlapping(part))


def _turned(old: Place, new: Place, signs: Signs) -> bool:
    pairs = product(old.words[:MOST_PAIRED], new.words[:MOST_PAIRED])
    return any(signs.turned(folded(one.text), folded(other.text)) for one, other in pairs)
