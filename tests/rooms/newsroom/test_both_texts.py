"""Two people save one page: the second sees both texts, and every word of either stays in the history."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from dateline.newsroom.actions.set_aside import outdated
from dateline.newsroom.models import EditionPage
from tests.rooms.newsroom.house import PASSWORD, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def form(page: EditionPage, text: str, **fields: Any) -> dict[str, Any]:
    """What the form sends that was opened now, with this text."""
    newest = fresh(page).latest_revision
    said = {
        "title": page.title, "kicker": "", "summary": "", "dateline": "", "section": "", "sources": "",
        "lead_picture": "", "lead_caption": "", "lead_alt": "", "slug": page.slug, "subjects": "",
        "editorial_first_published": "", "editorial_updated": "",
        "bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0, "bylines-MIN_NUM_FORMS": 0, "bylines-MAX_NUM_FORMS": 1000,
        "label": "", "label_name": "",
        "related-TOTAL_FORMS": 0, "related-INITIAL_FORMS": 0, "related-MIN_NUM_FORMS": 0, "related-MAX_NUM_FORMS": 1000,
        "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0,
        "loaded_revision_id": newest.pk, "loaded_revision_created_at": newest.created_at.isoformat(),
        **nested_form_data({"body": streamfield([("text", rich_text(f'<p data-block-key="aaaaa">{text}</p>'))])}),
    }  # fmt: skip
    return said | {"body-0-id": page.body[0].id} | fields


def entered(name: str) -> Client:
    client = Client()
    client.login(username=person("desk chief", "en", name).username, password=PASSWORD)
    return client


def edit(page: EditionPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def text_of(revision: Revision) -> str:
    return str(revision.as_object().body[0].value.source)


def test_the_second_saver_is_shown_both_texts_and_neither_is_lost() -> None:
    page, first, second = draft(), entered("first"), entered("second")
    theirs, mine = form(page, "They met on Friday."), form(page, "They met in Bonn.")
    first.post(edit(page), theirs)
    answer = second.post(edit(page), mine, follow=True)
    said = answer.content.decode()
    assert "While you wrote, first saved a newer version." in said
    assert "They met <mark>on Friday</mark>." in said
    assert "They met <mark>in Bonn</mark>." in said
    assert "Friday" in text_of(fresh(page).latest_revision)
    assert any("Bonn" in text_of(each) for each in page.revisions.all())


def test_nothing_is_published_over_a_text_that_was_not_seen() -> None:
    page, first, second = published(), entered("first"), entered("second")
    kind = {"publish_kind": "update", "publish_note": ""}
    theirs, mine = form(page, "They met on Friday.", **kind), form(page, "They met in Bonn.", **kind)
    first.post(edit(page), theirs | {"action-publish": "action-publish"})
    answer = second.post(edit(page), mine | {"action-publish": "action-publish"}, follow=True)
    assert "nothing was published" in answer.content.decode()
    assert "Friday" in text_of(fresh(page).live_revision)
    assert fresh(page).version == 2
    assert not fresh(page).has_unpublished_changes


def test_whoever_goes_on_with_their_own_text_saves_it_as_the_newest() -> None:
    page, first, second = draft(), entered("first"), entered("second")
    theirs, mine = form(page, "They met on Friday."), form(page, "They met in Bonn.")
    first.post(edit(page), theirs)
    second.post(edit(page), mine)
    aside = next(each for each in page.revisions.all() if "Bonn" in text_of(each))
    assert (
        "in Bonn"
        in second.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, aside.pk])).content.decode()
    )
    second.post(edit(page), form(page, "They met in Bonn on Friday."))
    assert "in Bonn on Friday" in text_of(fresh(page).latest_revision)
    gone_on = second.get(reverse("newsroom_both", args=[page.pk, fresh(page).latest_revision.pk]))
    assert gone_on.headers["Location"] == edit(page)


def test_an_autosave_does_not_cover_what_somebody_else_saved() -> None:
    page, first, second = draft(), entered("first"), entered("second")
    theirs, mine = form(page, "They met on Friday."), form(page, "They met in Bonn.")
    saved = first.post(edit(page), theirs, headers={"Accept": "application/json"}).json()
    assert saved["success"]
    again = form(page, "They met on Friday at last.", overwrite_revision_id=saved["revision_id"])
    first.post(edit(page), again, headers={"Accept": "application/json"})
    refused = second.post(edit(page), mine, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
    assert page.revisions.count() == 2
    assert "at last" in text_of(fresh(page).latest_revision)


def test_an_autosave_of_the_first_goes_on_after_the_second_was_set_aside() -> None:
    page, first, second = draft(), entered("first"), entered("second")
    theirs, mine = form(page, "They met on Friday."), form(page, "They met in Bonn.")
    saved = first.post(edit(page), theirs, headers={"Accept": "application/json"}).json()
    second.post(edit(page), mine)
    again = form(page, "They met on Friday at last.", overwrite_revision_id=saved["revision_id"])
    assert first.post(edit(page), again, headers={"Accept": "application/json"}).json()["success"]
    assert "at last" in text_of(fresh(page).latest_revision)


def test_the_same_text_saved_twice_asks_nobody() -> None:
    page, first, second = draft(), entered("first"), entered("second")
    theirs = form(page, "They met on Friday.")
    first.post(edit(page), theirs)
    answer = second.post(edit(page), theirs)
    assert "/both/" not in answer.headers.get("Location", "")


def test_a_form_that_says_nothing_of_its_version_is_taken_as_new() -> None:
    assert not outdated(QueryDict(), draft().latest_revision)


def test_both_texts_are_for_those_who_may_edit() -> None:
    page = draft()
    client = Client()
    client.login(username=person("reporter", "fr").username, password=PASSWORD)
    url = reverse("newsroom_both", args=[page.pk, page.latest_revision_id])
    assert client.get(url).headers["Location"].startswith("/newsroom/")
