"""The border: a live row of the newsroom becomes a frozen, checked value, or words that say why it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import msgspec
from django.utils.translation import gettext

from dateline.edition.blocks import PictureBlock
from dateline.edition.characters import line
from dateline.edition.moment import Moment
from dateline.edition.values import Byline, Change, Derivation, Edition
from dateline.newsroom.body import blocks_of
from dateline.newsroom.labels import label_of
from dateline.newsroom.refusal import Refusal

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage


def snapshot(page: EditionPage) -> Edition:
    """What readers would get of ``page`` as it stands in memory; raises Refusal."""
    try:
        return _edition(page)
    except (ValueError, msgspec.ValidationError) as error:
        if isinstance(error, Refusal):
            raise
        words = gettext("This edition cannot be published as it stands: %(reason)s.")
        raise Refusal(words % {"reason": error}) from error


def _edition(page: EditionPage) -> Edition:
    return Edition(
        story=page.translation_key,
        language=page.tag,
        version=page.version,
        slug=page.slug,
        headline=line(page.title),
        first_published=Moment.parse(page.editorial_first_published),
        kicker=line(page.kicker),
        summary=line(page.summary),
        dateline=line(page.dateline),
        bylines=_bylines(page),
        sources=lines(page.sources),
        section=page.section.uuid if page.section else None,
        dossiers=_ids(page.dossiers),
        subjects=lines(page.subjects),
        people=_ids(page.people),
        places=_ids(page.places),
        organisations=_ids(page.organisations),
        updated=Moment.parse(page.editorial_updated) if page.editorial_updated else None,
        changes=msgspec.convert(page.changes, tuple[Change, ...]),
        lead=lead_of(page),
        blocks=blocks_of(page.body, page.translation_key),
        derived_from=msgspec.convert(page.derived_from, Derivation) if page.derived_from else None,
        label=label_of(page),
        related=_related(page) or msgspec.UNSET,
    )


def lead_of(page: EditionPage) -> PictureBlock | None:
    """The lead picture as a block; its id depends on the story alone, so all editions share it."""
    if page.lead_picture is None:
        return None
    return PictureBlock(
        id=uuid5(page.translation_key, "lead"),
        picture=page.lead_picture.uuid,
        caption=line(page.lead_caption),
        alt=line(page.lead_alt),
    )


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(said for each in text.splitlines() if (said := line(each)))


def _bylines(page: EditionPage) -> tuple[Byline, ...]:
    rows = sorted(page.bylines.all(), key=lambda row: row.sort_order or 0)
    return tuple(Byline(name=line(row.name), person=row.person.uuid if row.person else None) for row in rows)


def _related(page: EditionPage) -> tuple[UUID, ...]:
    rows = sorted(page.related.all(), key=lambda row: row.sort_order or 0)
    return tuple(dict.fromkeys(row.story for row in rows if row.story and row.story != page.translation_key))


def _ids(relation: Any) -> tuple[UUID, ...]:
    return tuple(sorted(each.uuid for each in relation.all()))
