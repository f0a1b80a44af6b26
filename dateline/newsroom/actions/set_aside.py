"""Two people save one page from the same beginning: the second text is kept as a version beside the newest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from dateline.newsroom.pictures.uses import note_draft

NEWEST = ("latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes")
BARELY = timedelta(microseconds=1)


def newest_of(page: Page) -> Revision | None:
    """The version that a form of this page opens with now."""
    found: Page = Page.objects.select_related("latest_revision__user").get(pk=page.pk)
    return found.latest_revision


def outdated(said: Mapping[str, str], newest: Revision) -> bool:
    """Whether a form that says which version it opened with, or saved last, has another before it than the newest.

    Wagtail's autosave writes over its own version, so that one number may stand for several texts: instants tell.
    """
    own = said.get("overwrite_revision_id", "")
    if own:
        return own != str(newest.pk)
    opened = said.get("loaded_revision_id", "")
    same = opened == str(newest.pk) and said.get("loaded_revision_created_at", "") == newest.created_at.isoformat()
    return bool(opened) and not same


def differs(page: Page, newest: Revision, names: Collection[str]) -> bool:
    """Whether the text in memory says something else than the newest version, in what a form can change."""
    ours: dict[str, Any] = page.serializable_data()
    theirs: dict[str, Any] = newest.content
    return any(ours.get(name) != theirs.get(name) for name in names)


def set_aside(page: Page, newest: Revision, *, user: Any = None) -> Revision:
    """Keep the text in memory as a version, ``newest`` staying the one that forms open with; nothing is published."""
    rows = Page.objects.filter(pk=page.pk)
    with transaction.atomic():
        kept = rows.values(*NEWEST).get()
        aside: Revision = page.save_revision(user=user, log_action=True, clean=False)
        rows.update(**kept)
        # Wagtail takes the version of the latest instant for the one that others have to be told of.
        aside.created_at = newest.created_at - BARELY
        Revision.objects.filter(pk=aside.pk).update(created_at=aside.created_at)
        note_draft(newest)
    return aside
