"""The audit log: who did what to which edition, when; kept when the person and the edition are gone."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext

from dateline.newsroom import audit
from dateline.newsroom.actions.release import release
from dateline.newsroom.intake import take_in
from dateline.newsroom.models import AuditEntry, EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.roles import group_of
from dateline.wires.draft import Draft
from tests.rooms.newsroom.house import PASSWORD, draft, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def enter(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reader(**asked: str) -> Any:
    """The screen as an administrator gets it."""
    return enter(person("administrator", "")).get(reverse("newsroom_audit"), asked)


def named(action: str) -> AuditEntry:
    entry = AuditEntry.objects.filter(action=action).first()
    assert entry is not None
    return entry


def test_publishing_is_written_down_with_person_language_and_story() -> None:
    user = person("desk chief", "fr")
    page = draft("fr", "Sommet")
    page.get_latest_revision().publish(user=user)
    entry = named("wagtail.publish")
    assert (entry.actor_name, entry.label, entry.language) == ("desk chief-fr", "Sommet", "fr")
    assert entry.story == page.translation_key


def test_an_entry_outlives_its_edition_and_its_person() -> None:
    user = person("desk chief", "fr")
    user.first_name, user.last_name = "Ana", "Diaz"
    user.save()
    page = draft("fr", "Sommet")
    page.get_latest_revision().publish(user=user)
    EditionPage.objects.get(pk=page.pk).delete(user=user)
    user.first_name, user.last_name, user.is_active = "", "", False  # nobody is deleted
    user.save()
    entry = named("wagtail.publish")
    assert (entry.actor_name, entry.label, entry.language) == ("Ana Diaz (desk chief-fr)", "Sommet", "fr")
    shown = reader(thing=str(page.translation_key)).content.decode()
    assert "Ana Diaz" in shown
    assert "Sommet" in shown


def test_the_autosaves_of_one_sitting_are_one_entry() -> None:
    page = draft("fr")
    with LogContext(user=person("reporter", "fr")):
        for title in ("One", "Two", "Three"):
            page.title = title
            page.save_revision(log_action=True)
    assert AuditEntry.objects.filter(action="wagtail.edit", object_id=str(page.pk)).count() == 1


def test_coming_and_going_are_written_down_and_a_password_never() -> None:
    user = person("reporter", "fr", "ana")
    client = Client()
    url = reverse("wagtailadmin_login")
    client.post(url, {"login": "ana", "password": "a wrong guess"})
    client.post(url, {"login": "ana", "password": PASSWORD})
    client.post(reverse("wagtailadmin_logout"))
    assert named("failed to log in").label == "ana"
    assert named("failed to log in").actor is None
    assert [named(action).actor for action in ("logged in", "logged out")] == [user.pk, user.pk]
    everything = " ".join(str(row) for row in AuditEntry.objects.values())
    assert "a wrong guess" not in everything
    assert PASSWORD not in everything


def test_roles_given_and_taken_are_written_down_with_their_desk() -> None:
    by, user = person("administrator", ""), person("reporter", "fr", "ana")
    AuditEntry.objects.all().delete()
    with LogContext(user=by):
        user.groups.add(group_of("sub-editor", "fr"))
        group_of("reporter", "fr").user_set.remove(user)
    given, taken = named("role given"), named("role taken")
    assert (given.actor, given.label, given.language) == (by.pk, "ana", "fr")
    assert given.details == {"remark": "French desk: sub-editors"}
    assert (taken.label, taken.details) == ("ana", {"remark": "French desk: reporters"})


def test_an_import_and_its_release_say_what_became_of_how_many() -> None:
    batch = take_in([Draft(language="fr", headline="Sommet")], source="ninjs: a.json", user=person("sub-editor", "fr"))
    release(batch.id)
    assert (named("imported").actor_name, named("imported").details) == ("sub-editor-fr", {"remark": "1 created"})
    assert (named("released").actor_name, named("released").details) == ("", {"remark": "1 published"})


def test_what_nobody_named_is_refused() -> None:
    with pytest.raises(ValueError, match="add it there"):
        audit.log(None, "did something")


@pytest.mark.parametrize(
    ("role", "desk", "answered"),
    [("administrator", "", 200), ("administrator", "fr", 302), ("desk chief", "", 302), ("reporter", "fr", 302)],
)
def test_only_administrators_for_all_desks_read_it(role: str, desk: str, answered: int) -> None:
    client = enter(person(role, desk))
    assert client.get(reverse("newsroom_audit")).status_code == answered
    assert client.get(reverse("newsroom_audit"), {"export": "csv"}).status_code == answered
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("newsroom_audit") in menu) is (answered == 200)
    assert reverse("wagtailadmin_reports:site_history") not in menu


def test_wagtails_own_log_leads_to_ours() -> None:
    client = enter(person("sub-editor", "fr"))
    assert client.get("/newsroom/reports/site-history/").headers["Location"] == reverse("newsroom_audit")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor_name": "desk chief-fr"}, {"Sommet"}),
        ({"language": "fa"}, {"نشست"}),
        ({"action": "wagtail.publish"}, {"Sommet", "نشست"}),
        ({"thing": "Somm"}, {"Sommet"}),
        ({"instant_from": "2001-01-01", "instant_to": "2001-01-02"}, set()),
    ],
)
def test_filters_find_what_was_asked_for(asked: dict[str, str], found: set[str]) -> None:
    for role, tag, title in (("desk chief", "fr", "Sommet"), ("desk chief", "fa", "نشست")):
        draft(tag, title).get_latest_revision().publish(user=person(role, tag))
    shown = {entry.label for entry in reader(**asked).context["object_list"]}
    assert shown & {"Sommet", "نشست"} == found


def test_the_log_is_paged() -> None:
    for number in range(60):
        audit.log(None, "failed to log in", f"guess {number}")
    first = reader()
    assert len(first.context["object_list"]) == 50
    assert first.context["is_paginated"]


def test_the_file_holds_every_line_no_formula_and_leaves_a_trace() -> None:
    audit.log(None, "failed to log in", "=HYPERLINK(1)")
    for number in range(60):
        audit.log(None, "failed to log in", f"guess {number}")
    answer = reader(export="csv")
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert len(lines) > 61
    assert "'=HYPERLINK(1)" in {line[3] for line in lines}
    assert named("audit log exported").actor_name == "administrator-"


#   who acts, on whom, and what is tried; all of it is refused, by whatever screen it comes
def _lift_myself(by: Any, _other: Any) -> None:
    by.is_superuser = True
    by.save()


def _give_myself(by: Any, _other: Any) -> None:
    by.groups.add(group_of("administrator", ""))


def _give_through_the_group(by: Any, _other: Any) -> None:
    group_of("administrator", "").user_set.add(by)


def _change_a_superuser(_by: Any, other: Any) -> None:
    other.set_password("mine now")
    other.save()


def _delete_a_superuser(_by: Any, other: Any) -> None:
    other.delete()


def _make_a_superuser(_by: Any, _other: Any) -> None:
    get_user_model()._default_manager.create_superuser("new", "", PASSWORD)


def _change_a_group(by: Any, _other: Any) -> None:
    by.groups.first().permissions.clear()


def _clear_roles(_by: Any, other: Any) -> None:
    other.groups.clear()


TRIES = [
    _lift_myself, _give_myself, _give_through_the_group, _change_a_superuser,
    _delete_a_superuser, _make_a_superuser, _change_a_group, _clear_roles,
]  # fmt: skip


@pytest.mark.parametrize("attempt", TRIES)
@pytest.mark.parametrize(("role", "desk"), [("administrator", "fr"), ("desk chief", ""), ("reporter", "fr")])
def test_nobody_lifts_themselves_up(attempt: Any, role: str, desk: str) -> None:
    chief = get_user_model()._default_manager.create_superuser("chief", "", PASSWORD)
    chief.groups.add(group_of("administrator", ""))
    by = person(role, desk)
    with LogContext(user=by), pytest.raises(Refusal):
        attempt(by, chief)


def test_an_administrator_for_all_desks_makes_no_superuser_but_gives_every_role() -> None:
    by, user = person("administrator", ""), person("reporter", "fr", "ana")
    with LogContext(user=by):
        user.groups.add(group_of("administrator", ""), group_of("desk chief", "fa"))
        for attempt in (_lift_myself, _make_a_superuser, _change_a_group):
            with pytest.raises(Refusal), transaction.atomic():
                attempt(by, user)
        with pytest.raises(Refusal), transaction.atomic():
            user.groups.add(Group.objects.create(name="Night watch"))


def test_everybody_still_changes_their_own_name_and_password() -> None:
    by = person("reporter", "fr")
    with LogContext(user=by):
        by.first_name = "Ana"
        by.set_password("another long password")
        by.save()
    assert get_user_model()._default_manager.get(pk=by.pk).first_name == "Ana"


def test_a_published_edition_is_in_the_log_of_its_story_in_every_language() -> None:
    page = published("fr", "Sommet")
    other = draft("fa", "نشست", translation_key=page.translation_key)
    other.get_latest_revision().publish()
    shown = {entry.label for entry in reader(thing="Sommet").context["object_list"]}
    assert {"Sommet", "نشست"} <= shown
