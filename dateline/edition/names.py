"""Which words of a text are written like names, as far as writing tells: by capitals, or beside a name's middle dot.

Scripts without capitals tell only the latter, and words of other scripts among theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

import msgspec

from dateline.edition.touched import Place, Token
from dateline.languages.telling import folded

ENDS = frozenset(".!?…。！？؟।۔៕។:：")
QUOTES = frozenset("\"'“„”«»‹›‘‚「『《〈")
DOTS = frozenset("·・‧")
SHORT = 3  # letters of a title or an initial before a point: "Mr. Smith", "J. Smith"
ALL_CAPITALS = 0.7  # of a sentence's longer words: a headline in title case, in which capitals tell nothing
LONG, FEW = 4, 3
LIKE = 0.5  # how much two words share at the least for one to be a slip of the other


class Written(msgspec.Struct, frozen=True):
    """Words of a text, as numbers of tokens: ``names`` for certain, ``heads`` of sentences that have a capital.

    ``maybe`` have one in a sentence that writes all its words so.
    """

    names: frozenset[int]
    heads: frozenset[int]
    maybe: frozenset[int]


class Side(NamedTuple):
    """A place in one version, and how the words of that version are written."""

    place: Place
    how: Written


def written(tokens: Sequence[Token]) -> Written:
    """How the words of a text are written."""
    names: set[int] = set()
    heads: set[int] = set()
    maybe: set[int] = set()
    for head, rest in _sentences(tokens):
        capital = {at for at in rest if is_capital(tokens[at].text)}
        (maybe if _titled(tokens, rest, capital) else names).update(capital)
        if head is not None and is_capital(tokens[head].text):
            heads.add(head)
    names |= {at for at, token in enumerate(tokens) if is_capital(token.text.replace("’", "'").partition("'")[2])}
    names |= set(_dotted(tokens))
    return Written(frozenset(names), frozenset(heads - names), frozenset(maybe - names))


def is_capital(word: str) -> bool:
    """Whether a word, or what follows an apostrophe in it, begins with a capital and goes on: not "I", nor "I'm"."""
    return any(len(each) > 1 and each[0].isupper() for each in word.replace("’", "'").split("'"))


def names_in(texts: Iterable[Sequence[Token]]) -> frozenset[str]:
    """The folded words that are names somewhere in these texts and stand nowhere in them as common words."""
    names: set[str] = set()
    common: set[str] = set()
    for tokens in texts:
        at = written(tokens)
        names |= {folded(tokens[each].text) for each in at.names}
        common |= {folded(each.text) for each in tokens if each.is_word and each.text == each.text.lower()}
    return frozenset(names - common)


def differ(old: Side, new: Side, known: Collection[str]) -> bool:
    """Whether a change touches a name: one that goes, comes or is spelt anew, its capitals apart."""
    gone, come = _only(old.place, new.place), _only(new.place, old.place)
    return Counter(_names(old, gone, known)) != Counter(_names(new, come, known))


def replaced(old: Side, new: Side) -> bool:
    """Whether another word stands at the head of a sentence, no slip of the one before: it may well be a name."""
    heads = _heads(old, _only(old.place, new.place)), _heads(new, _only(new.place, old.place))
    return any(SequenceMatcher(None, one, other).ratio() < LIKE for one, other in product(*heads))


def registered(old: Place, new: Place, names: Collection[str]) -> bool:
    """Whether a change touches a name of these, wherever in a sentence it stands."""
    return Counter(_registered(old, names)) != Counter(_registered(new, names))


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int | None, list[int]]]:
    """The first word of each sentence and the others, as numbers of tokens."""
    head: int | None = None
    rest: list[int] = []
    for at, token in enumerate(tokens):
        if not token.is_word:
            if _begins_anew(tokens, at, head, rest):
                yield head, rest
                head, rest = None, []
        elif head is None:
            head = at
        else:
            rest.append(at)
    yield head, rest


def _begins_anew(tokens: Sequence[Token], at: int, head: int | None, rest: list[int]) -> bool:
    mark = tokens[at].text
    if any(each in "\n\t" for each in mark):
        return True
    if mark[0] in QUOTES:
        before = at > 0 and tokens[at - 1].is_word
        return not before and at + 1 < len(tokens) and tokens[at + 1].is_word
    last = rest[-1] if rest else head
    short = last is not None and len(tokens[last].text) <= SHORT and tokens[last].text[0].isupper()
    return mark[0] in ENDS and not (mark[0] == "." and short)


def _titled(tokens: Sequence[Token], rest: list[int], capital: Collection[int]) -> bool:
    cased = (at for at in rest if tokens[at].text.lower() != tokens[at].text.upper())
    long = [at for at in cased if len(tokens[at].text) >= LONG]
    return len(long) >= FEW and sum(at in capital for at in long) >= ALL_CAPITALS * len(long)


def _dotted(tokens: Sequence[Token]) -> Iterator[int]:
    """What stands beside a name's dot, and the single characters from there on: no dictionary holds such names."""
    for dot in (at for at, token in enumerate(tokens) if token.text in DOTS):
        for way in (range(dot - 1, -1, -1), range(dot + 1, len(tokens))):
            for at in way:
                if tokens[at].is_word:
                    yield at
                if not tokens[at].is_word or len(tokens[at].text) > 1:
                    break


def _only(here: Place, there: Place) -> list[int]:
    """The words, as numbers of tokens, that the other side lacks, capitals apart."""
    others = Counter(folded(each.text) for each in there.words)
    found = []
    for at in range(here.first, here.last):
        if here.tokens[at].is_word:
            word = folded(here.tokens[at].text)
            others[word] -= 1
            if others[word] < 0:
                found.append(at)
    return found


def _names(side: Side, numbers: Iterable[int], known: Collection[str]) -> Iterator[str]:
    place, how = side
    for at in numbers:
        word = folded(place.tokens[at].text)
        if at in how.names or (word in known and (at in how.heads or at in how.maybe)):
            yield word


def _heads(side: Side, numbers: Iterable[int]) -> list[str]:
    return [folded(side.place.tokens[at].text) for at in numbers if at in side.how.heads]


def _registered(place: Place, names: Collection[str]) -> Iterator[str]:
    for name in names:
        yield from (name for start in place.overlapping(name) if _whole(place.text, start, start + len(name)))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether what stands there is no part of a longer word; scripts without spaces or capitals do not tell."""
    before, first = text[start - 1 : start], text[start]
    after, last = text[end : end + 1], text[end - 1]
    return not (_joined(before, first) or _joined(last, after))


def _joined(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum() and one.lower() != one.upper()
