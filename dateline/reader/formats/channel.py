"""What feeds of every format say: the channel they are, what a story's entry is called, and when it last moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from dateline.edition.card import Card
from dateline.edition.moment import Moment
from dateline.edition.picture import Rendition
from dateline.reader.labelling import label_words
from dateline.reader.sheet import Sheet


class Tombstone(NamedTuple):
    """An entry that was taken out for good: its id, and when (RFC 3339)."""

    entry: str
    when: str


def tombstones(killed: Iterable[tuple[str, str]]) -> tuple[Tombstone, ...]:
    """Of the keys of killed editions, each with its instant."""
    return tuple(Tombstone(uuid5(NAMESPACE_URL, key).urn, when) for key, when in killed)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What a feed says of itself; ``page`` is the path of the page it follows, ``path`` its own."""

    path: str
    page: str
    title: str
    subtitle: str = ""
    tombstones: tuple[Tombstone, ...] = ()


def identity(card: Card) -> str:
    """What a feed's reader knows the edition by, whatever becomes of its address: a URN."""
    return uuid5(NAMESPACE_URL, f"edition/{card.story}/{card.language}").urn


def title(card: Card) -> str:
    """Kicker and headline."""
    return ": ".join(part for part in (card.kicker, card.headline) if part)


def categories(sheet: Sheet, card: Card) -> list[str]:
    """What sort of text it is, where it is no news of our own, and its section."""
    return [each for each in (label_words(sheet, card.label), sheet.section_name(card.section)) if each]


def summary(sheet: Sheet, card: Card) -> str:
    """The story's summary, after what was last put right in it: a feed's reader saw the mistake, too."""
    if not card.told:
        return card.summary
    last = card.told[-1]
    label = getattr(sheet.language.strings, f"change_{last.kind}")
    return "\n".join(part for part in (f"{label}: {last.note}", card.summary) if part)


def last_change(card: Card) -> str:
    """When the story last moved, as an instant; a day known without its hour counts from its first second."""
    moment: Moment = card.updated or card.first_published
    return f"{moment.instant:%Y-%m-%dT%H:%M:%SZ}"


def picture(sheet: Sheet, card: Card) -> Rendition | None:
    """The file that shows the story's lead picture to programs."""
    found = sheet.picture(card.lead.picture) if card.lead else None
    return found.fallback if found and not found.warned else None
