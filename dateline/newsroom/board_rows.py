"""Keeping the board's rows: in the transaction that publishes, withdraws, dismisses or saves, and anew from nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from dateline.edition.behind import SEVERITY, Standing, digested, standing_to
from dateline.edition.tasks import Live
from dateline.edition.values import Edition
from dateline.newsroom import history
from dateline.newsroom.models.board import Assignment, EditionStanding, StoryRow
from dateline.newsroom.tags import tag_of

FIELDS = ["story", "language", "state", "source", "kind", "gravity", "parts", "since"]
FOLLOWING = ["section", "languages", "gravity", "since"]
A_BATCH = 500


def published(story: UUID, language: str) -> None:
    """An edition went out: its own row and those of what is made from it; who was to make it has made it."""
    keep(story, language)
    Assignment.objects.filter(story=story, language=language, done=None).update(done=timezone.now())


def withdrawn(story: UUID, language: str) -> None:
    """An edition went off line: it stands nowhere, and what is made from it has nothing to follow."""
    EditionStanding.objects.filter(story=story, language=language).delete()
    keep(story, language, gone={language})


def keep(story: UUID, language: str, *, gone: Collection[str] = ()) -> None:
    """Work out anew how the edition in a language, and every one that is made from it, stand to their sources."""
    rows = standings(story, gone=gone, about=language)
    EditionStanding.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=FIELDS)
    keep_story(story)


def standings(story: UUID, *, gone: Collection[str] = (), about: str = "") -> list[EditionStanding]:
    """The rows of a story's live editions as the record has them; of all, or of those that one language touches."""
    pages = {tag: pk for tag, pk in _live(story).items() if tag not in gone}
    found = alive(story, pages, about=about)
    return [_row(pages[tag], found.versions[tag][-1], stands) for tag, stands in found.standings.items()]


def alive(story: UUID, pages: Collection[str] | None = None, *, about: str = "") -> Live:
    """The live editions of a story as the record has them, and how each stands; of all, or of those touched by one."""
    pages = _live(story) if pages is None else pages
    every = history.all_versions(story)
    known = {tag: versions for tag, versions in every.items() if tag in pages}
    touched = [tag for tag in known if not about or tag == about or _source(every[tag][-1]) == about]
    found: dict[str, Standing] = {}
    for source in sorted({_source(every[tag][-1]) for tag in touched}):
        theirs = [tag for tag in touched if _source(every[tag][-1]) == source]
        versions = every.get(source, ())
        said = history.all_dismissals([every[tag][-1] for tag in theirs], versions) if source else ()
        read = digested(versions)
        for tag in theirs:
            mine = [each for each in said if each.language == tag]
            found[tag] = standing_to(every[tag], read, mine, gone=source not in pages)
    return Live(known, found)


def forget(story: UUID) -> None:
    """A story was killed: it stands on no board, and nobody is to make anything of it."""
    for rows in (EditionStanding, StoryRow, Assignment):
        rows.objects.filter(story=story).delete()


def keep_story(story: UUID) -> None:
    """One story's row, from its editions; none where it has no edition left."""
    row = story_row(story)
    if row is None:
        StoryRow.objects.filter(story=story).delete()
        return
    fields = ["moved", *FOLLOWING]
    StoryRow.objects.bulk_create([row], update_conflicts=True, unique_fields=["story"], update_fields=fields)


def story_row(story: UUID) -> StoryRow | None:
    """What the row of a story should say now."""
    pages = list(
        editions().filter(translation_key=story).order_by("pk")
        .values_list("locale__language_code", "section", "latest_revision_created_at", "last_published_at")
    )  # fmt: skip
    if not pages:
        return None
    decided = Assignment.objects.filter(story=story, done=None).values_list("language", flat=True)
    worst = EditionStanding.objects.filter(story=story, gravity__gt=1).order_by("-gravity", "since").first()
    return StoryRow(
        story=story,
        section_id=next((section for _code, section, _draft, _out in pages if section), None),
        moved=max((at for _code, _section, *stamps in pages for at in stamps if at), default=timezone.now()),
        languages=len({*(tag_of(code) for code, *_rest in pages), *decided}),
        gravity=worst.gravity if worst else 0,
        since=worst.since if worst else None,
    )


def editions() -> Any:
    """The rows of all editions that are not in the trash, in no order.

    Asked of their own table: by the type of a page SQLite would read every edition of the house to find one story's.
    """
    return apps.get_model("newsroom", "EditionPage").objects.filter(trashed=None).order_by()


def differing() -> list[UUID]:
    """The stories whose rows say something else than record and newsroom do."""
    kept: dict[UUID, set[tuple[Any, ...]]] = {}
    for each in EditionStanding.objects.iterator():
        kept.setdefault(each.story, set()).add(_said(each))
    rows = {each.story: each for each in StoryRow.objects.iterator()}
    stories = set(editions().values_list("translation_key", flat=True))
    wrong = {*(set(kept) | set(rows)) - stories}
    for story in stories:
        right = {_said(each) for each in standings(story)}
        if right != kept.get(story, set()) or _differs(rows.get(story), story_row(story)):
            wrong.add(story)
    return sorted(wrong)


def missing() -> list[UUID]:
    """The stories that have no row at all, as after an upgrade that brought the board."""
    told = editions().values_list("translation_key", flat=True)
    return sorted(set(told) - set(StoryRow.objects.values_list("story", flat=True)))


def repair(stories: list[UUID]) -> None:
    """Make the rows of these stories anew."""
    for start in range(0, len(stories), A_BATCH):
        with transaction.atomic():
            for story in stories[start : start + A_BATCH]:
                _make(story)


def _make(story: UUID) -> None:
    EditionStanding.objects.filter(story=story).delete()
    EditionStanding.objects.bulk_create(standings(story))
    keep_story(story)


def _live(story: UUID) -> dict[str, int]:
    rows = editions().filter(translation_key=story, live=True)
    return {tag_of(code): pk for code, pk in rows.values_list("locale__language_code", "pk")}


def _source(edition: Edition) -> str:
    return edition.derived_from.language if edition.derived_from else ""


def _row(page: int, edition: Edition, found: Standing) -> EditionStanding:
    kind = found.kind
    return EditionStanding(
        page_id=page,
        story=edition.story,
        language=edition.language,
        state=found.state,
        source=found.source,
        kind=kind or "",
        gravity=SEVERITY.index(kind) + 1 if kind else 0,
        parts=len(found.moved),
        since=found.since,
    )


def _said(row: EditionStanding) -> tuple[Any, ...]:
    return (row.page_id, *(getattr(row, name) for name in FIELDS))


def _differs(kept: StoryRow | None, right: StoryRow | None) -> bool:
    if kept is None or right is None:
        return kept is not right
    return any(getattr(kept, each) != getattr(right, each) for each in ("section_id", *FOLLOWING[1:]))
