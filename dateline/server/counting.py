"""What is counted while the house works; a process that answers readers does no more here than raise one number."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

LAGS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800)
KINDS = range(1, 6)

_REQUESTS = Counter("dateline_requests", "Answers given, by side and kind of status", ["side", "status"])
READERS = {kind: _REQUESTS.labels("readers", f"{kind}xx") for kind in KINDS}
NEWSROOM = {kind: _REQUESTS.labels("newsroom", f"{kind}xx") for kind in KINDS}
RENDERED = Counter("dateline_pages_rendered", "Pages made anew by the press")
WRITTEN = Counter("dateline_pages_written", "Pages that had other bytes than before")
FAILED = Counter("dateline_rounds_failed", "Rounds of the worker that failed and were tried again")
SERVED = Histogram(
    "dateline_publish_to_served_seconds", "From an entry's instant to its pages being served", buckets=LAGS
)
