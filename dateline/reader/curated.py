"""A front as its desk arranged it: which stories stand in which slot, none of them twice, and what a template shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from markupsafe import Markup

from dateline.edition.addresses import is_target
from dateline.edition.card import Card
from dateline.edition.curation import Curation, Fill, Pick, Slot
from dateline.edition.picture import Standing
from dateline.edition.values import Edition, Gone
from dateline.press.reading import Reading, Scope
from dateline.reader.navigation import dossier_path, section_path
from dateline.reader.people import credited
from dateline.reader.sheet import Sheet, first_choice
from dateline.reader.teasers import LEAD, LIST, teaser
from dateline.reader.words import byline, time_element

PICTURED = {"lead", "lead-two", "row", "pictures"}
LARGE = Standing("(min-width: 64rem) 38rem, (min-width: 40rem) 45vw, 100vw", "3x2")
FURTHER = 24  # how many more stories are looked at where only those with a picture count


class Filled(NamedTuple):
    """A slot and the stories it shows."""

    slot: Slot
    cards: tuple[Card, ...]


class Arranged(NamedTuple):
    """What stands above the rest of a front: ``slots`` for the template, ``breaking`` if any, the stories ``shown``."""

    slots: list[dict[str, Any]]
    breaking: dict[str, str] | None
    shown: tuple[Card, ...]


def arranged(sheet: Sheet, scope: Scope) -> Arranged:
    """The front of a language, section or dossier; nothing where its desk arranged none or nothing of it stands."""
    curation = sheet.reading.curation(scope)
    if curation is None:
        return Arranged([], None, ())
    found = [each for each in filled(sheet.reading, curation, sheet.online) if each.cards]
    slots = [_shown(each, sheet, number) for number, each in enumerate(found, 1)]
    return Arranged(slots, _breaking(curation, sheet), tuple(card for each in found for card in each.cards))


def filled(reading: Reading, curation: Curation, online: Collection[str]) -> list[Filled]:
    """Every slot with its stories: first what was picked, wherever it was picked first, then what fills the rest.

    A picked story that is not published (any more) leaves its place; no story stands on a front twice.
    """
    taken: set[UUID] = set()
    cards = [_picked(reading, curation.language, slot, (online, taken)) for slot in curation.slots]
    for place, slot in enumerate(curation.slots):
        if slot.fill:
            cards[place] += _newest(reading, curation, (slot, slot.room - len(cards[place])), taken)
    return [Filled(slot, tuple(found)) for slot, found in zip(curation.slots, cards, strict=True)]


def _picked(reading: Reading, tag: str, slot: Slot, known: tuple[Collection[str], set[UUID]]) -> list[Card]:
    online, taken = known
    found: list[Card] = []
    for pick in slot.picks:
        card = _edition(reading, tag, pick, online if slot.other_languages else ()) if pick.story not in taken else None
        if card and len(found) < slot.room:
            found.append(card)
            taken.add(card.story)
    return found


def _edition(reading: Reading, tag: str, pick: Pick, others: Collection[str]) -> Card | None:
    """The story in this language; where it is not, the edition that was picked, English, or the first of the others."""
    own = reading.card(pick.story, tag)
    if own or not others:
        return own
    found = {card.language: card for card in reading.editions_of(pick.story) if card.language in others}
    return found.get(pick.language) or found.get(first_choice(list(found)))


def _newest(reading: Reading, curation: Curation, wanted: tuple[Slot, int], taken: set[UUID]) -> Iterator[Card]:
    slot, left = wanted
    if left <= 0:
        return
    pictured = slot.layout == "pictures"
    limit = left + len(taken) + (FURTHER if pictured else 0)
    for card in reading.latest(scope_of(curation, slot.fill or Fill()), limit):
        if left and card.story not in taken and (card.lead or not pictured):
            left -= 1
            taken.add(card.story)
            yield card


def without(cards: Iterable[Card], shown: Iterable[Card]) -> list[Card]:
    """``cards`` but those of stories that are shown already."""
    above = {card.story for card in shown}
    return [card for card in cards if card.story not in above]


def scope_of(curation: Curation, fill: Fill) -> Scope:
    """The list that a slot is filled from; where it names none, that of what the whole front is about."""
    if fill.section or fill.dossier:
        return Scope(curation.language, section=fill.section, dossier=fill.dossier)
    return Scope(curation.language, section=curation.section, dossier=curation.dossier)


def _shown(each: Filled, sheet: Sheet, number: int) -> dict[str, Any]:
    name, href = _title(each.slot, sheet)
    stories = [_teaser(card, each.slot, sheet, first=not place) for place, card in enumerate(each.cards)]
    return {"id": f"slot-{number}", "layout": each.slot.layout, "title": name, "href": href, "stories": stories}


def _teaser(card: Card, slot: Slot, sheet: Sheet, *, first: bool) -> dict[str, Any]:
    leads = first and slot.layout in {"lead", "lead-two"}
    standing = LEAD if leads else LARGE if slot.layout == "pictures" else LIST
    written_by = _byline(card, sheet) if slot.layout == "opinion" else Markup()
    moved = time_element(card.updated or card.first_published, sheet.language)
    return {
        **teaser(card, sheet, pictured=slot.layout in PICTURED, standing=standing),
        "byline": written_by,
        "time": moved if slot.layout == "live" else Markup(),
    }


def _byline(card: Card, sheet: Sheet) -> Markup:
    """Who wrote it; cards leave that out, so that a byline put right makes no other list anew."""
    edition = sheet.reading.edition(card.story, card.language)
    names = credited(sheet, edition.bylines) if isinstance(edition, Edition) else []
    return byline([each.name for each in names], sheet.language)


def _title(slot: Slot, sheet: Sheet) -> tuple[str, str]:
    """A slot's heading and where it leads: what the desk wrote, or the name of what fills it; both may be empty."""
    tag, fill = sheet.language.tag, slot.fill or Fill()
    section = sheet.reading.section(fill.section) if fill.section else None
    dossier = sheet.reading.dossier(fill.dossier) if fill.dossier else None
    name, href = "", ""
    if section and tag in section.names:
        name, href = section.names[tag].name, section_path(tag, section)
    elif dossier and tag in dossier.names:
        name, href = dossier.names[tag].name, dossier_path(tag, dossier)
    elif slot.fill and slot.layout in {"list", "live"}:
        name = sheet.language.strings.latest
    return slot.title or name, href


def _breaking(curation: Curation, sheet: Sheet) -> dict[str, str] | None:
    """What is breaking now; it goes by itself at its instant, and with the story it leads to."""
    breaking = curation.breaking
    if breaking is None or sheet.reading.passed(breaking.until):
        return None
    story = sheet.reading.edition(breaking.story, sheet.language.tag) if breaking.story else None
    if isinstance(story, Gone):
        return None
    href = story.path if story else breaking.address
    return {"text": breaking.text, "href": sheet.to(href) if is_target(href) else href}
