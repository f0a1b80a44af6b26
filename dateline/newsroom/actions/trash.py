"""The trash: throwing a page away, bringing it back, deleting it for good."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from treebeard.mp_tree import MP_Node
from wagtail.models import Locale, Page

from dateline.newsroom import audit, board_rows
from dateline.newsroom.models.trashed import Trashed
from dateline.newsroom.refusal import Refusal

if TYPE_CHECKING:
    from dateline.newsroom.models.kept import KeptPage

log = logging.getLogger("dateline.newsroom")
ROOT = {"depth": 1, "slug": "trash"}
A_ROUND = 200


def throw_away(page: KeptPage, *, user: Any = None) -> Trashed:
    """Take a page out of its desk and, if readers have it, off their site, in one transaction.

    Nothing of it is lost: revisions, comments, locks and what was derived from it stay as they are. A review of it
    ends and a schedule is taken off.
    """
    with transaction.atomic():
        page = type(page).objects.select_related("locale").get(pk=page.pk)
        was_live = page.live
        if was_live:
            page.unpublish(user=user)
        if page.current_workflow_state:
            page.current_workflow_state.cancel(user=user)
        page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
        _put_under(page, trash_root())
        entry = Trashed.objects.create(
            page_id=page.pk,
            language=page.tag,
            user=user,
            who=audit.name_of(user)[:255] if user else "",
            was_live=was_live,
        )
        board_rows.keep_story(page.translation_key)
        return entry


def bring_back(entry: Trashed, *, user: Any = None) -> Page:
    """Put a page back under the front of its language, as a draft with its whole history.

    Where its address was taken meanwhile it gets the next free one. Raises Refusal where its language has gone.
    """
    with transaction.atomic():
        page = entry.page.specific
        front = Page.objects.filter(depth=2, content_type__model="frontpage", locale=page.locale_id).first()
        if front is None:
            raise Refusal(_("The language of “%(headline)s” has no desk any more.") % {"headline": page.title})
        taken = not Page._slug_is_available(page.slug, front, page)
        if taken:
            Page.objects.filter(pk=page.pk).update(slug=_free(page.slug, front, page))
        _put_under(page, front)
        entry.delete()
        page = type(page).objects.get(pk=page.pk)
        if taken:
            _write_slug(page, user)
        board_rows.keep_story(page.translation_key)
        audit.log(user, "brought back", page)
    return page


def delete_for_good(page: KeptPage, *, user: Any = None) -> None:
    """Delete a page with its revisions, comments and all; what was published stays in the record."""
    with transaction.atomic():
        audit.log(user, "deleted for good", page)
        type(page).objects.filter(pk=page.pk).delete_for_good()


def empty_trash(now: datetime) -> int:
    """Delete for good what has lain in the trash long enough, each in a transaction of its own; returns how many.

    At most ``A_ROUND`` a call, so that publishing never waits for it.
    """
    gone = 0
    for entry in Trashed.objects.overdue(now).select_related("page").order_by("deleted")[:A_ROUND]:
        try:
            delete_for_good(entry.page.specific)
            gone += 1
        except ValidationError:
            log.warning("page %s stays in the trash: its screen there says why", entry.page_id)
    return gone


def thrown_away(story: UUID, locale: Locale) -> bool:
    """Whether the edition of a story (or a standing page) in a language lies in the trash."""
    return bool(Trashed.objects.filter(page__translation_key=story, page__locale=locale).exists())


def trash_root() -> Page:
    """The node that holds the trash: a root of its own, so that no desk's tree, list or permission reaches it."""
    found = Page.objects.filter(**ROOT).first()
    if found is None:
        locale = Page.get_first_root_node().locale
        found = Page.add_root(instance=Page(title="Trash", slug=ROOT["slug"], locale=locale))
    return found


def _put_under(page: Page, parent: Page) -> None:
    """Move the row, by the tree's own way: Wagtail's would save it and write a move into its history."""
    row = Page.objects.get(pk=page.pk)
    MP_Node.move(row, parent, pos="last-child")
    row = Page.objects.get(pk=page.pk)
    Page.objects.filter(pk=page.pk).update(url_path=row.set_url_path(Page.objects.get(pk=parent.pk)))


def _free(slug: str, parent: Page, page: Page) -> str:
    number = 2
    while not Page._slug_is_available(f"{slug}-{number}", parent, page):
        number += 1
    return f"{slug}-{number}"


def _write_slug(page: Page, user: Any) -> None:
    """The draft that its desk goes on with has the new address too."""
    draft = page.get_latest_revision_as_object()
    draft.slug = page.slug
    draft.save_revision(user=user, clean=False)
