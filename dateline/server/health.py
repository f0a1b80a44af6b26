"""``/healthz`` of the readers' server: short, for load balancers, and nothing in it that is not public anyway."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import apsw
import msgspec

from dateline.record import replica
from dateline.server.answers import NEVER, Answer

PATH = "/healthz"
SILENT = timedelta(seconds=15)


def of_readers(db: apsw.Connection | None) -> Answer:
    """503 while there is no site; else 200 with the entry and instant it stands at.

    ``stale`` says that nothing moves the site on. It is served all the same, so a balancer must not turn away.
    """
    if db is None:
        return answer(HTTPStatus.SERVICE_UNAVAILABLE, {"status": "starting"})
    row = db.execute("SELECT now FROM press_clock").fetchone()
    clock = datetime.fromisoformat(row[0]) if row else datetime.min.replace(tzinfo=UTC)
    status = "ok" if datetime.now(UTC) - clock < SILENT else "stale"
    return answer(HTTPStatus.OK, {"status": status, "seq": replica.cursor(db)[0], "clock": clock})


def answer(status: int, about: dict[str, object]) -> Answer:
    """A state as JSON, never kept."""
    headers = [("Content-Type", "application/json"), ("Cache-Control", NEVER)]
    return Answer(status=status, headers=headers, body=msgspec.json.encode(about) + b"\n")
