"""The trash: what is deleted can be brought back, as it was, until its days are over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page

from dateline.edition.values import Edition, Withdrawn
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.refresh import refresh
from dateline.newsroom.actions.translate import read_version, source_of, translate
from dateline.newsroom.actions.trash import bring_back, delete_for_good, empty_trash, throw_away
from dateline.newsroom.check import differences
from dateline.newsroom.desk.others import others
from dateline.newsroom.intake import take_in
from dateline.newsroom.models import AuditEntry, Dossier, EditionPage, ImportItem, Section, StandingPage, Trashed
from dateline.newsroom.models.trashed import KEPT_DAYS
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft
from tests.rooms.newsroom.house import again, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def entry(page: Page) -> Any:
    return Trashed.objects.get(page=page.pk)


def delete_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def logged_in(role: str, tag: str = "en") -> tuple[Client, Any]:
    client, user = Client(), person(role, tag)
    client.force_login(user)
    return client, user


def test_what_was_published_comes_back_as_a_draft_with_its_history_at_its_place() -> None:
    page = again(published(), "update", title="NATO met")
    revisions, place = page.revisions.count(), page.get_parent()
    throw_away(page)
    assert isinstance(record.newest(page.key), Withdrawn)
    assert fresh(page).get_parent().pk != place.pk
    bring_back(entry(page))
    back = fresh(page)
    assert (back.live, back.get_parent().pk, back.url_path) == (False, place.pk, page.url_path)
    assert (back.title, back.version, back.revisions.count()) == ("NATO met", 2, revisions)
    assert not Trashed.objects.exists()
    assert isinstance(record.newest(again(back, "update").key), Edition)
    assert differences() == []
    assert Page.find_problems() == ([], [], [], [], [])


def test_comments_locks_and_derivations_outlive_the_trash() -> None:
    source = published()
    made = translate(source, "fr")
    made.get_latest_revision().publish()
    chief = person("desk chief", "en")
    Comment.objects.create(page=source, user=chief, text="Ask again.", contentpath="title")
    EditionPage.objects.filter(pk=source.pk).update(locked=True, locked_by=chief)
    throw_away(source)
    assert source_of(fresh(made)) is None
    bring_back(entry(source))
    back = fresh(source)
    assert back.locked_by == chief
    assert [each.text for each in back.wagtail_admin_comments.all()] == ["Ask again."]
    again(back, "update")
    found = source_of(fresh(made))
    assert found is not None
    assert found.version == 2
    assert read_version(fresh(made)) == read_version(made)


def test_a_review_ends_and_a_schedule_is_taken_off() -> None:
    page = draft()
    page.get_workflow().start(page, None)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() + timedelta(hours=1)
    revision.save()
    throw_away(page)
    assert fresh(page).current_workflow_state is None
    assert not fresh(page).approved_schedule


def test_an_address_that_was_taken_meanwhile_is_left_to_its_new_story() -> None:
    page = draft()
    throw_away(page)
    other = draft()
    assert other.slug == page.slug
    bring_back(entry(page))
    assert (fresh(page).slug, fresh(other).slug) == ("nato-meets-2", "nato-meets")
    fresh(page).get_latest_revision().publish()
    assert fresh(page).slug == "nato-meets-2"


def test_nobody_works_on_what_lies_in_the_trash(admin_client: Client) -> None:
    page = published()
    throw_away(page)
    page = fresh(page)
    with pytest.raises(Refusal, match="is in the trash"):
        page.save_revision()
    with pytest.raises(Refusal, match="is in the trash"):
        page.get_latest_revision().publish()
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    assert admin_client.post(delete_url(page)).status_code == 302
    assert Trashed.objects.count() == 1


def test_no_list_of_wagtails_shows_it(admin_client: Client) -> None:
    page = draft(title="Seen no more")
    refresh(timezone.now() - timedelta(hours=1))
    throw_away(page)
    for url in (
        reverse("wagtailadmin_explore", args=[front_of("en").pk]),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_choose_page_search") + "?q=Seen",
        reverse("wagtailadmin_pages:search") + "?q=Seen",
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_api:pages:listing") + f"?for_explorer=1&child_of={front_of('en').pk}",
    ):
        answer = admin_client.get(url)
        assert answer.status_code == 200, url
        assert "Seen no more" not in answer.content.decode(), url


def test_a_story_whose_edition_lies_there_is_not_translated_past_it() -> None:
    source = published()
    made = translate(source, "fr")
    throw_away(made)
    with pytest.raises(Refusal, match="is in the trash"):
        translate(source, "fr")


def test_an_import_of_a_newer_text_does_not_wake_it() -> None:
    take_in([Draft(language="en", headline="One", source_id="a", source_version="1")], source="test")
    page = EditionPage.objects.get(title="One")
    throw_away(page)
    assert not ImportItem.objects.waiting().exists()
    take_in([Draft(language="en", headline="Two", source_id="a", source_version="2")], source="test")
    refused = ImportItem.objects.get(status="refused")
    assert "is in the trash" in refused.reason
    assert fresh(page).title == "One"


def test_a_standing_page_is_kept_too() -> None:
    page = StandingPage(title="About us", kind="about", locale=front_of("en").locale)
    front_of("en").add_child(instance=page)
    page.save_revision().publish()
    StandingPage.objects.get(pk=page.pk).delete()
    assert entry(page).was_live
    bring_back(entry(page))
    assert not StandingPage.objects.get(pk=page.pk).live
    assert differences() == []


def test_after_its_days_it_is_deleted_for_good_and_the_record_stays() -> None:
    page, young = published(), draft(title="Young")
    for each in (page, young):
        throw_away(each)
    now = timezone.now()
    Trashed.objects.filter(page=page).update(deleted=now - timedelta(days=KEPT_DAYS))
    assert empty_trash(now) == 1
    assert not EditionPage.objects.filter(pk=page.pk).exists()
    assert EditionPage.objects.filter(pk=young.pk).exists()
    assert isinstance(record.newest(page.key), Withdrawn)
    assert AuditEntry.objects.filter(action="deleted for good", story=page.translation_key).exists()
    assert differences() == []


def test_a_day_that_has_begun_counts_as_a_day_left() -> None:
    page = draft()
    there = throw_away(page)
    assert there.days_left(there.deleted) == KEPT_DAYS
    assert there.days_left(there.deleted + timedelta(days=KEPT_DAYS - 1, hours=1)) == 1
    assert there.days_left(there.goes) == 0


def test_the_confirmation_names_the_other_editions_with_their_states(admin_client: Client) -> None:
    page = published()
    translate(page, "fr").get_latest_revision().publish()
    translate(page, "fa")
    throw_away(translate(page, "ru"))
    told = admin_client.get(delete_url(page)).content.decode()
    assert told.index("French") < told.index("Unpublish and put into the trash")
    root = admin_client.get("/newsroom/").wsgi_request.user
    assert [(each.tag, str(each.state), bool(each.url)) for each in others(page, root)] == [
        ("fa", "draft", True),
        ("fr", "published", True),
        ("ru", "in the trash", False),
    ]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    assert "Persian" in admin_client.get(url).content.decode()


def test_deleting_by_its_screen_says_where_it_is_and_who_did_it() -> None:
    client, chief = logged_in("desk chief")
    page = published()
    answer = client.post(delete_url(page))
    assert answer.headers["Location"] == reverse("wagtailadmin_explore", args=[front_of("en").pk])
    assert "is in the trash" in " ".join(map(str, get_messages(answer.wsgi_request)))
    assert entry(page).user == chief
    assert not fresh(page).live
    shown = client.get(reverse("newsroom_trash")).content.decode()
    assert "NATO meets" in shown
    assert chief.username in shown


def test_a_chief_brings_back_and_deletes_for_good_from_the_screen() -> None:
    client, _chief = logged_in("desk chief")
    page, other = draft(title="One"), draft(title="Two")
    for each in (page, other):
        throw_away(each)
    client.post(reverse("newsroom_trash_restore", args=[entry(page).pk]))
    assert not fresh(page).in_trash
    url = reverse("newsroom_trash_for_good", args=[entry(other).pk])
    assert "nobody can bring them back" in client.get(url).content.decode()
    assert EditionPage.objects.filter(pk=other.pk).exists()
    client.post(url)
    assert not EditionPage.objects.filter(pk=other.pk).exists()


def test_a_reporter_brings_back_drafts_of_their_own_alone() -> None:
    client, reporter = logged_in("reporter")
    own, anothers = draft(title="Mine", owner=reporter), draft(title="Not mine")
    for each in (own, anothers):
        throw_away(each, user=reporter)
    shown = client.get(reverse("newsroom_trash")).content.decode()
    assert "Mine" in shown
    assert "Not mine" not in shown
    client.post(reverse("newsroom_trash_restore", args=[entry(anothers).pk]))
    client.post(reverse("newsroom_trash_for_good", args=[entry(own).pk]))
    client.post(reverse("newsroom_trash_restore", args=[entry(own).pk]))
    assert fresh(anothers).in_trash
    assert not fresh(own).in_trash


def test_another_desks_trash_is_not_shown() -> None:
    client, _chief = logged_in("desk chief", "fr")
    page = draft(title="English only")
    throw_away(page)
    shown = client.get(reverse("newsroom_trash")).content.decode()
    assert "English only" not in shown
    assert "The trash is empty" in shown
    client.post(reverse("newsroom_trash_restore", args=[entry(page).pk]))
    assert fresh(page).in_trash


def test_deleting_for_good_needs_no_trash() -> None:
    page = published()
    delete_for_good(page)
    assert not EditionPage.objects.filter(pk=page.pk).exists()
    assert differences() == []


def test_a_dossier_in_use_is_not_deleted_and_its_uses_are_named(admin_client: Client) -> None:
    dossier = Dossier.objects.create()
    dossier.names.create(language="en", name="Peace talks", slug="peace-talks")
    page = draft(dossiers=[dossier])
    used = pytest.raises(Refusal, match=r"“Peace talks” is used by 1 edition.*NATO meets \(en\)")
    with used, transaction.atomic():
        dossier.delete()
    throw_away(page)
    with pytest.raises(Refusal, match="in the trash"), transaction.atomic():
        dossier.delete()


def test_a_section_in_use_is_not_deleted_and_its_uses_are_named(admin_client: Client) -> None:
    section = Section.objects.create(order=1)
    draft(section=section)
    answer = admin_client.post(reverse("wagtailsnippets_newsroom_section:delete", args=[section.pk]))
    assert "NATO meets (en)" in " ".join(map(str, get_messages(answer.wsgi_request)))
    assert Section.objects.filter(pk=section.pk).exists()
