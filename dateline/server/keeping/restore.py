"""``dateline restore``: a verified backup becomes a house again, and its site is held against the one backed up."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from dateline.newsroom.record import cursor
from dateline.publish import House, bring_files, publish, waiting
from dateline.record.append import Cursor
from dateline.record.follow import batches_after, entries, head
from dateline.record.verify import verify
from dateline.server.config import Config
from dateline.server.house import open_house
from dateline.server.keeping import database, erasing, manifest, postgresql, quiet, sitestate
from dateline.server.keeping.backup import PAGES
from dateline.server.keeping.manifest import BackupRefused, Kept, Manifest, SiteState
from dateline.server.screen import Tell

ROOM = 1.2  # the site and index made anew need room beside what the backup holds


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator asked for: replace a house that stands, and a later record whose erasures count."""

    force: bool = False
    record: Path | None = None


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it. ``differing`` are paths whose pages are not as they were, ``why`` says what is known of it.

    ``later`` counts the entries that a later record has and this backup has not.
    """

    backup: str
    instant: str
    seq: int
    files: int
    pages: int
    same: bool | None
    differing: tuple[str, ...] = ()
    why: str = ""
    migrated: tuple[str, ...] = ()
    erased: erasing.Outcome = erasing.Outcome()
    later: int = 0
    kept: str = ""


def restore(settings: Config, source: Path, wanted: Wanted, *, now: datetime, tell: Tell = iter) -> Restored:
    """Restore a backup into the house of these settings; raises BackupRefused, and then leaves all as it was.

    The old house, if there is one, is kept beside the new: folders under ``before-restore-...`` of the home,
    on PostgreSQL a schema of that name.
    """
    folder = manifest.chosen(source.expanduser().resolve())
    about = manifest.read(folder)
    check(settings, folder, about, wanted)
    faults = list(manifest.faults(folder, about, tell(about.files)))
    if faults:
        raise BackupRefused(f"{folder} is damaged, nothing was restored. " + "; ".join(faults[:10]))
    known = _known(settings, wanted)
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    try:
        with _staged(settings, folder, about, stamp) as staging:
            _verified(about, staging)
            kept = _exchange(settings, folder, staging, stamp)
    except OSError as error:
        raise BackupRefused(f"{settings.home} cannot be written: {error.strerror}; the old house stands") from error
    _verify_in_place(settings, about, kept, stamp)
    migrated = pending()
    call_command("migrate", verbosity=0, interactive=False)
    erased = erasing.erase(known)
    house = open_house(settings)
    try:
        report = _reprint(house, folder, about, now, tell)
    finally:
        house.close()
    return msgspec.structs.replace(
        report, erased=erased, migrated=migrated, kept=str(kept or ""), files=len(about.files) + len(about.parts),
        later=max(known.head - about.record.seq, 0), why=_why(about, report, erased, migrated),
    )  # fmt: skip


def check(settings: Config, folder: Path, about: Manifest, wanted: Wanted) -> None:
    """What can be known before anything is read or written."""
    if about.engine != database.engine(settings):
        words = {"sqlite": "leave DATELINE_DATABASE empty", "postgresql": "name a database in DATELINE_DATABASE"}
        raise BackupRefused(f"{folder} was made on {about.engine}: {words[about.engine]} to restore it")
    if quiet.worker_runs(settings):
        raise BackupRefused(f"the house under {settings.home} is running: stop it first")
    unknown = unknown_migrations(about.migrations)
    if unknown:
        raise BackupRefused(
            f"{folder} was made by Dateline {about.software}, and this is {version('dateline')}, which does not know"
            f" {unknown[0]}: install {about.software} or later"
        )
    if occupied(settings) and not wanted.force:
        raise BackupRefused(
            f"{settings.home} holds a house already: restore --into another folder, or --force, which keeps it beside"
        )
    home = next(each for each in (settings.home, *settings.home.parents) if each.exists())
    free = shutil.disk_usage(home).free
    if free < about.size * ROOM:
        raise BackupRefused(
            f"the backup holds {about.size // 1_000_000} MB and {home} has {free // 1_000_000} MB free: make room first"
        )


def occupied(settings: Config) -> bool:
    """Whether anything of a house stands there, beside the key that any command makes."""
    if database.occupied(settings) or settings.press_file.exists():
        return True
    ours = (path for path in settings.newsroom.rglob("*") if path.is_file()) if settings.newsroom.is_dir() else ()
    return any(path.name not in {"secret_key", "writer.lock", *(database.file_of(settings).name,)} for path in ours)


def unknown_migrations(applied: tuple[str, ...]) -> list[str]:
    """Those of an app that this software has and migrations of it that it has not: newer software applied them.

    An app that is not here at all was left behind by older software, and its tables harm nobody.
    """
    loader = MigrationLoader(None)
    replaced = {key for each in loader.replacements.values() for key in each.replaces}
    known = {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}
    return sorted(each for each in set(applied) - known if each.split(".")[0] in loader.migrated_apps)


def pending() -> tuple[str, ...]:
    """The migrations that this software has and the database has not applied."""
    loader = MigrationLoader(connections["default"])
    return tuple(sorted(f"{app}.{name}" for app, name in set(loader.graph.nodes) - set(loader.applied_migrations)))


def _known(settings: Config, wanted: Wanted) -> erasing.Known:
    known = [erasing.from_export(wanted.record.expanduser())] if wanted.record else []
    if wanted.force and database.occupied(settings):
        with cursor() as open_cursor:
            known.append(erasing.from_record(open_cursor))
    return erasing.together(*known)


@contextmanager
def _staged(settings: Config, folder: Path, about: Manifest, stamp: str) -> Iterator[Path]:
    """The backup's files under the home but not in their places yet; whatever is left there goes away at the end."""
    staging = settings.home / f".restore-{stamp}"
    try:
        staging.mkdir(parents=True, mode=0o700)
        for kept in about.files:
            _bring(manifest.stored_at(folder.parent, kept.sha256), staging / kept.path, kept)
        dump = database.FILES[database.SQLITE]
        if about.part(dump):
            (staging / "newsroom").mkdir(exist_ok=True, mode=0o700)
            shutil.copyfile(folder / dump, staging / "newsroom" / dump)
            (staging / "newsroom" / dump).chmod(0o600)
        os.sync()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _bring(source: Path, target: Path, kept: Kept) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(source, target)
    target.chmod(kept.mode)
    os.utime(target, ns=(kept.mtime_ns, kept.mtime_ns))


def _verified(about: Manifest, staging: Path) -> None:
    """The chain of a SQLite backup, checked before anything of the old house is touched."""
    file = staging / "newsroom" / database.FILES[database.SQLITE]
    if file.exists():
        with database.reading(file) as open_cursor:
            _verify_chain(about, open_cursor)


def _verify_chain(about: Manifest, open_cursor: Cursor) -> None:
    try:
        found = head(open_cursor)
        verdict = verify(entries(open_cursor), head=found)
    except (TypeError, ValueError) as error:
        raise BackupRefused(f"the record in this backup cannot be read ({error}): do not use it") from error
    if found != (about.record.seq, about.record.chain):
        raise BackupRefused(
            f"the record ends at entry {found[0]}, and the backup says {about.record.seq}: do not use it"
        )
    if verdict.problems != about.record.problems:
        raise BackupRefused(f"the record in this backup was altered: {'; '.join(verdict.problems[:3])}")


def _exchange(settings: Config, folder: Path, staging: Path, stamp: str) -> Path | None:
    """Put the old house aside and the staged one in its place; the old one comes back where that fails."""
    aside = settings.home / f"before-restore-{stamp}"
    moved: list[tuple[Path, Path]] = []
    worth_keeping = occupied(settings)
    connections.close_all()
    try:
        for part in (settings.newsroom, settings.public):
            if part.exists() and not worth_keeping:
                shutil.rmtree(part)  # it holds no more than the key that this very command made
            elif part.exists():
                aside.mkdir(exist_ok=True, mode=0o700)
                os.rename(part, aside / part.name)
                moved.append((aside / part.name, part))
        if (staging / "newsroom").exists():
            os.rename(staging / "newsroom", settings.newsroom)
            settings.newsroom.chmod(0o700)
        if settings.database:
            database.put(settings, folder / database.FILES[database.POSTGRESQL], aside=_schema(stamp))
    except (OSError, BackupRefused):
        _move_back(settings, moved)
        raise
    return aside if moved else None


def _schema(stamp: str) -> str:
    return f"dateline_before_{stamp.lower()}"


def _move_back(settings: Config, moved: list[tuple[Path, Path]]) -> None:
    if moved:
        shutil.rmtree(settings.newsroom, ignore_errors=True)
    for where, place in moved:
        os.rename(where, place)


def _verify_in_place(settings: Config, about: Manifest, kept: Path | None, stamp: str) -> None:
    """The chain once more, as the house itself now reads it; on PostgreSQL this is the first look."""
    try:
        with cursor() as open_cursor:
            _verify_chain(about, open_cursor)
    except BackupRefused:
        connections.close_all()
        if settings.database:
            postgresql.take_back(_schema(stamp))
        if kept:
            _move_back(settings, [(kept / part.name, part) for part in (settings.newsroom, settings.public)
                                  if (kept / part.name).exists()])  # fmt: skip
        raise


def _reprint(house: House, folder: Path, about: Manifest, now: datetime, tell: Tell) -> Restored:
    """The site as it stood at the backup's entry and instant, compared; then brought to the present."""
    site = about.site
    same: bool | None = None
    differing: tuple[str, ...] = ()
    if site:
        every = batches_after(house.cursor(), 0, limit=1_000_000_000)
        known = [batch for batch in every if batch[-1].seq <= site.seq]
        bring_files(house, known, now=datetime.fromisoformat(site.clock))
        house.press.rebuild(known, now=datetime.fromisoformat(site.clock), tell=tell)
        state, pages = sitestate.state_of(house.press.db)
        same = state.digest == site.digest
        differing = tuple(sitestate.differing(_pages(folder), pages))
    publish(house, now=now)
    while waiting(house):
        publish(house, now=now)
    stands = sitestate.state_of(house.press.db)[0]
    return Restored(
        backup=str(folder), instant=about.instant, seq=about.record.seq, files=0, pages=stands.pages, same=same,
        differing=differing, why=_inputs(site, stands),
    )  # fmt: skip


def _pages(folder: Path) -> sitestate.Pages:
    with gzip.open(folder / PAGES) as handle:
        return [msgspec.json.decode(line, type=tuple[str, str, str]) for line in handle]


def _inputs(site: SiteState | None, stands: SiteState) -> str:
    return "inputs" if site and site.inputs != stands.inputs else ""


def _why(about: Manifest, report: Restored, erased: erasing.Outcome, migrated: tuple[str, ...]) -> str:
    """What is known of the reason for a difference, in words; empty where there is none."""
    if report.same is not False:
        return ""
    reasons = []
    if about.software != version("dateline"):
        reasons.append(f"the backup was made by Dateline {about.software}, and this is {version('dateline')}")
    elif report.why:
        reasons.append("templates, styles, language files or libraries are not those that made the backup's pages")
    if erased.entries:
        reasons.append(f"{erased.entries} entries that were erased after the backup are erased here too")
    if migrated:
        reasons.append(f"{len(migrated)} migrations were applied")
    return "; ".join(reasons) or "nothing known explains it: keep the backup and look with `dateline press explain`"
