"""Every setting of the house, read once from the environment into one frozen value; at most 25 of them."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dateline.edition.addresses import is_origin
from dateline.server.mailing import MailAddressError, Mailing, mailing
from dateline.server.translating import Translating, TranslatorAddressError, translating

CHECKOUT = Path(__file__).resolve().parents[2]
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


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
    mfa_required: tuple[str, ...] = ()
    proxies: int = 0
    debug: bool = False
    poll_ms: int = 100
    backup_folder: str = ""
    metrics_token: str = field(default="", repr=False)
    translator_url: str = ""
    translator_key: str = field(default="", repr=False)

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
    def media(self) -> Path:
        """Published sound and film, by content address."""
        return self.public / "media"

    @property
    def blobs(self) -> Path:
        """Originals and renditions as uploaded, by content address."""
        return self.newsroom / "blobs"

    @property
    def site_key(self) -> Path:
        """The private key that signs the readers' site."""
        return self.newsroom / "site_key"

    @property
    def backups(self) -> Path:
        """Where backups stand if no other folder is named."""
        return Path(self.backup_folder).expanduser().resolve() if self.backup_folder else self.home / "backups"

    @property
    def mail(self) -> Mailing:
        """Where the newsroom's mail goes."""
        return mailing(self.email_url)

    @property
    def translator(self) -> Translating:
        """Which machine translator may be asked."""
        return translating(self.translator_url, self.translator_key)

    @property
    def address(self) -> str:
        """Scheme and host that readers use, no slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether the house stands at https: then cookies and browsers never go by http (HSTS)."""
        return self.address.startswith("https://")


def read(environment: Mapping[str, str]) -> Config:
    """A Config from ``DATELINE_*`` variables; raises ConfigError for a value of the wrong sort."""
    home = Path(environment.get("DATELINE_HOME") or CHECKOUT / "var").expanduser().resolve()
    return Config(
        home=home,
        database=environment.get("DATELINE_DATABASE", ""),
        host=environment.get("DATELINE_HOST") or Config.host,
        port=_whole(environment, "DATELINE_PORT", Config.port, most=65535),
        base_url=_base_url(environment),
        site_name=environment.get("DATELINE_SITE_NAME") or Config.site_name,
        secret_key=environment.get("DATELINE_SECRET_KEY", ""),
        allowed_hosts=_names(environment, "DATELINE_ALLOWED_HOSTS", Config.allowed_hosts),
        workers=_whole(environment, "DATELINE_WORKERS", Config.workers, most=256),
        email_url=_email_url(environment),
        mfa_required=_names(environment, "DATELINE_MFA_REQUIRED", Config.mfa_required),
        proxies=_whole(environment, "DATELINE_PROXIES", Config.proxies, least=0, most=16),
        debug=_switch(environment, "DATELINE_DEBUG"),
        poll_ms=_whole(environment, "DATELINE_POLL_MS", Config.poll_ms, most=60_000),
        backup_folder=environment.get("DATELINE_BACKUP_FOLDER", ""),
        metrics_token=environment.get("DATELINE_METRICS_TOKEN", ""),
        translator_url=_translator_url(environment),
        translator_key=environment.get("DATELINE_TRANSLATOR_KEY", ""),
    )


def _whole(environment: Mapping[str, str], name: str, default: int, *, most: int, least: int = 1) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise ConfigError(f"{name} is {text!r}; it must be a whole number from {least} to {most}")
    return int(text)


def _switch(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "").lower()
    if text not in YES | NO:
        raise ConfigError(f"{name} is {text!r}; it must be yes or no")
    return text in YES


def _names(environment: Mapping[str, str], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())
    return found or default


def _base_url(environment: Mapping[str, str]) -> str:
    text = environment.get("DATELINE_BASE_URL", "")
    if text and not is_origin(text.removesuffix("/")):
        raise ConfigError(f"DATELINE_BASE_URL is {text!r}; it must be scheme and host, like https://news.example")
    return text


def _email_url(environment: Mapping[str, str]) -> str:
    text = environment.get("DATELINE_EMAIL_URL") or Config.email_url
    try:
        mailing(text)
    except MailAddressError as error:
        # The address is not repeated: it may hold a password.
        raise ConfigError(f"DATELINE_EMAIL_URL {error}") from None
    return text


def _translator_url(environment: Mapping[str, str]) -> str:
    text = environment.get("DATELINE_TRANSLATOR_URL", "")
    try:
        translating(text)
    except TranslatorAddressError as error:
        # It is not repeated: somebody may have put the key into it.
        raise ConfigError(f"DATELINE_TRANSLATOR_URL {error}") from None
    return text


@cache
def config() -> Config:
    """The settings of this process, read once."""
    return read(os.environ)


def secret_key(settings: Config) -> str:
    """The key that signs sessions: the one set, or one made at first use and kept under ``newsroom/``."""
    return settings.secret_key or kept_secret(settings.newsroom / "secret_key", lambda: secrets.token_urlsafe(50))


def kept_secret(kept: Path, make: Callable[[], str]) -> str:
    """What stands in a file that its owner alone may read; made where it is missing."""
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = kept.with_name(f"{kept.name}.{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_text(make())
        # Web server and worker start together: the first to link its key wins, nobody reads half a one.
        with suppress(FileExistsError):
            os.link(made, kept)
        made.unlink()
    return kept.read_text()
