"""How a desk arranges a front: slots with their layouts, what was picked, what fills the rest, breaking news."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from dateline.edition.addresses import is_target
from dateline.edition.characters import check_lines
from dateline.edition.house import check_outside

Layout = Literal["lead", "lead-two", "row", "list", "opinion", "pictures", "live"]
# The most stories that a layout has room for; the first figure of a slot that says none.
ROOM: dict[Layout, int] = {"lead": 1, "lead-two": 3, "row": 4, "list": 12, "opinion": 4, "pictures": 8, "live": 8}
MOST = 60  # stories of one front: what keeps its page light


class Pick(msgspec.Struct, frozen=True, omit_defaults=True):
    """A story; ``language`` is that of the edition to show where this language has none, "" for whichever there is."""

    story: UUID
    language: str = ""


class Fill(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What takes the places that picks leave: the newest of a section or dossier, else of what the front is about."""

    section: UUID | None = None
    dossier: UUID | None = None

    def __post_init__(self) -> None:
        if self.section and self.dossier:
            raise ValueError("a slot is filled from one place: a section or a dossier")


class Slot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of a front. ``count`` is how many stories it shows at most, 0 for as many as its layout has room for.

    ``other_languages`` shows a picked story from another edition while this language has none.
    """

    layout: Layout
    title: str = ""
    picks: tuple[Pick, ...] = ()
    fill: Fill | None = None
    count: Annotated[int, Meta(ge=0, le=max(ROOM.values()))] = 0
    other_languages: bool = False

    def __post_init__(self) -> None:
        check_lines(self)
        if self.count > ROOM[self.layout]:
            raise ValueError(f"a slot of the layout {self.layout} has room for {ROOM[self.layout]} stories at most")

    @property
    def room(self) -> int:
        """How many stories it shows at most."""
        return self.count or ROOM[self.layout]


class Breaking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line above everything else until an instant; it leads to a story, or to an address of ours or elsewhere."""

    text: Annotated[str, Meta(min_length=1)]
    until: datetime
    story: UUID | None = None
    address: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if self.until.tzinfo is None:
            raise ValueError("the end of breaking news must say its zone, as in 2009-03-06T18:00:00Z")
        if self.story and self.address:
            raise ValueError("breaking news leads to one place: a story or an address")
        if self.address and not is_target(self.address):
            check_outside(self.address)
        # Equal instants must be equal bytes, whatever zone they came in.
        msgspec.structs.force_setattr(self, "until", self.until.astimezone(UTC))


class Curation(msgspec.Struct, frozen=True, tag_field="type", tag="curation", kw_only=True, omit_defaults=True):
    """A front as its desk arranged it: a language's opening page, or that of a section or a dossier in it."""

    language: str
    section: UUID | None = None
    dossier: UUID | None = None
    slots: tuple[Slot, ...] = ()
    breaking: Breaking | None = None

    def __post_init__(self) -> None:
        if self.section and self.dossier:
            raise ValueError("a front is that of a section or of a dossier")
        if sum(slot.room for slot in self.slots) > MOST:
            raise ValueError(f"a front shows {MOST} stories at most: take out a slot, or let one show fewer")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return curation_key(self.language, section=self.section, dossier=self.dossier)


def curation_key(language: str, *, section: UUID | None = None, dossier: UUID | None = None) -> str:
    """``curation/<language>``, ``curation/<language>/section/<id>`` or ``curation/<language>/dossier/<id>``."""
    start = f"curation/{language}"
    if section:
        return f"{start}/section/{section}"
    return f"{start}/dossier/{dossier}" if dossier else start
