"""Every route by which Wagtail makes a page live or not writes the record, atomically (fine print 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dateline.edition.values import Edition, Withdrawn
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.check import differences
from dateline.newsroom.models import EditionPage, FrontPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from tests.rooms.newsroom.house import again, draft, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.fixture
def chief(admin_client: Client) -> Iterator[Client]:
    """A superuser's browser; whatever a route did, rows and record agree afterwards."""
    yield admin_client
    assert differences() == []


def form(**fields: Any) -> dict[str, Any]:
    """The edit form as a browser sends it."""
    filled = {
        "title": "NATO meets",
        "slug": "nato-meets",
        "kicker": "", "summary": "", "dateline": "", "section": "", "sources": "", "subjects": "",
        "lead_picture": "", "lead_caption": "", "lead_alt": "",
        "editorial_first_published": "", "editorial_updated": "",
        "bylines": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        "label": "", "label_name": "",
        "related": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        "body": streamfield([("text", rich_text("<p>First.</p>", features=["bold"]))]),
    }  # fmt: skip
    sent: dict[str, Any] = nested_form_data({**filled, **fields})
    return sent


def words(answer: Any) -> str:
    """What the messages on the next page say."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def state(page: EditionPage) -> Any:
    """What the record shows readers of a page."""
    return record.newest(page.key)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_creating_and_publishing_at_once_records_the_first_version(chief: Client) -> None:
    front = front_of("en")
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front.pk])
    answer = chief.post(url, form(**{"action-publish": "1"}))
    page = EditionPage.objects.get(slug="nato-meets")
    assert answer.status_code == 302
    assert page.live
    assert state(page).version == 1


def test_creating_a_draft_records_nothing(chief: Client) -> None:
    url = reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front_of("en").pk])
    chief.post(url, form())
    page = EditionPage.objects.get(slug="nato-meets")
    assert not page.live
    assert state(page) is None


def test_a_draft_over_a_published_edition_records_nothing(chief: Client) -> None:
    page = published()
    chief.post(edit_url(page), form(title="NATO met", publish_kind="", publish_note=""))
    assert fresh(page).has_unpublished_changes
    assert state(page).headline == "NATO meets"


def test_publishing_again_from_the_edit_screen_records_the_next_version(chief: Client) -> None:
    page = published()
    why = {"publish_kind": "correction", "publish_note": "They have met.", "action-publish": "1"}
    chief.post(edit_url(page), form(title="NATO met", **why))
    assert state(page).headline == "NATO met"
    assert [change.kind for change in state(page).changes] == ["correction"]


def test_publishing_again_without_a_kind_is_refused_in_the_form(chief: Client) -> None:
    page = published()
    answer = chief.post(edit_url(page), form(title="NATO met", **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert "choose a publish kind" in answer.content.decode()
    assert state(page).headline == "NATO meets"


def test_a_correction_without_a_note_is_refused_in_the_form(chief: Client) -> None:
    page = published()
    answer = chief.post(edit_url(page), form(title="NATO met", publish_kind="correction", **{"action-publish": "1"}))
    assert "needs a note" in answer.content.decode()
    assert state(page).version == 1


def test_unpublishing_from_its_screen_withdraws(chief: Client) -> None:
    page = published()
    chief.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert isinstance(state(page), Withdrawn)
    assert state(page).path == page.reader_path


def bulk(client: Client, action: str, *pages: Page, **data: str) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(url + "?" + "&".join(f"id={page.pk}" for page in pages), data)


def test_bulk_publish_of_drafts_records_them_in_one_batch(chief: Client) -> None:
    pages = [draft(title=f"Story {number}") for number in range(3)]
    bulk(chief, "publish", *pages)
    assert [state(page).version for page in pages] == [1, 1, 1]
    with record.cursor() as cursor:
        cursor.execute("SELECT DISTINCT batch FROM record_entry WHERE key LIKE %s", ["edition/%"])
        assert len(cursor.fetchall()) == 1


def test_bulk_publish_of_what_was_published_before_is_refused_with_words(chief: Client) -> None:
    page = published()
    page.save_revision()
    answer = bulk(chief, "publish", page)
    assert "choose a publish kind" in words(answer)
    assert state(page).version == 1


def test_bulk_publish_of_what_is_published_already_records_nothing_new(chief: Client) -> None:
    page = published()
    bulk(chief, "publish", page)
    assert state(page).version == 1


def test_bulk_unpublish_withdraws_every_page(chief: Client) -> None:
    pages = [published(title=f"Story {number}") for number in range(2)]
    bulk(chief, "unpublish", *pages)
    assert all(isinstance(state(page), Withdrawn) for page in pages)


def test_bulk_unpublish_of_a_front_with_its_editions_withdraws_all(chief: Client) -> None:
    page = published("fr")
    bulk(chief, "unpublish", front_of("fr"), include_descendants="on")
    assert isinstance(state(page), Withdrawn)


def test_a_front_that_holds_editions_is_not_deleted(chief: Client) -> None:
    published("fr")
    front = front_of("fr")
    answer = chief.post(reverse("wagtailadmin_pages:delete", args=[front.pk]))
    assert "holds editions" in words(answer)
    assert FrontPage.objects.filter(pk=front.pk).exists()


def test_scheduling_records_nothing_until_its_time(chief: Client) -> None:
    page = draft()
    later = timezone.now() + timedelta(hours=1)
    fields = {"go_live_at": later.strftime("%Y-%m-%d %H:%M"), "action-publish": "1"}
    chief.post(edit_url(page), form(slug=page.slug, **fields))
    assert fresh(page).approved_schedule
    assert state(page) is None
    due(page)
    assert release_due(timezone.now()).published == 1
    assert state(page).version == 1


def due(page: EditionPage) -> None:
    """Let the scheduled hour have come."""
    revision = fresh(page).scheduled_revision
    revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.save()


def test_a_scheduled_new_version_keeps_its_kind(chief: Client) -> None:
    page = published()
    later = (timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    fields = {"title": "NATO met", "publish_kind": "update", "go_live_at": later, "action-publish": "1"}
    chief.post(edit_url(page), form(**fields))
    assert state(page).headline == "NATO meets"
    due(page)
    assert release_due(timezone.now()).published == 1
    assert state(page).headline == "NATO met"
    assert [change.kind for change in state(page).changes] == ["update"]


def test_a_scheduled_version_without_a_kind_is_taken_off_the_schedule_with_words(chief: Client) -> None:
    page = published()
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.save()
    result = release_due(timezone.now())
    assert (result.published, len(result.refused)) == (0, 1)
    assert not fresh(page).approved_schedule
    assert state(page).version == 1


def test_an_expired_page_is_withdrawn(chief: Client) -> None:
    page = published()
    EditionPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert release_due(timezone.now()).expired == 1
    assert isinstance(state(page), Withdrawn)


def test_wagtails_own_expiry_of_the_plain_page_row_withdraws_too(chief: Client) -> None:
    page = published()
    Page.objects.get(pk=page.pk).unpublish(set_expired=True)
    assert isinstance(state(page), Withdrawn)


def workflow(front: FrontPage) -> None:
    made = Workflow.objects.create(name="Desk reads it first")
    task = GroupApprovalTask.objects.create(name="Chief reads")
    WorkflowTask.objects.create(workflow=made, task=task, sort_order=0)
    WorkflowPage.objects.filter(page=front).delete()
    WorkflowPage.objects.create(workflow=made, page=front)


def approve(client: Client, page: EditionPage) -> Any:
    task_state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk])
    return client.post(url, {"comment": ""})


def test_approving_in_a_workflow_publishes_into_the_record(chief: Client) -> None:
    workflow(front_of("en"))
    page = draft()
    chief.post(edit_url(page), form(slug=page.slug, **{"action-submit": "1"}))
    assert state(page) is None
    approve(chief, page)
    assert state(page).version == 1


def test_approving_what_was_published_before_is_refused_with_words_if_nobody_said_why(chief: Client) -> None:
    page = published()
    workflow(front_of("en"))
    chief.post(edit_url(page), form(title="NATO met", **{"action-submit": "1"}))
    answer = approve(chief, page)
    assert "choose a publish kind" in words(answer)
    assert state(page).headline == "NATO meets"


def test_approving_a_new_version_uses_the_kind_its_writer_chose(chief: Client) -> None:
    page = published()
    workflow(front_of("en"))
    chief.post(edit_url(page), form(title="NATO met", publish_kind="clarification", **{"action-submit": "1"}))
    approve(chief, page)
    assert state(page).headline == "NATO met"
    assert [change.kind for change in state(page).changes] == ["clarification"]


def copy(client: Client, page: EditionPage, **fields: str) -> Any:
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk), **fields}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


def test_a_copy_is_a_draft_of_a_new_story(chief: Client) -> None:
    page = published()
    copy(chief, page)
    copied = EditionPage.objects.get(slug="copy")
    assert not copied.live
    assert copied.translation_key != page.translation_key
    assert (copied.version, copied.changes, copied.editorial_first_published) == (0, [], "")


def test_a_copy_is_not_published_along(chief: Client) -> None:
    answer = copy(chief, published(), publish_copies="on")
    assert "starts as a draft" in words(answer)
    assert not EditionPage.objects.filter(slug="copy").exists()


def test_an_alias_is_refused(chief: Client) -> None:
    answer = copy(chief, published(), alias="on")
    assert "no aliases" in words(answer)
    assert not EditionPage.objects.filter(slug="copy").exists()


def test_an_edition_is_not_copied_to_another_language(chief: Client) -> None:
    answer = copy(chief, published(), new_parent_page=str(front_of("fr").pk))
    assert "Translate into" in words(answer)
    assert not EditionPage.objects.filter(slug="copy").exists()


def test_an_edition_is_not_moved_to_another_language(chief: Client) -> None:
    page = published()
    chief.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, front_of("fr").pk]))
    assert fresh(page).get_parent().pk == front_of("en").pk
    with pytest.raises(Refusal, match="stays under the front"):
        fresh(page).move(front_of("fr"), pos="last-child")


def test_reverting_publishes_only_with_a_kind(chief: Client) -> None:
    page = published()
    first = page.live_revision
    page = again(page, "update", title="NATO met")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert chief.get(url).status_code == 200
    data = form(title="NATO meets", revision=str(first.pk), publish_kind="correction", publish_note="Not yet.")
    chief.post(edit_url(page), {**data, "action-publish": "1"})
    assert state(page).headline == "NATO meets"
    assert [change.kind for change in state(page).changes] == ["update", "correction"]


def api(client: Client, page: EditionPage, action: str, **data: Any) -> Any:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(url, json.dumps(data), content_type="application/json", headers={"Accept": "application/json"})


def test_the_admin_api_publishes_into_the_record(chief: Client) -> None:
    page = draft()
    assert api(chief, page, "publish").status_code == 200
    assert state(page).version == 1


def test_the_admin_api_says_in_words_why_it_does_not_publish_again(chief: Client) -> None:
    page = published()
    page.save_revision()
    answer = api(chief, page, "publish")
    assert answer.status_code == 400
    assert "choose a publish kind" in answer.content.decode()
    assert state(page).version == 1


def test_the_admin_api_unpublishes_and_deletes_into_the_record(chief: Client) -> None:
    page, other = published(title="One"), published(title="Two")
    assert api(chief, page, "unpublish").status_code == 200
    assert api(chief, other, "delete").status_code == 204
    assert isinstance(state(page), Withdrawn)
    assert isinstance(record.newest(other.key), Withdrawn)


def test_the_admin_api_makes_no_alias_and_no_published_copy(chief: Client) -> None:
    page = published()
    before = EditionPage.objects.count()
    parent = page.get_parent().pk
    assert api(chief, page, "create_alias", destination_page_id=parent, update_slug="x").status_code == 400
    assert api(chief, page, "copy", destination_page_id=parent, slug="y", keep_live=True).status_code == 400
    assert EditionPage.objects.count() == before


def test_copying_for_translation_gives_drafts_only(chief: Client) -> None:
    page = published()
    copied = page.copy_for_translation(Locale.objects.get(language_code="fr"))
    assert not copied.live
    assert state(copied) is None


def test_live_text_does_not_change_in_place(chief: Client) -> None:
    page = published()
    page.title = "NATO met"
    with pytest.raises(Refusal, match="never in place"):
        page.save()
    assert fresh(page).title == "NATO meets"


def test_a_page_made_live_by_code_alone_is_refused(chief: Client) -> None:
    page = draft()
    page.live = True
    with pytest.raises(Refusal, match="revision of its own"):
        page.save()
    assert not fresh(page).live


def test_withdrawing_and_publishing_again_counts_on(chief: Client) -> None:
    page = published()
    page.unpublish()
    page = again(page, "update")
    assert isinstance(state(page), Edition)
    assert state(page).version == 2
