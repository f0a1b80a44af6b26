"""``dateline import capture | docx | ninjs | wordpress``: files to drafts, with a report; nothing here is public."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.languages.language import languages
from dateline.newsroom.intake import Batch, Taken, take_in
from dateline.server.screen import as_json, fail, progress, say
from dateline.wires.draft import Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import Asked
from dateline.wires.limited import Reader

Files = Annotated[list[Path], Parameter(consume_multiple=True)]


def capture(files: Files, /, *, language: str, json: bool = False) -> None:
    """Text or HTML captures of pages, each becoming a draft.

    Parameters
    ----------
    files
        Captured pages: plain text or HTML.
    language
        BCP 47 tag of the language they are written in.
    json
        Print the report as JSON.
    """
    _import(files, "capture", language, json=json)


def docx(files: Files, /, *, language: str | None = None, json: bool = False) -> None:
    """Word documents, each becoming a draft with its pictures.

    Parameters
    ----------
    files
        Documents saved as .docx.
    language
        BCP 47 tag of the language they are written in; without it, it is guessed.
    json
        Print the report as JSON.
    """
    _import(files, "docx", language or "", json=json)


def ninjs(files: Files, /, *, language: str | None = None, json: bool = False) -> None:
    """ninjs files, versions 1.x to 3.x, one item or many in each.

    Parameters
    ----------
    files
        ninjs files.
    language
        BCP 47 tag for items that name none.
    json
        Print the report as JSON.
    """
    _import(files, "ninjs", language or "", json=json)


def wordpress(exports: Files, /, *, language: str | None = None, files: Path | None = None, json: bool = False) -> None:
    """WordPress exports (WXR): posts and pages to drafts; run it again to go on where it was cut off.

    Parameters
    ----------
    exports
        Files from Tools, Export.
    language
        BCP 47 tag for everything; without it the export's own counts.
    files
        A copy of wp-content/uploads: pictures get their files from there.
    json
        Print the report as JSON.
    """
    if language and language not in languages():
        fail(f"unknown language {language!r}; configured are: {', '.join(languages())}")
    if files is not None and not files.is_dir():
        fail(f"{files} is no folder: give the copy of wp-content/uploads, or leave --files out")
    _check(exports)
    with Reader() as reader, progress("Importing", _items(exports)) as tell:
        found = (each for file in exports for each in _read(reader, file, "wordpress", language or ""))
        batch = take_in(tell(found), source=_source("wordpress", exports), files=files)
    _tell(batch, json=json)


ITEM = re.compile(rb"<item[\s>]")


def _items(exports: list[Path]) -> int:
    """About how many items there are, to show how far it is; not by parsing, which is for the limited process."""
    count = 0
    for export in exports:
        if export.is_file():
            with export.open("rb") as opened:
                count += sum(len(ITEM.findall(line)) for line in opened)
    return count


def _import(files: list[Path], called: str, language: str, *, json: bool) -> None:
    _check(files)
    with Reader() as reader, progress("Importing", len(files)) as tell:
        found = (each for file in tell(files) for each in _read(reader, file, called, language))
        batch = take_in(found, source=_source(called, files))
    _tell(batch, json=json)


def _check(files: list[Path]) -> None:
    if not files:
        fail("name at least one file")


def _source(called: str, files: list[Path]) -> str:
    return f"{called}: {', '.join(file.name for file in files)}"


def _tell(batch: Batch, *, json: bool) -> None:
    if json:
        as_json({"batch": str(batch.id), "items": [_row(item) for item in batch.items]})
    else:
        _report(str(batch.id), batch.items)
    if all(item.status == "refused" for item in batch.items):
        raise SystemExit(1)


def _read(reader: Reader, file: Path, called: str, language: str) -> Iterator[Finding | Refused]:
    if not file.is_file():
        yield Refused("There is no such file, or it cannot be read.", source_id=str(file))
        return
    with file.open("rb") as opened:
        for each in reader.read(opened, called, Asked(name=file.name, language=language)):
            yield _named(each, file) if isinstance(each, Refused) else each


def _named(refused: Refused, file: Path) -> Refused:
    """What was refused, by the name of its file where it has none of its own."""
    return refused if refused.source_id else Refused(refused.reason, source_id=file.name)


def _row(item: Taken) -> dict[str, object]:
    draft = item.draft
    row: dict[str, object] = {"status": item.status, "id": item.page, "warnings": list(item.warnings)}
    if item.reason:
        row["reason"] = item.reason
    if item.source_id:
        row["source_id"] = item.source_id
    if draft:
        row |= {
            "language": draft.language,
            "kicker": draft.kicker,
            "headline": draft.headline,
            "first_published": str(draft.first_published) if draft.first_published else None,
            "updated": str(draft.updated) if draft.updated else None,
            "pictures": [{"caption": each.caption, "credit": each.credit, "alt": each.alt} for each in draft.pictures],
            "blocks": [{"kind": type(block).__struct_config__.tag, "text": block.plain()} for block in draft.blocks],
        }
    return row


def _report(batch: str, items: tuple[Taken, ...]) -> None:
    for item in items:
        what = item.draft.headline if item.draft else item.source_id
        say(f"{item.status}: {what or '(no headline)'}" + (f" - {item.reason}" if item.reason else ""))
        for warning in item.warnings:
            say(f"  look at: {warning}")
    counted = Counter(item.status for item in items)
    say(", ".join(f"{status}: {number:,}" for status, number in sorted(counted.items())))
    say(f"Nothing is public yet. Review the drafts, then: dateline publish --batch {batch}")
