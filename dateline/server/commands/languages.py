"""``dateline languages``."""

from __future__ import annotations

from pathlib import Path

from dateline.languages.language import languages
from dateline.server.language_table import document, row
from dateline.server.screen import as_json, fail, say


def list_languages(file: Path | None = None, *, json: bool = False) -> None:
    """The languages of this house and who has reviewed them.

    Parameters
    ----------
    file
        Write the table as a document to this file; standard output if left out.
    json
        Print the table as JSON.
    """
    rows = [row(language) for language in languages().values()]
    if json:
        as_json(rows)
    elif file is None:
        for each in rows:
            say(f"{each['Tag']:8} {each['Own name']} ({each['In English']}): {each['Reviewed by']}")
    else:
        try:
            file.write_text(document(), encoding="utf-8")
        except OSError as error:
            fail(f"{file} cannot be written: {error.strerror}")
        say(f"The table of languages stands in {file}.")
