"""Inviting by e-mail, and new passwords by e-mail: links that serve once, for a while, and only whom they are for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from dateline.newsroom.accounts import resetting
from dateline.newsroom.models import Account, OneTimeLink, ResetWish
from dateline.newsroom.roles import group_of
from tests.rooms.newsroom.accounts.people import LOGIN, OWN, inside, link_in, log_in, mailed, with_app
from tests.rooms.newsroom.house import PASSWORD, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
INVITE = "/newsroom/people/invite/"
FORGOTTEN = "/newsroom/password_reset/"
ZIBA = "ziba@news.example"


@pytest.fixture
def chief() -> Client:
    """A browser of the chief."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chief", first_name="Noor", last_name="Haddad"))
    return client


def invite(client: Client, **fields: Any) -> Any:
    said = {"first_name": "Ziba", "last_name": "Shirazi", "email": ZIBA, "language": "fa"}
    return client.post(INVITE, said | {"groups": [group_of("translator", "fa").pk]} | fields)


def ziba() -> Any:
    return get_user_model().objects.get(email=ZIBA)


def answer(path: str, password: str = OWN) -> Any:
    return Client().post(path, {"new_password1": password, "new_password2": password})


def test_an_invited_person_sets_the_own_password_and_enters_with_the_role(chief: Client) -> None:
    page = invite(chief).content.decode()
    assert "on its way" in page
    path = link_in(mailed())
    assert mail.outbox[0].to == [ZIBA]
    assert path in page
    assert "Noor Haddad" in mailed()
    opened = Client().get(path)
    assert '<html lang="fa" dir="rtl"' in opened.content.decode()
    assert opened["Cache-Control"].startswith("max-age=0")
    assert not inside(log_in(ZIBA, OWN)[0])
    assert answer(path)["Location"] == LOGIN
    client, _ = log_in(ZIBA, OWN)
    assert inside(client)
    assert '<html lang="fa" dir="rtl"' in client.get("/newsroom/").content.decode()
    assert [each.name for each in ziba().groups.all()] == ["Persian desk: translators"]


def test_a_link_serves_once_and_looking_at_it_uses_nothing_up(chief: Client) -> None:
    invite(chief)
    path = link_in(mailed())
    for _ in range(3):
        assert Client().get(path).status_code == 200
    answer(path)
    again = answer(path, "somebody else's password")
    assert again.status_code == 410
    assert "no longer works" in again.content.decode()
    assert inside(log_in(ZIBA, OWN)[0])


def test_a_link_ends_when_it_said(chief: Client) -> None:
    invite(chief)
    path = link_in(mailed())
    OneTimeLink.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(path).status_code == 410
    assert answer(path).status_code == 410
    assert "was not answered" in chief.get(f"/newsroom/people/{ziba().pk}/").content.decode()


def test_the_link_stands_nowhere_but_in_the_mail(chief: Client) -> None:
    invite(chief)
    token = link_in(mailed()).split("/")[3]
    assert token not in str(list(OneTimeLink.objects.values_list()))
    assert Client().get(f"/newsroom/welcome/{token[:-1]}/").status_code == 410


def test_sending_again_replaces_the_link_and_withdrawing_ends_it(chief: Client) -> None:
    invite(chief)
    first = link_in(mailed())
    mail.outbox.clear()
    chief.post(f"/newsroom/people/{ziba().pk}/again/")
    second = link_in(mailed())
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    chief.post(f"/newsroom/people/{ziba().pk}/withdraw/")
    assert Client().get(second).status_code == 410
    assert not get_user_model().objects.filter(email=ZIBA).exists()


def test_an_answered_invitation_is_not_withdrawn_or_sent_again(chief: Client) -> None:
    invite(chief)
    answer(link_in(mailed()))
    for way in ("again", "withdraw"):
        said = chief.post(f"/newsroom/people/{ziba().pk}/{way}/", follow=True)
        assert "answered the invitation already" in said.content.decode()
    assert ziba().is_active


def test_a_mail_that_fails_is_said_with_the_link_to_copy(chief: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = invite(chief).content.decode()
    assert "could not be sent" in page
    assert "DATELINE_EMAIL_URL" in page
    assert answer(link_in(page))["Location"] == LOGIN
    assert inside(log_in(ZIBA, OWN)[0])


def test_one_address_has_one_account(chief: Client) -> None:
    invite(chief)
    page = invite(chief, email="ZIBA@news.example").content.decode()
    assert "has an account with this address already" in page
    assert get_user_model().objects.filter(email__iexact=ZIBA).count() == 1


def test_a_weak_password_is_refused_and_the_link_stays(chief: Client) -> None:
    invite(chief)
    path = link_in(mailed())
    assert answer(path, "password").status_code == 200
    assert answer(path, "Ziba Shirazi").status_code == 200
    assert answer(path)["Location"] == LOGIN


def test_who_may_not_invite_does_not_reach_people(chief: Client) -> None:
    for role in ("reporter", "desk chief", "picture editor"):
        client = Client()
        client.force_login(person(role, "", role))
        for path in ("/newsroom/people/", INVITE):
            assert client.get(path)["Location"] == "/newsroom/"
        assert invite(client)["Location"] == "/newsroom/"
    assert not get_user_model().objects.filter(email=ZIBA).exists()


def test_a_desks_administrator_invites_for_that_desk_alone() -> None:
    client = Client()
    client.force_login(person("administrator", "fr", "adrien"))
    for role, desk in (("administrator", ""), ("reporter", "fa"), ("administrator", "fa")):
        assert invite(client, groups=[group_of(role, desk).pk]).status_code == 200
        assert not get_user_model().objects.filter(email=ZIBA).exists()
    invite(client, groups=[group_of("reporter", "fr").pk])
    assert [each.name for each in ziba().groups.all()] == ["French desk: reporters"]


def test_a_desks_administrator_touches_nobody_of_other_desks_and_no_superuser(chief: Client) -> None:
    client = Client()
    client.force_login(person("administrator", "fr", "adrien"))
    for other in (
        person("reporter", "fa"),
        person("administrator", ""),
        get_user_model().objects.get(username="chief"),
    ):
        for way in ("", "deactivate/", "sign-out/", "unlock/", "forget-second-step/"):
            got = client.post(f"/newsroom/people/{other.pk}/{way}", {"last_name": "X", "language": "en"})
            assert got["Location"] == "/newsroom/", way
        other.refresh_from_db()
        assert other.is_active


def test_roles_that_one_may_not_give_stay_when_one_saves_the_others() -> None:
    client = Client()
    client.force_login(person("administrator", "fr", "adrien"))
    both = person("reporter", "fr", "both")
    both.groups.set([group_of("reporter", "fr")])
    client.post(
        f"/newsroom/people/{both.pk}/",
        {"first_name": "B", "last_name": "Oth", "language": "fr", "groups": [group_of("translator", "fr").pk]},
    )
    both.refresh_from_db()
    assert (both.last_name, [each.name for each in both.groups.all()]) == ("Oth", ["French desk: translators"])


def test_a_new_password_comes_by_mail_and_ends_sessions_but_not_the_second_step() -> None:
    user = person("reporter", "fr", "samir")
    user.email = "samir@news.example"
    user.save()
    before, _ = log_in("samir")
    assert inside(before)
    assert Client().post(FORGOTTEN, {"email": "Samir@news.example"})["Location"] == f"{FORGOTTEN}done/"
    assert mail.outbox == []
    assert resetting.grant_wishes() == 1
    with_app(user)
    assert answer(link_in(mailed()))["Location"] == LOGIN
    assert not inside(before)
    client, step = log_in("samir", OWN)
    assert step["Location"] == "/newsroom/login/code/"
    assert not inside(client)
    assert not inside(log_in("samir", PASSWORD)[0])


def test_asking_for_a_new_password_answers_the_same_whoever_asks() -> None:
    user = person("reporter", "fr", "samir")
    user.email = "samir@news.example"
    user.save()
    gone = person("reporter", "fa", "gone")
    gone.email, gone.is_active = "gone@news.example", False
    gone.save()
    said = {Client().post(FORGOTTEN, {"email": f"{each}@news.example"})["Location"] for each in ("samir", "gone", "x")}
    assert said == {f"{FORGOTTEN}done/"}
    assert ResetWish.objects.count() == 3
    assert resetting.grant_wishes() == 1
    assert mail.outbox[0].to == ["samir@news.example"]
    assert not ResetWish.objects.exists()


def test_asking_again_and_again_sends_one_mail() -> None:
    user = person("reporter", "fr", "samir")
    user.email = "samir@news.example"
    user.save()
    for _ in range(3):
        resetting.wish("samir@news.example")
    assert resetting.grant_wishes() == 1
    OneTimeLink.objects.update(made=timezone.now() - timedelta(minutes=3))
    resetting.wish("samir@news.example")
    assert resetting.grant_wishes() == 1


def test_a_mail_server_that_is_down_leaves_no_link_that_bars_the_next_one(settings: Settings) -> None:
    user = person("reporter", "fr", "samir")
    user.email = "samir@news.example"
    user.save()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    resetting.wish("samir@news.example")
    assert resetting.grant_wishes() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    resetting.wish("samir@news.example")
    assert resetting.grant_wishes() == 1


def test_wishes_do_not_pile_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resetting, "AT_MOST", 2)
    for _ in range(5):
        resetting.wish("x@news.example")
    assert ResetWish.objects.count() == 2


def test_an_invited_person_who_forgot_is_sent_nothing(chief: Client) -> None:
    invite(chief)
    mail.outbox.clear()
    resetting.wish(ZIBA)
    assert resetting.grant_wishes() == 0
    assert Account.objects.get(user__email=ZIBA).invited


def test_tidying_forgets_what_expired_and_keeps_waiting_invitations_in_sight(chief: Client) -> None:
    invite(chief)
    client = Client()
    client.force_login(person("reporter", "fr"))
    OneTimeLink.objects.update(expires=timezone.now() - timedelta(days=1))
    resetting.tidy()
    assert ziba().one_time_links.count() == 1
    assert inside(client)
