"""The running file of one affair in one language: what its desk put first, its newest events and stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from dateline.edition.blocks import PictureBlock
from dateline.edition.blocks.picture import BODY, figure_html
from dateline.edition.values import Dossier, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.curated import arranged, without
from dateline.reader.events import in_short, parted, timeline_path
from dateline.reader.furniture import Furniture
from dateline.reader.navigation import dossier_path
from dateline.reader.sharing import carry_links
from dateline.reader.sheet import Head, Sheet, first_choice
from dateline.reader.teasers import lead, teasers

NEWEST, EVENTS = 30, 6


@dataclass(frozen=True)
class DossierPage:
    """``/en/dossier/nato-russia/``, in every language that the dossier has a name in."""

    furniture: Furniture
    name: str = "dossier"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a name."""
        if isinstance(value, Dossier):
            for tag in value.names:
                yield PageKey(self.name, (str(value.id), tag))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The dossier; None where the language is not on line or the dossier has no name in it."""
        identity, tag = key.arguments
        sheet, dossier = Sheet.of(self.furniture, reading, tag), reading.dossier(UUID(identity))
        if sheet is None or dossier is None or tag not in dossier.names:
            return None
        scope = Scope(tag, dossier=dossier.id)
        front, newest = arranged(sheet, scope), reading.latest(scope, NEWEST)
        # What the desk arranged here takes the place of the lead that all languages share.
        first = reading.card(dossier.lead, tag) if dossier.lead and not front.slots else None
        cards = [card for card in without(newest, front.shown) if card != first]
        if dossier.order == "oldest":
            cards.reverse()
        return sheet.output(
            "dossier.html",
            dossier_head(sheet, dossier),
            summary=dossier.names[tag].summary,
            picture=dossier_picture(sheet, dossier),
            breaking=front.breaking,
            slots=front.slots,
            lead=lead(first, sheet) if first else None,
            events=newest_events(sheet, dossier),
            stories=teasers(cards, sheet, pictured=True),
            carry=carry_links(sheet, dossier_path(tag, dossier)) if newest else [],
        )


def newest_events(sheet: Sheet, dossier: Dossier) -> dict[str, Any]:
    """The last events of its timeline and those ahead, with the way to all of them; empty where it has none."""
    over, ahead = parted(sheet.reading.events(dossier.id, limit=EVENTS), sheet)
    told = {"over": in_short(over, sheet, dossier), "ahead": in_short(ahead, sheet, dossier)}
    return {**told, "href": timeline_path(sheet.language.tag, dossier)} if any(told.values()) else {}


def dossier_head(sheet: Sheet, dossier: Dossier) -> Head:
    """The dossier's head; the same dossier in other languages are its alternates."""
    tag = sheet.language.tag
    alternates = {each: dossier_path(each, dossier) for each in sorted(dossier.names) if each in sheet.online}
    path = dossier_path(tag, dossier)
    return Head(
        path=path,
        title=dossier.names[tag].name,
        description=dossier.names[tag].summary,
        alternates=alternates,
        default=first_choice(list(alternates)),
        feed=f"{path}feed.atom",
    )


def dossier_picture(sheet: Sheet, dossier: Dossier) -> Markup:
    """The dossier's picture in this language with its caption and credit, where it has one."""
    picture = dossier.names[sheet.language.tag].picture or dossier.picture
    if picture is None:
        return Markup()
    block = PictureBlock(id=dossier.id, picture=picture)
    return Markup(figure_html(block, sheet, standing=BODY, lazy=False))  # noqa: S704 - blocks write escaped HTML
