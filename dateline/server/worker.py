"""The worker: releases what is due, to the second, and brings every new entry of the record to readers."""

from __future__ import annotations

import signal
import threading
import time
from datetime import UTC, datetime, timedelta

import structlog
from django.db import connections
from structlog.dev import plain_traceback

from dateline.newsroom.accounts.resetting import grant_wishes, tidy
from dateline.newsroom.actions.refresh import refresh
from dateline.newsroom.actions.trash import empty_trash
from dateline.newsroom.correction_mails import remind
from dateline.newsroom.schedule import release_due
from dateline.newsroom.unsaid import event_unsaid
from dateline.press.run import Report
from dateline.publish import House, publish, rebuild, waiting
from dateline.record.follow import instants_between
from dateline.server.config import config
from dateline.server.counting import FAILED, RENDERED, SERVED, WRITTEN
from dateline.server.erasures import settle
from dateline.server.house import now, open_house
from dateline.server.keeping import clock
from dateline.server.sqlite.base import DatabaseWrapper

log = structlog.get_logger("dateline.worker")
TIDY = timedelta(seconds=30)
FIRST_REFRESH = 5_000
SECOND = timedelta(seconds=1)
STEPS = structlog.get_config()["processors"][:-1]
REMINDING = timedelta(minutes=5)
HOUR = timedelta(hours=1)


class Worker:
    """Follows one record into one press file until ``stop`` is set."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.stop = threading.Event()
        self._scheduled = self._tidied = self._passed = now()
        self._refreshed: datetime | None = None

    def run(self) -> None:
        """Work until stopped; a failing round is logged and tried again, nothing is lost meanwhile."""
        if self.house.press.outdated:
            log.info("the site was printed by an older release; it is made anew from the record")
            rebuild(self.house, now=now())
        self.house.press.refresh()
        while not self.stop.is_set():
            try:
                self.round(now())
            except Exception:
                log.exception("round failed; it will be tried again")
                FAILED.inc()
                self.stop.wait(1)
            self.stop.wait(config().poll_ms / 1000)

    def round(self, at: datetime) -> Report | None:
        """One look at clock and record: what is due goes out, what is new is printed."""
        if at - self._scheduled >= SECOND:
            self._scheduled = at
            release_due(at)
            whole = settle(self.house, config(), at)
            if whole:
                log.info("erased", receipts=whole)
        report = None
        if waiting(self.house) or at - self._passed >= SECOND:
            self._passed = at
            report = self._publish(at)
        if at - self._tidied >= TIDY:
            self._tidy(self._tidied)
            self._tidied = at
        return report

    def _tidy(self, since: datetime) -> None:
        """What publishing leaves for idle moments: Wagtail's own search and "where used", and the database's log."""
        refresh(self._refreshed or datetime.fromtimestamp(0, UTC), limit=200 if self._refreshed else FIRST_REFRESH)
        self._refreshed = since
        empty_trash(now())
        connection = connections["default"]
        if isinstance(connection, DatabaseWrapper):
            connection.checkpoint()

    def _publish(self, at: datetime) -> Report:
        started, before = time.perf_counter(), self.house.press.seq
        report = publish(self.house, now=at)
        self._count(report, before)
        if report.rendered:
            spent = round((time.perf_counter() - started) * 1000, 1)
            log.info("printed", seq=report.seq, rendered=report.rendered, written=report.written, ms=spent)
        return report

    def _count(self, report: Report, before: int) -> None:
        RENDERED.inc(report.rendered)
        WRITTEN.inc(report.written)
        if report.seq > before:
            served = now()
            for instant in instants_between(self.house.cursor(), before, report.seq):
                SERVED.observe(max((served - instant).total_seconds(), 0))


class Postman:
    """Sends the mails that somebody waits for, in a thread of its own: a slow mail server holds up no page."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._tidied = self._reminded = now()

    def start(self) -> None:
        """Go to work; the thread ends with the process."""
        threading.Thread(target=self._run, name="postman", daemon=True).start()

    def _run(self) -> None:
        while not self._stop.wait(SECOND.total_seconds()):
            try:
                self.round(now())
            except Exception:
                log.exception("mail round failed; it will be tried again")

    def round(self, at: datetime) -> int:
        """One look: links for those who forgot their password, reminders of corrections, an end to what expired."""
        if at - self._tidied >= HOUR:
            self._tidied = at
            tidy()
        if at - self._reminded >= REMINDING:
            self._reminded = at
            remind(at)
        return grant_wishes()


def work() -> None:
    """Run a worker in this process until SIGTERM or SIGINT; DatabaseError where the record cannot be read at all."""
    # Plain tracebacks: the coloured ones print every local value, and those hold drafts.
    structlog.configure(
        processors=[event_unsaid, *STEPS, structlog.dev.ConsoleRenderer(exception_formatter=plain_traceback)]
    )
    worker = Worker(open_house())
    waiting(worker.house)  # a home that was never set up is told so now; only later failures are tried again
    clock.note(config())
    Postman(worker.stop).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    try:
        worker.run()
    finally:
        worker.house.close()
