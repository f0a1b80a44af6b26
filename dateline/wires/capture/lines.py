"""A captured text as logical lines: blank lines noted, hard-wrapped lines joined, white space as a page shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import msgspec

from dateline.wires.capture.folding import bare, fold, spaced

WIDEST_WRAP = 100
NARROWEST_WRAP = 30
BULLET = re.compile(r"^\s*(?:[•▪●◦‣∙*·]\s+|-\s+(?=\S)|\d{1,2}[.)]\s+|[•▪●◦‣∙]\s*(?=\S))")
NO_SPACE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")


class Line(msgspec.Struct, frozen=True):
    """``text`` with white space folded; ``number`` its line in the file; ``gap`` whether a blank line precedes."""

    text: str
    number: int
    gap: bool
    indented: bool = False


def logical(text: str, stands_alone: Callable[[str], bool]) -> list[Line]:
    """The lines of a capture; a line that ``stands_alone`` (a credit, a stamp) is never joined to another."""
    raw: list[Line] = []
    gap = True
    for number, each in enumerate(re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text), start=1):
        folded = spaced(each)
        if not bare(folded).strip():
            gap = True
            continue
        raw.append(Line(folded, number, gap, bool(re.match(r"[ \t\u3000\u00a0]{2,}|\t", each))))
        gap = False
    width = _wrap_width(raw)
    return _joined(raw, width, stands_alone) if width else _continued(raw, stands_alone)


def _width(text: str) -> int:
    """Columns on a screen: wide East Asian characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _first_word(text: str) -> str:
    return text[0] if NO_SPACE.match(text) else text.split(" ", 1)[0]


def _wrap_width(lines: list[Line]) -> int:
    """The column at which the file was wrapped, or 0: then nearly every line is full, and none is longer."""
    longest = max((_width(line.text) for line in lines), default=0)
    if not NARROWEST_WRAP <= longest <= WIDEST_WRAP:
        return 0
    pairs = [(left, right) for left, right in pairwise(lines) if not right.gap]
    full = [pair for pair in pairs if _is_full(pair[0].text, pair[1].text, longest)]
    runs = sum(1 for left, right in pairwise(full) if left[1] is right[0])
    return longest if len(full) >= 4 and runs >= 2 and len(full) >= 0.6 * len(pairs) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return _width(line) + 1 + _width(_first_word(following)) > width


def _joined(raw: list[Line], width: int, stands_alone: Callable[[str], bool]) -> list[Line]:
    out: list[Line] = []
    last = ""
    for line in raw:
        parted = not out or line.gap or line.indented or BULLET.match(line.text) or not _is_full(last, line.text, width)
        if parted or stands_alone(line.text) or stands_alone(out[-1].text):
            out.append(line)
        else:
            out[-1] = Line(_glue(out[-1].text, line.text), out[-1].number, out[-1].gap, out[-1].indented)
        last = line.text
    return out


def _continued(raw: list[Line], stands_alone: Callable[[str], bool]) -> list[Line]:
    """Unwrapped files: a line that breaks off at a comma and goes on in lower case is one line (a long headline)."""
    out: list[Line] = []
    for line in raw:
        if out and not line.gap and _goes_on(out[-1].text, line.text) and not stands_alone(line.text):
            out[-1] = Line(_glue(out[-1].text, line.text), out[-1].number, out[-1].gap, out[-1].indented)
        else:
            out.append(line)
    return out


def _goes_on(line: str, following: str) -> bool:
    first = following[0]
    breaks_off = line[-1] in ",،，、-–—" or not _ends(line)
    return breaks_off and first.islower() and len(line) > 25 and not BULLET.match(line)


def _ends(line: str) -> bool:
    return fold(line)[-1] in '.!?…:;"»”)]。！？'


def _glue(left: str, right: str) -> str:
    """Two parts of one line: a line may be broken behind a hyphen, and anywhere in scripts without spaces."""
    hyphenated = left[-1] in "-\u2010" and left[-2:-1].isalnum() and right[0].isalnum()
    unspaced = NO_SPACE.match(left[-1]) and NO_SPACE.match(right[0])
    return left + right if hyphenated or unspaced else f"{left} {right}"
