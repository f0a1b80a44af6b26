"""Where used: right after every save, in all languages, live, scheduled and draft; and what it keeps from happening."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import Dossier, DossierName, EditionPage, Picture
from dateline.newsroom.pictures.uses import uses_of
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import again, draft, fresh, published
from tests.rooms.newsroom.pictures.photographs import kept

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def said(picture: Picture) -> set[tuple[str, str, tuple[str, ...]]]:
    """Title, language and states of each use."""
    return {(use.title, use.tag, use.states) for use in uses_of(picture)}


def revise(page: EditionPage, **changes: object) -> None:
    """A new draft of a page, saved and not published."""
    page = fresh(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


def test_drafts_count_as_soon_as_they_are_saved() -> None:
    picture = kept()
    page = draft("fa", "پیش‌نویس", lead_picture=picture)
    assert said(picture) == {("پیش‌نویس", "fa", ("draft",))}
    revise(page, lead_picture=None)
    assert said(picture) == set()


def test_pictures_in_a_body_count() -> None:
    picture, page = kept(), draft()
    revise(page, body=[("picture", {"picture": picture, "caption": "", "alt": ""})])
    assert said(picture) == {("NATO meets", "en", ("draft",))}


def test_a_published_text_counts_until_readers_no_longer_get_it_with_the_picture() -> None:
    picture = kept()
    page = published(lead_picture=picture)
    assert said(picture) == {("NATO meets", "en", ("live",))}
    revise(page, lead_picture=None)
    assert said(picture) == {("NATO meets", "en", ("live",))}
    again(page, "update", "Another picture.", lead_picture=None)
    assert said(picture) == set()


def test_unpublishing_leaves_a_draft_that_uses_it() -> None:
    picture = kept()
    page = published(lead_picture=picture)
    page.unpublish()
    assert said(picture) == {("NATO meets", "en", ("draft",))}


def test_a_picture_only_in_the_new_draft_of_a_published_text_is_a_draft() -> None:
    picture, page = kept(), published()
    revise(page, lead_picture=picture)
    assert said(picture) == {("NATO meets", "en", ("draft",))}


def test_what_is_scheduled_counts_even_if_a_later_draft_dropped_it() -> None:
    picture = kept()
    page = draft(lead_picture=picture).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert said(picture) == {("NATO meets", "en", ("scheduled", "draft"))}
    revise(page, lead_picture=None)
    assert said(picture) == {("NATO meets", "en", ("scheduled",))}


def test_translations_and_dossiers_count() -> None:
    picture = kept()
    page = published("en", "NATO meets", lead_picture=picture)
    translate(page, "fr")
    dossier = Dossier(picture=picture)
    dossier.names = [DossierName(language="en", name="Nato-Russia", slug="nato-russia")]
    dossier.save()
    assert {(tag, states) for _, tag, states in said(picture)} == {
        ("en", ("live",)),
        ("fr", ("draft",)),
        ("", ("shared",)),
    }


def test_the_pictures_page_links_every_use(admin_client: Client) -> None:
    picture = kept()
    page = draft("fa", "پیش‌نویس", lead_picture=picture)
    html = admin_client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "پیش‌نویس" in html
    list_of_wagtail = admin_client.get(reverse("wagtailimages:image_usage", args=[picture.pk]))
    assert list_of_wagtail["Location"].endswith("#uses")


def test_a_picture_that_readers_see_is_not_deleted() -> None:
    picture = kept()
    page = published(lead_picture=picture)
    with pytest.raises(Refusal, match="Take it out of them first"), transaction.atomic():
        picture.delete()
    again(page, "update", "Without it.", lead_picture=None)
    picture.delete()
    assert not Picture.objects.exists()


def test_a_text_in_the_trash_is_named_as_such_since_it_can_come_back() -> None:
    picture = kept()
    draft(lead_picture=picture).delete()
    assert said(picture) == {("NATO meets", "en", ("draft", "trash"))}
