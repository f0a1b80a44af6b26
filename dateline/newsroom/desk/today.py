"""What a person finds at the desk on coming in: each list bounded, asked in queries that do not grow with the house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from dateline.languages.language import languages
from dateline.newsroom.board_rows import editions
from dateline.newsroom.desk.cells import headline_of
from dateline.newsroom.language_names import called
from dateline.newsroom.models.board import Assignment, EditionStanding
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.models.loud_typo import LoudTypo
from dateline.newsroom.models.release import Release
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import code_of, tag_of

SHOWN = 8
OF_A_PAGE = ("pk", "translation_key", "locale__language_code", "draft_title")
AT_ITS_DESK = 3  # the depth of editions; what lies in the trash stands elsewhere


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One edition in a list, or a release; ``reader`` is its address for readers, ``when`` what the list is about.

    ``late`` says that the instant has passed by which somebody was to be ready, ``said`` how far it is, in words.
    """

    headline: str
    tag: str
    language: str
    url: str
    who: str = ""
    when: datetime | None = None
    reader: str = ""
    late: bool = False
    said: str = ""


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


def for_me(user: Any, now: datetime) -> Found:
    """What was given to this person to make, what is due first at the top; ``when`` is when it is due."""
    given = Assignment.objects.filter(person=user, wanted=True, done=None)
    asked = list(given.order_by(F("due").asc(nulls_last=True), "made")[: SHOWN + 1])
    by_story: dict[UUID, list[dict[str, Any]]] = {each.story: [] for each in asked}
    for page in editions().filter(translation_key__in=by_story).values(*OF_A_PAGE):
        by_story[page["translation_key"]].append(page)
    return _cut([_assigned(each, by_story[each.story], now) for each in asked])


def _assigned(given: Assignment, pages: list[dict[str, Any]], now: datetime) -> Line:
    headline, tag = headline_of(pages)
    made = next((each["pk"] for each in pages if tag_of(each["locale__language_code"]) == given.language), None)
    story = f"{reverse('newsroom_story', args=[given.story])}#{given.language}"
    return Line(
        headline=headline or str(given.story),
        tag=tag,
        language=called(given.language) if given.language in languages() else given.language,
        url=reverse("wagtailadmin_pages:edit", args=[made]) if made else story,
        when=given.due,
        late=given.due is not None and given.due < now,
    )


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
    midnight = _morning(now) + timedelta(days=1)
    codes = [code_of(tag) for tag in desks(user)]
    at_desk = EditionPage.objects.filter(latest_revision=OuterRef("pk"), locale__language_code__in=codes)
    due = Revision.objects.filter(Exists(at_desk), approved_go_live_at__lt=midnight)
    found = list(due.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at")[: SHOWN + 1])
    pages = _pages(pk for pk, _ in found)
    return _cut([_line(pages[int(pk)], when=at) for pk, at in found if int(pk) in pages])


def releases_today(now: datetime) -> Found:
    """Releases that go out before midnight, those that are held up first; and what went today without an edition."""
    morning = _morning(now)
    due = Q(gone=None, instant__lt=morning + timedelta(days=1)) | Q(gone__gte=morning, parts__out=False)
    counted = Release.objects.filter(pk__in=Release.objects.filter(due).values("pk")).annotate(
        all=Count("parts"),
        ready=Count("parts", filter=Q(parts__ready=F("parts__page__latest_revision"))),
        left=Count("parts", filter=Q(parts__out=False)),
    )
    return _cut([_release(each, now) for each in counted.order_by("instant", "pk")[: SHOWN + 1]])


def _release(found: Any, now: datetime) -> Line:
    """How many of its editions are ready; of one that is gone, how many it went without."""
    late = found.gone is None and found.instant <= now
    counts = {"ready": found.ready, "all": found.all, "left": found.left}
    said = _("%(ready)d of %(all)d ready") if found.gone is None else _("went without %(left)d of %(all)d")
    said = _("held up: %(ready)d of %(all)d ready") if late else said
    url = reverse("newsroom_release", args=[found.pk])
    return Line(headline=found.name, tag="", language="", url=url, when=found.instant, late=late, said=said % counts)


def _morning(now: datetime) -> datetime:
    """When today began, as this person's zone counts days."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def loud_typos(user: Any) -> Found:
    """What went out as a typo at the desks where this person publishes, changes more, and nobody has seen."""
    unseen = LoudTypo.objects.filter(seen=None, language__in=desks(user, Action.PUBLISH))
    found = list(unseen.values_list("page", "made", "who")[: SHOWN + 1])
    pages = _pages(pk for pk, _, _ in found)
    lines = [(_line(pages[pk], when=made), who) for pk, made, who in found if pk in pages]
    return _cut([msgspec.structs.replace(line, who=who, url=reverse("newsroom_typos")) for line, who in lines])


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
    """Published editions that do not say what their source says now, typos aside; the gravest and oldest first."""
    late = EditionStanding.objects.filter(language__in=desks(user), gravity__gt=1).order_by("-gravity", "since")
    found = list(late.values_list("page", "since")[: SHOWN + 1])
    pages = _pages(pk for pk, _ in found)
    return _cut([_line(pages[pk], when=since) for pk, since in found if pk in pages])


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
