"""``dateline check`` and ``dateline schema``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dateline.edition.codec import schema as value_schema
from dateline.newsroom.check import differences
from dateline.server.screen import as_json, fail, say


def check(*, json: bool = False) -> None:
    """Compare the newsroom's live rows with the record; exit status 1 if they differ.

    Parameters
    ----------
    json
        Print the differences as JSON.
    """
    found = differences()
    if json:
        as_json(found)
    else:
        for difference in found:
            say(f"{difference.key}: {difference.what}")
        say(f"{len(found)} differences." if found else "The newsroom's live rows and the record agree.")
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
        file.write_text(text, encoding="utf-8")
        say(f"The schema stands in {file}.")
