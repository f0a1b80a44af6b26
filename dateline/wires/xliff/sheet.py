"""What stands in one XLIFF file: the texts of a version of an edition, and what was made of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.filling import counterparts
from dateline.edition.inline import Text, plain
from dateline.edition.texts import Said, texts
from dateline.edition.values import Change, Edition
from dateline.edition.wording import part_digests

State = Literal["initial", "translated", "reviewed", "final"]
BEHIND, MACHINE = "dateline:behind", "dateline:machine"


class Note(msgspec.Struct, frozen=True):
    """A word to or from the translator; ``category`` is a publish kind where we wrote it."""

    category: str
    text: str


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One text with its translation, None where there is none.

    ``name`` is ``Said.name`` (a block's id, a field, ``<id>.item-2``), ``kind`` what sort of text it is. ``reason``
    says why a translation is not ready (``dateline:behind``, ``dateline:machine``). ``partial`` means that some of its
    segments came back without a translation and stand in ``target`` as in the source. ``line`` is its line in the file.
    """

    name: str
    kind: str
    source: Text
    target: Text | None = None
    state: State = "initial"
    reason: str = ""
    notes: tuple[Note, ...] = ()
    partial: bool = False
    line: int = 0


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """``version`` of the edition ``story`` in ``language``, on its way ``into`` another (both BCP 47 tags)."""

    story: UUID
    language: str
    version: int
    into: str
    units: tuple[Unit, ...]
    notes: tuple[Note, ...] = ()


def sheet(source: Edition, into: str, own: Edition | None = None, *, unread: Collection[str] = ()) -> Sheet:
    """The texts of a published edition with what ``own``, its edition in the other language, makes of them now.

    ``unread`` names parts of ``own`` that a machine made and nobody has accepted.
    """
    made = _Made(source, own, unread)
    return Sheet(
        story=source.story,
        language=source.language,
        version=source.version,
        into=into,
        units=tuple(made.unit(said) for said in texts(source)),
        notes=tuple(_note(change) for change in source.changes if change.note),
    )


class _Made:
    """What stands for each text of a source in the edition that is made from it."""

    def __init__(self, source: Edition, own: Edition | None, unread: Collection[str]) -> None:
        self._source, self._own, self._unread = source, own, unread
        self._now = part_digests(source)
        derived = own.derived_from if own else None
        follows = derived if derived and derived.language == source.language else None
        self._read = {(each.source, each.digest) for each in follows.parts} if follows else set()
        self._texts = {(each.part, each.place): each for each in texts(own)} if own else {}

    def unit(self, said: Said) -> Unit:
        target, part = self._target(said)
        state, reason = self._state(said, target, part)
        return Unit(
            name=said.name,
            kind=said.kind,
            source=said.text,
            target=target,
            state=state,
            reason=reason,
            notes=tuple(_note(each) for each in self._last(said.part)),
        )

    def _target(self, said: Said) -> tuple[Text | None, str]:
        """The text made of it, where one text is; words that are the source's own still are no translation."""
        if self._own is None:
            return None, ""
        parts = counterparts(self._own, said.part)
        found = self._texts.get((parts[0], said.place)) if len(parts) == 1 else None
        if found is None or found.kind != said.kind or plain(found.text) == plain(said.text):
            return None, ""
        return found.text, parts[0]

    def _state(self, said: Said, target: Text | None, part: str) -> tuple[State, str]:
        if target is None:
            return "initial", ""
        if (said.part, self._now[said.part]) not in self._read:
            return "initial", BEHIND
        return ("initial", MACHINE) if part in self._unread else ("translated", "")

    def _last(self, part: str) -> Iterator[Change]:
        """The newest change that touched a part and says something."""
        yield from [each for each in self._source.changes if part in each.parts and each.note][-1:]


def _note(change: Change) -> Note:
    said = f"Version {change.version}, {change.instant:%Y-%m-%dT%H:%M:%SZ}: {change.note}"
    return Note(category=change.kind, text=said)
