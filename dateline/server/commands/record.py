"""``dateline record verify | export``."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.newsroom.record import cursor
from dateline.record.export import lines
from dateline.record.follow import entries, head
from dateline.record.verify import verify as verify_chain
from dateline.server.screen import as_json, fail, progress, say


def verify(*, json: bool = False) -> None:
    """Check the hash chain; exit status 1 if it is broken.

    Parameters
    ----------
    json
        Print the verdict as JSON.
    """
    with progress("Verifying", head(cursor())[0]) as tell:
        verdict = verify_chain(tell(entries(cursor())), head=head(cursor()))
    if json:
        as_json(verdict)
    else:
        for problem in verdict.problems:
            say(problem)
        state = "broken" if verdict.problems else "whole"
        say(f"{verdict.entries} entries, {verdict.erased} of them erased; the chain is {state}.")
        say(f"head {verdict.head}")
    if verdict.problems:
        raise SystemExit(1)


def export(file: Path | None = None) -> None:
    """Write every entry as a line of JSON.

    Parameters
    ----------
    file
        Where to; standard output if left out.
    """
    if file is None:
        sys.stdout.buffer.writelines(lines(entries(cursor())))
        return
    try:
        with file.open("wb") as target:
            target.writelines(lines(entries(cursor())))
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    say(f"The record stands in {file}.")
