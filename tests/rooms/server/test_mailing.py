"""Where mail goes: every form of the setting, and words for what cannot be used."""

from __future__ import annotations

import pytest

from dateline.server.config import ConfigError, read
from dateline.server.mailing import CONSOLE, SMTP, MailAddressError, mailing


@pytest.mark.parametrize(
    ("text", "port", "ssl", "starttls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp://desk:secret@mail.example:2525/", 2525, False, False),
        ("smtps://desk:secret@mail.example", 465, True, False),
        ("smtp+starttls://desk:secret@mail.example", 587, False, True),
    ],
)
def test_each_scheme_has_its_port_and_its_encryption(text: str, port: int, ssl: bool, starttls: bool) -> None:
    got = mailing(text).settings("newsroom@news.example")
    assert (got["EMAIL_BACKEND"], got["EMAIL_HOST"], got["EMAIL_PORT"]) == (SMTP, "mail.example", port)
    assert (got["EMAIL_USE_SSL"], got["EMAIL_USE_TLS"]) == (ssl, starttls)
    assert got["DEFAULT_FROM_EMAIL"] == "newsroom@news.example"


def test_a_password_may_hold_anything_that_is_percent_encoded() -> None:
    got = mailing("smtps://desk%40news:a%2Fb%3Ac%20d@mail.example?from=desk@news.example")
    assert (got.user, got.password, got.sender) == ("desk@news", "a/b:c d", "desk@news.example")


def test_the_console_takes_a_sender_too() -> None:
    got = mailing("console?from=desk@news.example").settings("newsroom@127.0.0.1")
    assert (got["EMAIL_BACKEND"], got["DEFAULT_FROM_EMAIL"]) == (CONSOLE, "desk@news.example")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mail.example", "smtp://"),
        ("Console", "console"),
        ("https://mail.example", "smtps://"),
        ("smtp:mail.example", "smtp://"),
        ("smtp://", "no host"),
        ("smtp://desk@mail.example", "both or neither"),
        ("smtp://:secret@mail.example", "both or neither"),
        ("smtp://mail.example:0", "port"),
        ("smtp://mail.example:99999", "port"),
        ("smtp://mail.example:mail", "port"),
        ("smtp://desk:a/b@mail.example", "percent-encoded"),
        ("smtp://mail.example/inbox", "after the host"),
        ("smtp://mail.example#x", "after the host"),
        ("smtp://mail.example?from=desk", "?from="),
        ("smtp://mail.example?tls=1", "?from="),
        ("smtp://mail.example?from=a@b&from=c@d", "?from="),
        ("console?from", "?from="),
        ("smtp://[::1", "host"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(MailAddressError, match=words.replace("?", r"\?")):
        mailing(text)


def test_the_refusal_names_the_setting_and_keeps_the_password_to_itself() -> None:
    with pytest.raises(ConfigError, match="DATELINE_EMAIL_URL") as caught:
        read({"DATELINE_EMAIL_URL": "smtp://desk:hushhush@mail.example/inbox"})
    assert "hushhush" not in str(caught.value)
    assert "hushhush" not in repr(mailing("smtp://desk:hushhush@mail.example"))
