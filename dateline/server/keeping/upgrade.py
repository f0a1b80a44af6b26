"""``dateline upgrade``: back up, migrate, print anew, check; and all of it taken back where one step fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw
import msgspec
from django.core.management import call_command
from django.db import connections

from dateline.newsroom.check import differences as rows_against_record
from dateline.newsroom.record import cursor
from dateline.publish import publish, rebuild, waiting
from dateline.record.follow import entries, head
from dateline.record.verify import verify
from dateline.server.config import Config
from dateline.server.house import open_house
from dateline.server.keeping import backup, database, quiet
from dateline.server.keeping.manifest import BackupRefused
from dateline.server.keeping.restore import pending, unknown_migrations
from dateline.server.screen import Tell

BEFORE = ".before-upgrade"
Differing = Callable[[apsw.Connection], list[str]]


class UpgradeFailed(Exception):
    """One step failed and everything was taken back; the message says which, and what to do."""


class Upgraded(msgspec.Struct, frozen=True, kw_only=True):
    """What an upgrade did: the backup made first, migrations applied, pages that have other bytes now."""

    backup: str
    migrated: tuple[str, ...]
    rendered: int
    written: int


class Steps(msgspec.Struct, frozen=True):
    """What the operator names: where the backup goes; and the comparison of ``dateline press diff``."""

    backups: Path
    differing: Differing
    tell: Tell = iter


def upgrade(settings: Config, steps: Steps, *, now: datetime) -> Upgraded:
    """Bring database and site to this software's version; raises UpgradeFailed after taking everything back."""
    if quiet.worker_runs(settings):
        raise BackupRefused(f"the house under {settings.home} is running: stop it, then upgrade")
    with cursor() as open_cursor:
        unknown = unknown_migrations(database.applied(open_cursor))
    if unknown:
        raise BackupRefused(f"the database is of a newer version than this one ({unknown[0]}): install that version")
    before = len(rows_against_record()) if not pending() else None
    made = backup.backup(settings, steps.backups, now=now, tell=steps.tell)
    if made.problems:
        raise BackupRefused(f"the record is broken, so nothing was upgraded: {made.problems[0]}")
    _put_site_aside(settings)
    step = "migrating the database"
    try:
        migrated = pending()
        call_command("migrate", verbosity=0, interactive=False)
        step = "printing the site"
        report = _print(settings, steps, now)
        step = "checking the result"
        _check(before)
    except Exception as error:
        _take_back(settings, Path(made.folder))
        raise UpgradeFailed(
            f"{step} failed ({_words(error)}). Database and site are as they were before, and the backup"
            f" {made.folder} is kept. Install the version that you had, start it, and report this"
        ) from error
    _forget_old_site(settings)
    return Upgraded(backup=made.folder, migrated=migrated, rendered=report[0], written=report[1])


def _print(settings: Config, steps: Steps, now: datetime) -> tuple[int, int]:
    """(pages made anew, pages with other bytes): what changed alone, then compared with a full build."""
    house = open_house(settings)
    try:
        fresh = rebuild(house, now=now) if house.press.outdated else house.press.refresh()
        publish(house, now=now)
        while waiting(house):
            publish(house, now=now)
        differing = steps.differing(house.press.db)
        if differing:
            raise UpgradeFailed(f"{len(differing)} paths are not what a clean build gives, {differing[0]} among them")
    finally:
        house.close()
    return fresh.rendered, fresh.written


def _check(before: int | None) -> None:
    """The chain is whole, and the newsroom's rows agree with the record as much as they did before."""
    with cursor() as open_cursor:
        verdict = verify(entries(open_cursor), head=head(open_cursor))
    if verdict.problems:
        raise UpgradeFailed(verdict.problems[0])
    found = rows_against_record()
    if before is not None and len(found) > before:
        raise UpgradeFailed(f"{found[0].key}: {found[0].what}")


def _words(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if not isinstance(error, UpgradeFailed) else text


def _press_files(settings: Config) -> list[Path]:
    return [settings.press_file.with_name(settings.press_file.name + ending) for ending in ("", "-wal")]


def _put_site_aside(settings: Config) -> None:
    """A copy of the press file; nobody writes to it now, and copying bytes opens no second SQLite library on it."""
    for file in _press_files(settings):
        if file.exists():
            shutil.copyfile(file, file.with_name(file.name + BEFORE))


def _forget_old_site(settings: Config) -> None:
    for file in _press_files(settings):
        file.with_name(file.name + BEFORE).unlink(missing_ok=True)


def _take_back(settings: Config, made: Path) -> None:
    """Database and site as they were; the search index, which can be behind but never ahead, begins anew."""
    connections.close_all()
    database.put(settings, made / database.FILES[database.engine(settings)])
    settings.press_file.with_name(settings.press_file.name + "-shm").unlink(missing_ok=True)
    for file in _press_files(settings):
        kept = file.with_name(file.name + BEFORE)
        if kept.exists():
            os.replace(kept, file)
        else:
            file.unlink(missing_ok=True)
    shutil.rmtree(settings.search_folder, ignore_errors=True)
