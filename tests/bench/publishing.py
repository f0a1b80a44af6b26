"""Publishes updates in a running house, one after another, and waits for each until a reader is served its words.

Run in a process of its own with the house's environment; prints one JSON object a publish.
"""

from __future__ import annotations

import random
import sys
import time
from http.client import HTTPConnection

import msgspec

from dateline.server import commands  # makes Django ready, which must come first

# isort: split
from dateline.newsroom.models import EditionPage
from tests.bench.publishing_times import Publish

__all__ = ["commands"]
PAUSE = 0.001
PATIENCE = 60.0


def publish(page: EditionPage, mark: str, readers: HTTPConnection) -> Publish:
    """One update of a headline, as the newsroom's edit view does it, watched from outside."""
    latest = page.get_latest_revision_as_object()
    latest.title = f"{latest.title.partition(' [')[0]} [{mark}]"
    latest.publish_kind, latest.publish_note = "update", "Measured."
    started = time.perf_counter()
    latest.save_revision().publish()
    committed = time.perf_counter()
    while mark.encode() not in served(readers, page.reader_path):
        if time.perf_counter() - committed > PATIENCE:
            raise TimeoutError(f"{page.reader_path} never showed {mark}")
        time.sleep(PAUSE)
    return Publish((committed - started) * 1000, (time.perf_counter() - started) * 1000)


def served(readers: HTTPConnection, path: str) -> bytes:
    """What a reader gets."""
    readers.request("GET", path)
    return readers.getresponse().read()


def main(times: int, address: str) -> None:
    """Publish so many times, each a random live edition."""
    chance = random.Random(2009)
    pages = list(EditionPage.objects.filter(live=True).values_list("pk", flat=True))
    readers = HTTPConnection(address)
    for number in range(times):
        page = EditionPage.objects.get(pk=chance.choice(pages))
        sys.stdout.write(msgspec.json.encode(publish(page, f"m{number:04}", readers)).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
