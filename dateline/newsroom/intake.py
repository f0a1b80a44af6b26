"""Taking in what wires found: drafts in a batch, never anything public (an import publishes nothing)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from dateline.edition.codec import digest
from dateline.languages.language import languages
from dateline.newsroom import audit
from dateline.newsroom.actions.fill import picture_called, set_body, set_bylines, start
from dateline.newsroom.models.batch import ImportBatch, ImportItem
from dateline.newsroom.models.edition import EditionByline, EditionPage
from dateline.newsroom.models.entities import Organisation, OrganisationName, Person, PersonName, Place, PlaceName
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft, DraftPicture, Refused

ENTITIES: dict[str, tuple[Any, Any]] = {
    "person": (Person, PersonName),
    "place": (Place, PlaceName),
    "organisation": (Organisation, OrganisationName),
}


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item: ``created``, ``updated``, ``unchanged`` or ``refused``; ``page`` is the draft's id."""

    status: str
    source_id: str = ""
    page: int | None = None
    draft: Draft | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


class Batch(msgspec.Struct, frozen=True):
    """One import; ``id`` is what ``dateline publish --batch`` wants."""

    id: UUID
    items: tuple[Taken, ...]


def take_in(found: Iterable[Draft | Refused], *, source: str, user: Any = None) -> Batch:
    """Make or update a draft for each item, each in a transaction of its own: a refused one harms no other.

    The same item again changes nothing; a newer version becomes a new draft revision of the same page.
    """
    batch = ImportBatch.objects.create(source=source[:200])
    taken = Batch(batch.id, tuple(_take(batch, item, user) for item in found))
    counted = Counter(item.status for item in taken.items)
    audit.log(user, "imported", batch, detail=", ".join(f"{counted[each]} {each}" for each in sorted(counted)))
    return taken


def _take(batch: ImportBatch, item: Draft | Refused, user: Any) -> Taken:
    if isinstance(item, Refused):
        taken = Taken(status="refused", source_id=item.source_id, reason=item.reason)
    else:
        taken = _attempt(item, user)
    draft = taken.draft
    ImportItem.objects.create(
        batch=batch,
        status=taken.status,
        source_id=taken.source_id[:500],
        source_version=draft.source_version[:100] if draft else "",
        language=draft.language[:20] if draft else "",
        digest=digest(draft) if draft else "",
        page_id=taken.page,
        reason=taken.reason,
        warnings=list(taken.warnings),
    )
    return taken


def _attempt(draft: Draft, user: Any) -> Taken:
    try:
        with transaction.atomic():
            return _draft(draft, user)
    except ValidationError as refusal:
        return Taken(status="refused", source_id=draft.source_id, draft=draft, reason=" ".join(refusal.messages))


def _draft(draft: Draft, user: Any) -> Taken:
    _check(draft)
    known = _known(draft)
    if known is not None and not _is_newer(draft, known):
        return _taken("unchanged", draft, known.page_id)
    page = known.page.get_latest_revision_as_object() if known and known.page else EditionPage(owner=user)
    warnings = _fill(page, draft)
    if known is None:
        start(page, draft.language)
    page.save_revision(user=user, clean=False)
    return _taken("updated" if known else "created", draft, page.pk, warnings)


def _taken(status: str, draft: Draft, page: int | None, more: Iterable[str] = ()) -> Taken:
    warnings = (*draft.warnings, *more)
    return Taken(status=status, source_id=draft.source_id, page=page, draft=draft, warnings=warnings)


def _check(draft: Draft) -> None:
    if draft.language not in languages():
        raise Refusal(f"Unknown language “{draft.language}”. Configured are: {', '.join(languages())}.")
    if not draft.headline.strip():
        raise Refusal("There is no headline, and an edition needs one.")
    for name, text in (("headline", draft.headline), ("kicker", draft.kicker), ("dateline", draft.dateline)):
        if len(text) > 255:
            raise Refusal(f"The {name} is longer than 255 characters; it is probably not a {name}.")


def _known(draft: Draft) -> ImportItem | None:
    items = ImportItem.objects.filter(language=draft.language, page__isnull=False).exclude(status="refused")
    if draft.source_id:
        return items.filter(source_id=draft.source_id[:500]).order_by("-pk").first()
    return items.filter(source_id="", digest=digest(draft)).order_by("-pk").first()


def _is_newer(draft: Draft, known: ImportItem) -> bool:
    old, new = known.source_version, draft.source_version[:100]
    if not old and not new:
        return known.digest != digest(draft)
    if old.isdigit() and new.isdigit():
        return int(new) > int(old)
    return new > old


def _fill(page: EditionPage, draft: Draft) -> list[str]:
    page.title = page.draft_title = draft.headline.strip()
    page.kicker, page.summary, page.dateline = draft.kicker, draft.summary, draft.dateline
    page.sources, page.subjects = "\n".join(draft.sources), "\n".join(draft.subjects)
    if not page.version:
        page.editorial_first_published = str(draft.first_published or "")
    page.editorial_updated = str(draft.updated or "")
    if draft.embargoed is not None:
        page.go_live_at = draft.embargoed.instant
    for picture in draft.pictures:
        _picture(picture, draft.language)
    lead = draft.pictures[0] if draft.pictures else None
    page.lead_picture = picture_called(lead.id if lead else None)
    page.lead_caption, page.lead_alt = (lead.caption, lead.alt) if lead else ("", "")
    set_body(page, draft.blocks)
    set_bylines(page, [EditionByline(name=name[:255]) for name in draft.bylines])
    return _entities(page, draft)


def _picture(found: DraftPicture, language: str) -> None:
    """A picture that the newsroom has already is left alone: it may be public."""
    if picture_called(found.id) is None:
        Picture.awaited(
            found.caption or found.credit or "Picture",
            uuid=found.id,
            sort=found.sort,
            credit=found.credit[:200],
            rights=found.rights[:300],
            source=found.href[:300],
            captions={language: found.caption} if found.caption else {},
            alts={language: found.alt} if found.alt else {},
        )


def _entities(page: EditionPage, draft: Draft) -> list[str]:
    """Link what the newsroom knows by name; making a new shared thing would publish it, so that is left to a person."""
    linked: dict[str, list[Any]] = {"person": [], "place": [], "organisation": []}
    unknown = []
    for entity in draft.entities:
        model, names = ENTITIES[entity.sort]
        match = names.objects.filter(name=entity.name).values_list("thing", flat=True).first()
        if match is None:
            unknown.append(f"{entity.name} ({entity.sort}) is not among the newsroom’s names; add it if it should be.")
        elif match not in [each.pk for each in linked[entity.sort]]:
            linked[entity.sort].append(model.objects.get(pk=match))
    page.people, page.places, page.organisations = linked["person"], linked["place"], linked["organisation"]
    return unknown
