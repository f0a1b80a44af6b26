"""What a change touches, word by word: the places where two versions of a text differ, and the words inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from dateline.edition.comparison import MOST_WORDS, tokens


class Token(NamedTuple):
    """A word, a space or a mark, and where it stands in its text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return any(each.isalnum() for each in self.text)


class Place(NamedTuple):
    """A stretch of one version that the other says differently: tokens ``first`` to ``last``, the latter left out."""

    text: str
    tokens: Sequence[Token]
    first: int
    last: int

    @property
    def words(self) -> list[Token]:
        """The words in it."""
        return [each for each in self.tokens[self.first : self.last] if each.is_word]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[self.first].start if self.first < len(self.tokens) else len(self.text)

    @property
    def end(self) -> int:
        """Where it ends in the text; an insertion begins and ends at one place of the older version."""
        return self.tokens[self.last - 1].end if self.last > self.first else self.start

    def overlapping(self, sought: str) -> Iterator[int]:
        """Where ``sought`` begins in the text, each time that some of it stands in this place."""
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            if self.start < at + len(sought) and self.end > at:
                yield at
            at = self.text.find(sought, at + 1)


def placed(text: str, language: str) -> list[Token]:
    """A text cut at its word boundaries, each token with its place."""
    cut = tokens(text, language)
    ends = list(accumulate(len(each) for each in cut))
    return [Token(each, end - len(each), end) for each, end in zip(cut, ends, strict=True)]


def touched(before: str, after: str, language: str) -> Iterator[tuple[Place, Place]]:
    """Each place where the words of two versions differ, as it was and as it is now; marks and spaces aside."""
    old, new = placed(before, language), placed(after, language)
    words = [at for at, each in enumerate(old) if each.is_word], [at for at, each in enumerate(new) if each.is_word]
    for a, b, c, d in _differences([old[at].text for at in words[0]], [new[at].text for at in words[1]]):
        yield _place(before, old, words[0], (a, b)), _place(after, new, words[1], (c, d))


def _place(text: str, tokens: Sequence[Token], words: Sequence[int], span: tuple[int, int]) -> Place:
    """The place of some words, ``span`` being the first and the one behind the last."""
    first = words[span[0]] if span[0] < len(words) else len(tokens)
    return Place(text, tokens, first, words[span[1] - 1] + 1 if span[1] > span[0] else first)


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Spans of both that are not the same; what they share at head and foot is, so that one word stays one."""
    head = _shared(old, new)
    foot = _shared(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - foot], new[head : len(new) - foot]
    if max(len(one), len(other)) > MOST_WORDS:
        yield head, head + len(one), head, head + len(other)
        return
    for how, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if how != "equal":
            yield head + a, head + b, head + c, head + d


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
