"""What one correction asks of every language: which editions made from the corrected one still have to follow it.

Pure functions of published versions. An edition that was made from the corrected text already is not concerned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from dateline.edition.behind import NOTICE, Moved, Standing
from dateline.edition.values import TOLD, Change, Edition

TaskState = Literal["open", "waiting", "done"]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction asks of one language.

    ``open`` where its desk has to act: ``moved`` are the parts concerned. ``waiting`` where its own source has not
    followed yet, as with a Persian text made from an Arabic one. ``done`` where it followed or said why it need not.
    """

    language: str
    source: str
    state: TaskState
    moved: tuple[Moved, ...] = ()


class Live(NamedTuple):
    """What stands of a story: the versions of each live edition, oldest first, and how each stands to its source."""

    versions: Mapping[str, Sequence[Edition]]
    standings: Mapping[str, Standing]


def corrections(edition: Edition) -> tuple[Change, ...]:
    """What an edition told its readers to be wrong, oldest first."""
    return tuple(change for change in edition.changes if change.kind in TOLD)


def tasks(source: str, change: Change, live: Live) -> tuple[Task, ...]:
    """The tasks that ``change`` of the edition in ``source`` sets, through every chain of editions, by language."""
    return tuple(sorted(_tasks(source, change, live, {source}), key=lambda task: task.language))


def _tasks(source: str, change: Change, live: Live, seen: set[str]) -> Iterator[Task]:
    for language, own in live.versions.items():
        if language in seen or _source(own[-1]) != source or not _made_before(own, source, change.version):
            continue
        seen.add(language)
        concerned = _concerned(live.standings[language], change)
        yield Task(language=language, source=source, state="open" if concerned else "done", moved=concerned)
        if concerned:
            yield from _waiting(language, live, seen)
        elif (answer := _answer(own, source, change)) is not None:
            yield from _tasks(language, answer, live, seen)


def _waiting(source: str, live: Live, seen: set[str]) -> Iterator[Task]:
    """Everything made from an edition that has not followed yet."""
    for language, own in live.versions.items():
        if language not in seen and _source(own[-1]) == source:
            seen.add(language)
            yield Task(language=language, source=source, state="waiting")
            yield from _waiting(language, live, seen)


def _source(edition: Edition) -> str:
    return edition.derived_from.language if edition.derived_from else ""


def _made_before(own: Sequence[Edition], source: str, version: int) -> bool:
    """Whether any version was made from an earlier text than that one."""
    return any(each.derived_from.version < version for each in own if each.derived_from and _source(each) == source)


def _concerned(found: Standing, change: Change) -> tuple[Moved, ...]:
    """What is open of it: the notice to readers, and the parts that it changed."""
    return tuple(each for each in found.moved if _belongs(each, change))


def _belongs(moved: Moved, change: Change) -> bool:
    if moved.source.startswith(NOTICE):
        return moved.source == f"{NOTICE}{change.version}"
    return moved.kind in TOLD and (moved.version == change.version or moved.source in change.parts)


def _answer(own: Sequence[Edition], source: str, change: Change) -> Change | None:
    """The version with which an edition followed; None where its desk dismissed the change or never went out for it."""
    version = next((each.version for each in own if _followed(each, source, change.version)), 0)
    return next((each for each in own[-1].changes if each.version == version), None)


def _followed(edition: Edition, source: str, version: int) -> bool:
    derived = edition.derived_from
    if derived is None or derived.language != source:
        return False
    return derived.version >= version or any(part.source == f"{NOTICE}{version}" for part in derived.parts)
