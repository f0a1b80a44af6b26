"""``dateline import capture | ninjs``: files to drafts, with a report; nothing here makes anything public."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from dateline.newsroom.intake import Taken, take_in
from dateline.server.screen import as_json, fail, say
from dateline.wires import capture as captures
from dateline.wires.draft import LIMIT, Draft, Refused
from dateline.wires.ninjs import parse as parse_ninjs

Found = list[Draft | Refused]
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
    _import(files, lambda file: [_captured(file, language)], source="capture", json=json)


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
    _import(files, lambda file: list(parse_ninjs(_read(file), language=language)), source="ninjs", json=json)


def _captured(file: Path, language: str) -> Draft:
    return captures.parse(_read(file), language=language, name=file.name)


def _named(refused: Refused, file: Path) -> Refused:
    """What was refused, by the name of its file where it has none of its own."""
    return refused if refused.source_id else Refused(refused.reason, source_id=file.name)


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise Refused("There is no such file, or it cannot be read.", source_id=str(file))
    if file.stat().st_size > LIMIT:
        raise Refused(f"It is larger than {LIMIT // 1024 // 1024} MB: split it, or remove what is no story.")
    return file.read_bytes()


def _import(files: list[Path], read: Callable[[Path], Found], *, source: str, json: bool) -> None:
    if not files:
        fail("name at least one file")
    found: Found = []
    for file in files:
        try:
            found.extend(_named(item, file) if isinstance(item, Refused) else item for item in read(file))
        except Refused as refused:
            found.append(_named(refused, file))
    batch = take_in(found, source=f"{source}: {', '.join(file.name for file in files)}")
    if json:
        as_json({"batch": str(batch.id), "items": [_row(item) for item in batch.items]})
    else:
        _report(str(batch.id), batch.items)
    if all(item.status == "refused" for item in batch.items):
        raise SystemExit(1)


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
        if item.draft:
            say(f"  read: {_understood(item.draft)}")
        for warning in item.warnings:
            say(f"  look at: {warning}")
    if any(item.status in {"created", "updated"} for item in items):
        say(f"Nothing is public yet. Review the drafts, then: dateline publish --batch {batch}")
    else:
        say("Nothing new was taken in; there is nothing to review.")


def _understood(draft: Draft) -> str:
    """What a draft was read as, in one line; what is missing is not mentioned, the warnings do that."""
    parts = [
        draft.kicker and f"kicker “{draft.kicker}”",
        draft.first_published and f"published {draft.first_published}",
        draft.updated and f"updated {draft.updated}",
        f"pictures: {len(draft.pictures)}",
        f"blocks of text: {len(draft.blocks)}",
    ]
    return ", ".join(part for part in parts if part)
