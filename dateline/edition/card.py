"""What a list shows of a story: the part of an edition whose change re-renders fronts, sections and feeds."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks import PictureBlock
from dateline.edition.moment import Moment
from dateline.edition.values import Edition


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list; everything but the body. ``derived_from`` is the language it was made from, if any."""

    story: UUID
    language: str
    path: str
    headline: str
    first_published: Moment
    kicker: str = ""
    summary: str = ""
    updated: Moment | None = None
    lead: PictureBlock | None = None
    section: UUID | None = None
    dossiers: tuple[UUID, ...] = ()
    derived_from: str = ""
    retracted: bool = False


def card(edition: Edition) -> Card:
    """The card of an edition."""
    return Card(
        story=edition.story,
        language=edition.language,
        path=edition.path,
        headline=edition.headline,
        first_published=edition.first_published,
        kicker=edition.kicker,
        summary=edition.summary,
        updated=edition.updated,
        lead=edition.lead,
        section=edition.section,
        dossiers=edition.dossiers,
        derived_from=edition.derived_from.language if edition.derived_from else "",
        retracted=edition.retracted,
    )
