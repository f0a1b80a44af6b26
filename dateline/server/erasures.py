"""The worker's part in a kill or redaction: every follower lets go of the bytes, and the receipt hears of it."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import connection, transaction

from dateline.newsroom import record
from dateline.newsroom.actions.erase import tidy_search
from dateline.newsroom.models.receipt import Receipt
from dateline.press.showing import Shown
from dateline.publish import House, scrub
from dateline.record.entry import Entry
from dateline.record.follow import newest
from dateline.server.config import Config
from dateline.server.keeping import manifest
from dateline.server.keeping.backup import NAMED
from dateline.server.sqlite.base import DatabaseWrapper

NEWSROOM = "newsroom"
FILES = re.compile(r"/(pictures|media)/([^/]+)")


def settle(house: House, settings: Config, at: datetime) -> int:
    """Erase for every receipt that waits for it, as far as the followers have come; how many receipts are whole now.

    A follower that cannot yet (somebody reads an old state) is asked again in the next round.
    """
    reached = min(house.press.seq, house.index.cursor())
    waiting = [each for each in Receipt.objects.waiting() if _entry(each).seq <= reached]
    if not waiting:
        return 0
    missing = {follower for receipt in waiting for follower in receipt.missing}
    done = scrub(house, missing)
    if NEWSROOM in missing and scrub_newsroom():
        done |= {NEWSROOM}
    with transaction.atomic():
        for receipt in waiting:
            receipt.acknowledgements.filter(follower__in=done, instant=None).update(instant=at)
            receipt.lines = [line | _found(house, line["address"]) for line in receipt.lines]
            receipt.backups = _backups(settings, receipt)
            receipt.save(update_fields=["lines", "backups"])
    return sum(receipt.whole for receipt in waiting)


def _entry(receipt: Receipt) -> Entry:
    with record.cursor() as cursor:
        found = newest(cursor, receipt.key)
    if found is None:
        raise LookupError(f"the record has no entry {receipt.key}, which its receipt speaks of")
    return found


def scrub_newsroom() -> bool:
    """Leave nothing in the newsroom's database, its log and its search; False while a reader holds it up.

    On PostgreSQL freed rows are the server's affair, as the receipt says.
    """
    tidy_search()
    return connection.scrub() if isinstance(connection, DatabaseWrapper) else True


def _found(house: House, address: str) -> dict[str, object]:
    """The status at an address now, and the digest of what stands there."""
    file = FILES.fullmatch(address)
    if file:
        folder = house.pictures if file.group(1) == "pictures" else house.media
        return {"found": 200 if (folder / file.group(2)).exists() else 404}
    site = Shown(house.press.db)
    found = site.at(address)
    return {"found": found.status if found else 404, "now": site.digest_at(address)}


def _backups(settings: Config, receipt: Receipt) -> list[str]:
    """The backups in the house's own folder that were made before the erasure, and houses that a restore put aside."""
    before = _entry(receipt).instant.strftime(NAMED)
    made = [each.name for each in manifest.backups_in(settings.backups) if each.name < before]
    return [*made, *sorted(each.name for each in settings.home.glob("before-restore-*"))]
