"""Writing a whole edition value into the newsroom, and publishing it: what samples and migrations of archives do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from dateline.edition.values import Byline, Edition
from dateline.newsroom.actions.fill import draft_of, in_order, picture_called, set_body, set_bylines, start
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.edition import EditionByline, EditionPage, EditionRelated
from dateline.newsroom.models.entities import Organisation, Place
from dateline.newsroom.models.person import Person
from dateline.newsroom.models.section import Section


def put_edition(
    edition: Edition, *, kind: str = "", note: str = "", publish: bool = True, user: Any = None
) -> EditionPage:
    """Make or replace the edition's text and publish it; version, changes and stamps follow as for any publication.

    ``kind`` and ``note`` are needed where it was published before. Raises Refusal.
    """
    with transaction.atomic():
        page = draft_of(edition.story, edition.language)
        new = page is None
        page = page or EditionPage(translation_key=edition.story, owner=user)
        _fill(page, edition)
        page.publish_kind, page.publish_note = kind, note
        if new:
            start(page, edition.language)
        revision = page.save_revision(user=user)
        if publish:
            revision.publish(user=user)
    return EditionPage.objects.get(pk=page.pk)


def _fill(page: EditionPage, edition: Edition) -> None:
    page.title = page.draft_title = edition.headline
    page.slug = edition.slug
    page.kicker, page.summary, page.dateline = edition.kicker, edition.summary, edition.dateline
    page.sources, page.subjects = "\n".join(edition.sources), "\n".join(edition.subjects)
    page.section = in_order(Section, [edition.section])[0] if edition.section else None
    page.dossiers = in_order(Dossier, edition.dossiers)
    page.people = in_order(Person, edition.people)
    page.places = in_order(Place, edition.places)
    page.organisations = in_order(Organisation, edition.organisations)
    page.editorial_first_published = str(edition.first_published)
    page.editorial_updated = str(edition.updated) if edition.updated else ""
    page.lead_picture = picture_called(edition.lead.picture if edition.lead else None)
    page.lead_caption = edition.lead.caption if edition.lead else ""
    page.lead_alt = edition.lead.alt if edition.lead else ""
    page.derived_from = msgspec.to_builtins(edition.derived_from) if edition.derived_from else None
    page.label = edition.label.sort if edition.label else ""
    page.label_name = edition.label.name if edition.label else ""
    page.related = [_related(story, place) for place, story in enumerate(edition.related or ())]
    set_body(page, edition.blocks)
    set_bylines(page, [_byline(each) for each in edition.bylines])


def _related(story: UUID, place: int) -> EditionRelated:
    chosen = EditionPage.objects.filter(translation_key=story).first()
    return EditionRelated(chosen=chosen, story=story, sort_order=place)


def _byline(byline: Byline) -> EditionByline:
    person = in_order(Person, [byline.person])[0] if byline.person else None
    return EditionByline(name=byline.name, person=person)
