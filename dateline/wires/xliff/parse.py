"""XLIFF 2.0 and 2.1 back into a sheet: no entities, no network, and what is wrong is told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn
from uuid import UUID

from lxml import etree

from dateline.languages.language import languages
from dateline.wires.draft import LIMIT, Refused
from dateline.wires.xliff.codes import NAMESPACE
from dateline.wires.xliff.inline import Codes
from dateline.wires.xliff.sheet import Note, Sheet, State, Unit

LARGEST = LIMIT
IN = f"{{{NAMESPACE}}}"
ORIGINAL = re.compile(
    r"edition/(?P<story>[0-9a-fA-F-]{36})/(?P<language>[A-Za-z0-9-]+)\?version=(?P<version>[0-9]{1,9})"
)
STATES: tuple[State, ...] = ("initial", "translated", "reviewed", "final")
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OLD = re.compile(r"\{?urn:oasis:names:tc:xliff:document:1\.|^xliff$")
Element = Any


def parse(data: bytes) -> Sheet:
    """The sheet that came back; raises Refused with the line and what to do."""
    root = _root(data)
    version = root.get("version", "")
    if version not in {"2.0", "2.1"}:
        _wrong(root, f"it says XLIFF version {version or 'nothing'}, and 2.0 and 2.1 are read")
    files = root.findall(f"{IN}file")
    if len(files) != 1:
        _wrong(files[1] if files else root, f"one file element was expected and {len(files)} stand here")
    found = ORIGINAL.fullmatch(files[0].get("original", ""))
    if found is None:
        _wrong(files[0], "the attribute original does not say which edition this is: it must stay as it was sent out")
    language, into = root.get("srcLang", ""), root.get("trgLang", "")
    if language != found["language"]:
        _wrong(root, f"srcLang is {language!r}, and what was sent out is in {found['language']}")
    if into not in languages():
        _wrong(root, f"trgLang is {into!r}, which is no language of this newsroom")
    return Sheet(
        story=_story(files[0], found["story"]),
        language=language,
        version=int(found["version"]),
        into=into,
        units=tuple(_units(files[0])),
        notes=_notes(files[0]),
    )


def _root(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise Refused(f"the file has more than {LARGEST // 1024 // 1024} MB, and no story has")
    declared = DECLARED.search(data)
    if declared:
        line = data.count(b"\n", 0, declared.start()) + 1
        raise Refused(
            f"line {line}: the file declares a document type or entities, which XLIFF never needs: take it out"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        said = (error.msg or "it is no XML").removesuffix(".")
        raise Refused(f"line {line}: the XML is broken ({said}): ask for the file again, or mend that line") from None
    if root.getroottree().docinfo.doctype:
        raise Refused("line 1: the file declares a document type, which XLIFF never needs: save it without")
    if root.tag != f"{IN}xliff":
        if OLD.match(root.tag):
            _wrong(root, "it is XLIFF 1.x: save it as XLIFF 2.1 (or 2.0)")
        _wrong(root, "it is no XLIFF document")
    return root


def _story(file: Element, name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        _wrong(file, "the attribute original does not name a story: it must stay as it was sent out")


def _units(file: Element) -> Iterator[Unit]:
    seen: dict[str, int] = {}
    for element in file.iter(f"{IN}unit"):
        name = element.get("id", "")
        if not name:
            _wrong(element, "a unit has no id, so nobody knows which text it is")
        if name in seen:
            _wrong(element, f"unit {name} stands here again: it stood in line {seen[name]}")
        seen[name] = element.sourceline
        yield _unit(element, name)


def _unit(element: Element, name: str) -> Unit:
    segments = [each for each in element if each.tag in {f"{IN}segment", f"{IN}ignorable"}]
    if not any(each.tag == f"{IN}segment" for each in segments):
        _wrong(element, f"unit {name} has no segment")
    codes = Codes(element)
    source = codes.text([_source(each) for each in segments])
    told = [each for each in segments if each.tag == f"{IN}segment"]
    missing = [each for each in told if _target(each) is None]
    target = None
    if len(missing) < len(told):
        target = codes.text([_source(each) if _target(each) is None else _target(each) for each in _in_order(segments)])
    return Unit(
        name=name,
        kind=element.get("type", "").removeprefix("dateline:"),
        source=source,
        target=target,
        state=min((_state(each) for each in told), key=STATES.index),
        reason=next((each.get("subState", "") for each in told if each.get("subState")), ""),
        notes=_notes(element),
        partial=bool(missing) and target is not None,
        line=element.sourceline,
    )


def _source(segment: Element) -> Element:
    found = segment.find(f"{IN}source")
    if found is None:
        _wrong(segment, "a segment has no source")
    return found


def _target(segment: Element) -> Element | None:
    """The translation of a segment; an empty one of a source that says something is none."""
    found = segment.find(f"{IN}target")
    said = found is not None and (len(found) > 0 or bool((found.text or "").strip()))
    return found if said or (found is not None and not "".join(_source(segment).itertext()).strip()) else None


def _in_order(segments: list[Element]) -> list[Element]:
    """Segments as the target wants them: one with an ``order`` goes to that place (counted from 1), others fill up."""
    wanted: dict[int, Element] = {}
    for each in segments:
        place = each.find(f"{IN}target")
        order = place.get("order", "") if place is not None else ""
        if order:
            if not order.isdecimal() or not 1 <= int(order) <= len(segments) or int(order) in wanted:
                _wrong(place, f"order {order!r} is no place among {len(segments)} segments")
            wanted[int(order)] = each
    rest = iter([each for each in segments if each not in wanted.values()])
    return [wanted[at] if at in wanted else next(rest) for at in range(1, len(segments) + 1)]


def _state(segment: Element) -> State:
    """As the segment says; XLIFF's default is ``initial``."""
    said = segment.get("state", "initial")
    if said not in STATES:
        _wrong(segment, f"state {said!r} is none of {', '.join(STATES)}")
    return STATES[STATES.index(said)]


def _notes(element: Element) -> tuple[Note, ...]:
    found = element.findall(f"{IN}notes/{IN}note")
    return tuple(Note(each.get("category", ""), " ".join("".join(each.itertext()).split())) for each in found)


def _wrong(element: Element, words: str) -> NoReturn:
    raise Refused(f"line {element.sourceline}: {words}")
