"""Every route by which Wagtail makes a standing page live or not writes the record, as for editions (fine print 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dateline.edition.values import StandingPage as Value
from dateline.edition.values import WithdrawnPage
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.check import differences
from dateline.newsroom.models import FrontPage, Redirect, StandingPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]

BODY = '<p data-block-key="aaaaa">We write.</p>'


@pytest.fixture
def chief(admin_client: Client) -> Iterator[Client]:
    """A superuser's browser; whatever a route did, rows and record agree afterwards."""
    yield admin_client
    assert differences() == []


def form(**fields: Any) -> dict[str, Any]:
    """The edit form as a browser sends it."""
    none = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    body = streamfield([("text", rich_text("<p>We write.</p>", features=["bold"]))])
    filled = {"title": "About us", "slug": "", "kind": "about", "summary": "", "body": body, "comments": none}
    sent: dict[str, Any] = nested_form_data({**filled, **fields})
    return sent


def draft(tag: str = "en", title: str = "About us", **fields: Any) -> StandingPage:
    """A saved draft under the front of its language."""
    front = front_of(tag)
    page = StandingPage(title=title, kind="about", locale=front.locale, body=[("text", BODY)], **fields)
    front.add_child(instance=page)
    page.save_revision()
    return now(page)


def published(tag: str = "en", **fields: Any) -> StandingPage:
    """A published page."""
    page = draft(tag, **fields)
    page.get_latest_revision().publish()
    return now(page)


def now(page: StandingPage) -> StandingPage:
    """The row as it stands."""
    row: StandingPage = StandingPage.objects.get(pk=page.pk)
    return row


def state(page: StandingPage) -> Any:
    """What the record shows readers of a page."""
    return record.newest(page.key)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def bulk(client: Client, action: str, page: Page) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?id={page.pk}", {})


def test_creating_and_publishing_at_once_records_the_page(chief: Client) -> None:
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "standingpage", front_of("en").pk])
    assert chief.post(url, form(**{"action-publish": "1"})).status_code == 302
    page = StandingPage.objects.get(slug="about-us")
    assert (state(page).kind, state(page).version, state(page).path) == ("about", 1, "/en/about-us")


def test_a_draft_over_a_published_page_records_nothing(chief: Client) -> None:
    page = published()
    chief.post(edit_url(page), form(title="Who we are", slug=page.slug))
    assert now(page).has_unpublished_changes
    assert state(page).title == "About us"


def test_publishing_again_counts_on_and_moves_its_stamp(chief: Client) -> None:
    page = published()
    chief.post(edit_url(page), form(title="Who we are", slug=page.slug, **{"action-publish": "1"}))
    assert (state(page).title, state(page).version) == ("Who we are", 2)


def test_another_slug_sends_the_old_address_on(chief: Client) -> None:
    page = published()
    chief.post(edit_url(page), form(slug="who-we-are", **{"action-publish": "1"}))
    assert state(page).path == "/en/who-we-are"
    assert Redirect.objects.get(path="/en/about-us").target == "/en/who-we-are"


@pytest.mark.parametrize("slug", ["archive", "search", "2009"])
def test_an_address_that_the_site_needs_is_refused(slug: str) -> None:
    page = draft(slug=slug)
    with pytest.raises(Refusal, match="needed by the site"):
        page.get_latest_revision().publish()
    assert state(page) is None


def test_unpublishing_withdraws_with_none_of_its_text(chief: Client) -> None:
    page = published()
    chief.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert state(page) == WithdrawnPage(id=page.translation_key, language="en", path="/en/about-us")


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_bulk_routes_withdraw_the_page(chief: Client, action: str) -> None:
    page = published()
    bulk(chief, action, page)
    assert isinstance(state(page), WithdrawnPage)


def test_bulk_publish_records_the_page(chief: Client) -> None:
    page = draft()
    bulk(chief, "publish", page)
    assert isinstance(state(page), Value)


def test_an_expired_page_is_withdrawn(chief: Client) -> None:
    page = published()
    StandingPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert release_due(timezone.now()).expired == 1
    assert isinstance(state(page), WithdrawnPage)


def test_a_scheduled_version_goes_out_at_its_hour(chief: Client) -> None:
    page = published()
    revised = page.get_latest_revision_as_object()
    revised.title = "Who we are"
    revision = revised.save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.save()
    assert release_due(timezone.now()).published == 1
    assert state(page).title == "Who we are"


def test_a_copy_is_a_draft_of_another_page(chief: Client) -> None:
    page = published()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    chief.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    copied = StandingPage.objects.get(slug="copy")
    assert (copied.live, copied.version, copied.updated) == (False, 0, "")


def test_the_admin_api_publishes_and_unpublishes_into_the_record(chief: Client) -> None:
    page = draft()
    for action, wanted in (("publish", Value), ("unpublish", WithdrawnPage)):
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        assert chief.post(url, json.dumps({}), content_type="application/json").status_code == 200
        assert isinstance(state(page), wanted)


def test_a_page_is_translated_with_the_same_blocks_and_knows_its_source(chief: Client) -> None:
    page = published()
    made = translate(page, "fr")
    assert (made.live, made.kind, made.tag) == (False, "about", "fr")
    made.get_latest_revision().publish()
    assert state(now(made)).derived_from.language == "en"
    assert state(now(made)).blocks[0].id == state(page).blocks[0].id


def test_a_page_is_not_moved_to_another_language(chief: Client) -> None:
    page = published()
    with pytest.raises(Refusal, match="stays under the front"):
        page.move(front_of("fr"), pos="last-child")


def test_a_front_that_holds_pages_is_not_deleted(chief: Client) -> None:
    published("fr")
    chief.post(reverse("wagtailadmin_pages:delete", args=[front_of("fr").pk]))
    assert FrontPage.objects.filter(pk=front_of("fr").pk).exists()


def test_live_text_does_not_change_in_place(chief: Client) -> None:
    page = published()
    page.title = "Who we are"
    with pytest.raises(Refusal, match="never in place"):
        page.save()
