"""Taking in what wires found: drafts in a batch, never anything public (an import publishes nothing)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from dateline.edition.codec import digest
from dateline.languages.language import languages
from dateline.newsroom import audit
from dateline.newsroom.actions.embargo import keep_embargo
from dateline.newsroom.actions.fill import picture_called, set_body, set_bylines, start
from dateline.newsroom.erasing import returning
from dateline.newsroom.models.batch import DRAFTED, HELD, REFUSED, ImportBatch, ImportItem
from dateline.newsroom.models.edition import EditionByline, EditionPage
from dateline.newsroom.models.entities import Organisation, OrganisationName, Place, PlaceName
from dateline.newsroom.models.person import Person, PersonName
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.receipt import Receipt
from dateline.newsroom.models.section import Section, SectionName
from dateline.newsroom.old_files import bring, carried, give
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft, DraftEntity, DraftPicture, Refused
from dateline.wires.finding import Finding, finding
from dateline.wires.limited.words import pack

Found = Draft | Finding | Refused

ENTITIES: dict[str, tuple[Any, Any]] = {
    "person": (Person, PersonName),
    "place": (Place, PlaceName),
    "organisation": (Organisation, OrganisationName),
}


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item: created, updated, unchanged, refused, or held as a killed story's.

    ``page`` is the draft's id.
    """

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


def take_in(found: Iterable[Found], *, source: str, user: Any = None, files: Path | None = None) -> Batch:
    """Make or update a draft for each item, each in a transaction of its own: a refused one harms no other.

    The same item again changes nothing; a newer version becomes a new draft revision of the same page. A run that was
    cut off goes on in its batch. ``files`` is a folder of the old site's files, for pictures that have none yet.
    """
    batch = _resumed(source, user) or open_batch(source, user=user)
    _run(batch, running=True)
    noted = set(batch.items.values_list("source_id", "language"))
    taken = Batch(batch.id, tuple(_take(_item(batch, each), each, user, files, noted) for each in found))
    _run(batch, running=False)
    counted = Counter(item.status for item in taken.items)
    audit.log(user, "imported", batch, detail=", ".join(f"{counted[each]} {each}" for each in sorted(counted)))
    return taken


def open_batch(source: str, *, user: Any = None) -> ImportBatch:
    """A new batch, in the name of a person or of the operator (None)."""
    return ImportBatch.objects.create(source=source[:200], user=user)


def _resumed(source: str, user: Any) -> ImportBatch | None:
    """The batch of the same import that was cut off; what it refused is looked at anew."""
    batch = ImportBatch.objects.filter(source=source[:200], user=user, running=True).first()
    if batch is not None:
        batch.items.filter(status=REFUSED).delete()
    return batch


def _run(batch: ImportBatch, *, running: bool) -> None:
    batch.running = running
    batch.save(update_fields=["running"])


def take(batch: ImportBatch, found: Found, *, user: Any = None, **about: Any) -> Taken:
    """Make or update the draft of one item, and add it to its batch; ``about`` are further fields of the item."""
    return _take(_item(batch, found, **about), found, user, None, set())


def _take(item: ImportItem, found: Found, user: Any, files: Path | None, noted: set[tuple[str, str]]) -> Taken:
    """As ``take``, with the files of its pictures; what stands in the batch already, unchanged, is not added again.

    The draft and the item that knows it are one transaction: wherever a run is cut off, the next one finds both.
    """
    with transaction.atomic():
        killed = None if isinstance(found, Refused) else _killed(_traced(found).draft)
        if killed is not None and not isinstance(found, Refused):
            return _hold_back(item, _traced(found), killed)
        taken = _refused(found) if isinstance(found, Refused) else _attempt(item, _traced(found), user)
        draft = taken.draft
        if files is not None and draft is not None and taken.status != REFUSED:
            taken = msgspec.structs.replace(taken, warnings=(*taken.warnings, *bring(draft, files)))
        if draft is None or taken.status != "unchanged" or (draft.source_id[:500], draft.language) not in noted:
            _note(item, taken)
    return taken


def hold(batch: ImportBatch, found: Found, **about: Any) -> ImportItem:
    """Keep one item as found, with no draft of it yet: a person looks at it first."""
    item = _item(batch, found, **about)
    if isinstance(found, Refused):
        _note(item, _refused(found))
    else:
        traced = _traced(found)
        keep(item, traced)
        if killed := _killed(traced.draft):
            returning.bar(item, killed)
    return item


def _killed(draft: Draft) -> Receipt | None:
    """The kill that a draft's story fell to; what somebody let in since is a story of its own."""
    return None if _known(draft) else returning.killed_before(draft)


def _hold_back(item: ImportItem, found: Finding, killed: Receipt) -> Taken:
    """Keep it for somebody who may let it in, once: the same item again, waiting or discarded by then, adds nothing."""
    draft = found.draft
    same = ImportItem.objects.filter(killed__isnull=False, digest=digest(draft), source_id=draft.source_id[:500])
    if same.exists():
        return _taken("unchanged", draft, None)
    keep(item, found)
    returning.bar(item, killed)
    return Taken(status=HELD, source_id=draft.source_id, draft=draft, reason=item.reason, warnings=draft.warnings)


def keep(item: ImportItem, found: Finding) -> None:
    """Keep a finding, as read or as put right by a person, for an item that is held."""
    draft = found.draft
    item.status, item.unsettled, item.found = HELD, True, pack(found)
    item.headline, item.language = draft.headline[:255], draft.language[:20]
    item.source_id, item.source_version = draft.source_id[:500], draft.source_version[:100]
    item.warnings = list(draft.warnings)
    item.save()


def save_held(item: ImportItem, *, user: Any = None, let_in: bool = False) -> Taken:
    """Make the draft of a held item; one that is refused stays held, its reason with it.

    ``let_in`` is the word of somebody who may kill that a killed story may come again.
    """
    found = item.finding
    if found is None:
        raise Refusal(gettext("This item is not waiting to be saved any more."))
    killed = item.killed or _killed(found.draft)
    if killed is not None and not let_in:
        returning.bar(item, killed)
        return Taken(status=REFUSED, source_id=item.source_id, draft=found.draft, reason=item.reason)
    with transaction.atomic():
        if killed is not None:
            returning.let_in(item, killed, user)
        taken = _attempt(item, found, user)
        if taken.status == REFUSED:
            item.reason = taken.reason
            item.save()
        else:
            item.original = None
            _note(item, taken)
    return taken


def rewrite(item: ImportItem, found: Finding, *, user: Any = None) -> None:
    """Write a corrected finding over the draft that came of it; raises Refusal where somebody edited it since."""
    page = item.page
    if page is None or item.released or page.latest_revision_id != item.revision:
        raise Refusal(gettext("This draft was edited since it was imported: go on in the draft itself."))
    with transaction.atomic():
        page = page.get_latest_revision_as_object()
        _check(found.draft)
        _fill(page, found.draft)
        item.revision = page.save_revision(user=user, clean=False).pk
        item.found, item.headline = pack(found), found.draft.headline[:255]
        item.digest, item.reviewed, item.reviewer = digest(found.draft), None, None
        item.save()


def _traced(found: Draft | Finding) -> Finding:
    return finding(found) if isinstance(found, Draft) else found


def _item(batch: ImportBatch, found: Found, **about: Any) -> ImportItem:
    item = ImportItem(batch=batch, status=REFUSED, **about)
    if isinstance(found, Finding) and any(each.role == "furniture" for each in found.lines):
        item.found = pack(found)
    return item


def _refused(found: Refused) -> Taken:
    return Taken(status=REFUSED, source_id=found.source_id, reason=found.reason)


def _note(item: ImportItem, taken: Taken) -> None:
    draft = taken.draft
    item.status, item.source_id = taken.status, taken.source_id[:500]
    item.page_id, item.reason, item.warnings = taken.page, taken.reason, list(taken.warnings)
    if draft is not None:
        item.headline, item.language = draft.headline[:255], draft.language[:20]
        item.source_version, item.digest = draft.source_version[:100], digest(draft)
    item.unsettled = taken.status in DRAFTED
    if not item.unsettled:
        item.settle()
    item.save()


def _attempt(item: ImportItem, found: Finding, user: Any) -> Taken:
    draft = found.draft
    try:
        with transaction.atomic():
            return _draft(item, draft, user)
    except ValidationError as refusal:
        return Taken(status=REFUSED, source_id=draft.source_id, draft=draft, reason=" ".join(refusal.messages))


def _draft(item: ImportItem, draft: Draft, user: Any) -> Taken:
    _check(draft)
    known = _known(draft)
    if known is not None and not _is_newer(draft, known):
        return _taken("unchanged", draft, known.page_id)
    page = known.page.get_latest_revision_as_object() if known and known.page else EditionPage(owner=user)
    warnings = _fill(page, draft)
    if known is None:
        start(page, draft.language)
    item.revision = page.save_revision(user=user, clean=False).pk
    if draft.embargoed is not None:
        keep_embargo(page, draft.embargoed.instant, source=", ".join(draft.sources), user=user)
    return _taken("updated" if known else "created", draft, page.pk, warnings)


def _taken(status: str, draft: Draft, page: int | None, more: Iterable[str] = ()) -> Taken:
    warnings = (*draft.warnings, *more)
    return Taken(status=status, source_id=draft.source_id, page=page, draft=draft, warnings=warnings)


def _check(draft: Draft) -> None:
    if draft.language not in languages():
        words = gettext("Unknown language “%(language)s”. Configured are: %(known)s.")
        raise Refusal(words % {"language": draft.language, "known": ", ".join(languages())})
    if not draft.headline.strip():
        raise Refusal(gettext("There is no headline, and an edition needs one."))
    fields = (
        (gettext("Headline"), draft.headline),
        (gettext("Kicker"), draft.kicker),
        (gettext("Dateline"), draft.dateline),
    )
    for name, text in fields:
        if len(text) > 255:
            words = gettext(
                "%(field)s: this is longer than 255 characters, so it was probably taken for the wrong thing."
            )
            raise Refusal(words % {"field": name})


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
    remarks = [_picture(picture, draft.language) for picture in draft.pictures]
    lead = draft.pictures[0] if draft.pictures else None
    page.lead_picture = picture_called(lead.id if lead else None)
    page.lead_caption, page.lead_alt = (lead.caption, lead.alt) if lead else ("", "")
    set_body(page, draft.blocks)
    set_bylines(page, [EditionByline(name=name[:255]) for name in draft.bylines])
    page.old_addresses = list(draft.addresses)
    return [*filter(None, remarks), *_section(page, draft), *_entities(page, draft)]


def _section(page: EditionPage, draft: Draft) -> list[str]:
    """File it where the source did, if the newsroom has that section; a kicker that says no more than that goes."""
    for name in draft.sections:
        if section := section_called(name, draft.language):
            page.section = section
            page.kicker = "" if page.kicker == name else page.kicker
            return []
    return _no_section(draft)


def section_called(name: str, language: str) -> Section | None:
    """The section that has this name in that language, else in any."""
    named = SectionName.objects.filter(name__iexact=name).select_related("section")
    found = named.filter(language=language).first() or named.first()
    return found.section if found else None


def unknown_sections(draft: Draft) -> list[str]:
    """A remark where the newsroom has none of the sections that a draft was filed under."""
    known = any(section_called(each, draft.language) for each in draft.sections)
    return [] if known else _no_section(draft)


def _no_section(draft: Draft) -> list[str]:
    if not draft.sections:
        return []
    words = gettext("The newsroom has no section “%(name)s”: choose one, or make it. The name is kept as the kicker.")
    return [words % {"name": draft.sections[0]}]


def _picture(found: DraftPicture, language: str) -> str:
    """A picture that the newsroom has already is left alone: it may be public. Returns why its file was not taken."""
    if picture_called(found.id) is not None:
        return ""
    content, title = carried(found.href), found.caption or found.credit or found.alt or "Picture"
    picture = Picture.awaited(
        title,
        uuid=found.id,
        sort=found.sort,
        credit=found.credit[:200],
        rights=found.rights[:300],
        source=found.href[:300] if content is None else "",
        captions={language: found.caption} if found.caption else {},
        alts={language: found.alt} if found.alt else {},
    )
    return "" if content is None else give(picture, content, title)


def _entities(page: EditionPage, draft: Draft) -> list[str]:
    """Link what the newsroom knows by name; making a new shared thing would publish it, so that is left to a person."""
    linked: dict[str, list[Any]] = {"person": [], "place": [], "organisation": []}
    for entity in draft.entities:
        model, match = ENTITIES[entity.sort][0], _named(entity)
        if match is not None and match not in [each.pk for each in linked[entity.sort]]:
            linked[entity.sort].append(model.objects.get(pk=match))
    page.people, page.places, page.organisations = linked["person"], linked["place"], linked["organisation"]
    return unknown_entities(draft)


def unknown_entities(draft: Draft) -> list[str]:
    """A remark for each name of a draft that the newsroom does not know."""
    return [
        gettext("%(name)s (%(sort)s) is not among the newsroom’s names; add it if it should be.")
        % {"name": each.name, "sort": ENTITIES[each.sort][0]._meta.verbose_name}
        for each in draft.entities
        if _named(each) is None
    ]


def _named(entity: DraftEntity) -> Any:
    names = ENTITIES[entity.sort][1]
    return names.objects.filter(name=entity.name).values_list("thing", flat=True).first()
