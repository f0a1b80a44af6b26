"""A token, and what its place in the text says: position, other forms of a word, parts of a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

MAX_LENGTH = 100


class Token(NamedTuple):
    """A folded word or group of characters; ``start`` and ``end`` are offsets into the original ``str``.

    Tokens come ordered by start, the longest first. One that lies inside the token before it is a part of
    it ("otan" in "l'otan", 北 in 北约) or, over the same span, another form of it.
    """

    text: str
    start: int
    end: int


class Analyze(Protocol):
    """A way of analysing: any text of a BCP 47 language to tokens. It never raises, whatever the text."""

    def __call__(self, text: str, language: str, /) -> list[Token]:
        """The tokens of ``text``."""
        ...


class Word(NamedTuple):
    """A token that lies in no other, with the tokens inside it."""

    token: Token
    inside: tuple[Token, ...]

    @property
    def parts(self) -> tuple[Token, ...]:
        """The tokens inside that may stand for the word: those parted by a joiner (l'otan, می‌روم).

        Parts that fill the word without a gap are single characters of a pair, which only stand for themselves.
        """
        covered = sum(part.end - part.start for part in self.inside)
        return self.inside if covered < self.token.end - self.token.start else ()


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """Tokens grouped under the outermost ones; the index in this list is a token's position in its text."""
    words: list[Word] = []
    for token in tokens:
        if words and token.end <= words[-1].token.end:
            words[-1] = Word(words[-1].token, (*words[-1].inside, token))
        else:
            words.append(Word(token, ()))
    return words


def chains(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that overlap or touch, together: a run of character pairs or of unspaced Thai; a spaced word is alone."""
    chain: list[Word] = []
    for word in words:
        if chain and word.token.start > chain[-1].token.end:
            yield chain
            chain = []
        chain.append(word)
    if chain:
        yield chain
