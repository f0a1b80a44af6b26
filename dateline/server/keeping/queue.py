"""How far behind the record its followers are, and since when; whether the worker lives; what is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import apsw
import msgspec
from wagtail.models import Page, Revision

from dateline.newsroom.record import cursor
from dateline.press.run import connect_read_only
from dateline.record import replica
from dateline.record.entry import parse_instant
from dateline.record.follow import head
from dateline.search.index import IndexReader, SearchIndexError
from dateline.server.config import Config

GRACE = timedelta(minutes=1)


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Seq of the record's head and of both cursors. ``waiting_since`` is the instant of the first entry not shown.

    ``worker_seen`` is the instant at which the pages stand, which a living worker moves on every second.
    """

    head: int
    press: int
    search: int
    waiting_since: datetime | None
    worker_seen: datetime | None
    overdue: int

    @property
    def behind(self) -> int:
        """Entries that site or search do not have yet."""
        return self.head - min(self.press, self.search)


def queue(settings: Config, *, now: datetime) -> Queue:
    """The state of this instant."""
    press, seen = press_state(settings.press_file)
    search = search_state(settings.search_folder)
    with cursor() as open_cursor:
        newest = head(open_cursor)[0]
        open_cursor.execute(
            "SELECT instant FROM record_entry WHERE seq > %s ORDER BY seq LIMIT 1", (min(press, search),)
        )
        row = open_cursor.fetchone()
    return Queue(
        head=newest, press=press, search=search, waiting_since=parse_instant(row[0]) if row else None,
        worker_seen=seen, overdue=overdue(now),
    )  # fmt: skip


def press_state(press_file: Path) -> tuple[int, datetime | None]:
    """(entry, instant) at which the site stands; (0, None) where nothing was printed yet."""
    if not press_file.exists():
        return 0, None
    try:
        db = connect_read_only(press_file)
    except apsw.Error:
        return 0, None
    try:
        row = db.execute("SELECT now FROM press_clock").fetchone()
        return replica.cursor(db)[0], datetime.fromisoformat(row[0]) if row else None
    except apsw.Error:
        return 0, None
    finally:
        db.close()


def search_state(folder: Path) -> int:
    """The entry up to which the index goes; 0 where there is none."""
    try:
        return IndexReader(folder).cursor()
    except SearchIndexError:
        return 0


def overdue(now: datetime) -> int:
    """Versions and expiries that should have happened a minute ago or earlier."""
    due = now - GRACE
    releases = Revision.objects.filter(approved_go_live_at__lte=due).count()
    return releases + Page.objects.filter(live=True, expire_at__lte=due).count()
