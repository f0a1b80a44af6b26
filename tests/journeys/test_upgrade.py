"""An upgrade whose migration fails half way leaves database and site as they were; one that goes well says so."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.house import ROOT, RunningHouse
from tests.journeys.ready import ReadyHouses
from tests.journeys.test_backup_and_restore import site

pytestmark = [pytest.mark.newsroom, pytest.mark.slow]
OURS = ROOT / "dateline" / "newsroom" / "migrations"
# The program as it would be with one more migration.
NEWER = """
import sys
import dateline.server.commands
from django.conf import settings
settings.MIGRATION_MODULES = {"newsroom": "newer"}
sys.argv = ["dateline", "upgrade", "--json"]
from dateline.cli import main
main()
"""
MIGRATION = """
from django.db import migrations

def go(apps, schema_editor):
    {act}

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("newsroom", "{before}")]
    operations = [
        migrations.RunSQL("CREATE TABLE half_done (id INTEGER)"),
        migrations.RunSQL("UPDATE newsroom_editionpage SET kicker = 'half done'"),
        migrations.RunPython(go),
    ]
"""


def newer(folder: Path, act: str) -> None:
    """A package of migrations that holds ours and one more."""
    package = folder / "newer"
    package.mkdir()
    (package / "__init__.py").write_text(f"__path__.append({str(OURS)!r})\n")
    before = max(file.stem for file in OURS.glob("0*.py"))
    (package / "9999_newer.py").write_text(MIGRATION.format(act=act, before=before))


def upgrade(house: RunningHouse, path: Path) -> subprocess.CompletedProcess[str]:
    environment = house.environment | {"PYTHONPATH": f"{path}:{ROOT}"}
    command = [sys.executable, "-c", NEWER]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def tables(house: RunningHouse) -> set[str]:
    with closing(sqlite3.connect(house.home / "newsroom" / "newsroom.sqlite3")) as db:
        return {row[0] for row in db.execute("SELECT name FROM sqlite_master")}


def test_an_upgrade_is_taken_back_whole_or_stands_whole(ready: ReadyHouses, tmp_path: Path) -> None:
    house = ready.bare(tmp_path / "house")
    house.dateline("press", "rebuild")
    before, standing = site(house.home), tables(house)
    newer(tmp_path, "raise RuntimeError('no such luck')")
    failed = upgrade(house, tmp_path)
    assert failed.returncode == 1, failed.stderr
    assert "migrating the database failed (RuntimeError: no such luck)" in failed.stderr
    assert "as they were before" in failed.stderr
    assert tables(house) == standing
    assert site(house.home) == before
    assert "equals a clean full build" in house.dateline("press", "diff").stdout
    assert "agree" in house.dateline("check").stdout

    (tmp_path / "good").mkdir()
    newer(tmp_path / "good", "pass")
    done = upgrade(house, tmp_path / "good")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["migrated"] == ["newsroom.9999_newer"]
    assert "half_done" in tables(house)
    assert not list(house.home.rglob("*.before-upgrade"))
