"""The press at work: apply entries, plan, render, compress, and commit it all in one transaction."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import IO, Any

import apsw
import msgspec

from dateline.press import ledger, plan, seal, site, tree
from dateline.press.page import Furniture, Kind, Output, PageKey
from dateline.press.plan import Plan
from dateline.press.recorder import Read, Recorder
from dateline.press.seal import Seal
from dateline.press.shelf import Shelf, instant_text
from dateline.record import replica
from dateline.record.entry import Entry

CLOCK = """
CREATE TABLE IF NOT EXISTS press_clock(id INTEGER PRIMARY KEY CHECK (id = 1), now TEXT NOT NULL);
INSERT OR IGNORE INTO press_clock VALUES (1, '0001-01-01T00:00:00+00:00');
"""
BUSY_MS = 10_000
# One by one: of several statements apsw runs those behind the first only as their rows are read.
PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "secure_delete": "ON"}
# Counts what a press file keeps: one written by an older count lacks something, so it is made anew.
FORMAT = 4

Tell = Callable[[Iterable[Any]], Iterator[Any]]


class PressBusy(RuntimeError):
    """Another press works on this file."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did. ``rendered`` pages were made anew, of which ``written`` had other bytes than before."""

    seq: int
    rendered: int = 0
    written: int = 0
    removed: int = 0

    @property
    def unchanged(self) -> int:
        """Pages made in vain: what they read had changed, their bytes had not."""
        return self.rendered - self.written - self.removed


class Press:
    """One press on one file; a second one on the same file is refused (PressBusy). ``sealer`` signs each site state."""

    def __init__(self, path: Path, kinds: Sequence[Kind], furniture: Furniture, *, sealer: Seal | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(path)
        self._kinds = {kind.name: kind for kind in kinds}
        self._furniture = furniture
        self._sealer = sealer
        self.db = connect(path)

    def close(self) -> None:
        """Close the file and let go of the lock."""
        self.db.close()
        self._lock.close()

    @property
    def outdated(self) -> bool:
        """Whether the file was written by a release that kept less in it: then only a rebuild makes it whole."""
        row = self.db.execute("PRAGMA user_version").fetchone()
        return self.seq > 0 and (row is None or row[0] != FORMAT)

    @property
    def seq(self) -> int:
        """The last entry that the site shows."""
        return replica.cursor(self.db)[0]

    @property
    def clock(self) -> datetime:
        """The instant at which the pages stand."""
        return clock(self.db)

    def follow(self, batches: Iterable[tuple[Entry, ...]], *, now: datetime) -> Report:
        """Bring the site to the end of ``batches`` and to ``now``: all pages at one instant, or none of them."""
        with self._transaction():
            steps = [replica.apply(self.db, entry) for batch in batches for entry in batch]
            if steps:
                newest = max((step.entry for step in steps), key=lambda entry: entry.seq)
                if newest.seq > self.seq:
                    replica.set_cursor(self.db, newest.seq, newest.chain)
            points = {point for step in steps for point in plan.touched(step)}
            points |= self._pass_time(now)
            shelf = self._shelf()
            pages = plan.missing(self.db, self._all_kinds, steps) | plan.changed(self.db, shelf, points)
            return self._print(pages, shelf)

    def refresh(self) -> Report:
        """Make again what templates, assets or language files changed since: after an upgrade, at the start."""
        with self._transaction():
            shelf = self._shelf()
            points = [ledger.Touched(topic) for topic in ledger.inputs(self.db)]
            pages = plan.changed(self.db, shelf, points)
            for key in plan.named(self._all_kinds, (kept.value for kept in replica.values(self.db))):
                if key not in pages and not ledger.knows(self.db, key):
                    pages[key] = "new: a kind of page"
            return self._print(pages, shelf)

    def rebuild(self, batches: Iterable[tuple[Entry, ...]], *, now: datetime, tell: Tell = iter) -> Report:
        """Throw everything away and make it from the record: the clean full build of the law."""
        with self._transaction():
            for table in (ledger, site, tree, replica):
                table.clear(self.db)
            for batch in batches:
                for entry in batch:
                    replica.apply(self.db, entry)
                replica.set_cursor(self.db, batch[-1].seq, batch[-1].chain)
            self._set_clock(now)
            self.db.execute(f"PRAGMA user_version = {FORMAT}")
            named = plan.named(self._all_kinds, (kept.value for kept in replica.values(self.db)))
            return self._print(dict.fromkeys(sorted(named), "rebuild"), self._shelf(), tell)

    def scrub(self) -> bool:
        """Write the file anew without what was deleted, and empty its log; False while a reader holds that up.

        ``secure_delete`` zeroes what is freed, but where SQLite moved rows between pages it leaves pieces behind.
        """
        if not self._emptied():
            return False
        self.db.execute("VACUUM")
        return self._emptied()

    def _emptied(self) -> bool:
        busy, _, _ = next(self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        return bool(busy == 0)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it durable at once, or none; the signature over what stands then is part of it."""
        with self.db:
            yield
            if self._sealer and self.seq:
                seal.put(self.db, self._sealer, self.clock)

    @property
    def _all_kinds(self) -> Sequence[Kind]:
        return tuple(self._kinds.values())

    def _shelf(self) -> Shelf:
        return Shelf(self.db, self._furniture, self.clock)

    def _pass_time(self, now: datetime) -> set[ledger.Touched]:
        if now <= self.clock:
            return set()
        due = ledger.due(self.db, instant_text(now))
        self._set_clock(now)
        return set(due)

    def _set_clock(self, now: datetime) -> None:
        self.db.execute("UPDATE press_clock SET now = ?", (instant_text(now),))

    def _print(self, pages: Plan, shelf: Shelf, tell: Tell = iter) -> Report:
        written = removed = 0
        seq, further, paths = self.seq, list[tuple[PageKey, str]](), set[str]()
        planned = frozenset(pages)
        # A list may grow while it is gone through: each page may name the one that continues it.
        for key, cause in chain(tell(pages.items()), further):
            output, reads = self._render(key, shelf)
            ledger.note(self.db, key, reads)
            if output is None:
                left = site.remove(self.db, key)
                removed += bool(left)
                paths.update(left)
                continue
            moved = site.put(self.db, key, output, seq=seq, cause=cause)
            written += bool(moved)
            paths.update(moved)
            if output.further and output.further not in planned and not ledger.knows(self.db, output.further):
                further.append((output.further, f"continues: {key}"))
        tree.update(self.db, paths)
        return Report(seq=seq, rendered=len(pages) + len(further), written=written, removed=removed)

    def _render(self, key: PageKey, shelf: Shelf) -> tuple[Output | None, tuple[Read, ...]]:
        kind = self._kinds.get(key.kind)
        recorder = Recorder(shelf, self._furniture)
        return (kind.render(recorder, key) if kind else None), recorder.reads


def clock(db: apsw.Connection) -> datetime:
    """The instant at which the pages of a press file stand."""
    row = db.execute("SELECT now FROM press_clock").fetchone()
    return datetime.fromisoformat(row[0]) if row else datetime.min.replace(tzinfo=UTC)


def connect(path: Path) -> apsw.Connection:
    """Open a press file for writing: WAL, every commit durable before it is acknowledged, deletes erase."""
    db = apsw.Connection(str(path))
    db.set_busy_timeout(BUSY_MS)
    for name, value in PRAGMAS.items():
        db.pragma(name, value)
    for table in (replica, ledger, site, tree, seal):
        table.prepare(db)
    db.execute(CLOCK)
    if not replica.cursor(db)[0]:
        db.execute(f"PRAGMA user_version = {FORMAT}")
    return db


def connect_read_only(path: Path) -> apsw.Connection:
    """Open a press file as readers' servers and previews do: nothing can be written through it."""
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    db.set_busy_timeout(BUSY_MS)
    return db


def _lock(path: Path) -> IO[str]:
    handle = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise PressBusy(f"another press works on {path.name}: stop the running `dateline run` first") from None
    return handle
