"""Writes a site as a plain tree of files with what proves it, so that any web server or a stick can carry it."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import msgspec

from dateline.press import seal, site, tree
from dateline.press.tree import Leaf
from dateline.server.config import Config
from dateline.server.proving.places import HEAD, ROOT, file_of, named_files
from dateline.server.proving.sources import Folder
from dateline.server.screen import Tell


class ExportRefused(Exception):
    """A folder that cannot be written to; the message says why and what to do."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What an export did: pages and files that stand there, what was rewritten, what was taken away."""

    folder: str
    pages: int
    files: int
    written: int
    removed: int


def export(settings: Config, db: apsw.Connection, folder: Path, *, tell: Tell = iter) -> Exported:
    """Bring a folder to the site as it stands; one that holds anything but an earlier export is refused."""
    folder = folder.expanduser().resolve()
    _check(settings, folder)
    with db:
        signed = seal.head(db)
        if signed is None:
            raise ExportRefused("the site was not signed yet: let `dateline run` print once, then export again")
        proofs = {"head": signed[0].encode(), "key": f"{signed[1]}\n".encode()}
        for prefix in tree.parts(tree.size(db)):
            proofs[f"pages/{prefix}"] = b"".join(line + b"\n" for line in tree.lines(db, prefix))
        written, known, named = 0, set[str](), set[str]()
        for line in tell(tree.lines(db, "")):
            leaf = msgspec.json.decode(line, type=Leaf)
            page, file = site.at(db, leaf.path), file_of(leaf)
            if page and file:
                known.add(file)
                named |= named_files(page.body)
                written += _write(folder / file, page.body)
    for name in sorted(named):
        written += _copy(settings.public / name, folder / name)
    removed = 0
    for name in Folder(folder).superfluous(known | named):
        (folder / name).unlink()
        removed += 1
    shutil.rmtree(folder / ROOT.strip("/"), ignore_errors=True)
    for name, body in proofs.items():
        _write(folder / ROOT.strip("/") / name, body)
    return Exported(folder=str(folder), pages=len(known), files=len(named), written=written, removed=removed)


def _check(settings: Config, folder: Path) -> None:
    if folder == settings.home or settings.home in folder.parents:
        raise ExportRefused(f"{folder} stands inside the house: choose a folder outside {settings.home}")
    if folder.exists() and not folder.is_dir():
        raise ExportRefused(f"{folder} is a file: choose a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / HEAD.removeprefix("/")).is_file():
        raise ExportRefused(f"{folder} holds other things: choose an empty folder, or one of an earlier export")


def _write(path: Path, body: bytes) -> bool:
    if path.is_file() and path.read_bytes() == body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(body)
    beside.replace(path)
    return True


def _copy(source: Path, target: Path) -> bool:
    """Named by their bytes: one that is there with the same length is the same, or shows when it is verified."""
    if not source.is_file() or (target.is_file() and target.stat().st_size == source.stat().st_size):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, beside)
    beside.replace(target)
    return True
