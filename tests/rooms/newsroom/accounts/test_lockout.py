"""Guessers are locked out, by name and address, told how long, and let in again by time or an administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from dateline.newsroom.accounts import lockout
from tests.rooms.newsroom.accounts.people import LOGIN, code_now, inside, log_in, with_app
from tests.rooms.newsroom.house import PASSWORD, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def guess(name: str, times: int, address: str = "192.0.2.1", password: str = "wrong") -> Any:
    answer = None
    for _ in range(times):
        answer = Client(REMOTE_ADDR=address).post(LOGIN, {"login": name, "password": password})
    return answer


def test_the_fifth_wrong_password_locks_the_name_at_that_address_and_says_how_long() -> None:
    person("reporter", "fr", "samir")
    assert guess("samir", 4).status_code == 200
    locked = guess("samir", 1)
    assert (locked.status_code, locked["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes" in locked.content.decode()
    right = guess("samir", 1, password=PASSWORD)
    assert right.status_code == 429
    assert guess("samir", 1, address="192.0.2.9", password=PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_locked_with_the_same_words() -> None:
    person("reporter", "fr", "samir")
    pages = []
    for name in ("samir", "nobody"):
        page = guess(name, 5, address=f"192.0.2.{len(name)}").content.decode()
        pages.append(page[page.index("<h1>") :])
    assert pages[0] == pages[1]


def test_other_spellings_of_a_name_count_together() -> None:
    user = person("reporter", "fr", "samir")
    user.email = "samir@news.example"
    user.save()
    for said in ("samir", "SAMIR", "samir@news.example", " Samir"):
        assert guess(said, 1).status_code == 200
    assert guess("Samir@News.Example", 1).status_code == 429


def test_a_right_password_clears_the_count() -> None:
    person("reporter", "fr", "samir")
    guess("samir", 4)
    assert guess("samir", 1, password=PASSWORD).status_code == 302
    assert guess("samir", 4).status_code == 200


def test_one_name_from_many_addresses_is_locked_later_and_everywhere() -> None:
    person("reporter", "fr", "samir")
    for each in range(4):
        assert guess("samir", 4, address=f"198.51.100.{each}").status_code == 200
    assert guess("samir", 4, address="198.51.100.200").status_code == 429
    assert guess("samir", 1, address="203.0.113.5", password=PASSWORD).status_code == 429


def test_one_address_with_many_names_is_locked_later_and_for_all_names() -> None:
    person("reporter", "fr", "samir")
    for each in range(5):
        guess(f"name{each}", 4)
    assert guess("samir", 1, password=PASSWORD).status_code == 429
    assert guess("samir", 1, address="192.0.2.99", password=PASSWORD).status_code == 302


def test_the_waiting_time_runs_down_and_trying_meanwhile_does_not_prolong_it() -> None:
    person("reporter", "fr", "samir")
    guess("samir", 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=10))
    again = guess("samir", 3)
    assert "Wait 5 minutes" in again.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert guess("samir", 1, password=PASSWORD).status_code == 302


def test_an_administrator_sees_who_is_locked_out_and_unlocks() -> None:
    user = person("reporter", "fr", "samir")
    guess("samir", 5)
    chief = Client()
    chief.force_login(get_user_model().objects.create_superuser("chief"))
    assert "locked out" in chief.get("/newsroom/people/?state=locked").content.decode()
    assert "for 15 more minutes" in chief.get(f"/newsroom/people/{user.pk}/").content.decode()
    chief.post(f"/newsroom/people/{user.pk}/unlock/")
    assert "<bdi>samir</bdi>" not in chief.get("/newsroom/people/?state=locked").content.decode()
    assert guess("samir", 1, password=PASSWORD).status_code == 302


def test_wrong_codes_count_like_wrong_passwords_and_a_right_one_is_too_late() -> None:
    user = person("reporter", "fr", "samir")
    secret = with_app(user)
    client, _ = log_in("samir")
    answers = [client.post("/newsroom/login/code/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post("/newsroom/login/code/", {"code": code_now(secret)}).status_code == 429
    assert not inside(client)


def test_what_was_typed_is_not_kept() -> None:
    guess("nobody", 1, password="my secret guess")
    kept = AccessAttempt.objects.get()
    assert "my secret guess" not in f"{kept.post_data}{kept.get_data}"


@pytest.mark.parametrize(
    ("proxies", "told", "found"),
    [
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 198.51.100.1", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "no address", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_a_proxy_is_believed_only_where_it_is_configured(
    proxies: int, told: str, found: str, settings: Settings
) -> None:
    settings.DATELINE_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=told)
    assert lockout.address_of(request) == found
