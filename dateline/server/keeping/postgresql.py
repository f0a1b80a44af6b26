"""PostgreSQL's part of backup and restore, by its own programs pg_dump and pg_restore."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import connection, transaction

from dateline.record.append import Cursor
from dateline.server.config import Config
from dateline.server.keeping.manifest import BackupRefused

TABLES = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'"
KEPT = "dateline_before_%"


@contextmanager
def snapshot(settings: Config, target: Path) -> Iterator[Cursor]:
    """Dump the database as one transaction sees it, and hand out a cursor on that same transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        name = cursor.fetchone()[0]
        run(settings, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            f"--exclude-schema={KEPT.replace('%', '*')}", f"--snapshot={name}", f"--file={target}")  # fmt: skip
        target.chmod(0o600)
        yield cursor


def occupied() -> bool:
    """Whether the database holds any table of ours."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return bool(cursor.fetchone()[0])


def put(settings: Config, dump: Path, *, aside: str) -> None:
    """Restore a dump into an empty schema ``public``; the old one stays as ``aside`` or is dropped once all is well."""
    old = aside or "dateline_before_rollback"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA public RENAME TO "{old}"')
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    try:
        run(settings, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
            "--schema=public", str(dump))  # fmt: skip
    except BackupRefused:
        take_back(old)
        raise
    if not aside:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{old}" CASCADE')


def take_back(aside: str) -> None:
    """Throw away what was restored and let the old schema stand again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f'ALTER SCHEMA "{aside}" RENAME TO public')
    connection.close()


def run(settings: Config, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; raises BackupRefused with its own words."""
    parts = urlsplit(settings.database)
    given = {
        "PGHOST": unquote(parts.hostname or ""), "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""), "PGPASSWORD": unquote(parts.password or ""),
    }  # fmt: skip
    environment = os.environ | {name: value for name, value in given.items() if value}
    command = [program, f"--dbname={parts.path.lstrip('/')}", *arguments]
    try:
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BackupRefused(f"{program} is not here: install PostgreSQL's client programs") from None
    if said.returncode:
        raise BackupRefused(f"{program} failed: {said.stderr.strip() or said.stdout.strip()}")
