"""Where a picture is used: every edition and front in every language, live, scheduled or draft, and what all share.

Wagtail's reference index lags until the worker finds time, so the table is our own and written with the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

from dateline.languages.language import language
from dateline.newsroom.models.picture import Picture, PictureUse, shared_relations
from dateline.newsroom.tags import tag_of

LIVE, SCHEDULED, DRAFT, TRASH, SHARED = "live", "scheduled", "draft", "trash", "shared"


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One place: what it is called, its language's own name or '', its sort, its states, where it is edited."""

    title: str
    tag: str = ""
    language: str = ""
    sort: str
    states: tuple[str, ...]
    address: str | None = None


def note_page(page: Page) -> None:
    """Take down what readers get of a page, and its own row where it has no draft beside; called when it is saved."""
    shown = pictures_in(page)
    _write(page.pk, "live", shown if page.live else set())
    if page.latest_revision_id is None:
        _write(page.pk, "draft", shown)


def note_draft(revision: Revision) -> None:
    """Take down what the newest draft of a page shows; called when a revision is saved."""
    newer = Revision.objects.filter(
        base_content_type=revision.base_content_type, object_id=revision.object_id, created_at__gt=revision.created_at
    )
    if issubclass(revision.content_type.model_class() or object, Page) and not newer.exists():
        _write(int(revision.object_id), "draft", pictures_in(revision.as_object()))


def pictures_in(thing: Any) -> set[int]:
    """The keys of the pictures that a page, or a row that hangs on it, shows as it stands in memory."""
    found: set[int] = set()
    for field in thing._meta.get_fields():
        if field.many_to_one and field.related_model is Picture:
            found.add(getattr(thing, field.attname))
        elif hasattr(field, "extract_references"):
            references = field.extract_references(field.value_from_object(thing))
            found |= {int(key) for model, key, *_ in references if model is Picture}
    for relation in get_all_child_relations(type(thing)):
        for child in getattr(thing, relation.get_accessor_name()).all():
            found |= pictures_in(child)
    return found - {None}


def uses_of(picture: Picture) -> list[Use]:
    """Every place, right after it was saved; live ones first, then by language and title."""
    rows = {use.page_id: use for use in PictureUse.objects.filter(picture=picture)}
    found = page_uses(rows, scheduled_with(lambda page: picture.pk in pictures_in(page)))
    finder = AdminURLFinder()
    for relation in shared_relations():
        for thing in relation.related_model._default_manager.filter(**{relation.field.name: picture}):
            sort = str(thing._meta.verbose_name)
            found.append(Use(title=str(thing), sort=sort, states=(SHARED,), address=finder.get_edit_url(thing)))
    return sorted(found, key=lambda use: (LIVE not in use.states, use.tag, use.title))


def with_use(pictures: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate ``used``: whether a page or a shared thing has it."""
    used = Q(Exists(PictureUse.objects.filter(picture=OuterRef("pk"))))
    for relation in shared_relations():
        used |= Q(Exists(relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return pictures.annotate(used=used)


def scheduled_with(shows: Callable[[Any], bool]) -> set[int]:
    """The keys of pages whose scheduled version shows something, as ``shows`` says."""
    waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return {page.pk for revision in waiting if shows(page := revision.as_object())}


def page_uses(rows: Mapping[int, Any], scheduled: set[int]) -> list[Use]:
    """Pages as uses; ``rows`` say per page whether readers get it there (``live``) and whether a draft has it."""
    pages = Page.objects.filter(pk__in={*rows, *scheduled}).select_related("locale", "content_type")
    return [_page_use(page, rows.get(page.pk), scheduled=page.pk in scheduled) for page in pages]


def _page_use(page: Page, row: Any, *, scheduled: bool) -> Use:
    states = [LIVE] if row and row.live else []
    states += [SCHEDULED] if scheduled else []
    states += [DRAFT] if row and row.draft and not row.live else []
    states += [TRASH] if getattr(page.specific, "in_trash", False) else []  # from there it can come back
    tag = tag_of(page.locale.language_code)
    return Use(
        title=page.draft_title or page.title,
        tag=tag,
        language=language(tag).name,
        sort=str(page.content_type.model_class()._meta.verbose_name),
        states=tuple(states),
        address=AdminURLFinder().get_edit_url(page),
    )


def _write(page: int, column: str, shown: set[int]) -> None:
    rows = {use.picture_id: use for use in PictureUse.objects.filter(page_id=page)}
    wanted = shown - {key for key, use in rows.items() if getattr(use, column)}
    for key, use in rows.items():
        if getattr(use, column) != (key in shown):
            setattr(use, column, key in shown)
            if use.live or use.draft:
                use.save(update_fields=[column])
            else:
                use.delete()
    new = wanted - set(rows)
    standing = Picture.objects.filter(pk__in=new).values_list("pk", flat=True) if new else []
    PictureUse.objects.bulk_create([PictureUse(picture_id=key, page_id=page, **{column: True}) for key in standing])
