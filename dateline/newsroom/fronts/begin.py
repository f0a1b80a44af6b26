"""Beginning to arrange a front: an empty draft under the front of its language, one for each front."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.section import Section


def arrangement_of(front: FrontPage, about: Section | Dossier | None = None) -> CuratedFront | None:
    """The arrangement of a language's opening page, or of a section's or dossier's front there."""
    return CuratedFront.objects.filter(locale=front.locale_id, **_fields(about)).first()


def begin(front: FrontPage, about: Section | Dossier | None = None, *, user: Any = None) -> CuratedFront:
    """The arrangement there is, else a new draft: readers see nothing of it before it is published."""
    with transaction.atomic():
        found = arrangement_of(front, about)
        if found:
            return found
        slug = f"front-{about.uuid.hex}" if about else "front"
        title = str(about) if about else front.title
        made = CuratedFront(title=title, slug=slug, locale=front.locale, owner=user, **_fields(about))
        front.add_child(instance=made)
        made.save_revision(user=user)
        return made


def _fields(about: Section | Dossier | None) -> dict[str, Any]:
    return {
        "section": about if isinstance(about, Section) else None,
        "dossier": about if isinstance(about, Dossier) else None,
    }
