"""A sheet as an XLIFF 2.1 document: a unit a text, marks as ``pc`` and breaks as ``ph`` with their original data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from dateline.edition.inline import direction
from dateline.edition.marks import Mark, Node, nested
from dateline.wires.xliff.codes import BREAK, NAMESPACE, TYPES, Code, closing, opening
from dateline.wires.xliff.sheet import Note, Sheet, Unit

XML = "{http://www.w3.org/XML/1998/namespace}"
Element = Any


def write(sheet: Sheet) -> bytes:
    """UTF-8 bytes of one ``file`` whose ``original`` names the edition and the version that was sent out."""
    root = etree.Element(
        _tag("xliff"), nsmap={None: NAMESPACE}, version="2.1", srcLang=sheet.language, trgLang=sheet.into
    )
    original = f"edition/{sheet.story}/{sheet.language}?version={sheet.version}"
    ways = {"srcDir": direction(sheet.language), "trgDir": direction(sheet.into)}
    file = _add(root, "file", {"id": "edition", "original": original, **ways, f"{XML}space": "preserve"})
    _notes(file, sheet.notes)
    for unit in sheet.units:
        _unit(file, unit)
    _lines(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unit(file: Element, unit: Unit) -> None:
    element = _add(file, "unit", {"id": unit.name, "type": f"dateline:{unit.kind}"})
    _notes(element, unit.notes)
    originals = etree.SubElement(element, _tag("originalData"))
    state = {"state": unit.state, **({"subState": unit.reason} if unit.reason else {})}
    segment = _add(element, "segment", state)
    codes = _Codes(originals)
    codes.fill(_add(segment, "source", {}), nested(unit.source))
    if unit.target is not None:
        codes.begin_target()
        codes.fill(_add(segment, "target", {}), nested(unit.target))
    if not len(originals):
        element.remove(originals)


class _Codes:
    """The inline codes of one unit: a mark of the target has the id of the source's mark that says the same."""

    def __init__(self, originals: Element) -> None:
        self._originals = originals
        self._data: dict[str, str] = {}
        self._given: list[tuple[Code, str]] = []
        self._free: list[tuple[Code, str]] = []

    def begin_target(self) -> None:
        """From here on ids of the source are used again."""
        self._free = list(self._given)

    def fill(self, element: Element, nodes: Iterable[Node]) -> None:
        """Write text and codes into an element."""
        last: Element | None = None
        for node in nodes:
            if isinstance(node, Mark):
                last = self._mark(element, node)
                continue
            head, *rest = node.split("\n")
            _say(element, last, head)
            for line in rest:
                last = self._break(element)
                _say(element, last, line)

    def _mark(self, element: Element, mark: Mark) -> Element:
        kind, subtype = TYPES[mark.kind]
        about = {"id": self._id(Code(mark.kind, mark.value)), "type": kind, **({"subType": subtype} if subtype else {})}
        ends = {"dataRefStart": self._kept(opening(mark)), "dataRefEnd": self._kept(closing(mark))}
        code = _add(element, "pc", {**about, **ends})
        self.fill(code, mark.inside)
        return code

    def _break(self, element: Element) -> Element:
        about = {"id": self._id(Code(None)), "type": "fmt", "subType": "xlf:lb", "equiv": " "}
        return _add(element, "ph", {**about, "dataRef": self._kept(BREAK)})

    def _id(self, code: Code) -> str:
        for each in self._free:
            if each[0] == code:
                self._free.remove(each)
                return each[1]
        made = str(len(self._given) + 1)
        self._given.append((code, made))
        return made

    def _kept(self, data: str) -> str:
        if data not in self._data:
            self._data[data] = f"d{len(self._data) + 1}"
            _add(self._originals, "data", {"id": self._data[data]}).text = data
        return self._data[data]


def _notes(parent: Element, notes: Iterable[Note]) -> None:
    said = list(notes)
    if said:
        element = _add(parent, "notes", {})
        for number, note in enumerate(said, start=1):
            _add(element, "note", {"id": f"n{number}", "category": note.category}).text = note.text


def _say(parent: Element, last: Element | None, characters: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + characters
    else:
        last.tail = (last.tail or "") + characters


def _lines(element: Element) -> None:
    """A line each for what is no running text, so that the line of an error is a place one can find."""
    for child in element:
        child.tail = "\n"
        if etree.QName(child).localname not in {"source", "target", "note", "data"}:
            child.text = child.text or "\n"
            _lines(child)
    element.text = element.text or "\n"


def _add(parent: Element, name: str, attributes: dict[str, str]) -> Element:
    return etree.SubElement(parent, _tag(name), attributes)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
