"""What a list shows of a story: the part of an edition whose change re-renders fronts, sections and feeds."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks import PictureBlock
from dateline.edition.label import Label
from dateline.edition.moment import Moment
from dateline.edition.values import TOLD, Change, Edition, PageKind, StandingPage


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A story in a list; everything but the body.

    ``derived_from`` is the language it was made from, if any; ``told`` what its readers were told to be wrong.
    """

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
    told: tuple[Change, ...] = ()
    label: Label | None = None


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
        told=tuple(change for change in edition.changes if change.kind in TOLD),
        label=edition.label or None,
    )


class PageCard(msgspec.Struct, frozen=True, kw_only=True):
    """What menus show of a standing page; ``derived_from`` is the language it was made from, if any."""

    id: UUID
    language: str
    kind: PageKind
    title: str
    path: str
    updated: Moment
    derived_from: str = ""


def page_card(page: StandingPage) -> PageCard:
    """The card of a standing page."""
    return PageCard(
        id=page.id,
        language=page.language,
        kind=page.kind,
        title=page.title,
        path=page.path,
        updated=page.updated,
        derived_from=page.derived_from.language if page.derived_from else "",
    )
