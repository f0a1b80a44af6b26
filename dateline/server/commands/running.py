"""``dateline setup | run | serve | worker``."""

from __future__ import annotations

import sys

from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from dateline.newsroom.accounts.first import first_account
from dateline.newsroom.accounts.rights import roles_nobody_has
from dateline.newsroom.desks import setup_languages
from dateline.newsroom.permissions import Role
from dateline.press.run import PressBusy
from dateline.server.config import config
from dateline.server.keeping.restore import pending
from dateline.server.opening import Doors, claim_port
from dateline.server.running import run_tree, web_command, worker_command
from dateline.server.screen import fail, say
from dateline.server.worker import work

WHOLE = "dateline.server.wsgi:application"
READERS = "dateline.server.reader_app:application"


def setup() -> None:
    """Prepare DATELINE_HOME: database, languages, first account. Safe to repeat."""
    config().newsroom.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    setup_languages()
    made = first_account(config().newsroom / "first-account.txt")
    say(f"The newsroom is ready under {config().home}." + (f" First account: {made}." if made else ""))


def run() -> None:
    """Run the newsroom and the reader's site until interrupted."""
    _check_roles()
    _check_version()
    claim_port(config())
    commands = {"worker": worker_command(), "web server": web_command(config(), WHOLE)}
    sys.exit(run_tree(config(), commands, _say_addresses, Doors(config(), say).open))


def serve(*, reader_only: bool = True) -> None:
    """Serve readers alone; opens nothing but DATELINE_HOME/public.

    Parameters
    ----------
    reader_only
        Leave the newsroom out; with ``--no-reader-only`` it is served too, without a worker.
    """
    if not reader_only:
        _check_roles()
        _check_version()
    claim_port(config())
    application = READERS if reader_only else WHOLE
    sys.exit(run_tree(config(), {"web server": web_command(config(), application)}, lambda: None))


def worker() -> None:
    """Follow the record: release what is due, print pages, feed the search."""
    _check_version()
    try:
        work()
    except PressBusy as error:
        fail(str(error))


def _check_roles() -> None:
    unknown = roles_nobody_has()
    if unknown:
        fail(f"DATELINE_MFA_REQUIRED names {', '.join(unknown)}, which is no role. Roles: {', '.join(Role)}")


def _check_version() -> None:
    """A newsroom of an older version answers every screen with an error; one that was never set up says so itself."""
    waiting = pending()
    if waiting and MigrationRecorder(connections["default"]).applied_migrations():
        fail(
            f"The newsroom in {config().home} is of an older version ({waiting[0]} is not applied). Run"
            " `dateline upgrade`: it backs up first, and leaves everything as it was if a step fails"
        )


def _say_addresses() -> None:
    say("")
    say(f"  Readers:   {config().address}/")
    say(f"  Newsroom:  {config().address}/newsroom/")
    kept = config().newsroom / "first-account.txt"
    if kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines():
            say(f"  {line}")
    say("\n  Stop with Ctrl-C.\n")
