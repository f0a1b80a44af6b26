"""``dateline doctor``: one look at everything an operator would otherwise find out at night."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Literal

import apsw
import msgspec
from django.db import connection, connections
from icu4py import icu_version

from dateline.newsroom.record import cursor
from dateline.press.run import connect_read_only
from dateline.record.entry import parse_instant
from dateline.server.config import Config
from dateline.server.keeping import clock, manifest
from dateline.server.keeping.manifest import BackupRefused
from dateline.server.keeping.orphans import orphans
from dateline.server.keeping.queue import queue
from dateline.server.keeping.quiet import worker_runs
from dateline.server.keeping.restore import pending

RESET_MENDED = (3, 51, 3)  # SQLite's note on the WAL-reset bug: older ones can lose a commit beside a checkpoint
LITTLE, VERY_LITTLE = 0.10, 0.03
SILENT = timedelta(seconds=15)
OLD_BACKUP = timedelta(days=2)
STEPPED = timedelta(seconds=2)
MANY = 5

Status = Literal["ok", "warning", "error"]


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at; ``words`` say what was found and, where it is not well, what to do."""

    name: str
    status: Status
    words: str


class Patient(msgspec.Struct, frozen=True):
    """The house, the instant of the examination, and whether every page of the databases is read."""

    settings: Config
    now: datetime
    deep: bool = False


Found = Iterator[Finding]


def examine(patient: Patient) -> list[Finding]:
    """Everything, in the order in which an operator would mend it. What cannot be looked at is a finding too."""
    found: list[Finding] = []
    for look in LOOKS:
        try:
            found.extend(look(patient))
        except Exception as error:  # noqa: BLE001 - one broken thing must not hide the others
            found.append(Finding(look.__name__.strip("_"), "error", f"cannot be looked at: {error}"))
    return found


def _versions(_: Patient) -> Found:
    names = ", ".join(f"{name} {version(name)}" for name in ("dateline", "Django", "wagtail", "tantivy"))
    yield Finding("versions", "ok", f"Python {platform.python_version()}, {names}, ICU {icu_version}")
    plain, ours = sqlite3.sqlite_version, apsw.sqlite_lib_version()
    words = f"newsroom SQLite {plain}, press SQLite {ours}"
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < RESET_MENDED:
        # Debian's is one of them. The writer's lock works around it, so it is said and is no reason to worry.
        words += "; the newsroom's has the WAL-reset bug: let no other program write to newsroom.sqlite3"
    yield Finding("sqlite", "ok", words)


def _permissions(patient: Patient) -> Found:
    wrong = []
    secrets = (patient.settings.newsroom / "secret_key", patient.settings.site_key)
    for path, most in ((patient.settings.newsroom, 0o700), *((each, 0o600) for each in secrets)):
        if path.exists() and path.stat().st_mode & 0o777 & ~most:
            wrong.append(f"chmod {most:o} {path}")
    if (patient.settings.newsroom / "first-account.txt").exists():
        wrong.append(f"delete {patient.settings.newsroom / 'first-account.txt'} once you have its password")
    if wrong:
        yield Finding("permissions", "warning", "drafts and secrets are too open: " + "; ".join(wrong))
    else:
        yield Finding("permissions", "ok", "nobody else can read newsroom/")


def _disk(patient: Patient) -> Found:
    usage = shutil.disk_usage(patient.settings.home)
    part = usage.free / usage.total
    words = f"{usage.free / 1e9:.1f} GB of {usage.total / 1e9:.1f} GB free under {patient.settings.home}"
    status: Status = "error" if part < VERY_LITTLE else "warning" if part < LITTLE else "ok"
    yield Finding("disk", status, words + ("" if status == "ok" else ": make room before publishing stops"))


def _migrations(_: Patient) -> Found:
    waiting = pending()
    if waiting:
        yield Finding("migrations", "error", f"{len(waiting)} not applied ({waiting[0]} ...): run `dateline upgrade`")
    else:
        yield Finding("migrations", "ok", "all applied")


def _worker(patient: Patient) -> Found:
    state = queue(patient.settings, now=patient.now)
    alive = state.worker_seen is not None and patient.now - state.worker_seen < SILENT
    if alive:
        yield Finding("worker", "ok", "at work")
    elif worker_runs(patient.settings):
        yield Finding("worker", "error", f"holds the press and does not move since {state.worker_seen}: see its log")
    else:
        yield Finding("worker", "error", "does not run: start `dateline run` or `dateline worker`")
    if state.behind and state.waiting_since and patient.now - state.waiting_since > SILENT:
        words = f"{state.behind} entries wait since {state.waiting_since:%Y-%m-%d %H:%M:%S} UTC"
        yield Finding("queue", "error", f"{words} (record {state.head}, press {state.press}, search {state.search})")
    else:
        yield Finding("queue", "ok", f"record {state.head}, press {state.press}, search {state.search}")
    if state.overdue:
        yield Finding("releases", "error", f"{state.overdue} releases or expiries are overdue: the worker does them")
    else:
        yield Finding("releases", "ok", "none overdue")


def _clock(patient: Patient) -> Found:
    with cursor() as open_cursor:
        open_cursor.execute("SELECT seq, instant FROM record_head WHERE id = 1")
        seq, instant = open_cursor.fetchone() or (0, None)
    newest = parse_instant(instant) if instant else None
    if newest and newest > patient.now:
        words = (
            f"entry {seq} is dated {newest:%Y-%m-%d %H:%M:%S} UTC, in the future: this machine's clock was or is wrong"
        )
        yield Finding("clock", "error", words)
        return
    moved = clock.moved(patient.settings)
    if moved is not None and abs(moved) > STEPPED:
        words = f"stepped by {moved.total_seconds():+.1f} s since the worker started: see that time is kept by NTP"
        yield Finding("clock", "warning", words)
    else:
        yield Finding("clock", "ok", f"{patient.now:%Y-%m-%d %H:%M:%S} UTC")


def _backups(patient: Patient) -> Found:
    newest, told = None, []
    with cursor() as open_cursor:
        for folder in manifest.backups_in(patient.settings.backups):
            try:
                about = manifest.read(folder)
            except BackupRefused as refused:
                yield Finding("backups", "error", str(refused))
                continue
            newest = parse_instant(about.instant)
            open_cursor.execute(
                "SELECT COUNT(*) FROM record_entry WHERE payload IS NULL AND seq <= %s", (about.record.seq,)
            )
            erased = int(open_cursor.fetchone()[0]) - about.record.erased
            if erased > 0:
                told.append(f"{folder.name} still holds {erased} texts that were erased since")
    if told:
        words = "; ".join(told[:MANY])
        yield Finding("erased texts in backups", "warning", f"{words}: make a new one, then `dateline backup --keep 1`")
    if newest is None:
        yield Finding("backups", "warning", f"none in {patient.settings.backups}: run `dateline backup`, by a timer")
    elif patient.now - newest > OLD_BACKUP:
        yield Finding("backups", "warning", f"the newest is of {newest:%Y-%m-%d %H:%M} UTC: look at the timer")
    else:
        yield Finding("backups", "ok", f"the newest is of {newest:%Y-%m-%d %H:%M} UTC")


def _orphans(patient: Patient) -> Found:
    found = orphans(patient.settings)
    if found.lacking:
        words = f"{len(found.lacking)} files are missing ({', '.join(found.lacking[:MANY])}): restore them"
        yield Finding("lacking files", "error", words)
    for name, words in (
        ("blobs", "files that no picture, sound or film names"),
        ("media", "thumbnails that no picture names"),
        ("public", "public files that nothing published names"),
        ("unfinished", "unfinished files older than an hour"),
    ):
        paths = getattr(found, name)
        if paths:
            yield Finding(f"orphans: {name}", "warning", f"{len(paths)} {words}: {', '.join(paths[:MANY])}")
    if not any((found.blobs, found.media, found.public, found.unfinished)):
        yield Finding("orphans", "ok", "none")


def _integrity(patient: Patient) -> Found:
    if not patient.deep:
        return
    if connections["default"].vendor == "sqlite":
        with cursor() as open_cursor:
            open_cursor.execute("PRAGMA quick_check")
            said = [row[0] for row in open_cursor.fetchall()]
        yield _checked("newsroom database", said, "restore the newest backup")
    if patient.settings.press_file.exists():
        db = connect_read_only(patient.settings.press_file)
        said = [row[0] for row in db.execute("PRAGMA quick_check")]
        db.close()
        yield _checked("press file", said, "stop the house and run `dateline press rebuild`")


def _checked(name: str, said: list[str], cure: str) -> Finding:
    well = said == ["ok"]
    return Finding(name, "ok" if well else "error", "every page of it is sound" if well else f"{said[0]}: {cure}")


LOOKS: tuple[Callable[[Patient], Found], ...] = (
    _versions, _permissions, _disk, _migrations, _worker, _clock, _backups, _orphans, _integrity,
)  # fmt: skip


def worst(findings: list[Finding]) -> int:
    """The exit status: 0 all well, 1 something to look at, 2 something broken."""
    return max((("ok", "warning", "error").index(each.status) for each in findings), default=0)
