"""``/newsroom/healthz`` and ``/newsroom/metrics``: the house's state for balancers and charts, never for readers."""

from __future__ import annotations

import hmac
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from dateline.server.config import Config, config
from dateline.server.health import SILENT
from dateline.server.keeping import manifest
from dateline.server.keeping.queue import Queue, queue

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_VIA")
STAMP = "%Y-%m-%dT%H-%M-%S-%fZ"


def allowed(request: HttpRequest) -> bool:
    """With ``DATELINE_METRICS_TOKEN``: whoever bears it. Without: this machine, and only past no proxy."""
    token = config().metrics_token
    if token:
        given = str(request.headers.get("Authorization", ""))
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    if any(request.META.get(name) for name in FORWARDED):
        return False
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False


def health(request: HttpRequest) -> HttpResponse:
    """200 while the worker follows, else 503; the numbers only for those who may see the metrics."""
    now = datetime.now(UTC)
    state = queue(config(), now=now)
    well = is_well(state, now)
    about: dict[str, object] = {"status": "ok" if well else "failing"}
    if allowed(request):
        about |= {
            "record": state.head, "press": state.press, "search": state.search, "waiting_since": state.waiting_since,
            "worker_seen": state.worker_seen, "overdue_releases": state.overdue,
        }  # fmt: skip
    return JsonResponse(about, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def is_well(state: Queue, now: datetime) -> bool:
    """Whether the worker lives, nothing waits for long, and nothing is overdue."""
    alive = state.worker_seen is not None and now - state.worker_seen < SILENT
    waits = now - state.waiting_since if state.waiting_since else timedelta()
    return alive and waits < SILENT and not state.overdue


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format; 404 for whoever may not see it, so that nobody learns that it is there."""
    if not allowed(request):
        return HttpResponse("There is nothing here.\n", status=404, content_type="text/plain")
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def exposition() -> bytes:
    """Counters of all processes of `dateline run`, and the state of this instant."""
    registry = CollectorRegistry()
    registry.register(House(config()))
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    except ValueError:  # not under `dateline run`: this process counts for itself alone
        return generate_latest(registry) + generate_latest(REGISTRY)
    return generate_latest(registry)


class House(Collector):
    """What is read at each scrape rather than counted."""

    def __init__(self, settings: Config) -> None:
        self._settings = settings

    def collect(self) -> Iterator[Metric]:
        """The gauges."""
        now = datetime.now(UTC)
        state = queue(self._settings, now=now)
        yield _gauge("record_head", "Newest entry of the record", state.head)
        yield _gauge("press_seq", "Entry up to which the site stands", state.press)
        yield _gauge("search_seq", "Entry up to which the search index goes", state.search)
        yield _gauge("entries_waiting", "Entries that site or search do not have yet", state.behind)
        yield _gauge("waiting_seconds", "Age of the oldest of them", _age(state.waiting_since, now) or 0)
        yield _gauge("worker_silent_seconds", "Since the worker last moved the site on", _age(state.worker_seen, now))
        yield _gauge("releases_overdue", "Releases and expiries that should have happened", state.overdue)
        yield _gauge("disk_free_bytes", "Free under DATELINE_HOME", shutil.disk_usage(self._settings.home).free)
        yield _gauge("backup_age_seconds", "Age of the newest backup", _age(last_backup(self._settings), now))


def last_backup(settings: Config) -> datetime | None:
    """The instant of the newest finished backup in the house's own folder of them; None where there is none."""
    found = manifest.backups_in(settings.backups)
    try:
        return datetime.strptime(found[-1].name, STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def _age(instant: datetime | None, now: datetime) -> float | None:
    return (now - instant).total_seconds() if instant else None


def _gauge(name: str, words: str, value: float | None) -> GaugeMetricFamily:
    """A gauge; without a sample where there is nothing to say."""
    return GaugeMetricFamily(f"dateline_{name}", words, value=value)
