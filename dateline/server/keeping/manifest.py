"""What a backup says about itself: every file with size and digest, the record's head, the site's digest, versions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

import msgspec

FORMAT = 1
NAME = "manifest.json"
STORE = "blobs"


class BackupRefused(Exception):
    """A backup that cannot be made or used; the message says why and what to do."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a backup. ``path`` is where it stood under the home, ``mtime_ns`` its age there.

    Its bytes stand once under ``blobs/``, by their SHA-256, whatever number of backups hold it.
    """

    path: str
    sha256: str
    size: int
    mode: int
    mtime_ns: int


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A file that stands in the backup's own folder: the database, the record, the list of pages."""

    name: str
    sha256: str
    size: int


class RecordState(msgspec.Struct, frozen=True, kw_only=True):
    """The record in this backup: its newest entry, how many were erased by then, what was wrong with the chain."""

    seq: int
    chain: str
    erased: int
    problems: tuple[str, ...] = ()


class SiteState(msgspec.Struct, frozen=True, kw_only=True):
    """The readers' site when the backup was made: the entry and instant it stood at.

    ``digest`` is over (path, status, headers, body digest) of every page; ``inputs`` over the software that made them.
    """

    seq: int
    clock: str
    pages: int
    digest: str
    inputs: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """All of it; ``instant`` is RFC 3339 in UTC, ``migrations`` every applied one as ``app.name``."""

    format: int
    software: str
    instant: str
    engine: str
    migrations: tuple[str, ...]
    record: RecordState
    site: SiteState | None
    settings: dict[str, str]
    secrets: bool
    parts: tuple[Part, ...]
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """Bytes that a restore needs."""
        return sum(each.size for each in self.parts) + sum(each.size for each in self.files)

    def part(self, name: str) -> Part | None:
        """The part of that name."""
        return next((each for each in self.parts if each.name == name), None)


def digest_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def part_of(path: Path) -> Part:
    """A file in the backup's folder as the manifest names it."""
    return Part(name=path.name, sha256=digest_file(path), size=path.stat().st_size)


def stored_at(backups: Path, sha256: str) -> Path:
    """Where the bytes of a digest stand among a folder's backups."""
    return backups / STORE / sha256[:2] / sha256


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest as the last file of a backup, durable."""
    with (folder / NAME).open("wb") as handle:
        os.fchmod(handle.fileno(), 0o600)
        handle.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def read(folder: Path) -> Manifest:
    """The manifest of a backup; raises BackupRefused where it is missing, cut short or of another format."""
    try:
        content = (folder / NAME).read_bytes()
        about = msgspec.json.decode(content)
        if isinstance(about, dict) and about.get("format", FORMAT) != FORMAT:
            raise BackupRefused(f"{folder} is a backup of format {about['format']}: restore it with the newer version")
        made = msgspec.convert(about, Manifest)
    except FileNotFoundError:
        raise BackupRefused(f"{folder} holds no {NAME}, so it is no finished backup") from None
    except OSError as error:
        raise BackupRefused(f"{folder / NAME} cannot be read: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BackupRefused(f"{folder / NAME} is damaged ({error}): use another backup") from None
    if any(Path(kept.path).is_absolute() or ".." in Path(kept.path).parts for kept in made.files):
        raise BackupRefused(f"{folder / NAME} names files outside a house: it was not made by Dateline")
    return made


def backups_in(folder: Path) -> list[Path]:
    """The finished backups of a folder, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if not each.name.startswith(".") and (each / NAME).is_file())


def chosen(folder: Path) -> Path:
    """The backup that is meant: the folder itself, or the newest in it; raises BackupRefused where there is none."""
    if (folder / NAME).is_file():
        return folder
    found = backups_in(folder)
    if not found:
        raise BackupRefused(f"{folder} holds no finished backup")
    return found[-1]


def faults(folder: Path, manifest: Manifest, files: Iterable[Kept]) -> Iterator[str]:
    """What is missing or altered in a backup, in words; ``files`` are the manifest's own, perhaps watched."""
    for part in manifest.parts:
        yield from _fault(folder / part.name, part.name, part)
    for kept in files:
        yield from _fault(stored_at(folder.parent, kept.sha256), kept.path, kept)


def _fault(path: Path, name: str, said: Part | Kept) -> Iterator[str]:
    try:
        if path.stat().st_size != said.size:
            yield f"{name} has {path.stat().st_size} bytes instead of {said.size}"
        elif digest_file(path) != said.sha256:
            yield f"{name} was altered: its bytes do not fit their digest"
    except OSError as error:
        yield f"{name} cannot be read: {error.strerror}"
