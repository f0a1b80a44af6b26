"""Running text with its marks as tags for a machine, and its answer read back with every mark looked for."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple

from dateline.edition.characters import INVISIBLE, closed
from dateline.edition.inline import Run, Text, plain
from dateline.edition.marks import Kind, Mark, Node, flat, nested

NAMES: dict[Kind, str] = {"bold": "b", "italic": "i", "link": "a", "language": "span"}
TAG = re.compile(
    r"""<(?P<end>/?)\s*(?P<name>b|i|a|span|br)(?:\s+id\s*=\s*["']?m(?P<number>\d+)["']?)?\s*(?P<alone>/?)>""", re.I
)
ANY_TAG = re.compile(r"</?[A-Za-z][^>]*>")
SPACES = re.compile(r"\s+")


class Tagged(NamedTuple):
    """What is sent, and the marks by their number; None is a line break."""

    markup: str
    marks: tuple[Mark | None, ...]


def tagged(text: Text) -> Tagged:
    """Escaped characters with numbered tags around what is marked."""
    marks: list[Mark | None] = []
    return Tagged("".join(_written(node, marks) for node in nested(text)), tuple(marks))


def untagged(answer: str, sent: Tagged) -> Text | None:
    """The answer as running text; None where a mark is missing, doubled, empty or crosses another.

    Words of another language come back as they were: a machine has no business with them.
    """
    reader = _Reader(sent.marks)
    try:
        nodes = reader.read(answer)
    except _BrokenError:
        return None
    return flat(nodes)


def bare(answer: str) -> Text:
    """The answer's characters alone, for where the marks came back broken."""
    said = closed(_said(ANY_TAG.sub("", answer)).strip())
    return (Run(said),) if said else ()


class _BrokenError(ValueError):
    """The marks are not those that were sent."""


class _Reader:
    """Reads one answer tag by tag; each mark may stand once."""

    def __init__(self, marks: tuple[Mark | None, ...]) -> None:
        self._marks = marks
        self._left = set(range(1, len(marks) + 1))
        self._open: list[tuple[int, list[Node]]] = [(0, [])]

    def read(self, answer: str) -> list[Node]:
        """The nodes of the answer; raises _BrokenError."""
        at = 0
        for found in TAG.finditer(answer):
            self._say(answer[at : found.start()])
            self._tag(found)
            at = found.end()
        self._say(answer[at:])
        if self._left or len(self._open) > 1:
            raise _BrokenError
        return self._open[0][1]

    def _say(self, characters: str) -> None:
        if ANY_TAG.search(characters):
            raise _BrokenError
        self._open[-1][1].append(_said(characters))

    def _tag(self, found: re.Match[str]) -> None:
        if found["end"]:
            self._close(found["name"].lower())
            return
        number = int(found["number"] or 0)
        if number not in self._left:
            raise _BrokenError
        self._left.remove(number)
        mark, name = self._marks[number - 1], found["name"].lower()
        if name != ("br" if mark is None else NAMES[mark.kind]) or (found["alone"] and mark is not None):
            raise _BrokenError
        if mark is None:
            self._open[-1][1].append("\n")
        else:
            self._open.append((number, []))

    def _close(self, name: str) -> None:
        if name == "br":
            return
        number, inside = self._open.pop()
        mark = self._marks[number - 1] if number else None
        if mark is None or NAMES[mark.kind] != name or _emptied(mark, inside):
            raise _BrokenError
        kept = mark.inside if mark.kind == "language" else tuple(inside)
        self._open[-1][1].append(Mark(mark.kind, mark.value, kept))


def _emptied(mark: Mark, inside: list[Node]) -> bool:
    """Whether the machine took the words out of a mark."""
    return bool(plain(flat(mark.inside)).strip()) and not plain(flat(inside)).strip()


def _written(node: Node, marks: list[Mark | None]) -> str:
    if isinstance(node, Mark):
        marks.append(node)
        name, number = NAMES[node.kind], len(marks)
        inside = "".join(_written(each, marks) for each in node.inside)
        return f'<{name} id="m{number}">{inside}</{name}>'
    lines = []
    for line in node.split("\n"):
        lines.append(escape(line, quote=False))
        marks.append(None)
    marks.pop()
    first = len(marks) - len(lines) + 2
    return "".join(f'<br id="m{first + at - 1}"/>{line}' if at else line for at, line in enumerate(lines))


def _said(characters: str) -> str:
    """Characters of the answer as a text may hold them."""
    return INVISIBLE.sub("", SPACES.sub(_space, unescape(characters)))


def _space(found: re.Match[str]) -> str:
    """White space that HTML folds is one space; no-break and other typographic spaces stay."""
    return " " if set(found[0]) <= set(" \t\r\n\f\v") else re.sub(r"[\t\r\n\f\v]", " ", found[0])
