"""``dateline backup | restore | upgrade | doctor``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from dateline.server.commands.press import differences
from dateline.server.config import config
from dateline.server.house import now
from dateline.server.keeping import backup as making
from dateline.server.keeping import doctor as looking
from dateline.server.keeping import restore as restoring
from dateline.server.keeping import upgrade as upgrading
from dateline.server.keeping.manifest import BackupRefused
from dateline.server.screen import as_json, fail, progress, say

MEGA = 1_000_000
MARKS = {"ok": "well", "warning": "look", "error": "BROKEN"}


def backup(folder: Path | None = None, *, keep: int = 0, with_secrets: bool = False, json: bool = False) -> None:
    """Back up database, record, pictures and settings while the house runs; exit status 1 if the record is broken.

    Parameters
    ----------
    folder
        Where backups stand; each becomes a folder of its own in it, and equal files are kept once for all of them.
    keep
        Throw away all but the newest so many backups afterwards; 0 keeps all.
    with_secrets
        Write passwords and keys of the settings into the manifest too.
    json
        Print the report as JSON.
    """
    target = folder or config().backups
    if keep < 0:
        fail("--keep is a number of backups, 1 or more")
    try:
        with progress("Backing up") as tell:
            made = making.backup(config(), target, now=now(), secrets=with_secrets, tell=tell)
        if keep:
            made = msgspec.structs.replace(made, removed=making.prune(target, keep))
    except BackupRefused as refused:
        fail(str(refused))
    except OSError as error:
        fail(f"{target} cannot be tidied: {error.strerror}; the new backup itself is whole")
    if json:
        as_json(made)
    else:
        say(f"{made.folder}: the house up to entry {made.seq}, {made.files} files, {made.size / MEGA:.1f} MB,")
        say(f"of which {made.new_files} files and {made.new_bytes / MEGA:.1f} MB are new in this folder.")
        if made.removed:
            say(f"{len(made.removed)} older backups removed.")
        for problem in made.problems:
            say(f"The record is broken: {problem}")
    if made.problems:
        raise SystemExit(1)


def restore(
    folder: Path, *, into: Path | None = None, force: bool = False, record: Path | None = None, json: bool = False
) -> None:
    """Make a house out of a backup, verify it, print its site; exit status 1 if the site is not as it was.

    Parameters
    ----------
    folder
        A backup, or a folder of backups: then the newest.
    into
        The home to restore to; DATELINE_HOME if left out.
    force
        Replace a house that stands there, and keep it beside.
    record
        A later export of the record: texts that it no longer holds are erased in the restored house too.
    json
        Print the report as JSON.
    """
    if into and into.expanduser().resolve() != config().home:
        # A process belongs to one home for good: another one does it.
        command = [sys.executable, "-m", "dateline.cli", *sys.argv[1:]]
        home = str(into.expanduser().resolve())
        raise SystemExit(subprocess.run(command, env=os.environ | {"DATELINE_HOME": home}, check=False).returncode)
    wanted = restoring.Wanted(force=force, record=record)
    try:
        with progress("Restoring") as tell:
            done = restoring.restore(config(), folder, wanted, now=now(), tell=tell)
    except BackupRefused as refused:
        fail(str(refused))
    if json:
        as_json(done)
    else:
        _tell(done)
    if done.same is False:
        raise SystemExit(1)


def _tell(done: restoring.Restored) -> None:
    say(f"{done.backup} of {done.instant} stands again under {config().home}, up to entry {done.seq}.")
    if done.kept:
        say(f"What stood there before is kept in {done.kept}: delete it when you no longer need it.")
    for number, words in (
        (len(done.migrated), "migrations were applied, as this version is newer than the backup."),
        (done.erased.entries, "entries that were erased after the backup have been erased here too."),
        (done.later, "entries were published after the backup was made and are not in it."),
    ):
        if number:
            say(f"{number} {words}")
    for key in done.erased.left:
        say(f"look at: {key} has words that were erased later; change them in the newsroom")
    if done.same is None:
        say(f"The backup held no site; {done.pages} pages were printed from the record.")
    elif done.same:
        say(f"The chain is whole, and the site equals the one that was backed up; {done.pages} pages now.")
    else:
        say(f"The chain is whole, but {len(done.differing)} paths differ from the site that was backed up: {done.why}.")
        for path in done.differing[:20]:
            say(f"  {path}")


def upgrade(*, backups: Path | None = None, json: bool = False) -> None:
    """Bring database and site to this version; all of it is taken back where a step fails (exit status 1).

    Parameters
    ----------
    backups
        Where the backup that is made first goes.
    json
        Print the report as JSON.
    """
    try:
        with progress("Backing up") as tell:
            steps = upgrading.Steps(backups or config().backups, differences, tell)
            done = upgrading.upgrade(config(), steps, now=now())
    except BackupRefused as refused:
        fail(str(refused))
    except upgrading.UpgradeFailed as failed:
        fail(str(failed), status=1)
    if json:
        as_json(done)
    else:
        say(f"Backed up to {done.backup}.")
        say(f"{len(done.migrated)} migrations applied; {done.written} of {done.rendered} pages changed.")
        say("The site equals a clean full build, and the chain is whole. Start the house again.")


def doctor(*, deep: bool = False, json: bool = False) -> None:
    """Look at everything; exit status 0 all is well, 1 something to look at, 2 something broken.

    Parameters
    ----------
    deep
        Read every page of the databases too, which takes its time.
    json
        Print the findings as JSON.
    """
    found = looking.examine(looking.Patient(config(), now(), deep))
    if json:
        as_json({"status": looking.worst(found), "findings": found})
    else:
        for each in found:
            say(f"{MARKS[each.status]:8}{each.name}: {each.words}")
    raise SystemExit(looking.worst(found))
