"""“Translate into …”: same block ids, and the draft knows what it was made from."""

from __future__ import annotations

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from dateline.edition.values import Derivation, Edition
from dateline.edition.wording import part_digests
from dateline.newsroom import record
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import snapshot
from dateline.newsroom.standings import sides
from tests.rooms.newsroom.house import again, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def derived(page: EditionPage) -> Derivation:
    return msgspec.convert(page.derived_from, Derivation)


def test_the_draft_has_the_sources_block_ids_and_names_each_part() -> None:
    page = published()
    source = record.newest(page.key)
    assert isinstance(source, Edition)
    made = translate(page, "fa")
    made.editorial_first_published = "2009-03-06"
    assert not made.live
    assert made.translation_key == page.translation_key
    assert [block.id for block in snapshot(made).blocks] == [block.id for block in source.blocks]
    assert derived(made).language == "en"
    assert derived(made).version == 1
    assert {part.source: part.digest for part in derived(made).parts} == part_digests(source)


def test_the_translation_starts_from_what_readers_get_not_from_a_later_draft() -> None:
    page = published()
    page.title = "Unread draft"
    page.save_revision()
    assert translate(fresh(page), "fr").title == "NATO meets"


def test_a_published_translation_says_what_it_was_made_from() -> None:
    made = translate(published(), "fr")
    made.get_latest_revision().publish()
    value = record.newest(made.key)
    assert isinstance(value, Edition)
    assert value.derived_from is not None
    assert (value.version, value.derived_from.language) == (1, "en")


def test_a_draft_cannot_be_translated() -> None:
    with pytest.raises(Refusal, match="Publish this edition first"):
        translate(draft(), "fr")


def test_a_second_translation_into_the_same_language_is_refused() -> None:
    page = published()
    translate(page, "fr")
    with pytest.raises(Refusal, match="has an edition in that language"):
        translate(page, "fr")


def test_a_translator_writes_at_desks_of_their_own_only() -> None:
    user = person("translator", "fr")
    page = published()
    with pytest.raises(Refusal, match="may not start translations at that desk"):
        translate(page, "fa", user=user)
    made = translate(page, "fr", user=user)
    assert made.permissions_for_user(user).can_edit()


def test_the_screen_offers_only_the_desks_one_may_write_at() -> None:
    client = Client()
    client.force_login(person("desk chief", "fr"))
    page = published("fr")
    assert client.get(reverse("newsroom_translate", args=[page.pk])).status_code == 302
    other = published("en")
    answer = client.get(reverse("newsroom_translate", args=[other.pk]))
    assert answer.status_code == 200
    assert 'value="fr"' in answer.content.decode()
    assert 'value="fa"' not in answer.content.decode()
    client.post(reverse("newsroom_translate", args=[other.pk]), {"language": "fr", "sort": "translation"})
    assert EditionPage.objects.filter(translation_key=other.translation_key, locale__language_code="fr").exists()


def test_a_translation_has_its_source_beside_its_form_with_what_moved(admin_client: Client) -> None:
    page = published()
    made = translate(page, "fr")
    edit = reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert "Nothing is open" in admin_client.get(edit).content.decode()
    again(page, "correction", "It was not so.", title="NATO met")
    said = admin_client.get(edit).content.decode()
    assert "2 parts are open" in said
    assert "It was not so." in said
    assert "NATO <del>meets</del><ins>met</ins>" in said
    assert "data-beside" not in admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_what_does_not_apply_is_dismissed_on_a_screen_of_its_own(admin_client: Client) -> None:
    page = published()
    made = translate(page, "fr")
    again(page, "update", title="NATO met")
    (moved,) = sides(fresh(made)).standing().moved
    url, named = reverse("newsroom_dismiss", args=[made.pk]), {"part": moved.source, "digest": moved.digest}
    assert "Why?" in admin_client.get(url, named).content.decode()
    assert "Say in a few words" in admin_client.post(url, named).content.decode()
    asked = admin_client.post(url, {**named, "reason": ""}, headers={"Accept": "application/json"})
    assert (asked.status_code, asked.json()["error"][:6]) == (400, "Say in")
    assert admin_client.post(url, {**named, "reason": "Known here."}).status_code == 302
    assert sides(fresh(made)).standing().moved == ()
    assert admin_client.get(url, named).status_code == 404


def test_another_source_is_chosen_on_a_screen_of_its_own(admin_client: Client) -> None:
    page = published()
    made = translate(page, "fr")
    translate(page, "ar").get_latest_revision().publish()
    url = reverse("newsroom_source", args=[made.pk])
    assert 'value="ar"' in admin_client.get(url).content.decode()
    assert admin_client.post(url, {"language": "ar"}).status_code == 302
    assert derived(fresh(made).get_latest_revision_as_object()).language == "ar"
    assert "not published" in admin_client.post(url, {"language": "fa"}).content.decode()


def test_an_editions_old_screen_for_catching_up_leads_to_its_form(admin_client: Client) -> None:
    made = translate(published(), "fr")
    answer = admin_client.get(reverse("newsroom_catch_up", args=[made.pk]))
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk]) + "#source"
