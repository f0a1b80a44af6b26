"""A house is installed, publishes, is backed up while it goes on, is destroyed, and stands again byte for byte."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import apsw
import psycopg
import pytest

from dateline.server.config import read
from dateline.server.keeping.manifest import NAME, BackupRefused, digest_file
from dateline.server.keeping.restore import Wanted, restore
from tests.journeys.house import ROOT, RunningHouse
from tests.journeys.ready import ReadyHouses

pytestmark = [pytest.mark.newsroom, pytest.mark.slow]
# They share one backup, which each worker would make for itself.
TOGETHER = pytest.mark.xdist_group("backup")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "dateline.server.settings"}
# No file may grow beyond this, as on a disk that is full.
FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
sys.argv = ["dateline", "backup", {target!r}]
from dateline.cli import main
main()
"""
PAGES = "SELECT key, path, status, media_type, language, headers, body FROM site_page ORDER BY key"


@contextmanager
def publishing(house: RunningHouse, stories: int) -> Iterator[None]:
    """So many stories are out when the block begins, and more go out until it ends."""
    command = [sys.executable, "-m", "tests.journeys.publishing", str(stories)]
    process = subprocess.Popen(
        command, env=house.environment | SETTINGS, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield
    finally:
        said, _ = process.communicate()
    assert process.returncode == 0
    assert int(said) > stories, "nothing was published meanwhile: the test proves nothing"


def fill(house: RunningHouse) -> None:
    """One story in three languages, published and printed."""
    command = [sys.executable, "-m", "tests.journeys.publishing", "1"]
    subprocess.run(command, env=house.environment | SETTINGS, cwd=ROOT, stdin=subprocess.DEVNULL, check=True)
    house.dateline("press", "rebuild")


def site(home: Path) -> list[Any]:
    """Every byte that readers get: pages with status and headers, pictures, sound and captions."""
    db = apsw.Connection(str(home / "public" / "press.sqlite"))
    pages = list(db.execute(PAGES))
    db.close()
    files = [sorted((home / "public" / folder).iterdir()) for folder in ("pictures", "media")]
    return [*pages, *((each.name, each.read_bytes()) for folder in files for each in folder)]


def report(house: RunningHouse, *arguments: str) -> Any:
    """What a command says with ``--json``."""
    done = house.dateline(*arguments, "--json", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def whole_way(tmp_path: Path, house: RunningHouse, other: RunningHouse) -> None:
    """Publish, back up at work and at rest, destroy, restore both elsewhere, compare."""
    backups = str(tmp_path / "backups")
    try:
        house.start()
        with publishing(house, 2):
            at_work = report(house, "backup", backups)
    finally:
        house.stop()
    house.dateline("press", "rebuild")
    at_rest = report(house, "backup", backups)
    assert at_rest["seq"] > at_work["seq"] > 0
    assert at_rest["new_files"] < at_rest["files"], "the second backup copied all pictures again"
    before = site(house.home)
    assert all(any((house.home / "public" / folder).iterdir()) for folder in ("pictures", "media"))
    shutil.rmtree(house.home)

    done = report(other, "restore", backups)
    assert (done["backup"], done["seq"], done["same"]) == (at_rest["folder"], at_rest["seq"], True)
    assert site(other.home) == before
    assert "equals a clean full build" in other.dateline("press", "diff").stdout
    assert "agree" in other.dateline("check").stdout
    done = report(other, "restore", at_work["folder"], "--force")
    assert (done["seq"], done["same"], done["differing"]) == (at_work["seq"], True, [])
    assert "the chain is whole" in other.dateline("record", "verify").stdout


def test_a_house_backed_up_at_work_stands_again_byte_for_byte(ready: ReadyHouses, tmp_path: Path) -> None:
    whole_way(tmp_path, ready.bare(tmp_path / "house"), RunningHouse(tmp_path / "other"))


@pytest.mark.postgres
def test_a_house_on_postgresql_stands_again_byte_for_byte(tmp_path: Path, postgres_address: str) -> None:
    def home(name: str) -> RunningHouse:
        with psycopg.connect(postgres_address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE kept_{name}")
        made = RunningHouse(tmp_path / name)
        made.environment["DATELINE_DATABASE"] = urlsplit(postgres_address)._replace(path=f"/kept_{name}").geturl()
        return made

    house = home("house")
    house.dateline("setup")
    whole_way(tmp_path, house, home("other"))


@pytest.fixture(scope="module")
def kept(ready: ReadyHouses, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one backup of a small house."""
    folder = tmp_path_factory.mktemp("kept")
    house = ready.bare(folder / "house")
    fill(house)
    house.dateline("backup", str(folder / "backups"))
    return folder / "backups"


@pytest.fixture(scope="module")
def restored(kept: Path) -> Path:
    """The home of the house as this backup gives it back; it is copied, never used."""
    house = RunningHouse(kept.parent / "restored")
    house.dateline("restore", str(kept))
    return house.home


@pytest.fixture
def house(restored: Path, tmp_path: Path) -> RunningHouse:
    """A house of its own that was restored from the backup."""
    shutil.copytree(restored, tmp_path / "house")
    return RunningHouse(tmp_path / "house")


def flip(file: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def flip_a_picture(backups: Path) -> str:
    flip(max((backups / "blobs").glob("*/*"), key=lambda file: file.stat().st_size))
    return "was altered: its bytes do not fit their digest"


def lose_a_picture(backups: Path) -> str:
    next((backups / "blobs").glob("*/*")).unlink()
    return "cannot be read: No such file"


def flip_the_database(backups: Path) -> str:
    flip(next(backups.glob("*/newsroom.sqlite3")))
    return "newsroom.sqlite3 was altered"


def change_the_past(backups: Path) -> str:
    """One who knows the format alters an entry and makes the manifest fit."""
    file = next(backups.glob("*/newsroom.sqlite3"))
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("DROP TRIGGER record_entry_fixed")
        other = "CAST(replace(CAST(payload AS TEXT), 'Story', 'Fable') AS BLOB)"
        db.execute(f"UPDATE record_entry SET payload = {other} WHERE key LIKE 'edition/%'")
    manifest = file.with_name(NAME)
    about = json.loads(manifest.read_text())
    for part in about["parts"]:
        if part["name"] == file.name:
            part |= {"sha256": digest_file(file), "size": file.stat().st_size}
    manifest.write_text(json.dumps(about))
    return "the record in this backup was altered"


def cut_the_manifest(backups: Path) -> str:
    manifest = next(backups.glob(f"*/{NAME}"))
    manifest.write_bytes(manifest.read_bytes()[:-200])
    return "is damaged"


def lose_the_manifest(backups: Path) -> str:
    next(backups.glob(f"*/{NAME}")).unlink()
    return "holds no finished backup"


@pytest.mark.parametrize(
    "damage",
    [flip_a_picture, lose_a_picture, flip_the_database, change_the_past, cut_the_manifest, lose_the_manifest],
)
@TOGETHER
def test_a_damaged_backup_is_refused_and_nothing_is_changed(
    kept: Path, tmp_path: Path, damage: Callable[[Path], str]
) -> None:
    backups = tmp_path / "backups"
    shutil.copytree(kept, backups)
    words = damage(backups)
    settings = read({"DATELINE_HOME": str(tmp_path / "other")})
    with pytest.raises(BackupRefused, match=words):
        restore(settings, backups, Wanted(), now=datetime.now(UTC))
    assert [file for file in settings.home.rglob("*") if file.is_file()] == []


@TOGETHER
def test_a_house_that_stands_is_replaced_only_by_force_and_kept_beside(
    ready: ReadyHouses, kept: Path, tmp_path: Path
) -> None:
    house = ready.bare(tmp_path / "standing")
    refused = house.dateline("restore", str(kept), check=False)
    assert refused.returncode == 2
    assert "holds a house already" in refused.stderr
    done = report(house, "restore", str(kept), "--force")
    assert (Path(done["kept"]) / "newsroom" / "newsroom.sqlite3").is_file()
    assert done["same"] is True
    assert (house.home / "newsroom").stat().st_mode & 0o777 == 0o700
    assert (house.home / "newsroom" / "secret_key").stat().st_mode & 0o777 == 0o600


@TOGETHER
def test_into_names_another_home_than_the_setting(kept: Path, tmp_path: Path) -> None:
    house = RunningHouse(tmp_path / "here")
    done = report(house, "restore", str(kept), "--into", str(tmp_path / "there"))
    assert done["same"] is True
    assert (tmp_path / "there" / "public" / "press.sqlite").is_file()
    assert not (house.home / "public").exists()


@TOGETHER
def test_what_a_later_record_erased_does_not_come_back(house: RunningHouse, kept: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.jsonl"
    house.dateline("record", "export", str(later))
    lines = [json.loads(line) for line in later.read_text().splitlines()]
    killed = next(line["payload"]["story"] for line in lines if line["key"].startswith("edition/"))
    gone = [line for line in lines if line["key"].startswith((f"edition/{killed}/", "media/"))]
    headline = next(line["payload"]["headline"] for line in gone if line["version"] == 1)
    for line in gone:
        line |= {"payload": None, "salt": None}
    later.write_text("\n".join(map(json.dumps, lines)) + "\n")

    other = RunningHouse(tmp_path / "other")
    done = other.dateline("restore", str(kept), "--record", str(later), "--json", check=False)
    assert done.returncode == 1, done.stderr
    said = json.loads(done.stdout)
    erased = said["erased"]
    assert (erased["entries"], erased["pages"], erased["recordings"]) == (len(gone), 3, 1)
    assert "erased" in said["why"]
    assert "the chain is whole" in other.dateline("record", "verify").stdout
    assert holding(other.home, f"{headline}, corrected".encode()) == []
    assert holding(house.home, f"{headline}, corrected".encode())
    assert [len(list(each.home.rglob("*.wav"))) for each in (house, other)] == [2, 0]


def holding(folder: Path, text: bytes) -> list[str]:
    """The files that hold a text anywhere, deleted rows and logs included."""
    return [file.name for file in folder.rglob("*") if file.is_file() and text in file.read_bytes()]


@TOGETHER
def test_a_target_that_cannot_be_written_is_said_in_words(house: RunningHouse, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = house.dateline("backup", str(tmp_path / "file" / "backups"), check=False)
    assert done.returncode == 2
    assert "cannot be written: Not a directory" in done.stderr
    inside = house.dateline("backup", str(house.home / "newsroom" / "mine"), check=False)
    assert inside.returncode == 2
    assert "choose a folder outside" in inside.stderr


@TOGETHER
def test_a_full_disk_leaves_no_half_backup(house: RunningHouse, tmp_path: Path) -> None:
    full = FULL.format(target=str(tmp_path / "full"))
    done = subprocess.run(
        [sys.executable, "-c", full], env=house.environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be" in done.stderr
    assert list((tmp_path / "full").glob("*/manifest.json")) == []
    assert list((tmp_path / "full").glob(".*.part")) == []


@TOGETHER
def test_equal_files_are_kept_once_and_old_backups_go(house: RunningHouse, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    first = report(house, "backup", str(backups))
    second = report(house, "backup", str(backups), "--keep", "1")
    assert second["removed"] == [Path(first["folder"]).name]
    assert second["new_files"] == 3
    assert "stands again" in RunningHouse(tmp_path / "other").dateline("restore", str(backups)).stdout


@TOGETHER
def test_secrets_stay_out_of_the_manifest_unless_asked_for(house: RunningHouse, tmp_path: Path) -> None:
    house.environment["DATELINE_SECRET_KEY"] = "hush" * 20
    house.environment["DATELINE_EMAIL_URL"] = f"smtp://desk:{quote('hush')}@mail.example"
    closed = Path(report(house, "backup", str(tmp_path / "closed"))["folder"]) / NAME
    assert "hush" not in closed.read_text()
    opened = Path(report(house, "backup", str(tmp_path / "open"), "--with-secrets")["folder"]) / NAME
    assert "hush" * 20 in opened.read_text()
    assert "smtp://desk:hush@mail.example" in opened.read_text()
