"""Erasing what the newsroom itself keeps of an edition or a picture: rows, revisions, imports, names in logs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.search.models import IndexEntry

from dateline.edition.erasure import Erasure
from dateline.newsroom import audit, record
from dateline.newsroom.actions.trash import delete_for_good
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.models.batch import DISCARDED, ImportItem
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.receipt import DONE, FOLLOWERS, KILL, Acknowledgement, Receipt
from dateline.newsroom.models.recording import Recording
from dateline.record import erase as erasing

ERASED = "(erased)"
SEARCHED = f"{IndexEntry._meta.db_table}_fts"


def drop_edition(page: EditionPage, *, user: Any = None) -> None:
    """Delete an edition with its revisions, comments, autosaves and whatever was kept of its import."""
    number = page.pk
    items = ImportItem.objects.filter(page=number)
    items.update(
        status=DISCARDED, headline=ERASED, name="", warnings=[], reason="", outcome="", found="", original=None,
        unsettled=False, revision=None,
    )  # fmt: skip
    # An ordinary deletion would lay it into the trash, with every word.
    delete_for_good(page, user=user)
    silence(page, number)


def drop_revisions(page: EditionPage, *, keep: frozenset[int] = frozenset()) -> int:
    """Delete the revisions of an edition that are neither live, nor newest, nor named; returns how many."""
    kept = keep | {each for each in (page.live_revision_id, page.latest_revision_id) if each}
    old = page.revisions.exclude(pk__in=kept)
    count = int(old.count())
    old.delete()
    silence(page, page.pk)
    return count


def drop_picture(picture: Picture) -> None:
    """Delete a picture with its original and every rendition that no other picture shares."""
    files = {size["file"] for size in picture.sizes}
    number = picture.pk
    picture.delete()
    silence(picture, number)
    used = {size["file"] for each in Picture.objects.all() for size in each.sizes}
    for name in files - used:
        Path(settings.DATELINE_BLOBS, name).unlink(missing_ok=True)


def drop_recording(recording: Recording) -> None:
    """Delete sound or film with its captions; its files go as soon as the transaction stands."""
    number = recording.pk
    recording.delete()
    silence(recording, number)


def silence(thing: Any, number: int) -> None:
    """Logs keep who did what and when, and lose the titles that the thing had; so does the newsroom's own search."""
    kind = thing._meta.model_name
    AuditEntry.objects.filter(kind=kind, object_id=str(number)).update(label=ERASED, details={})
    PageLogEntry.objects.filter(page_id=number, content_type__model=kind).update(label=ERASED, data={})
    ModelLogEntry.objects.filter(object_id=str(number), content_type__model=kind).update(label=ERASED, data={})
    IndexEntry.objects.filter(object_id=str(number), content_type__model__in=(kind, "page")).delete()


def silence_story(story: UUID) -> None:
    """The audit log's entries about a story lose their words; those about its receipts hold none of it."""
    AuditEntry.objects.filter(story=story).exclude(kind="receipt").update(label=ERASED, details={})


def erasable(keys: Iterable[str]) -> tuple[erasing.Kept, ...]:
    """The entries under these keys whose payloads may go, oldest first.

    A key's newest entry stays unless this transaction puts another in its place: a clean build must not find an older
    text standing there.
    """
    replaced = {posting.key for posting in record.pending()}
    with record.cursor() as cursor:
        kept = erasing.whole(cursor, keys)
    newest = {each.key: each.seq for each in kept}
    return tuple(each for each in kept if each.key in replaced or each.seq != newest[each.key])


def erase_entries(receipt: Receipt, gone: Sequence[erasing.Kept]) -> None:
    """Drop these entries' payloads, and record which; raise the receipt's questions to all followers."""
    # A picture that leaves one language after the other is said anew each time, with the texts that must go.
    record.keep_last({each.key for each in gone if not each.key.startswith("edition/")})
    with record.cursor() as cursor:
        erasing.erase(cursor, [each.seq for each in gone])
    erasure = Erasure(
        id=receipt.id,
        kind="kill" if receipt.kind == KILL else "redaction",
        story=receipt.story,
        instant=timezone.now(),
        seqs=tuple(each.seq for each in gone),
        keys=tuple(sorted({each.key for each in gone})),
    )
    record.post(erasure)
    receipt.state, receipt.dropped = DONE, {**receipt.dropped, "entries": len(gone)}
    receipt.save()
    for follower in FOLLOWERS:
        Acknowledgement.objects.create(receipt=receipt, follower=follower)


def note(user: Any, action: str, receipt: Receipt) -> None:
    """Write down who asked, refused or carried out; of the story nothing but its id."""
    entry = audit.log(user, action, str(receipt.story), detail=receipt.reason)
    entry.story, entry.kind, entry.object_id = receipt.story, "receipt", str(receipt.pk)
    entry.save(update_fields=["story", "kind", "object_id"])


def tidy_search() -> None:
    """Have the newsroom's own search forget for good: SQLite keeps deleted words in its index until it is merged."""
    if SEARCHED in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {SEARCHED}({SEARCHED}) VALUES ('optimize')")
