"""``dateline sample``."""

from __future__ import annotations

from dateline.newsroom.sample.bulk import bulk
from dateline.newsroom.sample.illustrations import draw
from dateline.newsroom.sample.install import install
from dateline.newsroom.sample.loader import load
from dateline.newsroom.sample.waiting import leave_waiting
from dateline.server.screen import fail, progress, say


def sample(*, stories: int = 0) -> None:
    """Fill an empty newsroom with the sample bureau, or with bulk trial content. What stands already is left alone.

    Parameters
    ----------
    stories
        How many stories of bulk trial content to add, spread over all languages; 0 adds the bureau alone.
    """
    if stories < 0:
        fail("--stories takes a number from 0 upwards")
    bureau = load()
    with progress("Filling the newsroom") as tell:
        made = install(bureau, draw, tell=tell)
    if stories:
        with progress("Adding stories", stories) as tell:
            made += install(bulk(bureau, stories), draw, tell=tell)
    say(f"The sample bureau stands: {made} editions made." if made else "The sample bureau stands already.")
    if leave_waiting():
        say("One capture waits in the newsroom under Imports.")
