"""Wagtail's own search and “where used”: off the publish path, brought up to date afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from dateline.newsroom.actions.refresh import refresh
from dateline.newsroom.models import EditionPage, FrontPage, Picture, Section, SectionName
from tests.rooms.newsroom.house import again, draft, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
EVER = datetime.fromtimestamp(0, UTC)


def found(words: str) -> list[int]:
    return [each.pk for each in Page.objects.all().search(words)]


def test_a_new_edition_is_found_in_the_newsroom_after_the_refresh_and_not_before() -> None:
    page = draft(title="Zugzwang in Brussels")
    assert found("Zugzwang") == []
    assert refresh(EVER) >= 1
    assert found("Zugzwang") == [page.pk]


def test_a_new_headline_replaces_the_old_one() -> None:
    page = published(title="Zugzwang in Brussels")
    refresh(EVER)
    again(page, "update", title="Stalemate in Brussels")
    refresh(EVER)
    assert found("Zugzwang") == []
    assert found("Stalemate") == [page.pk]


def test_where_used_names_the_editions_that_show_a_picture_or_stand_in_a_section() -> None:
    lead, inside, section = Picture.awaited("Map"), Picture.awaited("Photo"), Section(order=1)
    section.names = [SectionName(language="en", name="World", slug="world")]
    section.save()
    page = draft(lead_picture=lead, section=section)
    stream: Any = [("picture", {"picture": inside, "caption": "", "alt": ""})]
    page.body = stream
    page.save()
    page.save_revision()
    for thing in (lead, inside, section):
        assert ReferenceIndex.get_references_to(thing).count() == 0
    refresh(EVER)
    for thing in (lead, inside, section):
        assert [each.object_id for each in ReferenceIndex.get_references_to(thing)] == [str(page.pk)]


def test_only_what_was_saved_since_is_read_again() -> None:
    EditionPage.objects.all().delete()
    FrontPage.objects.update(latest_revision_created_at=None)
    draft(title="Zugzwang in Brussels")
    Picture.awaited("Map")
    assert refresh(EVER) == 2
    assert refresh(timezone.now() + timedelta(seconds=1)) == 0
    assert refresh(EVER, limit=0) == 0
