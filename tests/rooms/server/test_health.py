"""``/healthz`` of the readers' server: for balancers, public facts alone, and counted like any answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import REGISTRY

from dateline.press.run import connect
from dateline.press.shelf import instant_text
from tests.rooms.server.stand import Stand


def set_clock(stand: Stand, at: datetime) -> None:
    db = connect(stand.press_file)
    db.execute("UPDATE press_clock SET now = ?", (instant_text(at),))
    db.close()


def test_a_server_whose_site_moves_on_is_well(stand: Stand) -> None:
    set_clock(stand, datetime.now(UTC))
    got = stand.ask("/healthz")
    assert (got.status, got.headers["cache-control"]) == (200, "no-store")
    said = json.loads(got.body)
    assert (said["status"], set(said)) == ("ok", {"status", "seq", "clock"})


def test_a_site_that_nobody_moves_on_is_stale_but_served(stand: Stand) -> None:
    set_clock(stand, datetime(2009, 3, 6, tzinfo=UTC))
    got = stand.ask("/healthz")
    assert (got.status, json.loads(got.body)["status"]) == (200, "stale")


def test_a_server_without_a_site_takes_no_readers_yet(tmp_path: Path) -> None:
    got = Stand(tmp_path).ask("/healthz")
    assert (got.status, json.loads(got.body)) == (503, {"status": "starting"})


def test_every_answer_is_counted_by_its_kind(stand: Stand) -> None:
    def counted(kind: str) -> float:
        return REGISTRY.get_sample_value("dateline_requests_total", {"side": "readers", "status": kind}) or 0

    before = {kind: counted(kind) for kind in ("2xx", "3xx", "4xx")}
    stand.ask("/en/")
    stand.ask("/en")
    stand.ask("/en/nowhere")
    assert {kind: counted(kind) - before[kind] for kind in before} == {"2xx": 1, "3xx": 1, "4xx": 1}
