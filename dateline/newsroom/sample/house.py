"""The sample’s house: standing pages, a navigation a language, a licence; what stands already is left alone."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import msgspec

from dateline.edition import values
from dateline.languages.language import language
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.put_page import page_of, put_page
from dateline.newsroom.actions.translate import derivation
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.section import Section
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.sample.values import Sample
from dateline.newsroom.tags import code_of

KINDS = ("about", "contact", "corrections", "accessibility", "privacy", "legal")
DOSSIERS = 3
LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
EMAIL = "desk@dateline.example"


def install_house(sample: Sample) -> None:
    """Write what is missing; the caller holds the transaction."""
    _face()
    originals: dict[UUID, values.StandingPage] = {}
    for page in sample.pages:
        row = page_of(page)
        if row is None:
            source = originals.get(page.id)
            made_from = msgspec.convert(derivation(source, "translation"), values.Derivation) if source else None
            row = put_page(msgspec.structs.replace(page, derived_from=made_from))
        if row.live:
            originals.setdefault(page.id, row.value())
    for tag in sorted({page.language for page in sample.pages}):
        if not Navigation.objects.filter(language=tag).exists():
            _navigation(tag, sample)


def _face() -> None:
    house = HouseSettings.objects.first()
    if house and not house.licence and not house.email:
        house.licence, house.licence_link = LICENCE
        house.email = EMAIL
        house.save()


def _navigation(tag: str, sample: Sample) -> None:
    """Sections and the running dossiers above; below the sections again, the house, and the small print."""
    words = language(tag).strings
    sections = [_way("section", row.pk) for row in _named(Section, sample.sections.values(), tag)]
    dossiers = [_way("dossier", row.pk) for row in _named(Dossier, sample.dossiers.values(), tag)[:DOSSIERS]]
    pages = {row.kind: row for row in StandingPage.objects.filter(locale__language_code=code_of(tag))}
    house = [_way("page", pages[kind].pk) for kind in KINDS if kind in pages]
    groups = [(words.sections, sections), (words.dossiers, dossiers), (front_of(tag).title, house)]
    footer = [{"type": "group", "value": {"title": title, "links": links}} for title, links in groups if links]
    Navigation(language=tag, header=json.dumps(sections), footer=json.dumps(footer)).save()


def _named(model: Any, things: Any, tag: str) -> list[Any]:
    ids = [thing.id for thing in things if tag in thing.names]
    rows = {row.uuid: row for row in model.objects.filter(uuid__in=ids)}
    return [rows[each] for each in ids if each in rows]


def _way(sort: str, pk: int) -> dict[str, Any]:
    return {"type": sort, "value": {sort: pk, "label": ""}}
