"""The catalogues as files: read, written so that two people's changes merge, and looked through for faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dateline.newsroom.catalogues import FILE, LOCALE

LANGUAGES = ("ar", "es", "fa", "fr", "pt_BR", "ru", "zh_Hans")
PLACEHOLDER = re.compile(r"%%?\([^)]*\)[sd]|%[sd]|%%|\{[a-z_]*\}")
# Lines that change with every run would make every two branches collide.
UNSTEADY = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Project-Id',
    b'"Report-',
    b'"Last-',
    b'"Language-Team',
)
# A language's form for one may leave the number out, as Arabic does for one and two.
COUNTING = {f"%({name}){sort}" for name in ("count", "counter", "number", "left", "minutes") for sort in "sd"}


def path_of(code: str) -> Path:
    """Where a language's catalogue stands."""
    return LOCALE / code / f"{FILE}.po"


def kept(code: str) -> Catalog:
    """A catalogue as it stands; an empty one where a language begins."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=Locale.parse(code))
    with path.open("rb") as file:
        return read_po(file, locale=Locale.parse(code))


def keep(code: str, catalog: Catalog) -> None:
    """Writes a catalogue sorted, without places and dates, so that additions of two branches merge."""
    catalog.fuzzy, out = False, BytesIO()
    write_po(out, catalog, width=0, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True)
    lines = [
        line for line in out.getvalue().splitlines(keepends=True) if not line.startswith((*UNSTEADY, b"# ", b"#\n"))
    ]
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(lines))


def _sides(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = tuple(message.string or ("",)) if not isinstance(message.string, str) else (message.string,)
    return ids, strings


def _fault(message: Message, plurals: int) -> str:
    ids, strings = _sides(message)
    if not all(strings):
        return "not translated"
    if message.fuzzy:
        return "only guessed: read it and take the word fuzzy away"
    if len(ids) > 1 and len(strings) != plurals:
        return f"{len(strings)} plural forms of {plurals}"
    wanted = Counter(PLACEHOLDER.findall(ids[-1]))
    for each in strings:
        found = Counter(PLACEHOLDER.findall(each))
        without = Counter({each: n for each, n in wanted.items() if each not in COUNTING}) if len(ids) > 1 else wanted
        if found not in (wanted, without):
            return f"placeholders differ in “{each}”"
    return ""


def wanting(code: str) -> list[str]:
    """Every message that a reader of this language would get in English or broken, with what is wrong."""
    catalog = kept(code)
    return list(_faults(catalog))


def _faults(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if message.id and (fault := _fault(message, catalog.num_plurals)):
            yield f"“{_sides(message)[0][0]}”: {fault}"
