"""What a person finds at the desk on coming in: each list bounded, asked in queries that do not grow with the house."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Lower
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from dateline.languages.language import languages
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import code_of, tag_of
from dateline.press.run import connect_read_only
from dateline.record.versions import standing_of, versions

SHOWN = 8
LOOKED_AT = 50
AT_ITS_DESK = 3  # the depth of editions; what lies in the trash stands elsewhere


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One edition in a list; ``reader`` is its address for readers, ``when`` an instant that the list is about."""

    headline: str
    tag: str
    language: str
    url: str
    who: str = ""
    when: datetime | None = None
    reader: str = ""


class Found(msgspec.Struct, frozen=True):
    """The lines shown, and whether there are more."""

    lines: tuple[Line, ...]
    more: bool = False


def desks(user: Any, action: Action = Action.WRITE) -> list[str]:
    """The languages in which a person may do something."""
    return [tag for tag in languages() if may(user, action, tag)]


def mine(user: Any) -> Found:
    """What this person began or touched last and nobody has published as it stands."""
    own = Q(owner=user) | Q(latest_revision__user=user)
    return _editions(_open().filter(own))


def at_my_desk(user: Any) -> Found:
    """What others have in hand at the desks of this person."""
    others = _open().filter(_at(desks(user))).exclude(owner=user)
    return _editions(others.exclude(latest_revision__user=user))


def for_review(user: Any) -> Found:
    """What waits for this person's approval, the longest first; who reviews nothing sees what they handed in."""
    if desks(user, Action.APPROVE):
        states = TaskState.objects.reviewable_by(user).select_related("revision", "workflow_state__requested_by")
        asked = [
            (each.revision.object_id, each.started_at, each.workflow_state.requested_by)
            for each in states.order_by("started_at")[: SHOWN + 1]
        ]
    else:
        handed_in = WorkflowState.objects.active().filter(requested_by=user).select_related("requested_by")
        asked = [
            (each.object_id, each.created_at, each.requested_by)
            for each in handed_in.order_by("created_at")[: SHOWN + 1]
        ]
    pages = _pages(pk for pk, _, _ in asked)
    return _cut([_line(pages[int(pk)], when=at, who=by) for pk, at, by in asked if int(pk) in pages])


def scheduled_today(user: Any, now: datetime) -> Found:
    """What goes out by itself before midnight, as this person's zone counts days; overdue ones too."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    codes = [code_of(tag) for tag in desks(user)]
    at_desk = EditionPage.objects.filter(latest_revision=OuterRef("pk"), locale__language_code__in=codes)
    due = Revision.objects.filter(Exists(at_desk), approved_go_live_at__lt=midnight)
    found = list(due.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[: SHOWN + 1])
    pages = _pages(pk for pk, _ in found)
    return _cut([_line(pages[int(pk)], when=at) for pk, at in found if int(pk) in pages])


def under_embargo(user: Any, now: datetime) -> Found:
    """What an embargo holds back at the desks of this person, the one that ends first on top."""
    held = Embargo.objects.in_force(now).filter(story=OuterRef("translation_key"))
    rows = EditionPage.objects.filter(_at(desks(user))).annotate(until=Subquery(held.values("until")[:1]))
    rows = rows.filter(until__isnull=False).select_related("locale", "owner").order_by("until", "pk")[: SHOWN + 1]
    return _cut([_line(row, when=row.until) for row in rows])


def just_published(user: Any) -> Found:
    """The newest that readers got in the languages of this person."""
    rows = EditionPage.objects.filter(_at(desks(user)), live=True).order_by("-last_published_at")
    rows = rows.select_related("locale", "owner")[: SHOWN + 1]
    return _cut([_line(row, when=row.last_published_at, reader=True) for row in rows])


def behind(user: Any) -> Found:
    """Published editions that do not say what their source says now, typos aside.

    The rows name those whose source has a later version; ``edition/behind.py`` judges the wording of ``LOOKED_AT``
    of them at most, as printed.
    """
    later = EditionPage.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=OuterRef("source_code"),
        version__gt=OuterRef("read_version"),
    )
    rows = EditionPage.objects.filter(_at(desks(user)), live=True, derived_from__isnull=False).annotate(
        source_code=Lower(KT("derived_from__language")),
        read_version=Cast(KT("derived_from__version"), IntegerField()),
    )
    rows = rows.filter(Exists(later)).select_related("locale", "owner").order_by("-last_published_at")
    suspects = list(rows[: LOOKED_AT + 1])
    known = _late(suspects[:LOOKED_AT])
    late = [row for row in suspects[:LOOKED_AT] if row.key in known]
    cut = _cut([_line(row) for row in late])
    return Found(cut.lines, cut.more or len(suspects) > LOOKED_AT)


def _late(rows: list[EditionPage]) -> set[str]:
    """The keys of those whose wording is behind, by what is printed; all of them where nothing is printed yet."""
    press = Path(settings.DATELINE_PRESS_FILE)
    if not rows or not press.exists():
        return {row.key for row in rows}
    with closing(connect_read_only(press)) as db:
        printed = {row.key: versions(db, row.key) for row in rows}
        return {key for key, own in printed.items() if own and standing_of(db, own[-1]).alarming}


def _open() -> Any:
    rows = EditionPage.objects.filter(depth=AT_ITS_DESK, has_unpublished_changes=True)
    return rows.select_related("locale", "owner", "latest_revision__user").order_by("-latest_revision_created_at")


def _at(tags: list[str]) -> Q:
    found = Q(depth=AT_ITS_DESK)
    return found if len(tags) == len(languages()) else found & Q(locale__language_code__in=map(code_of, tags))


def _pages(keys: Iterable[Any]) -> dict[int, EditionPage]:
    rows = EditionPage.objects.filter(depth=AT_ITS_DESK).select_related("locale", "owner")
    found: dict[int, EditionPage] = rows.in_bulk([int(key) for key in keys])
    return found


def _editions(rows: Any) -> Found:
    found = rows[: SHOWN + 1]
    return _cut([_line(row, when=row.latest_revision_created_at, who=_last(row)) for row in found])


def _last(row: EditionPage) -> Any:
    return row.latest_revision.user if row.latest_revision else row.owner


def _cut(lines: list[Line]) -> Found:
    return Found(tuple(lines[:SHOWN]), len(lines) > SHOWN)


def _line(row: EditionPage, *, when: datetime | None = None, who: Any = None, reader: bool = False) -> Line:
    tag = tag_of(row.locale.language_code)
    its = languages().get(tag)
    return Line(
        headline=row.draft_title or row.title,
        tag=tag,
        language=called(tag) if its else tag,
        url=reverse("wagtailadmin_pages:edit", args=[row.pk]),
        who=(who.get_full_name() or who.get_username()) if who else "",
        when=when,
        reader=row.reader_path if reader else "",
    )
