"""``dateline search rebuild``."""

from __future__ import annotations

from dateline.record.follow import batches_after, head
from dateline.server.house import house_for_command
from dateline.server.screen import progress, say

AT_ONCE = 2_000


def rebuild() -> None:
    """Throw the index away and make it from the record."""
    with house_for_command() as house:
        last = head(house.cursor())[0]
        house.index.clear()
        with progress("Indexing", -(-last // AT_ONCE)) as tell:
            for _ in tell(range(0, last, AT_ONCE)):
                house.index.apply(batches_after(house.cursor(), house.index.cursor(), limit=AT_ONCE))
        say(f"The search holds the record up to entry {house.index.cursor()}.")
