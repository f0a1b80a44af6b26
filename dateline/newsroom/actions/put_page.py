"""Writing a whole standing page into the newsroom, and publishing it: what samples and migrations do."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import transaction

from dateline.edition import values
from dateline.newsroom.actions.fill import front_of, set_body
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.tags import code_of


def put_page(page: values.StandingPage, *, publish: bool = True, user: Any = None) -> StandingPage:
    """Make or replace the page's text and publish it; version and stamp follow as for any publication.

    Raises Refusal where its address is taken or its language has no desk.
    """
    with transaction.atomic():
        row = page_of(page)
        new = row is None
        draft = row.get_latest_revision_as_object() if row else StandingPage(translation_key=page.id, owner=user)
        draft.title = draft.draft_title = page.title
        draft.slug, draft.kind, draft.summary = page.slug, page.kind, page.summary
        draft.derived_from = msgspec.to_builtins(page.derived_from) if page.derived_from else None
        set_body(draft, page.blocks)
        if new:
            front = front_of(page.language)
            draft.locale = front.locale
            front.add_child(instance=draft)
        revision = draft.save_revision(user=user)
        if publish:
            revision.publish(user=user)
    return StandingPage.objects.get(pk=draft.pk)


def page_of(page: values.StandingPage) -> StandingPage | None:
    """The newsroom's row of a page, if it has one."""
    found = StandingPage.objects.filter(translation_key=page.id, locale__language_code=code_of(page.language))
    return found.first()
