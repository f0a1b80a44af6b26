"""Running text as nested marks and back: what writes text as elements (XLIFF, translators' tags) starts from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec

from dateline.edition.inline import Run, Text

Kind = Literal["link", "language", "bold", "italic"]


class Mark(msgspec.Struct, frozen=True):
    """Characters under one mark; ``value`` is a link's address or a language's tag, empty for emphasis."""

    kind: Kind
    value: str
    inside: tuple[Node, ...]


Node = str | Mark
# From the outermost to the innermost, with the field of a run that each stands for.
LEVELS: tuple[tuple[Kind, str], ...] = (
    ("link", "href"),
    ("language", "language"),
    ("bold", "bold"),
    ("italic", "italic"),
)
FIELDS: dict[Kind, str] = dict(LEVELS)


def nested(text: Text) -> tuple[Node, ...]:
    """The text as strings and marks, each mark as long as it can be; line breaks stay characters."""
    return _nested([run for run in text if run.text], 0)


def flat(nodes: Iterable[Node]) -> Text:
    """The reverse; neighbours that share their marks are one run."""
    return joined(_runs(nodes, Run("")))


def joined(runs: Iterable[Run]) -> Text:
    """The same text with neighbours of one style put together and empty runs left out."""
    out: list[Run] = []
    for run in runs:
        if out and msgspec.structs.replace(run, text="") == msgspec.structs.replace(out[-1], text=""):
            out[-1] = msgspec.structs.replace(run, text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)


def styled(style: Run, kind: Kind, value: str) -> Run:
    """``style`` under one more mark; raises ValueError for an address that no reader may be sent to."""
    return msgspec.structs.replace(style, **{FIELDS[kind]: value or True})


def lost(before: Text, after: Text) -> list[tuple[Kind, str]]:
    """What ``before`` marks and ``after`` does not: links by address, languages by tag, emphasis once by its kind."""
    return sorted(set(_marks(nested(before))) - set(_marks(nested(after))))


def _nested(runs: list[Run], level: int) -> tuple[Node, ...]:
    if level == len(LEVELS):
        return ("".join(run.text for run in runs),)
    kind, field = LEVELS[level]
    out: list[Node] = []
    for value, group in groupby(runs, key=lambda run: getattr(run, field)):
        inside = _nested(list(group), level + 1)
        out += [Mark(kind, value if isinstance(value, str) else "", inside)] if value else inside
    return tuple(out)


def _runs(nodes: Iterable[Node], style: Run) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            yield msgspec.structs.replace(style, text=node)
        else:
            yield from _runs(node.inside, styled(style, node.kind, node.value))


def _marks(nodes: Iterable[Node]) -> Iterator[tuple[Kind, str]]:
    for node in nodes:
        if isinstance(node, Mark):
            yield node.kind, node.value
            yield from _marks(node.inside)
