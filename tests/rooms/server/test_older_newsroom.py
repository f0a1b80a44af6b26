"""A newsroom whose database is of an older version is not opened: every screen of it would be an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dateline.server.commands import running
from dateline.server.keeping.restore import pending
from tests.rooms.newsroom.house import django_db_setup as django_db_setup

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.mark.parametrize("command", [running.run, lambda: running.serve(reader_only=False), running.worker])
def test_it_is_refused_with_the_way_to_bring_it_here(
    command: Callable[[], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("claim_port", "run_tree", "work"):
        monkeypatch.setattr(running, name, lambda *_: pytest.fail("an older newsroom was opened"))
    newest = max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "newsroom")
    MigrationRecorder(connection).record_unapplied("newsroom", newest)
    assert pending() == (f"newsroom.{newest}",)
    with pytest.raises(SystemExit):
        command()
    said = capsys.readouterr().err
    assert f"newsroom.{newest} is not applied" in said
    assert "dateline upgrade" in said


def test_one_of_this_version_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(running, "work", lambda: opened.append("worker"))
    running.worker()
    assert opened == ["worker"]
