"""Two versions of a text side by side: which parts changed, and in each the words struck out and put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import Literal, NamedTuple

import msgspec
from icu4py.breakers import WordBreaker

from dateline.edition.values import Edition
from dateline.edition.wording import FIELD_PARTS

SPACE_ALONE = re.compile(r"\s+")
# Beyond this many words a paragraph is compared as a whole: matching is quadratic, and so long a block is a table.
MOST_WORDS = 4_000


class Piece(NamedTuple):
    """Characters that stand in both versions (``same``), only in the older (``out``) or only in the newer (``in``)."""

    text: str
    how: Literal["same", "out", "in"]


class PartChange(msgspec.Struct, frozen=True):
    """One part in both versions; ``name`` is a field, ``lead`` or a block id, ``kind`` the block's kind or the field.

    ``pieces`` of a part that only moved, or changed its emphasis, are all ``same``.
    """

    name: str
    kind: str
    how: Literal["same", "changed", "added", "removed"]
    pieces: tuple[Piece, ...]


def compare(before: Edition | None, after: Edition) -> tuple[PartChange, ...]:
    """Every part of either version, in the newer one's order; a removed one stands where it stood.

    Without ``before`` everything was added. Fields that are empty in both are left out.
    """
    old, new = texts(before) if before else {}, texts(after)
    return tuple(_part(name, old.get(name), new.get(name), after.language) for name in _order(list(old), list(new)))


def words(before: str, after: str, language: str) -> tuple[Piece, ...]:
    """The words struck out and put in; words as ICU parts them (UAX 29), so scripts without spaces work too."""
    old, new = tokens(before, language), tokens(after, language)
    if max(len(old), len(new)) > MOST_WORDS:
        return _tidy([Piece(before, "out"), Piece(after, "in")])
    pieces: list[Piece] = []
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(Piece("".join(old[a:b]), "same"))
        else:
            pieces += [Piece("".join(old[a:b]), "out"), Piece("".join(new[c:d]), "in")]
    return _tidy(pieces)


def tokens(text: str, language: str) -> list[str]:
    """A text cut at its word boundaries, spaces and punctuation included: joined they are the text."""
    if not text:
        return []
    units = list(accumulate((2 if each > "\uffff" else 1 for each in text), initial=0))
    places = {unit: at for at, unit in enumerate(units)}
    spans = WordBreaker(text, language if language.isascii() else "").segments()
    return [text[places[start] : places[end]] for start, end in spans]


def texts(edition: Edition) -> dict[str, tuple[str, str]]:
    """Kind and plain text of each part, in reading order."""
    found = {name: (name, getattr(edition, name)) for name in FIELD_PARTS}
    if edition.lead:
        found["lead"] = ("picture", edition.lead.plain())
    for block in edition.blocks:
        kind = type(block).__struct_config__.tag
        found[str(block.id)] = (str(kind), block.plain())
    return {name: said for name, said in found.items() if said[1] or name not in FIELD_PARTS}


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join what belongs together: a lone space between two changes is part of both, so that phrases read whole."""
    bridged: list[Piece] = []
    for index, piece in enumerate(pieces):
        inside = 0 < index < len(pieces) - 1 and piece.how == "same" and SPACE_ALONE.fullmatch(piece.text)
        bridged += [Piece(piece.text, "out"), Piece(piece.text, "in")] if inside else [piece]
    out: list[Piece] = []
    for same, run in groupby((piece for piece in bridged if piece.text), key=lambda piece: piece.how == "same"):
        out += _joined(list(run), same=same)
    return tuple(out)


def _joined(run: list[Piece], *, same: bool) -> Iterator[Piece]:
    if same:
        yield Piece("".join(piece.text for piece in run), "same")
        return
    for how in ("out", "in"):
        text = "".join(piece.text for piece in run if piece.how == how)
        if text:
            yield Piece(text, how)


def _order(old: list[str], new: list[str]) -> list[str]:
    """The newer order, each removed part behind the one it followed."""
    order = list(new)
    for index, name in enumerate(old):
        if name not in new:
            before = next((each for each in reversed(old[:index]) if each in order), None)
            order.insert(order.index(before) + 1 if before else 0, name)
    return order


def _part(name: str, old: tuple[str, str] | None, new: tuple[str, str] | None, language: str) -> PartChange:
    if old is None or new is None:
        kind, text = old or new or ("", "")
        lone = Piece(text, "in" if new else "out")
        return PartChange(name, kind, "added" if new else "removed", (lone,) if text else ())
    pieces = words(old[1], new[1], language)
    how: Literal["same", "changed"] = "same" if all(piece.how == "same" for piece in pieces) else "changed"
    return PartChange(name, new[0], how, pieces)
