"""Translation memory: what was made of a wording before, for a text that says the same or nearly the same now.

Pure functions of published versions, so what a kill or redaction erased from the record is remembered nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from uuid import UUID

import msgspec

from dateline.edition.comparison import tokens
from dateline.edition.inline import Text, plain
from dateline.edition.marks import lost
from dateline.edition.texts import Said, texts
from dateline.edition.values import Edition
from dateline.edition.wording import part_digests

# Share of words (ICU's, spaces and punctuation among them) that two texts have in common in the same order, as
# difflib counts it. Below it a translator is faster without the offer; so is one for very few words.
NEARLY, FEWEST = 0.75, 8
MOST_OFFERS = 3


class Pair(msgspec.Struct, frozen=True):
    """A text of a source and what a published version of ``story`` made of it."""

    source: Text
    target: Text
    story: UUID
    version: int


class Offer(msgspec.Struct, frozen=True):
    """``likeness`` is 1.0 where the source says the same words with the same links, less where it nearly does."""

    pair: Pair
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether the old translation can stand as it is."""
        return self.likeness == 1.0


def pairs(source: Sequence[Edition], own: Sequence[Edition]) -> Iterator[Pair]:
    """What the published versions of an edition made of its source, the newest first.

    Only parts made of one part of the source alone, in a version of the source that still stands in the record.
    """
    said: dict[tuple[str, str], dict[str, Said]] = {}
    for edition in source:
        digests = part_digests(edition)
        for each in texts(edition):
            said.setdefault((each.part, digests[each.part]), {})[each.place] = each
    for edition in reversed(own):
        yield from _made(edition, said)


def offers(text: Text, remembered: Iterable[Pair], language: str) -> tuple[Offer, ...]:
    """The best offers for a text in ``language``, the likest first; one a wording, at most three."""
    found: dict[str, Offer] = {}
    words = tokens(plain(text).lower(), language)
    for pair in remembered:
        likeness = _likeness(text, words, pair, language)
        key = " ".join(plain(pair.target).split())
        if likeness >= NEARLY and (key not in found or found[key].likeness < likeness):
            found[key] = Offer(pair, likeness)
    return tuple(sorted(found.values(), key=lambda offer: -offer.likeness)[:MOST_OFFERS])


def _made(edition: Edition, said: dict[tuple[str, str], dict[str, Said]]) -> Iterator[Pair]:
    parts = edition.derived_from.parts if edition.derived_from else ()
    ours, theirs = Counter(each.part for each in parts), Counter(each.source for each in parts)
    own: dict[str, list[Said]] = {}
    for each in texts(edition):
        own.setdefault(each.part, []).append(each)
    for part in parts:
        places = said.get((part.source, part.digest), {})
        if ours[part.part] > 1 or theirs[part.source] > 1:
            continue
        for each in own.get(part.part, []):
            before = places.get(each.place)
            if before is not None and before.kind == each.kind and plain(before.text) != plain(each.text):
                yield Pair(before.text, each.text, edition.story, edition.version)


def _likeness(text: Text, words: list[str], pair: Pair, language: str) -> float:
    if plain(text).split() == plain(pair.source).split():
        links = [*lost(text, pair.source), *lost(pair.source, text)]
        return 1.0 if not [kind for kind, _ in links if kind == "link"] else 0.99
    theirs = tokens(plain(pair.source).lower(), language)
    shorter, longer = sorted((len(words), len(theirs)))
    # Two texts cannot be liker than their lengths allow, and most are told apart by that alone.
    if shorter < FEWEST or 2 * shorter / (shorter + longer) < NEARLY:
        return 0.0
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    return min(matcher.ratio(), 0.99) if matcher.quick_ratio() >= NEARLY else 0.0
