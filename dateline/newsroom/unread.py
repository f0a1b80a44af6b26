"""What a machine wrote into a draft, or a memory that only nearly fits: marked until a person edits or accepts it.

A mark is the digest of a wording, so it holds wherever the block is moved or copied to, and goes with the first word
that a person changes. No edition goes out while one holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from dateline.edition.values import Edition
from dateline.edition.wording import part_digests
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value
from dateline.newsroom.unfinished import named

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage

OPENING = 40


class Unread(msgspec.Struct, frozen=True):
    """A part of the draft that nobody has read yet: its wording's digest, and who made it ("DeepL", "memory")."""

    part: str
    digest: str
    by: str


def unread(page: EditionPage) -> dict[str, Unread]:
    """The parts of the draft, as it stands in memory, that say what a machine made of them."""
    made = {each.digest: each for each in marks(page)}
    if not made:
        return {}
    try:
        digests = part_digests(draft_value(page))
    except Refusal:
        # What cannot be read as an edition cannot go out either; once it can be it is looked at again.
        return {}
    return {part: made[digest] for part, digest in digests.items() if digest in made}


def marks(page: EditionPage) -> tuple[Unread, ...]:
    """Every mark that the draft carries, of wordings that it left meanwhile too."""
    return msgspec.convert(page.unread, tuple[Unread, ...])


def mark(page: EditionPage, parts: Iterable[str], by: str) -> None:
    """Mark these parts of the draft in memory, as they stand now."""
    digests = part_digests(draft_value(page))
    new = [Unread(part, digests[part], by) for part in parts]
    kept = [each for each in marks(page) if each.digest not in {one.digest for one in new}]
    page.unread = msgspec.to_builtins((*kept, *new))


def accept(page: EditionPage, parts: Iterable[str]) -> None:
    """Take the marks off these parts in memory: a person stands for them."""
    found = unread(page)
    accepted = {found[part].digest for part in parts if part in found}
    page.unread = msgspec.to_builtins(tuple(each for each in marks(page) if each.digest not in accepted))


def check_read(page: EditionPage) -> None:
    """Raise a Refusal that names each part that nobody has read."""
    words = words_for(page)
    if words:
        raise Refusal(words)


def words_for(page: EditionPage) -> str:
    """What an editor is told; empty where there is nothing unread."""
    found = unread(page)
    if not found:
        return ""
    places = "; ".join(places_of(draft_value(page), found).values())
    said = _(
        "A machine made this, and nobody has read it yet: %(places)s. Edit it, or accept it under “Translation help”."
    )
    return said % {"places": places}


def places_of(edition: Edition, parts: Iterable[str]) -> dict[str, str]:
    """Each of these parts in words, as an editor finds it, in reading order."""
    fields = {
        "kicker": (_("Kicker"), edition.kicker),
        "headline": (_("Headline"), edition.headline),
        "summary": (_("Summary"), edition.summary),
        "dateline": (_("Dateline"), edition.dateline),
        "lead": (_("Lead picture"), edition.lead.plain() if edition.lead else ""),
    }
    blocks = {str(block.id): (where, block.plain()) for where, block in named(edition.blocks)}
    wanted = set(parts)
    return {part: _placed(where, said) for part, (where, said) in (fields | blocks).items() if part in wanted}


def _placed(where: str, said: str) -> str:
    words = " ".join(said.split())
    shown = words if len(words) <= OPENING else f"{words[:OPENING].rsplit(' ', 1)[0]}…"
    return f"{where} (“\u2068{shown}\u2069”)"
