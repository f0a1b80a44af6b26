"""A person leaves: out at once, the name stays; never the last administrator, and nobody is deleted."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dateline.newsroom.accounts.first import first_password, person_named
from dateline.newsroom.models import AccountSession, EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.roles import group_of
from tests.rooms.newsroom.accounts.people import inside, log_in, with_app
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.fixture
def chief() -> Client:
    """A browser of the one superuser."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chief"))
    return client


def say(client: Client, user: Any, way: str, **fields: Any) -> str:
    return client.post(f"/newsroom/people/{user.pk}/{way}/", fields, follow=True).content.decode()


def test_who_is_deactivated_is_out_at_once_and_does_not_come_in_again(chief: Client) -> None:
    user = person("reporter", "fr", "samir")
    client, _ = log_in("samir")
    assert inside(client)
    assert "can no longer log in" in say(chief, user, "deactivate")
    assert not inside(client)
    assert not AccountSession.objects.filter(account_id=user.pk).exists()
    assert not inside(log_in("samir")[0])
    assert "can log in again" in say(chief, user, "reactivate")
    assert inside(log_in("samir")[0])


def test_locks_fall_and_drafts_go_to_the_one_who_takes_over(chief: Client) -> None:
    user, heir = person("sub-editor", "en", "samir"), person("sub-editor", "en", "noor")
    mine, public = draft(title="Mine"), published(title="Public")
    EditionPage.objects.filter(pk__in=[mine.pk, public.pk]).update(
        owner=user, locked=True, locked_by=user, locked_at=timezone.now()
    )
    say(chief, user, "deactivate", hand_to=heir.pk)
    assert (fresh(mine).owner, fresh(mine).locked, fresh(mine).locked_by) == (heir, False, None)
    assert (fresh(public).owner, fresh(public).locked) == (user, False)


def test_history_keeps_the_name(chief: Client) -> None:
    user = person("desk chief", "en", "samir")
    page = draft()
    page.save_revision(user=user)
    say(chief, user, "deactivate")
    assert fresh(page).latest_revision.user == user


def test_nobody_deactivates_themselves_and_the_last_administrator_stays(chief: Client) -> None:
    last = get_user_model().objects.get(username="chief")
    assert "deactivate themselves" in say(chief, last, "deactivate")
    last.is_active = False
    with pytest.raises(Refusal, match="last administrator"):
        last.save()
    last.is_active, last.is_superuser = True, False
    with pytest.raises(Refusal, match="last administrator"):
        last.save()
    person("administrator", "", "second")
    last.save()


def test_an_administrator_by_role_who_is_the_last_keeps_the_role() -> None:
    only = person("administrator", "", "only")
    client = Client()
    client.force_login(only)
    said = {"first_name": "O", "last_name": "Nly", "language": "en", "groups": [group_of("reporter", "fr").pk]}
    page = client.post(f"/newsroom/people/{only.pk}/", said, follow=True).content.decode()
    assert "last administrator" in page
    assert only.groups.filter(pk=group_of("administrator", "").pk).exists()
    only.refresh_from_db()
    assert only.last_name == ""


def test_a_person_is_not_deleted_by_any_route(chief: Client) -> None:
    user = person("reporter", "fr", "samir")
    with pytest.raises(Refusal, match="Deactivate"), transaction.atomic():
        user.delete()
    away = chief.get(f"/newsroom/users/delete/{user.pk}/")
    assert away["Location"] == f"/newsroom/people/{user.pk}/"
    assert chief.post(f"/newsroom/users/delete/{user.pk}/").status_code == 302
    for action in ("delete", "set_active_state", "assign_role"):
        bulk = f"/newsroom/bulk/auth/user/{action}/?id={user.pk}"
        chief.post(bulk, {"mark_as_active": "False", "role": group_of("administrator", "").pk})
    user.refresh_from_db()
    assert user.is_active
    assert user.groups.count() == 1


def test_wagtails_own_user_screens_lead_to_ours(chief: Client) -> None:
    user = person("reporter", "fr", "samir")
    assert chief.get("/newsroom/users/new/")["Location"] == "/newsroom/people/invite/"
    data = {"username": "samir", "email": "a@b.example", "first_name": "A", "last_name": "B", "is_superuser": "on"}
    assert chief.post(f"/newsroom/users/edit/{user.pk}/", data)["Location"] == f"/newsroom/people/{user.pk}/"
    assert chief.post("/newsroom/users/new/", data | {"username": "new"}).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser
    assert not get_user_model().objects.filter(username="new").exists()


def test_an_administrator_ends_somebodys_sessions_and_forgets_a_lost_second_step(chief: Client) -> None:
    user = person("reporter", "fr", "samir")
    client, _ = log_in("samir")
    assert inside(client)
    assert "logged out on every device" in say(chief, user, "sign-out")
    assert not inside(client)
    with_app(user)
    assert not inside(log_in("samir")[0])
    assert "is forgotten" in say(chief, user, "forget-second-step")
    assert inside(log_in("samir")[0])


def test_the_list_says_the_state_of_each(chief: Client) -> None:
    gone, stepped = person("reporter", "fr", "gone"), person("reporter", "fr", "stepped")
    say(chief, gone, "deactivate")
    with_app(stepped)
    lines = {line.name: line for line in chief.get("/newsroom/people/").context["page"].object_list}
    assert {name: line.state for name, line in lines.items()} == {
        "chief": "active",
        "gone": "deactivated",
        "stepped": "active",
    }
    assert (lines["stepped"].second_step, lines["gone"].second_step) == (True, False)
    assert lines["chief"].seen is not None
    found = chief.get("/newsroom/people/?q=step").context["page"].object_list
    assert [line.name for line in found] == ["stepped"]


def test_the_command_line_gives_a_password_for_one_login_and_ends_what_was(chief: Client) -> None:
    person("reporter", "fr", "samir")
    before, _ = log_in("samir")
    assert inside(before)
    given = first_password(person_named("samir"))
    assert not inside(before)
    client, _ = log_in("samir", given)
    assert client.get("/newsroom/")["Location"] == "/newsroom/account/first-password/"
    with pytest.raises(Refusal, match="Nobody has the name"):
        person_named("nobody")
