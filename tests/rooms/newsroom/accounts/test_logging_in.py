"""The ways in: none passes by password, second step, forced change or lock-out, and none tells who has an account."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pytest_django.fixtures import Settings

from dateline.newsroom.accounts import rights
from dateline.newsroom.accounts.first import first_password
from dateline.newsroom.models import Account, AccountSession
from dateline.server.commands import running
from tests.rooms.newsroom.accounts.people import HOME, LOGIN, OWN, code_now, inside, log_in, recovery_code, with_app
from tests.rooms.newsroom.house import PASSWORD, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
CODE = "/newsroom/login/code/"
CHANGE = "/newsroom/account/first-password/"
SECOND_STEP = "/newsroom/account/second-step/"


def reporter(name: str = "samir") -> Any:
    user = person("reporter", "fr", name)
    user.first_name, user.last_name, user.email = name.title(), "Haddad", f"{name}@news.example"
    user.save()
    return user


@pytest.mark.parametrize("said", ["samir", "SAMIR", " samir ", "samir@news.example", "Samir@News.Example"])
def test_a_name_or_an_address_opens_the_door_however_it_is_written(said: str) -> None:
    reporter()
    client, answer = log_in(said)
    assert answer.status_code == 302
    assert answer["Location"] == HOME
    assert inside(client)


def test_one_address_with_two_accounts_opens_neither() -> None:
    reporter()
    other = reporter("noor")
    other.email = "samir@news.example"
    other.save()
    assert not inside(log_in("samir@news.example")[0])
    assert inside(log_in("samir")[0])


def test_wrong_unknown_and_deactivated_get_the_same_answer() -> None:
    reporter()
    gone = reporter("gone")
    gone.is_active = False
    gone.save()
    said = []
    for name, password in (("samir", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("gone@news.example", "x")):
        client, answer = log_in(name, password)
        assert not inside(client)
        page = answer.content.decode()
        said.append((answer.status_code, page[page.index('<div class="messages"') : page.index("<form")]))
    assert "Check both" in said[0][1]
    assert len(set(said)) == 1


def test_every_attempt_costs_one_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    user = reporter()
    user.username = user.email  # as an invited person's is
    user.save()
    counted: list[str] = []
    hasher = type(get_hasher())
    plain = hasher.encode

    def counting(self: Any, password: str, *args: Any, **kwargs: Any) -> str:
        counted.append(password)
        return str(plain(self, password, *args, **kwargs))

    monkeypatch.setattr(hasher, "encode", counting)
    costs = []
    for name in ("samir@news.example", "nobody@news.example", "nobody"):
        counted.clear()
        log_in(name, "wrong")
        costs.append(len(counted))
    assert costs == [1, 1, 1]


def test_a_given_password_opens_nothing_but_the_change_of_it() -> None:
    user = reporter()
    given = first_password(user)
    client, _ = log_in("samir", given)
    for path in (HOME, "/newsroom/pages/", "/newsroom/account/", SECOND_STEP, "/newsroom/media/x.jpg"):
        assert client.get(path)["Location"] == CHANGE, path
    asked = client.get("/newsroom/api/main/pages/", headers={"Accept": "application/json"})
    assert (asked.status_code, "asked of you first" in asked.json()["error"]) == (403, True)
    same = client.post(CHANGE, {"new_password1": given, "new_password2": given})
    assert "only you know" in same.content.decode()
    assert client.post(CHANGE, {"new_password1": OWN, "new_password2": OWN})["Location"] == HOME
    assert inside(client)
    assert inside(log_in("samir", OWN)[0])
    assert not inside(log_in("samir", given)[0])
    assert client.get(CHANGE)["Location"] == "/newsroom/account/"


def test_the_second_step_is_asked_on_the_way_in_and_takes_code_or_recovery_code() -> None:
    user = reporter()
    secret = with_app(user)
    for code in (code_now(secret), recovery_code(user)):
        client, answer = log_in("samir")
        assert answer["Location"] == CODE
        assert not inside(client)
        wrong = client.post(CODE, {"code": "000000"})
        assert "not the right code" in wrong.content.decode()
        assert not inside(client)
        assert client.post(CODE, {"code": code})["Location"] == HOME
        assert inside(client)


def test_a_recovery_code_serves_once() -> None:
    user = reporter()
    with_app(user)
    code = recovery_code(user)
    for opened in (True, False):
        client, _ = log_in("samir")
        client.post(CODE, {"code": code})
        assert inside(client) is opened


def test_no_other_route_leads_round_the_second_step() -> None:
    user = reporter()
    with_app(user)
    client = Client()
    # Wagtail's own login form posts to the same address with its own field names.
    client.post(LOGIN, {"username": "samir", "password": PASSWORD, "next": HOME})
    assert not inside(client)
    # Its password reset stands at the same address too: the link of Django's token opens nothing.
    token = default_token_generator.make_token(user)
    pk = urlsafe_base64_encode(force_bytes(user.pk))
    assert client.get(f"/newsroom/password_reset/confirm/{pk}/{token}/").status_code == 404
    assert client.get("/newsroom/api/main/pages/").status_code in {302, 403}
    # A password that is half the way does not open the rooms behind.
    half, _ = log_in("samir")
    for path in ("/newsroom/api/main/pages/", SECOND_STEP, "/newsroom/account/", "/newsroom/pages/"):
        assert half.get(path)["Location"].startswith(LOGIN), path
    for path in ("/newsroom/signup/", "/newsroom/account/signup/", "/newsroom/login/signup/"):
        assert client.post(path, {"username": "eve", "password1": OWN, "password2": OWN}).status_code in {302, 404}
    assert not get_user_model().objects.filter(username="eve").exists()
    assert not AccountSession.objects.filter(account_id=user.pk).exists()


def test_a_role_that_needs_a_second_step_sees_nothing_else_before_it_is_set_up(settings: Settings) -> None:
    settings.DATELINE_MFA_REQUIRED = ("desk chief",)
    person("desk chief", "fr", "noor")
    reporter()
    assert inside(log_in("samir")[0])
    client, _ = log_in("noor")
    assert client.get("/newsroom/pages/")["Location"] == SECOND_STEP
    assert "Your role needs a second step" in client.get(SECOND_STEP).content.decode()
    client.get(f"{SECOND_STEP}app/")
    secret = client.session["mfa.totp.secret"]
    wrong = client.post(f"{SECOND_STEP}app/", {"code": "000000"})
    assert "not the right code" in wrong.content.decode()
    assert client.post(f"{SECOND_STEP}app/", {"code": code_now(secret)})["Location"] == f"{SECOND_STEP}codes/"
    codes = client.get(f"{SECOND_STEP}codes/")
    assert codes.content.decode().count("<li>") >= 10
    assert inside(client)
    kept = client.post(f"{SECOND_STEP}app/remove/")
    assert kept.status_code == 200  # refused: it is the last one
    assert inside(client)


def test_an_administrator_by_flag_counts_as_administrator_for_the_second_step(settings: Settings) -> None:
    settings.DATELINE_MFA_REQUIRED = ("administrator",)
    get_user_model().objects.create_superuser("chief", password=PASSWORD)
    assert log_in("chief")[0].get(HOME)["Location"] == SECOND_STEP


def test_whoever_set_the_step_up_long_ago_confirms_before_changing_it() -> None:
    user = reporter()
    secret = with_app(user)
    client = Client()
    client.force_login(user)
    away = client.get(f"{SECOND_STEP}app/remove/")
    assert away["Location"].startswith("/newsroom/account/confirm/")
    done = client.post(away["Location"], {"password": PASSWORD, "next": f"{SECOND_STEP}app/remove/"})
    assert done["Location"] == f"{SECOND_STEP}app/remove/"
    assert client.get(f"{SECOND_STEP}app/remove/").status_code == 200
    assert secret


def test_changing_the_password_under_account_ends_the_other_sessions() -> None:
    reporter()
    here, _ = log_in("samir")
    there, _ = log_in("samir")
    page = here.get("/newsroom/account/")
    data: dict[str, Any] = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            form = panel.get_form()
            data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    data |= {"password-old_password": PASSWORD, "password-new_password1": OWN, "password-new_password2": OWN}
    assert here.post("/newsroom/account/", data).status_code == 302
    assert inside(here)
    assert not inside(there)


def test_log_out_everywhere_ends_every_session_of_mine_and_nobody_elses() -> None:
    reporter()
    reporter("noor")
    here, there, other = log_in("samir")[0], log_in("samir")[0], log_in("noor")[0]
    assert here.get("/newsroom/account/sign-out-everywhere/").status_code == 200
    assert inside(here)
    assert here.post("/newsroom/account/sign-out-everywhere/")["Location"] == LOGIN
    assert (inside(here), inside(there), inside(other)) == (False, False, True)


def test_somebody_without_a_role_is_told_so_and_not_sent_in_circles() -> None:
    get_user_model().objects.create_user("stray", password=PASSWORD)
    client, _ = log_in("stray")
    page = client.get(client.get(HOME)["Location"])
    assert page.status_code == 403
    assert "no role" in page.content.decode()


def test_a_next_address_elsewhere_is_not_followed() -> None:
    reporter()
    answer = Client().post(LOGIN, {"login": "samir", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == HOME
    answer = Client().post(LOGIN, {"login": "samir", "password": PASSWORD, "next": "/newsroom/pages/"})
    assert answer["Location"] == "/newsroom/pages/"


def test_the_people_list_knows_when_somebody_was_last_seen() -> None:
    user = reporter()
    inside(log_in("samir")[0])
    assert Account.objects.get(user=user).last_seen is not None


@pytest.mark.parametrize(
    ("asked", "language", "direction"), [("fa-IR,fa", "fa", "rtl"), ("tlh", "en", "ltr"), ("fr", "fr", "ltr")]
)
def test_the_door_speaks_the_browsers_language_where_it_can(asked: str, language: str, direction: str) -> None:
    page = Client().get(LOGIN, headers={"Accept-Language": asked}).content.decode()
    assert f'<html lang="{language}" dir="{direction}"' in page


@pytest.mark.parametrize(
    ("host", "secure", "words"),
    [
        ("127.0.0.1:8000", False, "http://localhost:8000/newsroom/"),
        ("localhost:8000", False, 'id="passkey_login"'),
        ("news.example", True, 'id="passkey_login"'),
        ("news.example", False, "begins with https://"),
        ("192.0.2.7", True, "begins with https://"),
    ],
)
def test_passkeys_are_offered_where_they_work_and_else_it_is_said_where(
    host: str, secure: bool, words: str, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert words in Client().get(LOGIN, headers={"Host": host}, secure=secure).content.decode()


def test_the_doors_load_nothing_from_elsewhere() -> None:
    for path in (LOGIN, "/newsroom/password_reset/"):
        page = Client().get(path).content.decode()
        assert 'src="http' not in page
        assert 'rel="stylesheet" href="http' not in page


def test_a_role_that_is_none_stops_the_start_in_words(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DATELINE_MFA_REQUIRED = ("administrator", "desk cheif")
    with pytest.raises(SystemExit) as stopped:
        running.run()
    assert stopped.value.code == 2
    assert "desk cheif, which is no role. Roles: reporter" in capsys.readouterr().err
    settings.DATELINE_MFA_REQUIRED = ("Administrator",)
    assert rights.roles_nobody_has() == []
