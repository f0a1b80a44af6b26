"""The other editions of a story, as a desk must see them before it takes one away."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from dateline.languages.language import languages
from dateline.newsroom.language_names import called
from dateline.newsroom.models.kept import KeptPage

PUBLISHED, DRAFT = _("published"), _("draft")
STATES = {
    "trash": _("in the trash"),
    "review": _("in review"),
    "scheduled": _("scheduled"),
    "changed": _("published, with a newer draft"),
}


class Other(msgspec.Struct, frozen=True):
    """One of them; ``url`` is empty where the person may not open it."""

    language: str
    tag: str
    direction: str
    headline: str
    state: str | Promise
    url: str


def others(page: KeptPage, user: Any) -> list[Other]:
    """Every other edition of the story (or language of a standing page), by language."""
    rows = type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return as_seen(rows, user)


def as_seen(rows: QuerySet[Any], user: Any) -> list[Other]:
    """Editions as a person is shown them, by language."""
    found = rows.select_related("locale", "latest_revision").order_by("locale__language_code")
    reviewed = _in_review([each.pk for each in found])
    return [_other(each, user, reviewed) for each in found]


def _other(page: KeptPage, user: Any, reviewed: set[str]) -> Other:
    language = languages().get(page.tag)
    opens = page.permissions_for_user(user).can_edit()
    return Other(
        language=called(page.tag) if language else page.tag,
        tag=page.tag,
        direction=language.direction if language else "auto",
        headline=page.draft_title or page.title,
        state=_state(page, reviewed),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if opens else "",
    )


def _state(page: KeptPage, reviewed: set[str]) -> str | Promise:
    if page.in_trash:
        return STATES["trash"]
    if str(page.pk) in reviewed:
        return STATES["review"]
    if page.latest_revision is not None and page.latest_revision.approved_go_live_at:
        return STATES["scheduled"]
    if page.live:
        return STATES["changed"] if page.has_unpublished_changes else PUBLISHED
    return DRAFT


def _in_review(pages: list[int]) -> set[str]:
    active = WorkflowState.objects.active().filter(base_content_type__model=Page._meta.model_name)
    return set(active.filter(object_id__in=[str(pk) for pk in pages]).values_list("object_id", flat=True))
