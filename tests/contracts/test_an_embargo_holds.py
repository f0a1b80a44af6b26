"""No route of Wagtail's, and none of ours, brings anything of a story to readers before its embargo has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from dateline.edition.moment import Moment
from dateline.newsroom import record
from dateline.newsroom.actions.embargo import set_embargo
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.release import release
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.check import differences
from dateline.newsroom.intake import take_in
from dateline.newsroom.models import EditionPage, ImportItem
from dateline.newsroom.schedule import release_due
from dateline.wires.draft import Draft
from tests.contracts.test_every_route_writes_the_record import (
    api,
    approve,
    bulk,
    edit_url,
    form,
    state,
    words,
    workflow,
)
from tests.rooms.newsroom.house import draft, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
Route = Callable[[Client, EditionPage], Any]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Ten in the morning; the embargo ends at noon."""
    with time_machine.travel(NOON - timedelta(hours=2), tick=False) as traveller:
        yield traveller


def said(answer: Any) -> str:
    """What the next page, or the answer itself, says of the refusal."""
    return words(answer) if answer.status_code == 302 else answer.content.decode()


def edit_form(chief: Client, page: EditionPage) -> str:
    return said(chief.post(edit_url(page), form(slug=page.slug, **{"action-publish": "1"})))


def edit_form_scheduling(chief: Client, page: EditionPage) -> str:
    early = {"go_live_at": (NOON - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    answer = chief.post(edit_url(page), form(slug=page.slug, **early))
    assert not fresh(page).approved_schedule
    return said(answer)


def bulk_action(chief: Client, page: EditionPage) -> str:
    return said(bulk(chief, "publish", page))


def workflow_approval(chief: Client, page: EditionPage) -> str:
    workflow(front_of(page.tag))
    chief.post(edit_url(page), form(slug=page.slug, **{"action-submit": "1"}))
    return said(approve(chief, page))


def admin_api(chief: Client, page: EditionPage) -> str:
    return said(api(chief, page, "publish"))


def reverting(chief: Client, page: EditionPage) -> str:
    first = page.get_latest_revision()
    page.save_revision()
    data = form(slug=page.slug, revision=str(first.pk), **{"action-publish": "1"})
    return said(chief.post(edit_url(page), data))


def code(_chief: Client, page: EditionPage) -> str:
    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()
    return " ".join(refusal.value.messages)


def scheduled_behind_its_back(_chief: Client, page: EditionPage) -> str:
    """A row that says otherwise, as an older version's database might hold it."""
    revision = page.get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=NOON - timedelta(hours=3))
    refused = release_due(NOON - timedelta(hours=2)).refused
    assert not fresh(page).approved_schedule
    return " ".join(refused)


def wagtails_own_scheduler(_chief: Client, page: EditionPage) -> str:
    revision = page.get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=NOON - timedelta(hours=3))
    with pytest.raises(ValidationError) as refusal:
        call_command("publish_scheduled")
    return " ".join(refusal.value.messages)


ROUTES: list[Route] = [
    edit_form,
    edit_form_scheduling,
    bulk_action,
    workflow_approval,
    admin_api,
    reverting,
    code,
    scheduled_behind_its_back,
    wagtails_own_scheduler,
]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_an_embargo_holds_on_every_route_for_a_superuser_too(
    route: Route, admin_client: Client, clock: time_machine.Traveller
) -> None:
    page = draft()
    set_embargo(page, NOON, source="WHO")
    told = route(admin_client, page)
    assert "under embargo until" in told
    assert "2026-11-24 12:00 UTC" in told
    assert state(page) is None
    clock.move_to(NOON)
    fresh(page).get_latest_revision().publish()
    assert state(page).version == 1
    assert differences() == []


def test_a_published_story_gets_no_new_version_in_any_language(clock: time_machine.Traveller) -> None:
    page = published()
    french = translate(page, "fr")
    set_embargo(page, NOON)
    with pytest.raises(ValidationError, match="under embargo"):
        french.get_latest_revision().publish()
    assert state(french) is None
    page.unpublish()
    assert differences() == []


def test_a_language_begun_after_the_embargo_is_held_back_by_it(admin_client: Client, clock: Any) -> None:
    page = published()
    set_embargo(page, NOON)
    begun = translate(page, "fa")
    assert "under embargo" in admin_api(admin_client, begun)
    assert state(begun) is None


def test_the_schedule_of_an_embargoed_story_goes_out_at_its_very_end(
    admin_client: Client, clock: time_machine.Traveller
) -> None:
    page = draft()
    set_embargo(page, NOON)
    at = {"go_live_at": NOON.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    admin_client.post(edit_url(page), form(slug=page.slug, **at))
    assert fresh(page).approved_schedule
    clock.move_to(NOON - SECOND)
    assert release_due(NOON - SECOND).published == 0
    clock.move_to(NOON)
    assert release_due(NOON).published == 1
    assert state(page).version == 1


def test_a_copy_is_under_the_embargo_too(admin_client: Client, clock: Any) -> None:
    page = draft()
    set_embargo(page, NOON)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert "under embargo" in admin_api(admin_client, EditionPage.objects.get(slug="copy"))


def test_an_import_brings_its_embargo_and_its_release_waits_for_it(clock: time_machine.Traveller) -> None:
    from_wire = Draft(language="en", headline="Held back", embargoed=Moment(NOON), sources=("AFP",))
    batch = take_in([from_wire], source="test")
    page = ImportItem.objects.get(batch=batch.id).page
    assert page is not None
    assert [each.status for each in release(batch.id)] == ["scheduled"]
    with pytest.raises(ValidationError, match="AFP"):
        revision_without_schedule(page).publish()
    clock.move_to(NOON)
    release_due(NOON)
    assert state(page).headline == "Held back"


def revision_without_schedule(page: EditionPage) -> Revision:
    newest = page.get_latest_revision_as_object()
    newest.go_live_at = None
    return newest.save_revision()


def test_no_entry_of_an_embargoed_story_is_in_the_record(admin_client: Client, clock: Any) -> None:
    page = draft()
    set_embargo(page, NOON)
    with record.cursor() as cursor:
        cursor.execute("SELECT seq FROM record_head")
        before = cursor.fetchone()
        admin_api(admin_client, page)
        bulk_action(admin_client, page)
        cursor.execute("SELECT seq FROM record_head")
        assert cursor.fetchone() == before
