"""Writing a whole arrangement into the newsroom, and publishing it: what samples and migrations do."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from dateline.edition.curation import Curation, Pick, Slot
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.fronts.begin import begin
from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.section import Section
from dateline.newsroom.tags import code_of


def put_front(curation: Curation, *, publish: bool = True, user: Any = None) -> CuratedFront:
    """Make or replace a front's arrangement. Stories that the newsroom does not have are left out."""
    with transaction.atomic():
        about = _thing(Section, curation.section) or _thing(Dossier, curation.dossier)
        draft = begin(front_of(curation.language), about, user=user).get_latest_revision_as_object()
        draft.slots = json.dumps([_raw(slot, curation.language) for slot in curation.slots])
        breaking = curation.breaking
        draft.breaking_text = breaking.text if breaking else ""
        draft.breaking_until = breaking.until if breaking else None
        draft.breaking_address = breaking.address if breaking else ""
        story = breaking.story if breaking else None
        draft.breaking_story = _page(Pick(story), curation.language) if story else None
        revision = draft.save_revision(user=user)
        if publish:
            revision.publish(user=user)
    return CuratedFront.objects.get(pk=draft.pk)


def _raw(slot: Slot, tag: str) -> dict[str, Any]:
    pages = [page for page in (_page(pick, tag) for pick in slot.picks) if page]
    fill = slot.fill
    section = _thing(Section, fill.section) if fill else None
    dossier = _thing(Dossier, fill.dossier) if fill else None
    rule = "section" if section else "dossier" if dossier else "latest" if fill else "none"
    value = {
        "layout": slot.layout,
        "title": slot.title,
        "stories": [{"type": "item", "id": str(uuid4()), "value": page.pk} for page in pages],
        "other_languages": slot.other_languages,
        "fill": rule,
        "section": section.pk if section else None,
        "dossier": dossier.pk if dossier else None,
        "count": slot.count or None,
    }
    return {"type": "slot", "value": value}


def _page(pick: Pick, tag: str) -> EditionPage | None:
    """The edition that a pick names, that of this language where it names none."""
    pages = EditionPage.objects.filter(translation_key=pick.story)
    return pages.filter(locale__language_code=code_of(pick.language or tag)).first()


def _thing(model: Any, uuid: UUID | None) -> Any:
    return model.objects.filter(uuid=uuid).first() if uuid else None
