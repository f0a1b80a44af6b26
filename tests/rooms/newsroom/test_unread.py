"""What a machine wrote goes out by no route before a person has edited or accepted it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom import record, unread
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from dateline.newsroom.standings import draft_value
from tests.contracts.test_every_route_writes_the_record import approve, edit_url, form, workflow
from tests.rooms.newsroom.house import draft, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
SAYS = "A machine made this"


def marked(*parts: str, **fields: Any) -> EditionPage:
    """A draft of which a machine made these parts."""
    page = draft(**fields)
    unread.mark(page, parts or ("headline",), "DeepL")
    page.save_revision()
    return fresh(page)


def newest(page: EditionPage) -> EditionPage:
    found: EditionPage = fresh(page).get_latest_revision_as_object()
    return found


def test_publishing_is_refused_and_names_each_place() -> None:
    page = draft(summary="Short.")
    block = str(draft_value(page).blocks[1].id)
    unread.mark(page, ["headline", block], "DeepL")
    with pytest.raises(Refusal) as refused:
        page.save_revision().publish()
    assert "Headline (“\u2068NATO meets\u2069”); Paragraph 2 (“\u2068Second.\u2069”)" in refused.value.words
    assert record.newest(page.key) is None


def test_the_form_says_so_and_keeps_what_was_typed(admin_client: Client) -> None:
    page = marked()
    answer = admin_client.post(edit_url(page), form(summary="My own.", **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert SAYS in answer.content.decode()
    assert "My own." in answer.content.decode()
    assert not fresh(page).live


def test_bulk_publishing_publishes_nothing(admin_client: Client) -> None:
    page = marked()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    assert SAYS in admin_client.post(url, {}, follow=True).content.decode()
    assert not fresh(page).live


def test_approving_in_a_workflow_publishes_nothing(admin_client: Client) -> None:
    workflow(front_of("en"))
    page = marked()
    admin_client.post(edit_url(page), form(slug=page.slug, **{"action-submit": "1"}))
    approve(admin_client, page)
    assert not fresh(page).live
    assert record.newest(page.key) is None


def test_scheduling_is_refused_and_asked_again_at_its_hour() -> None:
    due = timezone.now() + timedelta(hours=1)
    with pytest.raises(Refusal, match=SAYS):
        marked(go_live_at=due).get_latest_revision().publish()
    page = draft(go_live_at=due)
    page.get_latest_revision().publish()
    revision, other = fresh(page).scheduled_revision, marked()
    # As a restored or migrated database may hold it.
    content = {**revision.content, "unread": other.get_latest_revision().content["unread"]}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    assert SAYS in release_due(due + timedelta(minutes=1)).refused[0]
    assert not fresh(page).live


def test_a_copy_of_the_edition_carries_the_marks_along() -> None:
    page = marked()
    copy = page.copy(update_attrs={"slug": "copied"}, keep_live=False)
    with pytest.raises(Refusal, match=SAYS):
        copy.get_latest_revision().publish()


def test_what_a_person_edited_goes_out() -> None:
    page = newest(marked())
    page.title = "NATO meets in Brussels"
    page.save_revision().publish()
    assert fresh(page).live


def test_white_space_and_emphasis_are_no_editing() -> None:
    page = draft()
    first = str(draft_value(page).blocks[0].id)
    unread.mark(page, [first], "DeepL")
    page.title = " NATO meets"
    (stream,) = page.body.get_prep_value()
    bold = {**stream, "value": stream["value"].replace("First.", "<b>First.</b>")}
    page.body = page.body.stream_block.to_python([bold])
    assert list(unread.unread(page)) == [first]


def test_a_block_that_is_cut_out_and_put_in_elsewhere_keeps_its_mark() -> None:
    page = draft()
    first = str(draft_value(page).blocks[0].id)
    unread.mark(page, [first], "DeepL")
    (stream,) = page.body.get_prep_value()
    moved = {**stream, "value": '<p data-block-key="ccccc">Second.</p><p data-block-key="ddddd">First.</p>'}
    page.body = page.body.stream_block.to_python([moved])
    assert list(unread.unread(page)) == [str(draft_value(page).blocks[1].id)]


def test_what_a_person_accepted_goes_out_and_leaves_no_mark_behind() -> None:
    page = newest(marked("headline", "summary", summary="Short."))
    unread.accept(page, ["headline"])
    assert list(unread.unread(page)) == ["summary"]
    unread.accept(page, ["summary"])
    page.save_revision().publish()
    assert fresh(page).unread == []


def test_marks_of_wordings_that_were_left_go_with_the_publication() -> None:
    page = newest(marked())
    page.title = "Otherwise"
    page.save_revision().publish()
    again = newest(page)
    assert (again.unread, fresh(page).unread) == ([], [])
    again.title, again.publish_kind = "NATO meets", "update"
    again.save_revision().publish()
    assert fresh(page).title == "NATO meets"


def test_an_edition_that_no_machine_touched_is_asked_nothing() -> None:
    assert unread.unread(published()) == {}
