"""Settings: read from the environment, refused in words where they cannot be used, few; secrets keep to themselves."""

from __future__ import annotations

import dataclasses
import stat
import threading
from pathlib import Path

import pytest

from dateline.server.config import Config, ConfigError, read, secret_key

GIVEN: dict[str, tuple[str, object]] = {
    "database": ("postgresql://desk:secret@db.example/news", "postgresql://desk:secret@db.example/news"),
    "host": ("0.0.0.0", "0.0.0.0"),
    "port": ("8080", 8080),
    "base_url": ("https://news.example", "https://news.example"),
    "site_name": ("Der Bote", "Der Bote"),
    "secret_key": ("k" * 50, "k" * 50),
    "allowed_hosts": (" news.example, www.news.example,", ("news.example", "www.news.example")),
    "workers": ("4", 4),
    "email_url": ("smtp://mail.example", "smtp://mail.example"),
    "mfa_required": ("administrator, desk chief", ("administrator", "desk chief")),
    "proxies": ("1", 1),
    "debug": ("Yes", True),
    "poll_ms": ("250", 250),
    "backup_folder": ("/srv/backups", "/srv/backups"),
    "metrics_token": ("t" * 30, "t" * 30),
    "translator_url": ("deepl+https://api.deepl.com", "deepl+https://api.deepl.com"),
    "translator_key": ("s3cret", "s3cret"),
}


def test_there_are_at_most_25_settings() -> None:
    assert len(dataclasses.fields(Config)) <= 25


def test_every_setting_can_be_given(tmp_path: Path) -> None:
    assert {field.name for field in dataclasses.fields(Config)} == {*GIVEN, "home"}
    environment = {f"DATELINE_{name.upper()}": text for name, (text, _) in GIVEN.items()}
    settings = read(environment | {"DATELINE_HOME": str(tmp_path)})
    assert {name: getattr(settings, name) for name in GIVEN} == {name: value for name, (_, value) in GIVEN.items()}
    assert settings.home == tmp_path


@pytest.mark.parametrize("name", [*GIVEN, "home"])
def test_an_empty_setting_means_the_default(name: str) -> None:
    assert read({f"DATELINE_{name.upper()}": ""}) == read({})


def test_a_house_without_settings_stands_in_the_checkout_and_listens_here_only() -> None:
    settings = read({})
    assert settings.home.name == "var"
    assert (settings.host, settings.port, settings.debug) == ("127.0.0.1", 8000, False)
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.database == ""


def test_all_state_stands_under_home_and_what_readers_get_apart_from_drafts(tmp_path: Path) -> None:
    settings = read({"DATELINE_HOME": str(tmp_path / "one")})
    public = [settings.press_file, settings.search_folder, settings.pictures]
    assert all(settings.public in path.parents for path in public)
    assert settings.newsroom in settings.blobs.parents
    assert settings.home in settings.public.parents
    assert settings.public not in settings.newsroom.parents
    other = read({"DATELINE_HOME": str(tmp_path / "two")})
    assert settings.home not in other.public.parents
    assert not settings.home.exists()


def test_a_home_may_be_relative_or_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read({"DATELINE_HOME": "house"}).home == tmp_path / "house"
    assert read({"DATELINE_HOME": "~/house"}).home == tmp_path / "house"


@pytest.mark.parametrize(
    ("base_url", "address"),
    [("https://news.example/", "https://news.example"), ("http://127.0.0.1:9000", "http://127.0.0.1:9000")],
)
def test_the_readers_address_has_no_slash_at_its_end(base_url: str, address: str) -> None:
    assert read({"DATELINE_BASE_URL": base_url}).address == address


@pytest.mark.parametrize(
    ("base_url", "secure"), [("https://news.example", True), ("http://news.example", False), ("", False)]
)
def test_a_house_is_secure_where_readers_reach_it_by_https(base_url: str, secure: bool) -> None:
    assert read({"DATELINE_BASE_URL": base_url}).secure is secure


REFUSED: list[tuple[str, str, str]] = [
    ("PORT", "eighty", "it must be a whole number from 1 to 65535"),
    ("PORT", "0", "it must be a whole number from 1 to 65535"),
    ("PORT", "65536", "it must be a whole number from 1 to 65535"),
    ("PORT", "-1", "it must be a whole number from 1 to 65535"),
    ("PORT", "80.5", "it must be a whole number from 1 to 65535"),
    ("PORT", " 80", "it must be a whole number from 1 to 65535"),
    ("PORT", "²", "it must be a whole number from 1 to 65535"),
    ("PORT", "٨٠", "it must be a whole number from 1 to 65535"),
    ("PORT", "9" * 5000, "it must be a whole number from 1 to 65535"),
    ("WORKERS", "0", "it must be a whole number from 1 to 256"),
    ("WORKERS", "many", "it must be a whole number from 1 to 256"),
    ("POLL_MS", "0", "it must be a whole number from 1 to 60000"),
    ("POLL_MS", "fast", "it must be a whole number from 1 to 60000"),
    ("DEBUG", "maybe", "it must be yes or no"),
    ("DEBUG", "2", "it must be yes or no"),
    ("BASE_URL", "news.example", "it must be scheme and host, like https://news.example"),
    ("BASE_URL", "ftp://news.example", "it must be scheme and host, like https://news.example"),
    ("BASE_URL", "https://news.example/en/", "it must be scheme and host, like https://news.example"),
    ("BASE_URL", "https://", "it must be scheme and host, like https://news.example"),
    ("BASE_URL", "https://news.example?x", "it must be scheme and host, like https://news.example"),
]


@pytest.mark.parametrize(("name", "text", "words"), REFUSED)
def test_a_setting_that_cannot_be_used_is_refused_with_what_is_wanted(name: str, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        read({f"DATELINE_{name}": text})
    assert str(refusal.value) == f"DATELINE_{name} is {text!r}; {words}"


@pytest.mark.parametrize(("text", "expected"), [("1", True), ("on", True), ("TRUE", True), ("0", False), ("No", False)])
def test_a_switch_is_given_in_words(text: str, expected: bool) -> None:
    assert read({"DATELINE_DEBUG": text}).debug is expected


def test_settings_cannot_be_altered_and_do_not_show_the_secret() -> None:
    settings = read({"DATELINE_SECRET_KEY": "hush-hush"})
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]
    assert "hush-hush" not in repr(settings)


def test_a_given_secret_is_used_and_written_nowhere(tmp_path: Path) -> None:
    settings = read({"DATELINE_HOME": str(tmp_path / "home"), "DATELINE_SECRET_KEY": "given"})
    assert secret_key(settings) == "given"
    assert not settings.home.exists()


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = read({"DATELINE_HOME": str(tmp_path / "home")})
    made = secret_key(settings)
    assert len(made) >= 50
    assert secret_key(settings) == made
    kept = settings.newsroom / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.newsroom.stat().st_mode) == 0o700
    assert [path.name for path in settings.newsroom.iterdir()] == ["secret_key"]
    assert secret_key(read({"DATELINE_HOME": str(tmp_path / "other")})) != made


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    settings = read({"DATELINE_HOME": str(tmp_path)})
    gate, found = threading.Barrier(8), []

    def start() -> None:
        gate.wait()
        found.append(secret_key(settings))

    starting = [threading.Thread(target=start) for _ in range(8)]
    for each in starting:
        each.start()
    for each in starting:
        each.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert found[0]


@pytest.mark.parametrize(
    ("text", "kind", "address", "model"),
    [
        ("libretranslate+http://127.0.0.1:5000/", "libretranslate", "http://127.0.0.1:5000", ""),
        ("deepl+https://api.deepl.com", "deepl", "https://api.deepl.com", ""),
        ("apertium+http://apy.example/apy", "apertium", "http://apy.example/apy", ""),
        ("openai+https://llm.example/v1?model=wise-1", "openai", "https://llm.example/v1", "wise-1"),
    ],
)
def test_a_translator_is_named_by_its_kind_and_address(text: str, kind: str, address: str, model: str) -> None:
    found = read({"DATELINE_TRANSLATOR_URL": text, "DATELINE_TRANSLATOR_KEY": "hush-hush"}).translator
    assert (found.kind, found.address, found.model, found.key) == (kind, address, model, "hush-hush")
    assert "hush-hush" not in repr(found)
    assert found.setting() is not None


def test_a_house_without_a_translator_has_none() -> None:
    assert read({}).translator.setting() is None


@pytest.mark.parametrize(
    "text",
    [
        "https://api.deepl.com",
        "google+https://translate.example",
        "deepl+ftp://api.deepl.com",
        "deepl+https://hush-hush@api.deepl.com",
        "deepl+https://",
        "deepl+https://api.deepl.com:99999",
        "deepl+https://api.deepl.com?model=x",
        "openai+https://llm.example/v1",
    ],
)
def test_a_translator_that_cannot_be_used_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(ConfigError, match="DATELINE_TRANSLATOR_URL") as refused:
        read({"DATELINE_TRANSLATOR_URL": text})
    assert "hush-hush" not in str(refused.value)
