"""``dateline backup``: database, record, pictures and settings of one instant, while the house goes on working."""

from __future__ import annotations

import fcntl
import gzip
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

from dateline.record.append import Cursor
from dateline.record.entry import format_instant
from dateline.record.export import lines
from dateline.record.follow import entries, head
from dateline.record.verify import verify
from dateline.server.config import Config
from dateline.server.keeping import database, manifest, sitestate
from dateline.server.keeping.manifest import BackupRefused, Kept, Manifest, RecordState
from dateline.server.screen import Tell

RECORD, PAGES = "record.jsonl.gz", "pages.jsonl.gz"
DATABASE = {database.FILES[database.SQLITE] + ending for ending in database.BESIDE}
LEFT_OUT = DATABASE | {"writer.lock", "first-account.txt", "worker.json"}
UNFINISHED = (".part", ".tmp")
SECRET_SETTINGS = {"secret_key", "metrics_token"}
ADDRESSES = {"database", "email_url"}
CHUNK = 1 << 20
NAMED = "%Y-%m-%dT%H-%M-%S-%fZ"  # sorts by age


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup run did: where it stands, what it holds, how much of it was new, what it threw away."""

    folder: str
    seq: int
    files: int
    size: int
    new_files: int
    new_bytes: int
    problems: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def backup(settings: Config, target: Path, *, now: datetime, secrets: bool = False, tell: Tell = iter) -> Made:
    """Back the house up into a new folder of ``target``; raises BackupRefused where that cannot be done.

    It is written beside and renamed when all of it is on disk: half a backup never has a backup's name.
    """
    target = target.expanduser().resolve()
    _check(settings, target)
    name = now.strftime(NAMED)
    try:
        with _alone(target):
            beside = target / f".{name}.part"
            beside.mkdir(mode=0o700)
            try:
                made = _fill(settings, beside, now=now, secrets=secrets, tell=tell)
                os.rename(beside, target / name)
                _sync(target)
            except BaseException:
                shutil.rmtree(beside, ignore_errors=True)
                raise
    except OSError as error:
        raise BackupRefused(f"{target} cannot be written: {error.strerror}; nothing there was changed") from error
    return msgspec.structs.replace(made, folder=str(target / name))


def _check(settings: Config, target: Path) -> None:
    for inside in (settings.newsroom, settings.public):
        if target == inside or inside in target.parents:
            raise BackupRefused(f"{target} stands inside the house: choose a folder outside {inside}")
    if not database.occupied(settings):
        raise BackupRefused(f"there is nothing to back up under {settings.home}: run `dateline setup` first")


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (target / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused(f"another backup is being written to {target}: wait for it") from None
        for left in target.glob(".*.part"):
            shutil.rmtree(left)  # what a run that was killed left behind
        yield


def _fill(settings: Config, folder: Path, *, now: datetime, secrets: bool, tell: Tell) -> Made:
    # The site first, then the database: it can then only be at an entry that the database knows. Files are taken
    # before and after: what goes away meanwhile was caught by the first round, what came by the second.
    known = _known(folder.parent)
    store = Store(folder.parent, known)
    first = {kept.path: kept for kept in store.take(settings.home, tell(_files(settings)))}
    site = sitestate.state_at(settings.press_file)
    with database.snapshot(settings, folder) as (dump, cursor):
        record = _write_record(cursor, folder / RECORD)
        migrations = database.applied(cursor)
    parts = [dump, folder / RECORD]
    if site:
        _write_lines(folder / PAGES, (msgspec.json.encode(page) + b"\n" for page in site[1]))
        parts.append(folder / PAGES)
    kept = first | {each.path: each for each in store.take(settings.home, _files(settings))}
    about = Manifest(
        format=manifest.FORMAT, software=version("dateline"), instant=format_instant(now),
        engine=database.engine(settings), migrations=migrations, record=record, site=site[0] if site else None,
        settings=spoken(settings, secrets=secrets), secrets=secrets,
        parts=tuple(manifest.part_of(part) for part in parts), files=tuple(kept[path] for path in sorted(kept)),
    )  # fmt: skip
    manifest.write(folder, about)
    _sync(folder)
    parts_size = sum(part.size for part in about.parts)
    return Made(
        folder="",
        seq=record.seq, files=len(about.files) + len(about.parts), size=about.size,
        new_files=store.new_files + len(about.parts), new_bytes=store.new_bytes + parts_size, problems=record.problems,
    )  # fmt: skip


def _files(settings: Config) -> list[Path]:
    """Everything under ``newsroom/`` that is no database, no lock and no unfinished file."""
    found = (path for path in settings.newsroom.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if path.name not in LEFT_OUT and not path.name.endswith(UNFINISHED))


def _known(target: Path) -> dict[str, Kept]:
    """What the newest backup says of each path, so that files it has need not be read again."""
    found = manifest.backups_in(target)
    try:
        return {each.path: each for each in manifest.read(found[-1]).files} if found else {}
    except BackupRefused:
        return {}


class Store:
    """The bytes of all backups of one folder, each once, named by their SHA-256."""

    def __init__(self, target: Path, known: dict[str, Kept]) -> None:
        self._target = target
        self._known = known
        self.new_files = self.new_bytes = 0

    def take(self, home: Path, paths: Iterable[Path]) -> Iterator[Kept]:
        """Keep the bytes of each path; one that vanished meanwhile is passed over."""
        for path in paths:
            try:
                yield self._take(path, path.relative_to(home).as_posix())
            except FileNotFoundError:
                continue

    def _take(self, path: Path, name: str) -> Kept:
        about = path.stat()
        known = self._known.get(name)
        if known and (known.size, known.mtime_ns) == (about.st_size, about.st_mtime_ns) and self._holds(known):
            return known
        beside = self._target / manifest.STORE / f".{os.getpid()}.part"
        beside.parent.mkdir(exist_ok=True, mode=0o700)
        digest, size = _copy(path, beside)
        place = manifest.stored_at(self._target, digest)
        if place.exists() and place.stat().st_size == size:
            beside.unlink()
        else:
            place.parent.mkdir(exist_ok=True, mode=0o700)
            beside.replace(place)
            _sync(place.parent)
            self.new_files, self.new_bytes = self.new_files + 1, self.new_bytes + size
        kept = Kept(path=name, sha256=digest, size=size, mode=about.st_mode & 0o777, mtime_ns=about.st_mtime_ns)
        self._known[name] = kept
        return kept

    def _holds(self, kept: Kept) -> bool:
        place = manifest.stored_at(self._target, kept.sha256)
        return place.is_file() and place.stat().st_size == kept.size


def _copy(source: Path, target: Path) -> tuple[str, int]:
    """(SHA-256, size) of what was copied, which is on disk when this returns."""
    digest, size = sha256(), 0
    with source.open("rb") as ours, target.open("wb") as theirs:
        os.fchmod(theirs.fileno(), 0o600)
        while block := ours.read(CHUNK):
            digest.update(block)
            size += theirs.write(block)
        theirs.flush()
        os.fsync(theirs.fileno())
    return digest.hexdigest(), size


def _write_record(cursor: Cursor, path: Path) -> RecordState:
    """Write every entry as a line of JSON and verify the chain: a broken record is backed up too, and said to be so."""
    stands = head(cursor)
    _write_lines(path, lines(entries(cursor)))
    verdict = verify(entries(cursor), head=stands)
    return RecordState(seq=stands[0], chain=stands[1], erased=verdict.erased, problems=verdict.problems)


def _write_lines(path: Path, content: Iterable[bytes]) -> None:
    with path.open("wb") as raw:
        os.fchmod(raw.fileno(), 0o600)
        with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed:
            for line in content:
                packed.write(line)
        raw.flush()
        os.fsync(raw.fileno())


def spoken(settings: Config, *, secrets: bool) -> dict[str, str]:
    """The settings as text; passwords and keys only where ``secrets`` says so."""
    found = {}
    for each in fields(settings):
        value = getattr(settings, each.name)
        text = ",".join(value) if isinstance(value, tuple) else str(value)
        if not secrets and each.name in SECRET_SETTINGS:
            text = "" if not text else "(left out)"
        if not secrets and each.name in ADDRESSES:
            text = without_password(text)
        found[each.name] = text
    return found


def without_password(address: str) -> str:
    """An address with ``***`` for its password."""
    parts = urlsplit(address)
    if not parts.password:
        return address
    account, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{account.split(':')[0]}:***@{place}"))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def prune(target: Path, keep: int) -> tuple[str, ...]:
    """Throw away all but the newest ``keep`` backups, and the bytes that none of the others names."""
    target = target.expanduser().resolve()
    with _alone(target):
        old = manifest.backups_in(target)[:-keep]
        for folder in old:
            gone = folder.with_name(f".{folder.name}.part")
            folder.rename(gone)
            shutil.rmtree(gone)
        needed = {kept.sha256 for folder in manifest.backups_in(target) for kept in manifest.read(folder).files}
        for place in (target / manifest.STORE).glob("*/*"):
            if place.name not in needed:
                place.unlink()
    return tuple(folder.name for folder in old)
