"""``dateline publish --batch``."""

from __future__ import annotations

from uuid import UUID

from dateline.newsroom.actions.release import release
from dateline.newsroom.refusal import Refusal
from dateline.server.screen import as_json, fail, say


def publish(*, batch: UUID, json: bool = False) -> None:
    """Release the drafts of an import batch after review; exit status 1 if one was refused.

    Parameters
    ----------
    batch
        The id that the import printed.
    json
        Print what became of each draft as JSON.
    """
    try:
        outcomes = release(batch)
    except Refusal as refusal:
        fail(refusal.words)
    if json:
        as_json(outcomes)
    else:
        for outcome in outcomes:
            say(f"{outcome.status}: {outcome.headline} ({outcome.language}) {outcome.path}{outcome.reason}".rstrip())
    if any(outcome.status == "refused" for outcome in outcomes):
        raise SystemExit(1)
