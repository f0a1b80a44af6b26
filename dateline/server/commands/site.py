"""``dateline site verify | export | key``."""

from __future__ import annotations

from pathlib import Path

from dateline.server.commands.press import printed
from dateline.server.config import config
from dateline.server.house import sealer
from dateline.server.proving.exporting import ExportRefused
from dateline.server.proving.exporting import export as write_tree
from dateline.server.proving.sources import Folder, Unreachable, Web
from dateline.server.proving.verifying import Unproven, Verdict
from dateline.server.proving.verifying import verify as prove
from dateline.server.screen import as_json, fail, progress, say

SHOWN = 50


def verify(where: str, *, key: str = "", json: bool = False) -> None:
    """Prove a copy of a site unaltered; exit status 1 if it is not, 2 if it cannot be read.

    Parameters
    ----------
    where
        A folder of files, or the address of a server, like https://news.example.
    key
        The house's public key, from somewhere you trust; without it, the key that the copy itself names.
    json
        Print the verdict as JSON.
    """
    source = Web(where) if where.startswith(("http://", "https://")) else Folder(Path(where))
    try:
        with progress("Verifying") as tell:
            verdict = prove(source, key, tell=tell)
    except Unreachable as error:
        fail(str(error))
    except Unproven as error:
        fail(f"not proven: {error}", status=1)
    if json:
        as_json(verdict)
    else:
        _tell(verdict, trusted=bool(key))
    if not verdict.whole:
        raise SystemExit(1)


def _tell(verdict: Verdict, *, trusted: bool) -> None:
    altered = [f"altered: {path}: {trouble}" for path, trouble in verdict.altered.items()]
    missing = [f"missing: {path}" for path in verdict.missing]
    for line in [*altered, *missing, *(f"too many: {path}" for path in verdict.superfluous)][:SHOWN]:
        say(line)
    counts = f"{len(altered)} altered, {len(missing)} missing, {len(verdict.superfluous)} too many"
    say(f"{verdict.pages} pages and {verdict.files} files: {'all as signed' if verdict.whole else counts}.")
    say(f"signed at {verdict.clock} for entry {verdict.seq} of the record, chain {verdict.chain}")
    say(f"key {verdict.key}")
    if not trusted:
        say("That key was named by the copy itself: hold it against the house's own, or say --key.")


def export(folder: Path, *, json: bool = False) -> None:
    """Write the site as a tree of files, with what proves it.

    Parameters
    ----------
    folder
        An empty folder, or one of an earlier export, which is brought up to date.
    json
        Print the report as JSON.
    """
    try:
        with progress("Writing") as tell:
            done = write_tree(config(), printed(), folder, tell=tell)
    except ExportRefused as refused:
        fail(str(refused))
    except OSError as error:
        fail(f"{folder} cannot be written: {error.strerror}; run it again once that is mended")
    if json:
        as_json(done)
    else:
        say(f"{done.folder}: {done.pages} pages, {done.files} files; {done.written} written, {done.removed} removed.")


def key() -> None:
    """Print the public key that the site is signed with; made at first use."""
    say(sealer(config()).public)
