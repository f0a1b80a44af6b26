"""The inline content of one unit: text, and codes that open, close or stand alone, across its segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from lxml import etree

from dateline.edition.characters import INVISIBLE, closed
from dateline.edition.inline import Run, Text, plain
from dateline.edition.marks import joined, styled
from dateline.wires.draft import Refused
from dateline.wires.xliff.codes import NAMESPACE, Code, by_type, meant

IN = f"{{{NAMESPACE}}}"
# Annotations say something about the text that no reader gets.
SILENT = {"sm", "em", "cp"}
# Breaks are codes: where the XML itself goes on in a new line, somebody set it more neatly.
WRAPPED = re.compile(r"[ \t\r]*[\n\t\r\f][ \t\r\n\f]*")
AT_START, AT_END = re.compile(rf"\A{WRAPPED.pattern}"), re.compile(rf"{WRAPPED.pattern}\Z")
Element = Any


class Codes:
    """The codes of a unit, with the original data that they point to; a target's code means what the source's did."""

    def __init__(self, unit: Element) -> None:
        self._data = {each.get("id", ""): "".join(each.itertext()) for each in unit.iter(f"{IN}data")}
        self._known: dict[str, Code | None] = {}
        self._open: dict[str, Code] = {}

    def text(self, elements: Iterable[Element]) -> Text:
        """The running text of sources or targets, one after the other."""
        self._open = {}
        runs = joined(run for each in elements for run in self._content(_trimmed(each)))
        return runs if closed(plain(runs)) == plain(runs) else (Run(closed(plain(runs))),)

    def _content(self, element: Element) -> Iterator[Run]:
        yield self._run(element, _said(element.text))
        for child in element:
            yield from self._inline(child)
            yield self._run(child, _said(child.tail))

    def _inline(self, element: Element) -> Iterator[Run]:
        name = etree.QName(element).localname if str(element.tag).startswith(IN) else ""
        if name == "pc":
            code = self._meaning(element, "dataRefStart")
            key = f"pc {id(element)}"
            yield from self._under(key, code, element)
        elif name == "mrk":
            yield from self._content(element)
        elif name == "sc":
            code = self._meaning(element, "dataRef")
            if code is not None and code.kind is not None:
                self._open[element.get("id", "")] = code
        elif name == "ec":
            self._open.pop(element.get("startRef") or element.get("id", ""), None)
        elif name == "ph":
            code = self._meaning(element, "dataRef")
            if code is not None and code.kind is None:
                yield self._run(element, "\n")
        elif name not in SILENT:
            _wrong(element, f"<{etree.QName(element).localname}> has no place in a text")

    def _under(self, key: str, code: Code | None, element: Element) -> Iterator[Run]:
        if code is not None and code.kind is not None:
            self._open[key] = code
        yield from self._content(element)
        self._open.pop(key, None)

    def _run(self, element: Element, said: str) -> Run:
        """Characters under all marks that are open."""
        style = Run("")
        try:
            for code in self._open.values():
                if code.kind is not None:
                    style = styled(style, code.kind, code.value)
            return Run(said, style.bold, style.italic, style.href, style.language)
        except ValueError as error:
            _wrong(element, str(error))

    def _meaning(self, element: Element, pointer: str) -> Code | None:
        name = element.get("copyOf") or element.get("id", "")
        if not name:
            _wrong(element, "an inline code has no id")
        if name not in self._known:
            self._known[name] = self._read(element, pointer)
        return self._known[name]

    def _read(self, element: Element, pointer: str) -> Code | None:
        reference = element.get(pointer, "")
        if not reference:
            return by_type(element.get("type", ""), element.get("subType", ""))
        if reference not in self._data:
            _wrong(element, f"code {element.get('id')} points to original data {reference!r}, which is not there")
        return meant(self._data[reference])


def _said(characters: str | None) -> str:
    """Characters as a page may hold them: a wrapped line is one line, what nobody sees falls away."""
    return INVISIBLE.sub("", WRAPPED.sub(" ", characters or ""))


def _trimmed(element: Element) -> Element:
    """An element without the line breaks around its content."""
    if element.text:
        element.text = AT_START.sub("", element.text)
    if len(element):
        element[-1].tail = AT_END.sub("", element[-1].tail or "")
    elif element.text:
        element.text = AT_END.sub("", element.text)
    return element


def _wrong(element: Element, words: str) -> NoReturn:
    raise Refused(f"line {element.sourceline}: {words}")
