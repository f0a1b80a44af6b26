"""What the newsroom says, as its source has it: every message that goes through gettext, in Python and templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.architecture.source import PACKAGE, name_of, tracked

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Django's templates for readers of code, not of words: Jinja pages of the reader's room have words of their own.
TEMPLATES = PACKAGE / "newsroom" / "templates"


def sources() -> tuple[Path, ...]:
    """The Python files of the package and the newsroom's templates."""
    wanted = [path for path in tracked() if PACKAGE in path.parents and "migrations" not in path.parts]
    return tuple(path for path in wanted if path.suffix == ".py" or TEMPLATES in path.parents)


def _python(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # What Django makes of a template for xgettext is no Python: the calls alone are taken from it.
    calls = re.findall(
        r"(?:\b_|(?:n|np|p)?gettext)\(.*?[\"']\s*(?:,\s*count)?\)", templatize(text, origin=str(path)), re.S
    )
    return "\n".join(" ".join(call.splitlines()) for call in calls)


def messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Each message of a file with its context: a text, or the singular and the plural."""
    found = extract("python", BytesIO(_python(path).encode()), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        yield message, context


@cache
def said() -> Catalog:
    """All messages of all sources, with no language of their own."""
    catalog = Catalog()
    for path in sources():
        for message, context in messages(path):
            catalog.add(message, locations=[(name_of(path), 0)], context=context)
    return catalog
