"""From what changed to exactly the pages to make: new ones that a value names, known ones whose reading changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw

from dateline.edition.erasure import Erasure
from dateline.edition.values import Edition, Value
from dateline.press import ledger
from dateline.press.ledger import Touched
from dateline.press.page import Kind, PageKey
from dateline.press.shelf import Shelf
from dateline.record.replica import Kept, Step, places

Plan = dict[PageKey, str]


def named(kinds: Sequence[Kind], values: Iterable[Value]) -> set[PageKey]:
    """Every page that some of the values name."""
    return {key for value in values for kind in kinds for key in kind.keys(value)}


def touched(step: Step) -> set[Touched]:
    """The points of topics that one entry's effect may have changed."""
    key = step.entry.key
    if _digest(step.before) == _digest(step.after):
        return set()
    family, *about = key.split("/")
    points = {Touched(f"value:{key}")}
    if step.after and isinstance(step.after.value, Erasure):
        points |= {point for erased in step.after.value.keys for point in _version_points(erased)}
        return points | {Touched("erased")}
    if family == "redacted":
        return points | _version_points("/".join(["edition", *about]))
    if family == "dismissal":
        return points | {Touched(f"standing:{about[0]}")}
    if family == "page":
        return points | {Touched(f"pages-of:{about[0]}"), Touched(f"pages:{about[1]}")}
    points |= _list_points(step)
    if family != "edition":
        return points | {Touched(f"all:{family}")}
    points |= _version_points(key)
    if _card_digest(step.before) != _card_digest(step.after):
        points |= {Touched(f"card:{key}"), Touched(f"editions:{about[0]}")}
    return points


def _version_points(key: str) -> set[Touched]:
    """What is read of an edition's past; nothing for other keys."""
    family, *about = key.split("/")
    return {Touched(f"versions:{key}"), Touched(f"standing:{about[0]}")} if family == "edition" else set()


def _list_points(step: Step) -> set[Touched]:
    before, after = set(places(step.before)), set(places(step.after))
    points = {Touched(f"list:{scope}", place) for scope, place in before ^ after}
    moved_days = _days(step.before) ^ _days(step.after)
    return points | {Touched(f"days:{language}", day) for language, day in moved_days}


def _days(kept: Kept | None) -> set[tuple[str, str]]:
    if kept is None or not isinstance(kept.value, Edition):
        return set()
    return {(kept.value.language, str(kept.value.first_published.day))}


def _digest(kept: Kept | None) -> str:
    return kept.digest if kept else ""


def _card_digest(kept: Kept | None) -> str:
    return kept.card_digest if kept and isinstance(kept.value, Edition) else ""


def changed(db: apsw.Connection, shelf: Shelf, points: Iterable[Touched]) -> Plan:
    """The known pages that got another answer than they would get now, each with the question that moved."""
    plan: Plan = {}
    for point in sorted(set(points), key=lambda point: (point.topic, point.position)):
        for reader in ledger.readers(db, point):
            if reader.page not in plan and shelf.ask(*reader.asked).digest != reader.digest:
                plan[reader.page] = " ".join(reader.asked)
    return plan


def missing(db: apsw.Connection, kinds: Sequence[Kind], steps: Iterable[Step]) -> Plan:
    """The pages that the new values name and that were never made."""
    plan: Plan = {}
    for step in steps:
        if step.after is None:
            continue
        for key in sorted(named(kinds, [step.after.value])):
            if key not in plan and not ledger.knows(db, key):
                plan[key] = f"new: {step.entry.key}"
    return plan
