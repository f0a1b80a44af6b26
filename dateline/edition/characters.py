"""Characters that no reader's text may hold: values refuse them, the newsroom's border takes them out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

# Neither XML 1.0 (2.2) nor HTML allows most of these in a text; the others (a byte order mark inside, C1) say nothing.
CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
INVISIBLE = re.compile(f"[{CONTROLS}]")
BREAKS = "\t\n\f\r\u2028\u2029"
FOLDED = re.compile(f" *[{BREAKS}][ {BREAKS}]*")
REFUSED_IN_A_LINE = re.compile(f"[{CONTROLS}{BREAKS}]")
REFUSED_IN_RUNNING_TEXT = re.compile(f"[{CONTROLS}\t\f\r]")
# Marks that turn the direction of all that follows until they are closed (UAX 9, 2).
OPENING = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Where a line or a cell ends, what it left open ends too (UAX 9, X8).
LINES = re.compile("[\n\t]")


def line(text: str) -> str:
    """``text`` as one line without what it may not hold: breaks become spaces, controls and stray marks fall away."""
    return closed(FOLDED.sub(" ", INVISIBLE.sub("", text))).strip()


def closed(text: str) -> str:
    """``text`` without the direction marks of any line that opens one and does not close it, or the reverse."""
    if balanced(text):
        return text
    return "\n".join(part if balanced(part) else TURNING.sub("", part) for part in text.split("\n"))


def balanced(text: str) -> bool:
    """Whether every embedding, override and isolate is closed on its own line, in the order they were opened."""
    return not TURNING.search(text) or all(_nested(part) for part in LINES.split(text))


def _nested(text: str) -> bool:
    waiting: list[str] = []
    for mark in TURNING.findall(text):
        if mark in OPENING:
            waiting.append(OPENING[mark])
        elif not waiting or waiting.pop() != mark:
            return False
    return not waiting


def check_lines(value: msgspec.Struct) -> None:
    """Raise ValueError naming the field of ``value`` whose text holds what no reader's page may hold."""
    for name in value.__struct_fields__:
        for text in _texts(getattr(value, name)):
            refused = REFUSED_IN_A_LINE.search(text)
            if refused:
                raise ValueError(f"{name} holds {called(refused[0])}, which no page can show: take it out")
            if not balanced(text):
                raise ValueError(f"{name} {UNBALANCED}")


UNBALANCED = "turns the direction of writing without turning it back: take the invisible mark out or close it"


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, tuple):
        yield from (each for each in content if isinstance(each, str))
    elif isinstance(content, dict):
        yield from (each for each in content.values() if isinstance(each, str))


def called(character: str) -> str:
    """A character that nobody sees, in words: "U+0007 (control character)"."""
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'control character').lower()})"
