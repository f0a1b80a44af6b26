"""``dateline person``: people and their roles from the shell, in words, with nothing half-done."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import authenticate, get_user_model

from dateline.newsroom.models import AuditEntry
from dateline.newsroom.permissions import roles_of
from dateline.server.commands import people
from tests.rooms.newsroom.house import django_db_setup, person

__all__ = ["django_db_setup"]
pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
Said = pytest.CaptureFixture[str]


def test_a_person_is_added_with_a_role_and_a_password_shown_once(capsys: Said) -> None:
    people.add("ana", email="ana@example.org", role="desk chief", desk="fr")
    said = capsys.readouterr().out
    password = said.rsplit(": ", 1)[1].strip()
    user = get_user_model()._default_manager.get(username="ana")
    assert "French desk: desk chiefs" in said
    assert roles_of(user) == {("desk chief", "fr")}
    assert authenticate(username="ana", password=password) == user
    assert not user.is_superuser


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": "king"}, "There is no role “king”"),
        ({"desk": "xx"}, "at the desk “xx”"),
        ({"email": "nowhere"}, "is no e-mail address"),
    ],
)
def test_what_cannot_be_added_is_said_and_nobody_is_made(capsys: Said, changed: dict[str, str], words: str) -> None:
    with pytest.raises(SystemExit):
        people.add("ana", **{"email": "ana@example.org", "role": "reporter", "desk": "fr", **changed})
    assert words in capsys.readouterr().err
    assert not get_user_model()._default_manager.exists()


def test_a_name_that_is_taken_is_not_added_again(capsys: Said) -> None:
    person("reporter", "fa", "ana")
    with pytest.raises(SystemExit):
        people.add("ana", email="ana@example.org", role="reporter", desk="fr")
    assert "there is an account “ana” already" in capsys.readouterr().err
    assert get_user_model()._default_manager.count() == 1


def test_roles_are_given_taken_and_shown(capsys: Said) -> None:
    user = person("reporter", "fr", "ana")
    people.roles("ana", give="sub-editor")
    capsys.readouterr()
    people.roles("ana", take="reporter", desk="fr", json=True)
    shown = json.loads(capsys.readouterr().out)
    assert [(each["role"], each["desk"]) for each in shown["roles"]] == [("sub-editor", "all")]
    assert set(AuditEntry.objects.filter(label="ana").values_list("action", flat=True)) >= {"role given", "role taken"}
    assert get_user_model()._default_manager.get(pk=user.pk).groups.count() == 1


def test_a_deactivated_person_cannot_log_in_and_stays_in_the_log(capsys: Said) -> None:
    person("reporter", "fr", "ana")
    people.deactivate("ana")
    assert not get_user_model()._default_manager.get(username="ana").is_active
    assert AuditEntry.objects.filter(action="deactivated", label="ana").exists()
    assert "no longer log in" in capsys.readouterr().out


def test_the_last_superuser_stays(capsys: Said) -> None:
    get_user_model()._default_manager.create_superuser("chief", "", "a long enough password")
    with pytest.raises(SystemExit):
        people.deactivate("chief")
    assert "last" in capsys.readouterr().err
    assert get_user_model()._default_manager.get(username="chief").is_active
