"""What each line of a captured page is: one small classifier a kind, each with the reason it gives."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from dateline.wires.capture import crediting, stamp
from dateline.wires.capture.crediting import FINAL, Credited
from dateline.wires.capture.folding import UNSPACED, fold, key, whole
from dateline.wires.capture.lines import BULLET, Line
from dateline.wires.capture.stamp import Role, Stamp
from dateline.wires.capture.words import Words, furniture

Kind = Literal[
    "furniture", "related", "comments", "stamp", "label", "credit", "caption", "byline", "sources", "bullet", "text"
]
SEPARATORS = re.compile(r"\s*[|•·>»›→/\\]\s*|\s+[-–—]\s+|\t|\s{2,}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", re.IGNORECASE)
RIGHTS = re.compile(r"^\W*(?:©|\(c\)|copyright)\W*(?:copyright\W*)?(?:\d{4}|\w[\w .&-]{0,60}\d{4})")
READING = re.compile(
    r"(?:reading time|temps de lecture|tiempo de lectura|время чтения)?\W*\d+\s*(?:min|minutes|minutos|мин)\b.{0,12}"
)
LONG, LONG_UNSPACED = 80, 40
LEAVE_FINAL = {"th", "km"}


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A line and what it is; ``reason`` is why. ``names`` holds bylines or sources."""

    line: Line
    kind: Kind
    reason: str = ""
    stamp: Stamp | None = None
    credited: Credited | None = None
    role: Role = ""
    names: tuple[str, ...] = ()
    sure: bool = True

    @property
    def text(self) -> str:
        """The line's text as captured, white space apart."""
        return self.line.text


def mark_all(lines: list[Line], known: Words) -> list[Mark]:
    """Every line with its kind, in order; a label on a line of its own is carried to the date below it."""
    out: list[Mark] = []
    role: Role = ""
    for line in lines:
        found = mark(line, known, role=role)
        role = found.role if found.kind == "label" else ""
        above = out[-1] if out else None
        if found.kind == "credit" and above and above.stamp and above.stamp.rest and not above.stamp.labelled:
            out[-1] = Mark(line=above.line, kind="text", reason="a place and a date above a credit")
        out.append(found)
    return out


def mark(line: Line, known: Words, *, role: Role = "") -> Mark:
    """What one line is; ``role`` is the label that stood on the line before."""
    found = _label(line, known) or _furniture(line) or _credit(line, known) or _stamp(line, known, role)
    found = found or _sources(line, known) or _byline(line, known) or _caption(line, known) or _bullet(line)
    return found or Mark(line=line, kind="text", reason="running text")


def _label(line: Line, known: Words) -> Mark | None:
    if len(line.text) > 60 or not (found := stamp.label_of(line.text, known)):
        return None
    return Mark(line=line, kind="label", reason="labels the date below", role=found)


def _furniture(line: Line) -> Mark | None:
    folded = key(line.text)
    plain = key(re.sub(r"[\d()]+", " ", folded))
    site = furniture()
    if not plain:
        return Mark(line=line, kind="furniture", reason="holds no words")
    if plain in site.comments:
        return Mark(line=line, kind="comments", reason="readers speak below")
    if plain in site.related:
        return Mark(line=line, kind="related", reason="other stories are listed below")
    if reason := _why_furniture(line.text, plain):
        return Mark(line=line, kind="furniture", reason=reason)
    if _points_elsewhere(line.text):
        return Mark(line=line, kind="furniture", reason="points to another story", sure=False)
    return None


def _why_furniture(text: str, plain: str) -> str:
    site = furniture()
    if plain in site.lines:
        return site.sort(plain)
    if plain in site.languages:
        return "chooser of languages"
    if ADDRESS.fullmatch(text.strip()):
        return "an address alone"
    if len(text) < 200 and (RIGHTS.match(fold(text)) or any(phrase in fold(text) for phrase in site.rights)):
        return "a notice of rights"
    if READING.fullmatch(fold(text)):
        return "a reading time"
    parts = [key(part) for part in SEPARATORS.split(text) if key(part)]
    if len(parts) > 1 and parts[0] in site.lines and all(len(part.split()) <= 4 for part in parts):
        return "a row of links"
    if _made_of_furniture(plain.split()):
        return "a row of links"
    return ""


def _made_of_furniture(tokens: list[str]) -> bool:
    """Whether a line is nothing but words of furniture and names of languages, one after another."""
    if not 2 <= len(tokens) <= 40:
        return False
    site = furniture()
    reached = {0}
    for start in range(len(tokens)):
        if start not in reached:
            continue
        if tokens[start].strip("|/>»•·-–—,") in {"", *site.connecting} and start:
            reached.add(start + 1)
        for end in range(start + 1, min(start + 6, len(tokens)) + 1):
            phrase = key(" ".join(tokens[start:end]))
            if phrase in site.lines or phrase in site.languages or phrase in site.comments:
                reached.add(end)
    return len(tokens) in reached


def _points_elsewhere(text: str) -> bool:
    head, colon, rest = text.partition(":") if ":" in text else text.partition("：")
    return bool(colon) and key(head) in furniture().related and len(rest) < 200


def _credit(line: Line, known: Words) -> Mark | None:
    found = crediting.alone(line.text, known.tag) if len(line.text) < 160 else None
    return Mark(line=line, kind="credit", reason="a credit alone", credited=found) if found else None


def _stamp(line: Line, known: Words, role: Role) -> Mark | None:
    found = stamp.read(line.text, known, role=role)
    if found is None or BULLET.match(line.text):
        return None
    names = byline_names(found.rest, known)
    if names:
        return Mark(line=line, kind="stamp", reason="a stamp behind a byline", stamp=found, names=names)
    longest, most = (60, 7) if found.labelled else (20, 2)
    if len(found.rest) > (longest // 3 if UNSPACED.search(found.rest) else longest) or len(found.rest.split()) > most:
        return None
    return Mark(line=line, kind="stamp", reason="dates and little else", stamp=found)


def _sources(line: Line, known: Words) -> Mark | None:
    text = line.text.strip("()（） ")
    found = re.match(rf"(?:{whole(known.sources)})\s*[:：]\s*", fold(text))
    if found is None or len(text) > 160 or not text[found.end() :].strip():
        return None
    names = tuple(name.strip(" .") for name in re.split(r"[,،、;]\s*", text[found.end() :]) if name.strip(" ."))
    return Mark(line=line, kind="sources", reason="names its sources", names=names)


def _byline(line: Line, known: Words) -> Mark | None:
    names = byline_names(line.text, known)
    return Mark(line=line, kind="byline", reason="names who wrote", names=names) if names else None


def byline_names(text: str, known: Words) -> tuple[str, ...]:
    """The names of a byline ("By Jane Doe"), as printed; empty where the text is none."""
    if len(text) > 120:
        return ()
    korean = re.fullmatch(r"(?:\([^)]*\)\s*)?(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|선임기자)(?:\s*\S+@\S+)?", text)
    if korean:
        return (korean["name"],)
    found = re.match(rf"(?P<by>{whole(known.by)})(?P<mark>\s*[:：/]\s*|\s+)", fold(text))
    if found is None:
        return ()
    name = text[found.end() :].strip()
    marked = bool(found["mark"].strip())
    if not _name_like(name, known.particles, marked=marked) or (
        len(found["by"]) < 3 and not marked and not name[0].isupper()
    ):
        return ()
    parts = [part.strip() for part in re.split(r",\s+|、|\s(?:and|et|y|e|и|та|і|și|i|و|&)\s", name)]
    return tuple(parts) if all(len(part.split()) > 1 for part in parts) else (name,)


def _name_like(name: str, particles: frozenset[str], *, marked: bool) -> bool:
    tokens = name.split()
    if not name or len(name) > 80 or len(tokens) > 9 or name[-1] in FINAL.replace(".", "") or re.search(r"\d", name):
        return False
    if name.endswith(".") and len(tokens[-1]) > 3:
        return False
    if not any(character.isupper() or character.islower() for character in name):
        return len(tokens) <= 5 and len(name) <= 40
    capital = all(each[0].isupper() or not each[0].isalpha() or each.lower().strip(",") in particles for each in tokens)
    return capital and tokens[0][0].isupper() and (marked or len(tokens) > 1 or name.isupper())


def _caption(line: Line, known: Words) -> Mark | None:
    if len(line.text) > 700 or (found := crediting.read(line.text, known.tag)) is None:
        return None
    credited, form = found
    sure = form != "weak"
    if not sure and credited.caption[-1:] in FINAL and len(credited.caption) > 250:
        return None
    return Mark(line=line, kind="caption", reason=f"ends in a credit ({form})", credited=credited, sure=sure)


def _bullet(line: Line) -> Mark | None:
    return Mark(line=line, kind="bullet", reason="opens with a bullet") if BULLET.match(line.text) else None


def is_sentence(text: str, tag: str) -> bool:
    """Whether a line reads as running text: it ends as a sentence does, or is too long to be a label."""
    closed = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", text).rstrip("\"'”’»›)）」』】] \u00a0\u202f") or text
    if closed[-1:] in FINAL and tag not in LEAVE_FINAL:
        return True
    if tag in LEAVE_FINAL:
        return len(text) >= LONG
    return len(text) >= 2 * (LONG_UNSPACED if _wide(text) else LONG)


def is_paragraph(text: str, tag: str) -> bool:
    """Whether a line is long enough, and ends well enough, to be a paragraph beyond doubt."""
    return is_sentence(text, tag) and len(text) >= (LONG_UNSPACED if _wide(text) else LONG)


def _wide(text: str) -> bool:
    return len(UNSPACED.findall(text)) > len(text) // 3
