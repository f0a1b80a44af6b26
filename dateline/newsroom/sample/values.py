"""The sample bureau as frozen values: what the command that fills a newsroom is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID, uuid5

import msgspec

from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.moment import Moment
from dateline.edition.picture import PictureText
from dateline.edition.timeline import Event
from dateline.edition.values import Dossier, PublishKind, Section, StandingPage

NAMESPACE = UUID("5f0b6c1e-6b0e-4d0a-9d5e-2d0f3c6a9b11")


def sample_id(sort: str, key: str) -> UUID:
    """The stable id of a thing in the sample: the same in every house that loads it."""
    return uuid5(NAMESPACE, f"{sort}/{key}")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A writer of the bureau (invented). ``desk`` is a language tag; ``names`` by tag, ``en`` always among them."""

    id: UUID
    desk: str
    names: dict[str, str]
    roles: dict[str, str] = {}
    biographies: dict[str, str] = {}

    def name(self, language: str) -> str:
        """The name as an edition in ``language`` prints it."""
        return self.names.get(language) or self.names["en"]


class SamplePicture(msgspec.Struct, frozen=True, kw_only=True):
    """``drawing`` names a function of ``illustrations``; ``texts`` by language tag."""

    id: UUID
    drawing: str
    sort: Literal["photo", "illustration"]
    credit: str
    source: str
    rights: str
    texts: dict[str, PictureText]


class SampleSound(msgspec.Struct, frozen=True, kw_only=True):
    """``tone`` names a function of ``tones``; ``titles`` by language tag."""

    id: UUID
    tone: str
    credit: str
    rights: str
    titles: dict[str, str]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One publication of an edition, oldest first: ``moment`` is editorial time, ``parts`` the block ids touched."""

    kind: PublishKind
    moment: Moment
    blocks: tuple[Block, ...]
    note: str = ""
    parts: tuple[str, ...] = ()


class SampleEdition(msgspec.Struct, frozen=True, kw_only=True):
    """One story in one language. ``bylines`` are keys of people; the last version's blocks are the body now."""

    language: str
    slug: str
    headline: str
    kicker: str
    summary: str
    dateline: str
    bylines: tuple[str, ...]
    sources: tuple[str, ...]
    lead: PictureBlock | None
    versions: tuple[Version, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body as it stands after every change."""
        return self.versions[-1].blocks


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One story with its editions by language tag; ``section`` and ``dossiers`` are keys of the sample.

    ``source`` is the language that the others were translated from; ``subjects`` are IPTC Media Topic codes.
    Blocks that say the same thing have the same id in every edition.
    """

    id: UUID
    key: str
    section: str
    dossiers: tuple[str, ...]
    subjects: tuple[str, ...]
    first_published: Moment
    updated: Moment | None
    source: str
    editions: dict[str, SampleEdition]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """The whole bureau; mappings go by the keys that the data files use, stories oldest first, pages English first."""

    sections: dict[str, Section]
    dossiers: dict[str, Dossier]
    people: dict[str, Person]
    pictures: dict[str, SamplePicture]
    sounds: dict[str, SampleSound]
    stories: Sequence[Story]
    events: Sequence[Event] = ()
    pages: Sequence[StandingPage] = ()
