"""A story as the newsroom and the record still hold it: rows, entries with their words, files of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import msgspec

from dateline.edition.codec import decode
from dateline.edition.erasure import Killed
from dateline.edition.values import Edition, Gone, Value, Withdrawn, in_order
from dateline.newsroom import record
from dateline.newsroom.media.uses import media_in
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.picture import Picture, shared_relations
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.pictures.uses import pictures_in
from dateline.record.append import COLUMNS
from dateline.record.entry import Entry
from dateline.record.follow import entry_of

# A text of so many characters says where it comes from, wherever it turns up.
TELLING = 40
FAMILIES = ("edition", "dismissal", "redacted")


class Past(msgspec.Struct, frozen=True):
    """Its entries that were not erased, oldest first, by key; and their values."""

    entries: dict[str, list[Entry]]
    values: dict[str, list[Value]]

    @property
    def editions(self) -> dict[str, list[Edition | Gone]]:
        """What stood under each edition's key."""
        told = {key: values for key, values in self.values.items() if key.startswith("edition/")}
        return {
            key: [each for each in values if isinstance(each, Edition | Withdrawn | Killed)]
            for key, values in told.items()
        }

    @property
    def published(self) -> dict[str, tuple[Edition, ...]]:
        """The published versions of each edition, what redactions left of some included."""
        told: dict[str, list[Value]] = {}
        for key, values in self.values.items():
            told.setdefault(key.replace("redacted/", "edition/", 1), []).extend(values)
        found = {key: in_order(values) for key, values in told.items()}
        return {key: versions for key, versions in found.items() if versions}


def past_of(story: UUID) -> Past:
    """Every entry under a story's editions and its desks' dismissals that still has its payload."""
    entries: dict[str, list[Entry]] = {}
    with record.cursor() as cursor:
        for family in FAMILIES:
            cursor.execute(
                f"SELECT {COLUMNS} FROM record_entry WHERE key LIKE %s AND payload IS NOT NULL ORDER BY seq",
                (f"{family}/{story}/%",),
            )
            for row in cursor.fetchall():
                entry = entry_of(row)
                entries.setdefault(entry.key, []).append(entry)
    values = {key: [decode(each.payload) for each in rows if each.payload] for key, rows in entries.items()}
    return Past(entries, values)


def editions_of(story: UUID) -> list[EditionPage]:
    """The newsroom's rows of a story, those in the trash included, by language."""
    pages = EditionPage.objects.filter(translation_key=story).select_related("locale")
    return list(pages.order_by("locale__language_code"))


def own_pictures(pages: Iterable[EditionPage]) -> list[Picture]:
    """The pictures that these editions and their revisions show and that nothing else in the newsroom uses."""
    rows = list(pages)
    played = own_recordings(rows)
    shown = {key for page in rows for each in _as_it_was(page) for key in pictures_in(each)}
    shown |= {each.poster_id for each in played if each.poster_id}
    ours = [page.pk for page in rows]
    found = Picture.objects.filter(pk__in=shown).order_by("pk")
    return [each for each in found if not each.uses.exclude(page__in=ours).exists() and not _shared(each, played)]


def shown_here_alone(pictures: Iterable[Picture], pages: Iterable[EditionPage]) -> list[Picture]:
    """Those of these pictures that nothing but these editions shows: no other page, dossier, film or the like."""
    ours = [page.pk for page in pages]
    return [each for each in pictures if not each.uses.exclude(page__in=ours).exists() and not _shared(each, [])]


def own_recordings(pages: Iterable[EditionPage]) -> list[Recording]:
    """The sound and film that these editions and their revisions play and that no other page uses."""
    rows = list(pages)
    played = {key for page in rows for each in _as_it_was(page) for key in media_in(each)}
    ours = [page.pk for page in rows]
    found = Recording.objects.filter(pk__in=played).select_related("poster").order_by("pk")
    return [each for each in found if not each.uses.exclude(page__in=ours).exists()]


def _as_it_was(page: EditionPage) -> Iterator[Any]:
    """A page now and at each of its revisions."""
    yield page
    for revision in page.revisions.all():
        yield revision.as_object()


def _shared(picture: Picture, played: list[Recording]) -> bool:
    """Whether a dossier, the house or another shared thing shows it; ``played`` goes itself, and its poster with it."""
    for relation in shared_relations():
        rows = relation.related_model._default_manager.filter(**{relation.field.name: picture})
        if relation.related_model is Recording:
            rows = rows.exclude(pk__in=[each.pk for each in played])
        if rows.exists():
            return True
    return False
