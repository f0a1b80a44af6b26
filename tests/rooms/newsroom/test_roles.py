"""Roles: the table is the truth, groups follow it, and an edition goes from writer to reviewer to chief."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import GroupPagePermission, TaskState

from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.models import DeskRole, EditionPage
from dateline.newsroom.permissions import ALL_DESKS, TABLE, Action, Reach, Role, Row, admin_required, may, roles_of
from dateline.newsroom.reference import roles_document
from dateline.newsroom.roles import group_of, lay_roles
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
REFERENCE = Path(__file__).resolve().parents[3] / "docs/reference/roles.md"


def again(user: Any) -> Any:
    """The account as the next request finds it."""
    return get_user_model()._default_manager.get(pk=user.pk)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_at_a_desk_may_what_the_table_says_there_and_no_more(role: Role) -> None:
    user = person(role, "fr")
    for action, row in TABLE.items():
        granted = role in row.roles and row.reach is not Reach.HOUSE
        assert may(user, action, "fr") is granted, action
        assert may(user, action, "fa") is (granted and row.reach is Reach.ANY), action
        assert may(user, action) is granted, action


@pytest.mark.parametrize("role", list(Role))
def test_a_role_for_all_desks_may_the_same_everywhere(role: Role) -> None:
    user = person(role, ALL_DESKS)
    for action, row in TABLE.items():
        assert may(user, action, "fa") is (role in row.roles), action


def test_nobody_may_anything_without_an_account_that_stands() -> None:
    gone = person("administrator", "")
    gone.is_active = False
    assert not any(may(AnonymousUser(), action) for action in Action)
    assert not any(may(gone, action) for action in Action)


def test_every_action_stands_in_the_table_and_an_administrator_has_all_of_them() -> None:
    assert set(TABLE) == set(Action)
    assert all(Role.ADMINISTRATOR in row.roles for row in TABLE.values())


def test_publishing_unpublishing_and_scheduling_go_together_since_wagtail_asks_one_question_for_them() -> None:
    assert TABLE[Action.PUBLISH] == Row(TABLE[Action.PUBLISH].words, TABLE[Action.UNPUBLISH].roles)
    assert TABLE[Action.PUBLISH].roles == TABLE[Action.SCHEDULE].roles


def test_two_roles_add_up() -> None:
    user = person("reporter", "fr")
    user.groups.add(group_of("desk chief", "fa"))
    user = again(user)
    assert roles_of(user) == {("reporter", "fr"), ("desk chief", "fa")}
    assert may(user, Action.PUBLISH, "fa")
    assert not may(user, Action.PUBLISH, "fr")


def test_a_changed_table_changes_the_groups_that_setup_made(monkeypatch: pytest.MonkeyPatch) -> None:
    group = group_of("reporter", "fr")
    publish = {"codename": "publish_page", "content_type__app_label": "wagtailcore"}
    assert not GroupPagePermission.objects.filter(
        group=group, permission__in=Permission.objects.filter(**publish)
    ).exists()
    row = TABLE[Action.PUBLISH]
    monkeypatch.setitem(TABLE, Action.PUBLISH, Row(row.words, row.roles | {Role.REPORTER}))
    lay_roles()
    assert front_of("fr").permissions_for_user(person("reporter", "fr", "one")).can_publish_subpage()
    monkeypatch.setitem(TABLE, Action.PUBLISH, row)
    lay_roles()
    assert not front_of("fr").permissions_for_user(person("reporter", "fr", "two")).can_publish_subpage()


def test_what_a_person_added_to_a_group_of_the_house_goes_at_the_next_setup() -> None:
    group = group_of("reporter", "fr")
    group.permissions.add(Permission.objects.get(codename="kill", content_type__app_label="newsroom"))
    lay_roles()
    assert not group.permissions.filter(codename="kill").exists()


def test_a_group_made_by_hand_is_left_alone_and_may_hold_our_permissions() -> None:
    group = Group.objects.create(name="Night watch")
    group.permissions.add(Permission.objects.get(codename="kill", content_type__app_label="newsroom"))
    user = person("reporter", "fr")
    user.groups.add(group)
    lay_roles()
    assert list(group.permissions.values_list("codename", flat=True)) == ["kill"]
    assert may(again(user), Action.KILL, "fa")
    assert not DeskRole.objects.filter(group=group).exists()


def test_setting_up_again_makes_no_group_twice() -> None:
    before = Group.objects.count(), GroupPagePermission.objects.count()
    lay_roles()
    assert (Group.objects.count(), GroupPagePermission.objects.count()) == before


@pytest.mark.parametrize(("language", "answered"), [("fr", 200), ("fa", 403)])
def test_a_guarded_view_asks_for_the_desk_of_its_language(language: str, answered: int) -> None:
    view = admin_required(Action.PUBLISH)(lambda request, language: HttpResponse(language))
    request = RequestFactory().get("/")
    request.user = person("desk chief", "fr")
    if answered == 403:
        with pytest.raises(PermissionDenied):
            view(request, language=language)
    else:
        assert view(request, language=language).status_code == 200


def enter(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def submit(page: EditionPage, user: Any) -> TaskState:
    page.get_workflow().start(page, user)
    task_state: TaskState = fresh(page).current_workflow_task_state
    return task_state


def decide(client: Client, page: EditionPage, task_state: TaskState, action: str = "approve") -> Any:
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk])
    return client.post(url, {"comment": "", "next": ""})


def test_a_sub_editor_approves_and_nothing_is_published_yet() -> None:
    page = draft("fr", owner=person("reporter", "fr"))
    state = submit(page, page.owner)
    decide(enter(person("sub-editor", "fr")), page, state)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_APPROVED
    assert not fresh(page).live


def test_a_desk_chief_who_approves_publishes() -> None:
    page = draft("fr", owner=person("translator", "fr"))
    state = submit(page, page.owner)
    decide(enter(person("desk chief", "fr")), page, state)
    assert fresh(page).live


@pytest.mark.parametrize(("role", "promises"), [("sub-editor", False), ("desk chief", True)])
def test_approving_promises_to_publish_only_to_whom_it_does(role: str, promises: bool) -> None:
    page = draft("fr", owner=person("reporter", "fr"))
    submit(page, page.owner)
    form = enter(person(role, "fr")).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Approve" in form
    assert ("Approve and Publish" in form) is promises


@pytest.mark.parametrize(("role", "desk"), [("sub-editor", "fa"), ("desk chief", "fa"), ("reporter", "fr")])
def test_nobody_approves_at_another_desk_nor_without_the_role(role: str, desk: str) -> None:
    page = draft("fr", owner=person("reporter", "fr", "writer"))
    state = submit(page, page.owner)
    decide(enter(person(role, desk)), page, state)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not fresh(page).live


def test_while_in_review_the_writer_waits_and_the_reviewer_corrects() -> None:
    writer, reviewer = person("reporter", "fr"), person("sub-editor", "fr")
    page = draft("fr", owner=writer)
    submit(page, writer)
    lock = fresh(page).get_lock()
    assert lock.for_user(writer)
    assert not lock.for_user(reviewer)
    assert fresh(page).permissions_for_user(reviewer).can_edit()


def test_a_reviewer_finds_what_waits_at_the_own_desk_only() -> None:
    french, persian = draft("fr", owner=person("reporter", "fr")), draft("fa", owner=person("reporter", "fa"))
    for page in (french, persian):
        submit(page, page.owner)
    waiting = TaskState.objects.reviewable_by(person("sub-editor", "fr"))
    assert [state.workflow_state.content_object.pk for state in waiting] == [french.pk]


def test_asking_for_changes_gives_the_edition_back_to_its_writer() -> None:
    writer = person("reporter", "fr")
    page = draft("fr", owner=writer)
    state = submit(page, writer)
    client = enter(person("sub-editor", "fr"))
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    client.post(url, {"comment": "Who says so?", "next": ""})
    state.refresh_from_db()
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Who says so?")


@pytest.mark.parametrize("role", ["reporter", "translator", "sub-editor"])
def test_whoever_may_not_publish_does_not_by_any_button(role: str) -> None:
    user = person(role, "fr")
    page = draft("fr", owner=user)
    client = enter(user)
    client.post(f"/newsroom/bulk/wagtailcore/page/publish/?id={page.pk}", {})
    client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"]), "{}", "application/json")
    assert not fresh(page).live


def test_a_reporter_deletes_the_own_draft_but_nothing_else() -> None:
    user = person("reporter", "fr")
    own, others, out = draft("fr", owner=user), draft("fr"), published("fr", owner=user)
    assert own.permissions_for_user(user).can_delete()
    assert not others.permissions_for_user(user).can_delete()
    assert not out.permissions_for_user(user).can_delete()


@pytest.mark.parametrize(("role", "edits"), [("reporter", False), ("sub-editor", False), ("desk chief", True)])
def test_a_front_is_its_chiefs_business(role: str, edits: bool) -> None:
    rights = front_of("fr").permissions_for_user(person(role, "fr"))
    assert rights.can_edit() is edits
    assert rights.can_unpublish() is edits
    assert rights.can_add_subpage()
    assert not rights.can_delete()


@pytest.mark.parametrize(
    ("role", "verbs"),
    [("reporter", {"add"}), ("picture editor", {"add", "change", "delete"}), ("desk chief", {"add"})],
)
def test_the_picture_library_is_the_picture_editors(role: str, verbs: set[str]) -> None:
    user = person(role, "fr")
    assert {verb for verb in ("add", "change", "delete") if user.has_perm(f"wagtailimages.{verb}_image")} <= verbs
    from_collections = set(user.groups.values_list("collection_permissions__permission__codename", flat=True))
    assert {name.split("_")[0] for name in from_collections if name} == verbs | {"choose"}


def test_the_reference_says_what_the_table_says() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == roles_document()
