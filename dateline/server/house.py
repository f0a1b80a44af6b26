"""Puts the house together from its settings: the record behind Django's connection, press, index, furniture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dateline.newsroom.record import cursor
from dateline.press.note import NoteError, Signer, new_key
from dateline.press.run import Press, PressBusy
from dateline.publish import House
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from dateline.server.config import Config, ConfigError, config, kept_secret
from dateline.server.screen import fail


def now() -> datetime:
    """The present instant in universal time."""
    return datetime.now(UTC)


def open_house(settings: Config | None = None) -> House:
    """The house of these settings; PressBusy where a worker runs already."""
    settings = settings or config()
    settings.public.mkdir(parents=True, exist_ok=True)
    return House(
        cursor=cursor,
        blobs=settings.blobs,
        pictures=settings.pictures,
        media=settings.media,
        press=Press(settings.press_file, KINDS, furniture(), sealer=sealer(settings)),
        index=SearchIndex(settings.search_folder),
    )


def sealer(settings: Config) -> Signer:
    """What signs the readers' site: the house's own key, made at first use under the name of its address."""
    name = urlsplit(settings.address).netloc
    try:
        return Signer(kept_secret(settings.site_key, lambda: f"{new_key(name)}\n"))
    except NoteError as error:
        raise ConfigError(f"{settings.site_key} is not a key ({error}): put it back from a backup") from None


@contextmanager
def house_for_command() -> Iterator[House]:
    """The house for one command; stops with words where `dateline run` holds the press."""
    try:
        house = open_house()
    except PressBusy as error:
        fail(str(error))
    try:
        yield house
    finally:
        house.close()
