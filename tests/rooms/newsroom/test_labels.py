"""Labels and related stories in the newsroom: what the form asks, what is refused with words, what the record gets."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dateline.edition import values
from dateline.edition.label import Label
from dateline.newsroom import record
from dateline.newsroom.actions.put_edition import put_edition
from dateline.newsroom.check import differences
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from tests.builders import an_edition
from tests.contracts.test_every_route_writes_the_record import edit_url, form
from tests.rooms.newsroom.house import again, draft, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def stands(page: EditionPage) -> values.Edition:
    found = record.newest(page.key)
    assert isinstance(found, values.Edition)
    return found


def one_related(chosen: str) -> dict[str, Any]:
    count = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {**count, "0": {"chosen": chosen, "id": "", "ORDER": "1", "DELETE": ""}}


def test_the_form_publishes_label_and_related_stories(admin_client: Client) -> None:
    other, page = published(title="The treaty"), draft()
    said = form(label="agency", label_name="AFP", related=one_related(str(other.pk)), **{"action-publish": "1"})
    assert admin_client.post(edit_url(page), said).status_code == 302
    found = stands(page)
    assert found.label == Label("agency", "AFP")
    assert found.related == (other.translation_key,)
    assert differences() == []


def test_copy_that_is_not_ours_does_not_go_out_unnamed_and_the_form_keeps_the_text(admin_client: Client) -> None:
    page = draft()
    answer = admin_client.post(edit_url(page), form(label="sponsored", summary="Kept.", **{"action-publish": "1"}))
    said = answer.content.decode()
    assert "Say who paid for it" in said
    assert "Kept." in said
    assert record.newest(page.key) is None
    page.label = "sponsored"
    with pytest.raises(Refusal, match="who paid"):
        page.save_revision().publish()


def test_an_unnamed_label_may_stand_in_a_draft(admin_client: Client) -> None:
    page = draft()
    assert admin_client.post(edit_url(page), form(label="agency")).status_code == 302


def test_a_line_without_a_story_is_refused_with_words(admin_client: Client) -> None:
    answer = admin_client.post(edit_url(draft()), form(related=one_related("")))
    assert "take this line out" in answer.content.decode()


def test_a_related_story_that_is_deleted_leaves_the_text_as_it_is_recorded() -> None:
    other = published(title="The treaty")
    page = put_edition(an_edition(related=(other.translation_key,)))
    EditionPage.objects.get(pk=other.pk).delete()
    assert stands(page).related == (other.translation_key,)
    assert differences() == []


def test_a_change_of_the_label_is_noted_as_a_part_that_changed() -> None:
    page = again(published(), "clarification", "It is opinion.", label="opinion")
    assert stands(page).changes[-1].parts == ("label",)
