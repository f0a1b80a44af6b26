"""What a redaction is asked to take out of a story, and what of its past in the record holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from msgspec.structs import replace

from dateline.edition.blocks import Block
from dateline.edition.redaction import Cut, Moved, moves, redacted
from dateline.edition.values import Edition, Redacted
from dateline.newsroom.erasing.past import TELLING, Past


class OfEdition(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out of the edition in one language: parts by name, exact words, whole earlier versions by number."""

    language: str
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    instead: str = ""
    versions: tuple[int, ...] = ()


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """All of it: by language, and pictures, which go out of every language."""

    editions: tuple[OfEdition, ...] = ()
    pictures: tuple[UUID, ...] = ()

    def cut(self, language: str) -> Cut:
        """What goes out of the edition in a language."""
        own = self.of(language)
        return Cut(parts=frozenset(own.parts), pictures=frozenset(self.pictures), words=own.words, instead=own.instead)

    def of(self, language: str) -> OfEdition:
        """What was chosen in a language; nothing where nothing was."""
        return next((each for each in self.editions if each.language == language), OfEdition(language=language))

    def widened(self, texts: Mapping[str, Sequence[Sequence[Block]]]) -> Redaction:
        """With every further part that says the same as a chosen one: pasted in anew, a passage has another id.

        ``texts`` are all bodies known of each language. Short ones stay as they are: “Yes.” is no telling passage.
        """
        return replace(self, editions=tuple(_widened(own, texts.get(own.language, ())) for own in self.editions))

    def moved(self, past: Past) -> dict[tuple[str, str, str], str]:
        """The wordings that it changes in what stands published: editions made from them need not follow."""
        found: dict[tuple[str, str, str], str] = {}
        for versions in past.published.values():
            found |= moves(versions[-1], redacted(versions[-1], self.cut(versions[-1].language)))
        return found


def _widened(own: OfEdition, bodies: Sequence[Sequence[Block]]) -> OfEdition:
    blocks = [block for body in bodies for block in body]
    said = {block.plain() for block in blocks if str(block.id) in own.parts}
    same = {str(block.id) for block in blocks if block.plain() in said and len(block.plain()) >= TELLING}
    return replace(own, parts=tuple(sorted({*own.parts, *same})))


class Held(msgspec.Struct, frozen=True):
    """What the record's past of one edition holds of it.

    ``seqs`` of its entries lose their payloads; ``left`` takes their place, None where nothing has to be said anew;
    ``versions`` are the numbers of those that are touched.
    """

    seqs: tuple[int, ...]
    left: Redacted | None
    versions: tuple[int, ...]


def held(past: Past, wish: Redaction, key: str, moved: Moved) -> Held:
    """Which entries under an edition's key hold what is to go, and what stands in for them afterwards."""
    _, story, language = key.split("/")
    cut, whole = wish.cut(language), set(wish.of(language).versions)
    seqs: list[int] = []
    touched: list[int] = []
    before = _redacted_before(past, story, language)
    copies = [redacted(each, cut, moved) for each in before if each.version not in whole]
    for entry, value in zip(past.entries.get(key, ()), past.values.get(key, ()), strict=True):
        if not isinstance(value, Edition):
            continue
        left = redacted(value, cut, moved)
        if value.version in whole or left is not value:
            seqs.append(entry.seq)
            touched.append(value.version)
            copies += [] if value.version in whole else [left]
    versions = tuple(sorted(copies, key=lambda each: each.version))
    changed = versions != before
    touched += [each.version for each in before if each not in copies]
    left_over = Redacted(story=UUID(story), language=language, versions=versions) if changed else None
    return Held(tuple(seqs), left_over, tuple(sorted(set(touched))))


def _redacted_before(past: Past, story: str, language: str) -> tuple[Edition, ...]:
    values = past.values.get(f"redacted/{story}/{language}", ())
    return values[-1].versions if values and isinstance(values[-1], Redacted) else ()
