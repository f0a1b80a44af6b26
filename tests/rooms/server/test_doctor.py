"""The doctor finds what is wrong, says what to do, and its exit status is that of the worst finding."""

from __future__ import annotations

import dataclasses
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client, RequestFactory
from prometheus_client.parser import text_string_to_metric_families

from dateline.newsroom.models import Picture, RecordingCaptions
from dateline.press.run import connect
from dateline.press.shelf import instant_text
from dateline.server.config import Config, config
from dateline.server.keeping import clock, manifest, metrics
from dateline.server.keeping.doctor import Finding, Patient, examine, worst
from dateline.server.keeping.manifest import Manifest, RecordState
from dateline.server.keeping.orphans import orphans
from tests.rooms.newsroom.house import django_db_setup as django_db_setup
from tests.rooms.newsroom.house import draft, published
from tests.rooms.newsroom.media.files import WEBVTT, mp4
from tests.rooms.newsroom.media.test_media import media as recording
from tests.rooms.newsroom.test_shared_things import picture

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
NOW = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Config:
    """Settings of a home with nothing in it yet."""
    made = dataclasses.replace(config(), home=tmp_path)
    made.newsroom.mkdir(mode=0o700)
    settings.MEDIA_ROOT, settings.DATELINE_BLOBS = str(made.newsroom / "media"), str(made.blobs)
    return made


def finding(home: Config, name: str, now: datetime = NOW) -> Finding:
    """What the doctor says of one thing."""
    found = {each.name: each for each in examine(Patient(home, now))}
    return found[name]


def printed(home: Config, at: datetime) -> None:
    """A press file whose worker was last seen at an instant."""
    home.public.mkdir(exist_ok=True)
    db = connect(home.press_file)
    db.execute("UPDATE press_clock SET now = ?", (instant_text(at),))
    db.close()


def test_a_dead_worker_is_broken_and_a_living_one_is_not(home: Config) -> None:
    assert finding(home, "worker").status == "error"
    assert "dateline worker" in finding(home, "worker").words
    printed(home, NOW)
    assert finding(home, "worker") == Finding("worker", "ok", "at work")


def test_entries_that_wait_are_counted_with_since_when(home: Config) -> None:
    published()
    found = finding(home, "queue")
    assert found.status == "error"
    assert "entries wait since 2" in found.words


def test_a_release_that_did_not_happen_is_overdue(home: Config) -> None:
    page = draft()
    revision = page.get_latest_revision()
    revision.approved_go_live_at = NOW - timedelta(minutes=5)
    revision.save(update_fields=["approved_go_live_at"])
    assert "1 releases" in finding(home, "releases").words
    assert finding(home, "releases", NOW - timedelta(minutes=5)).status == "ok"


def test_an_entry_from_the_future_shows_a_wrong_clock(home: Config) -> None:
    published()
    assert finding(home, "clock", datetime(2009, 3, 6, tzinfo=UTC)).status == "error"
    assert finding(home, "clock").status == "ok"


def test_a_clock_that_was_stepped_is_told(home: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    clock.note(home)
    standing = clock.offset()
    assert clock.moved(home) is not None
    monkeypatch.setattr(clock, "offset", lambda: standing + 60)
    assert "stepped by +60.0 s" in finding(home, "clock").words


def test_files_that_nothing_names_and_files_that_lack_are_told_apart(home: Config) -> None:
    made = Picture.awaited("Map")
    made.sizes = [{"file": "0123456789abcdef-320.jpg", "width": 320, "height": 200, "media_type": "image/jpeg"}]
    Picture.objects.filter(pk=made.pk).update(sizes=made.sizes)
    home.blobs.mkdir(exist_ok=True)
    stray = home.blobs / "fedcba9876543210-320.jpg"
    stray.write_bytes(b"x")
    assert not [each for each in examine(Patient(home, NOW)) if each.name == "orphans: blobs"], "it is too young"
    os.utime(stray, (0, 0))
    assert "fedcba9876543210-320.jpg" in finding(home, "orphans: blobs").words
    assert "0123456789abcdef-320.jpg" in finding(home, "lacking files").words


def test_a_pictures_original_is_no_orphan_and_is_missed(home: Config) -> None:
    made = picture()
    # The storage of originals was made with the folder of the test run, before this test had a home of its own.
    (home.blobs / made.file.name).write_bytes(Path(made.file.path).read_bytes())
    for path in home.blobs.iterdir():
        os.utime(path, (0, 0))
    assert (orphans(home).blobs, orphans(home).lacking) == ((), ())
    (home.blobs / made.file.name).unlink()
    assert orphans(home).lacking == (f"newsroom/blobs/{made.file.name}",)


def test_sound_and_its_captions_are_no_orphans_and_are_missed(home: Config) -> None:
    made = recording(mp4())
    made.captions = [RecordingCaptions(language="fa", file=ContentFile(WEBVTT.encode(), name="x.vtt"))]
    made.save()
    said = made.captions.get()
    for path in home.blobs.iterdir():
        os.utime(path, (0, 0))
    assert (orphans(home).blobs, orphans(home).lacking) == ((), ())
    (home.blobs / said.file.name).unlink()
    assert orphans(home).lacking == (f"newsroom/blobs/{said.file.name}",)
    made.delete()  # in a transaction that never ends here, so its file is not removed with it
    assert orphans(home).blobs == (f"newsroom/blobs/{made.file.name}",)


def backed_up(home: Config, at: datetime, seq: int) -> Path:
    """A backup's folder with no more than its manifest."""
    folder = home.backups / at.strftime(metrics.STAMP)
    folder.mkdir(parents=True)
    about = Manifest(
        format=1, software="1", instant=at.isoformat(), engine="sqlite", migrations=(), site=None, settings={},
        record=RecordState(seq=seq, chain="", erased=0), secrets=False, parts=(), files=(),
    )  # fmt: skip
    manifest.write(folder, about)
    return folder


def test_the_age_of_backups_and_erased_texts_in_them_are_told(home: Config) -> None:
    assert "none in" in finding(home, "backups").words
    published()
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(seq) FROM record_entry WHERE payload IS NOT NULL")
        seq = cursor.fetchone()[0]
        backed_up(home, NOW - timedelta(days=3), seq)
        assert "look at the timer" in finding(home, "backups").words
        cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq = %s", (seq,))
    assert "still holds 1 texts" in finding(home, "erased texts in backups").words
    assert metrics.last_backup(home) == NOW - timedelta(days=3)


def test_folders_that_others_can_read_are_told(home: Config) -> None:
    assert finding(home, "permissions").status == "ok"
    home.newsroom.chmod(0o755)
    assert "chmod 700" in finding(home, "permissions").words


def test_one_look_that_fails_hides_no_other(home: Config) -> None:
    home.public.mkdir()
    home.press_file.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    found = examine(Patient(home, NOW, deep=True))
    assert {"versions", "disk", "backups"} <= {each.name for each in found}
    assert worst(found) == 2


def test_the_exit_status_is_that_of_the_worst() -> None:
    well, look, broken = Finding("a", "ok", ""), Finding("b", "warning", ""), Finding("c", "error", "")
    assert [worst(each) for each in ([], [well], [well, look], [broken, look])] == [0, 0, 1, 2]


def test_metrics_are_for_this_machine_alone_and_never_past_a_proxy(client: Client) -> None:
    here = client.get("/newsroom/metrics")
    assert here.status_code == 200
    names = {family.name for family in text_string_to_metric_families(here.content.decode())}
    assert {"dateline_record_head", "dateline_requests", "dateline_publish_to_served_seconds"} <= names
    assert client.get("/newsroom/metrics", headers={"x-forwarded-for": "192.0.2.1"}).status_code == 404
    assert client.get("/newsroom/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404


def test_a_token_opens_the_metrics_from_anywhere_and_nothing_else_does(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    monkeypatch.setattr(metrics, "config", lambda: dataclasses.replace(config(), metrics_token="a token"))
    asked = rf.get("/newsroom/metrics", REMOTE_ADDR="192.0.2.1", headers={"authorization": "Bearer a token"})
    assert metrics.allowed(asked)
    assert not metrics.allowed(rf.get("/newsroom/metrics"))
    assert not metrics.allowed(rf.get("/newsroom/metrics", headers={"authorization": "Bearer another"}))


def test_a_stranger_learns_from_the_newsrooms_health_no_more_than_that(client: Client) -> None:
    stranger = client.get("/newsroom/healthz", headers={"x-forwarded-for": "192.0.2.1"})
    assert set(stranger.json()) == {"status"}
    assert {"record", "press", "overdue_releases"} <= set(client.get("/newsroom/healthz").json())
