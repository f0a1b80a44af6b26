"""What an arrangement still needs: stories that are left out, pictures that lack, headlines too long, empty places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.edition.card import Card
from dateline.edition.counts import count
from dateline.edition.curation import Layout
from dateline.edition.values import Edition, edition_key
from dateline.languages.language import languages
from dateline.newsroom import preview, record
from dateline.newsroom.language_names import called
from dateline.newsroom.refusal import Refusal
from dateline.reader.curated import PICTURED, Filled

# How many columns of a headline stand well, the first of a slot and the others: a letter takes one, an ideograph two.
COLUMNS: dict[Layout, tuple[int, int]] = {
    "lead": (90, 90),
    "lead-two": (90, 75),
    "row": (75, 75),
    "list": (110, 110),
    "opinion": (90, 90),
    "pictures": (75, 75),
    "live": (70, 70),
}
# From how many stories on a layout looks as it is meant to.
ENOUGH: dict[Layout, int] = {"lead": 1, "lead-two": 3, "row": 3, "list": 2, "opinion": 2, "pictures": 2, "live": 3}


class Need(msgspec.Struct, frozen=True):
    """One remark: the id of the slot in the stream, its place counted from 1, and words that say what to do."""

    slot: str
    place: int
    words: str


def needs(page: Any) -> list[Need]:
    """Every remark on an arrangement as it stands in memory; none of them keeps it from being published."""
    try:
        shown = preview.slots_of(page.value())
    except Refusal:
        return []  # the form says what is wrong
    if shown is None:
        return []
    elsewhere = {card.story for each in shown for card in each.cards}
    found = []
    for place, (child, filled) in enumerate(zip(page.slots, shown, strict=True), 1):
        picked = [story for story in child.value["stories"] if story]
        said = [*_left_out(picked, filled, elsewhere, page.tag), *_wanting(filled), *_too_few(filled)]
        found += [Need(child.id or "", place, words) for words in said]
    return found


def _left_out(picked: Sequence[Any], filled: Filled, elsewhere: set[Any], tag: str) -> Iterator[str]:
    """The picked stories that do not stand in their slot, each with the reason."""
    here = {card.story for card in filled.cards}
    for page in picked:
        story, name = page.translation_key, _named(page.title)
        if story in here:
            continue
        if story in elsewhere:
            yield _("%(story)s stands in another slot of this front already.") % {"story": name}
        elif _published(story, tag):
            yield _("There is no room for %(story)s in this layout.") % {"story": name}
        elif _published(story, page.specific.tag):
            words = _("%(story)s is not published in %(language)s, so it is left out. Tick “From another language”.")
            yield words % {"story": name, "language": called(tag)}
        else:
            yield _("%(story)s is not published, so it is left out until it is.") % {"story": name}


def _wanting(filled: Filled) -> Iterator[str]:
    for place, card in enumerate(filled.cards):
        if filled.slot.layout in PICTURED and card.lead is None:
            yield _("%(story)s has no picture.") % {"story": _named(card.headline)}
        fit, has = COLUMNS[filled.slot.layout][place > 0], columns(card)
        if has > fit:
            words = _("The headline of %(story)s is long at this size: %(has)d columns, %(fit)d stand well.")
            yield words % {"story": _named(card.headline), "has": has, "fit": fit}


def _too_few(filled: Filled) -> Iterator[str]:
    has, wanted = len(filled.cards), min(ENOUGH[filled.slot.layout], filled.slot.room)
    if not has:
        yield _("Nothing stands here, so readers do not see this slot. Pick a story, or say what fills it up.")
    elif has < wanted:
        words = ngettext(
            "This layout looks as it should from %(wanted)d story on; it has %(has)d.",
            "This layout looks as it should from %(wanted)d stories on; it has %(has)d.",
            wanted,
        )
        yield words % {"wanted": wanted, "has": has}


def columns(card: Card) -> int:
    """How wide a headline is: letters as people count them, ideographs twice."""
    language = languages().get(card.language)
    if language is None:
        return len(card.headline)
    counted = count(card.headline, language)
    return counted.with_spaces + counted.ideographs


def _published(story: Any, tag: str) -> bool:
    return isinstance(record.newest(edition_key(story, tag)), Edition)


def _named(headline: str) -> str:
    """A headline in a sentence of the newsroom, isolated so that it reads its own way."""
    return f"“\u2068{headline}\u2069”"
