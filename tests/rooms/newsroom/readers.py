"""A house whose readers a test can ask: the site, the index and the files, brought along as the worker does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from dateline.newsroom.record import cursor
from dateline.press.run import Press
from dateline.press.showing import Shown
from dateline.publish import House, publish
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from dateline.server import erasures
from dateline.server.config import read
from dateline.server.erasures import settle


@pytest.fixture
def house(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house that serves from a folder of its own, where the newsroom finds the site."""
    # A checkpoint cannot run inside the transaction of a test; tests/journeys sees the whole of it.
    monkeypatch.setattr(erasures, "scrub_newsroom", lambda: True)
    settings.DATELINE_PRESS_FILE = str(tmp_path / "press.sqlite")
    opened = House(
        cursor=cursor,
        blobs=Path(django_settings.DATELINE_BLOBS),
        pictures=tmp_path / "pictures",
        media=tmp_path / "media",
        press=Press(tmp_path / "press.sqlite", KINDS, furniture()),
        index=SearchIndex(tmp_path / "search"),
    )
    yield opened
    opened.close()


def follow(house: House, tmp_path: Path) -> int:
    """What the worker does in a round; how many receipts are whole after it."""
    at = timezone.now() + timedelta(seconds=1)
    publish(house, now=at)
    return settle(house, read({"DATELINE_HOME": str(tmp_path)}), at)


def status(house: House, path: str) -> int:
    found = Shown(house.press.db).at(path)
    return found.status if found else 404
