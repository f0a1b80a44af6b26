"""Every published version of an edition: when, why, and the words it struck out and put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from dateline.edition.comparison import PartChange, Piece, compare
from dateline.edition.erasure import Killed
from dateline.edition.values import Edition, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.gone import gone
from dateline.reader.labelling import label_words
from dateline.reader.sheet import Head, Sheet
from dateline.reader.telling import labelled
from dateline.reader.words import time_element

MARKS = {"same": Markup("{}"), "out": Markup("<del>{}</del>"), "in": Markup("<ins>{}</ins>")}


def history_path(edition: Edition | Killed) -> str:
    """``/en/2009/03/06/slug/history``."""
    return f"{edition.path}/history"


@dataclass(frozen=True)
class History:
    """``/en/2009/03/06/slug/history``, once there is a second version; it goes with its story."""

    furniture: Furniture
    name: str = "history"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page an edition that was published again."""
        if (isinstance(value, Edition) and value.version > 1) or (isinstance(value, Killed) and value.history):
            yield PageKey(self.name, (str(value.story), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The versions, newest first; None while the story is not published."""
        story, tag = UUID(key.arguments[0]), key.arguments[1]
        sheet, edition = Sheet.of(self.furniture, reading, tag), reading.edition(story, tag)
        if sheet and isinstance(edition, Killed) and edition.history and edition.path:
            return gone(sheet, history_path(edition))
        if sheet is None or not isinstance(edition, Edition):
            return None
        kept = {each.version: each for each in reading.versions(story, tag)}
        shown = [_version(sheet, edition, number, kept) for number in range(1, edition.version + 1)]
        head = Head(
            path=history_path(edition),
            title=f"{sheet.language.strings.history}: {edition.headline}",
            indexed=False,
            section=edition.section,
        )
        story_link = {"href": edition.path, "headline": edition.headline}
        return sheet.output("history.html", head, story=story_link, versions=shown[::-1])


def _version(sheet: Sheet, edition: Edition, number: int, kept: Mapping[int, Edition]) -> dict[str, Any]:
    """One version; of one that was erased no more than when and why it went out. A redaction compares nothing."""
    why = next((change for change in edition.changes if change.version == number), None)
    before, after = kept.get(number - 1), kept.get(number)
    compared = before is not None and after is not None and (why is None or why.kind != "redaction")
    zone = sheet.face.time_zone
    first = {
        "kind": "first",
        "label": sheet.language.strings.first_version,
        "when": time_element(edition.first_published, sheet.language, zone),
        "note": "",
    }
    # The first version stands there to be read, not as one long insertion.
    parts = compare(before, after) if compared and after else ()
    changed = [_part(sheet, part) for part in parts if part.how != "same"]
    changed += _label(sheet, before, after) if compared and before and after else []
    return {
        **(labelled(sheet, why) if why else first),
        "number": sheet.language.number(number),
        "parts": changed,
        "unworded": compared and not changed,
    }


def _label(sheet: Sheet, before: Edition, after: Edition) -> list[dict[str, Any]]:
    """What the story is said to be, where that changed."""
    old, new = (label_words(sheet, each.label or None) for each in (before, after))
    pieces = [Piece(old, "out")] if old else []
    pieces += [Piece(new, "in")] if new else []
    return [{"label": "", "heading": False, "lines": lines(pieces)}] if old != new else []


def _part(sheet: Sheet, part: PartChange) -> dict[str, Any]:
    strings = sheet.language.strings
    label = {"added": strings.part_added, "removed": strings.part_removed}.get(part.how, "")
    return {"label": label, "heading": part.kind in {"headline", "heading"}, "lines": lines(part.pieces)}


def lines(pieces: Iterable[Piece]) -> list[Markup]:
    """Compared text as markup, a line of the text a line; words struck out stand before those put in."""
    out: list[Markup] = [Markup()]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                out.append(Markup())
            if text:
                out[-1] += MARKS[piece.how].format(text)
    return [line for line in out if line]
