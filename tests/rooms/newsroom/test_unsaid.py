"""Keys that stand in addresses reach whoever was given them and nothing else: no log, no mail to others, no row."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import structlog
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from dateline.newsroom import shared_preview, unsaid
from dateline.newsroom.accounts import links, mails
from dateline.newsroom.actions.preview_links import give_link
from dateline.newsroom.models import OneTimeLink
from dateline.newsroom.unsaid import PREVIEW, WELCOME
from tests.rooms.newsroom.house import draft, person
from tests.rooms.newsroom.test_preview_links import printed

__all__ = ["printed"]
pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def path_of(address: str) -> str:
    return address.removeprefix(settings.WAGTAILADMIN_BASE_URL)


def planted() -> dict[str, str]:
    """The paths of a preview, an invitation and a new password, by the key in each."""
    made = [
        path_of(give_link(draft(), whom="Dr Okafor", lasts=timedelta(hours=1), user=person("sub-editor", "en"))[0]),
        path_of(links.make(person("reporter", "en"), OneTimeLink.Purpose.INVITATION)[0]),
        path_of(links.make(person("translator", "en"), OneTimeLink.Purpose.RESET)[0]),
    ]
    return {path.strip("/").rpartition("/")[2]: path for path in made}


def everything_kept() -> str:
    """Every row of every table."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.usefixtures("printed")
def test_no_log_mail_or_row_says_a_key_whatever_goes_wrong(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(logging.Formatter("%(message)s %(pathname)s"))
    keys = planted()
    strict, forgiving = Client(enforce_csrf_checks=True), Client(raise_request_exception=False)
    for path in keys.values():
        forgiving.get(path)
        forgiving.get(path.rstrip("/"), follow=True)
        forgiving.get(f"{path.rstrip('/')}/nothing/here")
        forgiving.get(f"{path.rstrip('/')}x", headers={"Referer": f"{settings.WAGTAILADMIN_BASE_URL}{path}"})
        forgiving.put(path)
        strict.post(path, {"new_password1": "a", "new_password2": "b"})

    def broken(token: str) -> Any:
        raise RuntimeError(f"{PREVIEW}{token} and {WELCOME}{token}/")

    monkeypatch.setattr(links, "look", broken)
    monkeypatch.setattr(shared_preview, "look", broken)
    for path in keys.values():
        assert forgiving.get(path).status_code == 500
    printed_text = "".join(capfd.readouterr())
    told = "\n".join([caplog.text, printed_text, *(str(each.message()) for each in mail.outbox), everything_kept()])
    assert "/newsroom/preview/…" in caplog.text
    assert "/newsroom/welcome/…" in caplog.text
    assert "RuntimeError" in caplog.text
    for key in keys:
        assert key not in told


def test_nobody_is_mailed_about_errors() -> None:
    assert not settings.ADMINS
    assert not settings.MANAGERS
    assert not [each for each in settings.MIDDLEWARE if "BrokenLink" in each]


def test_whoever_writes_a_log_writes_no_key(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("somebody.elses").error("Gone: %s (%d)", f"https://house.example{WELCOME}abc-DEF_1/?x=1", 410)
    assert "Gone: https://house.example/newsroom/welcome/…/?x=1 (410)" in caplog.text
    assert "abc-DEF_1" not in caplog.text
    wrongly = logging.getLogRecordFactory()("somebody.elses", logging.ERROR, "", 1, "%s and %s", ("once",), None)
    assert wrongly.args == ("once",)


def test_nor_do_our_own(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    assert unsaid.event_unsaid in structlog.get_config()["processors"]
    invited, _ = links.make(person("reporter", "en"), OneTimeLink.Purpose.INVITATION)

    def refuse(self: Any, *_: Any, **__: Any) -> int:
        raise OSError(f"refused: {self.body}")

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    assert not mails.send_invitation(OneTimeLink.objects.get(), invited, inviter="Ana")
    said = capsys.readouterr().out
    assert "mail not sent" in said
    assert "/newsroom/welcome/…" in said
    assert path_of(invited).split("/")[3] not in said


def test_connecting_twice_changes_nothing() -> None:
    made, steps = logging.getLogRecordFactory(), structlog.get_config()["processors"]
    unsaid.connect()
    assert logging.getLogRecordFactory() is made
    assert structlog.get_config()["processors"] == steps


def test_the_page_of_a_key_tells_no_other_page_its_address() -> None:
    key = path_of(links.make(person("reporter", "en"), OneTimeLink.Purpose.INVITATION)[0])
    for path in (key, reverse("newsroom_set_password", args=["wrong"])):
        answer = Client().get(path)
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_key_without_its_slash_leads_to_its_page() -> None:
    key = path_of(links.make(person("reporter", "en"), OneTimeLink.Purpose.INVITATION)[0])
    assert Client().get(key.rstrip("/"))["Location"] == key
