"""The tests' newsroom, kept as a file between runs: hundreds of migrations and all desks need not be laid each time.

Kept under pytest's cache by what it was made from: the migrations and versions, then the models and the desks too.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

import dateline
from dateline.newsroom.desks import setup_languages

SOURCE = Path(dateline.__file__).parent
PACKAGES = ("Django", "wagtail", "django-taggit", "django-modelcluster")
MIGRATIONS = ("newsroom/migrations/*.py", "newsroom/guard.py", "server/settings.py")
DESKS = ("newsroom/*.py", "newsroom/models/*.py", "edition/**/*.py", "record/*.py", "languages/*")


def lay(folder: Path) -> None:
    """Make this process's test database: from the newest file that fits, else by migrating and laying the desks."""
    if connection.settings_dict["NAME"] == _test_name():
        return  # laid already, for the tests of another folder
    migrated = folder / f"migrated-{_digest(MIGRATIONS)}.sqlite3"
    laid = folder / f"laid-{_digest(MIGRATIONS + DESKS)}.sqlite3"
    with _alone(folder):
        if laid.exists():
            _restore(laid)
            return
        if migrated.exists():
            _restore(migrated)
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            _keep(migrated)
        setup_languages()
        _keep(laid)


def _digest(patterns: tuple[str, ...]) -> str:
    found = sha256(" ".join(version(each) for each in PACKAGES).encode())
    found.update(repr(sorted(settings.INSTALLED_APPS)).encode())
    for path in sorted({path for pattern in patterns for path in SOURCE.glob(pattern) if path.is_file()}):
        found.update(f"{path.relative_to(SOURCE)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One worker lays; the others wait and take what it kept."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _restore(kept: Path) -> None:
    name = _test_name()
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)
    ContentType.objects.clear_cache()


def _keep(kept: Path) -> None:
    for old in kept.parent.glob(f"{kept.name.partition('-')[0]}-*"):
        old.unlink()
    beside = kept.with_suffix(".part")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as target:
        connection.connection.backup(target)
    beside.replace(kept)


def _test_name() -> str:
    return str(connection.creation._get_test_db_name())  # type: ignore[attr-defined]
