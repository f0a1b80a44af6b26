"""``dateline check`` and ``dateline schema``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dateline.edition.codec import schema as value_schema
from dateline.newsroom.board_rows import differing, repair
from dateline.newsroom.check import differences, lost_readers
from dateline.server.screen import as_json, fail, say


def check(*, json: bool = False) -> None:
    """Compare the newsroom's live rows with the record, and find links that lead readers nowhere.

    Exit status 1 if rows and record differ; a dead link is an editor's affair and leaves it at 0. Rows of the board
    that say something else than the record follow from it alone, so they are made anew.

    Parameters
    ----------
    json
        Print both as JSON: {"differences": [{"key", "what"}], "dead_links": [{"key", "address", "what"}],
        "board": [story]}.
    """
    found, lost, board = differences(), lost_readers(), differing()
    repair(board)
    if json:
        as_json({"differences": found, "dead_links": lost, "board": board})
    else:
        for difference in found:
            say(f"{difference.key}: {difference.what}")
        for link in lost:
            say(f"{link.key}: links to {link.address}, which {link.what}")
        say(f"Differences: {len(found)}." if found else "The newsroom's live rows and the record agree.")
        say(f"Links that lead nowhere: {len(lost)}." if lost else "Every link to a page of this site leads to one.")
        if board:
            say(f"Stories whose rows on the board were made anew: {len(board)}.")
    if found:
        raise SystemExit(1)


def schema(file: Path | None = None, *, check_only: bool = False) -> None:
    """Write the JSON schema of the record's values.

    Parameters
    ----------
    file
        Where to; standard output if left out.
    check_only
        Write nothing; exit status 1 if the file says something else.
    """
    text = msgspec.json.format(msgspec.json.encode(value_schema(), order="sorted"), indent=2).decode() + "\n"
    if file is None:
        as_json(value_schema())
    elif check_only:
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            fail(f"{file} is out of date: run `dateline schema {file}`", status=1)
    else:
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"{file} cannot be written: {error.strerror}")
        say(f"The schema stands in {file}.")
