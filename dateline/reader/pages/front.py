"""The opening page of a language: as its desk arranged it, else the newest stories of all and of each section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.edition.card import Card
from dateline.edition.values import Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.curated import Arranged, arranged
from dateline.reader.furniture import Furniture
from dateline.reader.navigation import section_path
from dateline.reader.sheet import Head, Sheet, first_choice, front_path
from dateline.reader.teasers import dossier_links, lead, teasers

NEWEST = 30
BESIDE_LEAD = 6
PER_SECTION = 4
DOSSIERS = 6


@dataclass(frozen=True)
class FrontPage:
    """``/en/``, while that language is on line."""

    furniture: Furniture
    name: str = "front"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The front, None while the language is not on line."""
        sheet = Sheet.of(self.furniture, reading, key.arguments[0])
        if sheet is None:
            return None
        front = arranged(sheet, Scope(sheet.language.tag))
        if front.slots:
            return curated_front(sheet, front)
        cards = reading.latest(Scope(sheet.language.tag), NEWEST)
        head_cards, rest = cards[: 1 + BESIDE_LEAD], cards[1 + BESIDE_LEAD :]
        blocks = section_blocks(sheet, shown=head_cards)
        in_blocks = {card.story for _, chosen in blocks for card in chosen}
        return sheet.output(
            "front.html",
            front_head(sheet),
            breaking=front.breaking,
            slots=[],
            lead=lead(head_cards[0], sheet) if head_cards else None,
            beside=teasers(head_cards[1:], sheet, pictured=True),
            blocks=[{**block, "stories": block_teasers(chosen, sheet)} for block, chosen in blocks],
            latest=teasers([card for card in rest if card.story not in in_blocks], sheet),
            dossiers=dossier_links((each for card in cards for each in card.dossiers), sheet, DOSSIERS),
        )


def curated_front(sheet: Sheet, front: Arranged) -> Output:
    """The front with nothing but what its desk put there, and the dossiers that it belongs to."""
    shown = (each for card in front.shown for each in card.dossiers)
    nothing: dict[str, Any] = {"lead": None, "beside": [], "blocks": [], "latest": []}
    return sheet.output(
        "front.html",
        front_head(sheet),
        breaking=front.breaking,
        slots=front.slots,
        dossiers=dossier_links(shown, sheet, DOSSIERS),
        **nothing,
    )


def front_head(sheet: Sheet) -> Head:
    """The front's head; every other front is an alternate of it."""
    tags = [front.language for front in sheet.fronts]
    return Head(
        path=sheet.root,
        title=sheet.front.name,
        description=sheet.front.tagline,
        alternates={tag: front_path(tag) for tag in tags},
        default=first_choice(tags),
        feed=f"{sheet.root}feed.atom",
    )


def block_teasers(cards: list[Card], sheet: Sheet) -> list[dict[str, Any]]:
    """A section's stories on the front: the first with its picture."""
    return teasers(cards[:1], sheet, pictured=True) + teasers(cards[1:], sheet)


def section_blocks(sheet: Sheet, shown: tuple[Card, ...]) -> list[tuple[dict[str, Any], list[Card]]]:
    """For each section its newest stories but those ``shown`` above; sections with none are left out."""
    above = {card.story for card in shown}
    tag, found = sheet.language.tag, []
    for section in sheet.sections:
        newest = sheet.reading.latest(Scope(tag, section=section.id), PER_SECTION + len(above))
        chosen = [card for card in newest if card.story not in above][:PER_SECTION]
        if chosen:
            found.append(({"name": section.names[tag].name, "href": section_path(tag, section)}, chosen))
    return found
