"""Puts the house together from its settings: the record behind Django's connection, press, index, furniture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dateline.newsroom.record import cursor
from dateline.press.run import Press, PressBusy
from dateline.publish import House
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from dateline.server.config import Config, config
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
        press=Press(settings.press_file, KINDS, furniture()),
        index=SearchIndex(settings.search_folder),
    )


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
