"""Every setting of the house, read once from the environment into one frozen value; at most 25 of them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


class ConfigError(ValueError):
    """A setting that cannot be used; the message names it and says what is wanted."""


@dataclass(frozen=True)
class Config:
    """Settings, each read from ``DATELINE_<NAME>``; ``home`` holds all state (two homes never touch each other)."""

    home: Path
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    site_name: str = "Dateline"
    secret_key: str = field(default="", repr=False)
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    workers: int = 2
    email_url: str = "console"
    debug: bool = False
    poll_ms: int = 100

    @property
    def newsroom(self) -> Path:
        """Where drafts, accounts and originals stand; nothing that serves readers opens it."""
        return self.home / "newsroom"

    @property
    def public(self) -> Path:
        """Where readers' pages, pictures and the search index stand; nothing unpublished ever comes here."""
        return self.home / "public"

    @property
    def press_file(self) -> Path:
        """The one SQLite file with pages, ledger and replica."""
        return self.public / "press.sqlite"

    @property
    def search_folder(self) -> Path:
        """The search index."""
        return self.public / "search"

    @property
    def pictures(self) -> Path:
        """Published renditions, by content address."""
        return self.public / "pictures"

    @property
    def blobs(self) -> Path:
        """Originals and renditions as uploaded, by content address."""
        return self.newsroom / "blobs"

    @property
    def address(self) -> str:
        """Scheme and host that readers use, no slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")


def read(environment: Mapping[str, str]) -> Config:
    """A Config from ``DATELINE_*`` variables; raises ConfigError for a value of the wrong sort."""
    home = Path(environment.get("DATELINE_HOME") or CHECKOUT / "var").expanduser().resolve()
    return Config(
        home=home,
        database=environment.get("DATELINE_DATABASE", ""),
        host=environment.get("DATELINE_HOST", Config.host),
        port=_whole(environment, "DATELINE_PORT", Config.port),
        base_url=environment.get("DATELINE_BASE_URL", ""),
        site_name=environment.get("DATELINE_SITE_NAME", Config.site_name),
        secret_key=environment.get("DATELINE_SECRET_KEY", ""),
        allowed_hosts=tuple(environment.get("DATELINE_ALLOWED_HOSTS", ",".join(Config.allowed_hosts)).split(",")),
        workers=_whole(environment, "DATELINE_WORKERS", Config.workers),
        email_url=environment.get("DATELINE_EMAIL_URL", Config.email_url),
        debug=environment.get("DATELINE_DEBUG", "") in {"1", "true", "yes"},
        poll_ms=_whole(environment, "DATELINE_POLL_MS", Config.poll_ms),
    )


def _whole(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isdigit():
        raise ConfigError(f"{name} is {text!r}; it must be a whole number")
    return int(text)


@cache
def config() -> Config:
    """The settings of this process, read once."""
    return read(os.environ)


def secret_key(settings: Config) -> str:
    """The key that signs sessions: the one set, or one made at first use and kept under ``newsroom/``."""
    if settings.secret_key:
        return settings.secret_key
    kept = settings.newsroom / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()
