"""What came back from a translator, put into an edition block by block, by the source block each was made from."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.edition.filling import Filled, filled
from dateline.edition.inline import Run, Text, plain
from dateline.edition.marks import joined, lost
from dateline.edition.texts import texts
from dateline.edition.values import Derivation, Edition, SourcePart
from dateline.edition.wording import part_digests
from dateline.wires.xliff.sheet import Sheet, Unit

Doubt = Literal["unknown", "altered", "missing", "partial", "marks", "split", "dropped", "note"]
OURS = frozenset({"first", "typo", "update", "correction", "clarification", "retraction", "derivation", "redaction"})


class Remark(msgspec.Struct, frozen=True):
    """Something to look at; ``words`` are the text's, or the translator's own; ``line`` is the file's, 0 for none."""

    doubt: Doubt
    words: str
    line: int = 0


class Merged(msgspec.Struct, frozen=True):
    """The edition's texts with the translations in them, and what to look at."""

    filled: Filled
    remarks: tuple[Remark, ...]


def merged(sheet: Sheet, read: Edition, own: Edition | None) -> Merged:
    """The edition with the translations of ``sheet`` in it; ``read`` is the version of the source that was sent out.

    ``own`` is the draft as it stands, None where there is none yet: then each text without a translation stands in
    double brackets, in the source's words, which stops a publication. In a draft it stays as it is.
    """
    made, remarks = _gathered(sheet, read, whole=own is None)
    found = filled(own or _beginning(read), read, made)
    lines = {unit.name.partition(".")[0]: unit.line for unit in reversed(sheet.units)}
    for doubt, names in (("split", found.split), ("dropped", found.dropped)):
        remarks += [Remark(doubt, plain(next(iter(made[name].values()))), lines.get(name, 0)) for name in names]  # type: ignore[arg-type]
    return Merged(found, tuple(remarks))


def _beginning(read: Edition) -> Edition:
    """A new edition begins as the version that was sent out, and says so."""
    parts = tuple(SourcePart(name, name, digest) for name, digest in part_digests(read).items())
    derived = Derivation(language=read.language, version=read.version, parts=parts)
    return msgspec.structs.replace(read, derived_from=derived)


def _gathered(sheet: Sheet, read: Edition, *, whole: bool) -> tuple[dict[str, dict[str, Text]], list[Remark]]:
    """The translations by part and place, and what is doubtful; ``whole`` fills what lacks one with the source."""
    units = {unit.name: unit for unit in sheet.units}
    made: dict[str, dict[str, Text]] = {}
    remarks: list[Remark] = []
    for said in texts(read):
        unit = units.pop(said.name, None)
        target = _target(unit)
        remarks += [Remark(doubt, plain(said.text), unit.line if unit else 0) for doubt in _doubts(unit, said.text)]
        if target is None and whole:
            target = _open_note(said.text)
        if target is not None:
            made.setdefault(said.part, {})[said.place] = target
    remarks += [Remark("unknown", plain(unit.source), unit.line) for unit in units.values()]
    notes = [*sheet.notes, *(note for unit in sheet.units for note in unit.notes)]
    remarks += [Remark("note", note.text) for note in notes if note.category not in OURS and note.text]
    return made, remarks


def _target(unit: Unit | None) -> Text | None:
    if unit is None or unit.target is None:
        return None
    return _open_note(unit.target) if unit.partial else unit.target


def _doubts(unit: Unit | None, sent: Text) -> list[Doubt]:
    if unit is None or unit.target is None:
        return ["missing"]
    found: dict[Doubt, bool] = {
        "altered": " ".join(plain(unit.source).split()) != " ".join(plain(sent).split()),
        "partial": unit.partial,
        "marks": bool(lost(sent, unit.target)),
    }
    return [doubt for doubt, holds in found.items() if holds]


def _open_note(text: Text) -> Text:
    """In double brackets: a note of the newsroom's, which no publication passes."""
    return joined((Run("[["), *text, Run("]]")))
