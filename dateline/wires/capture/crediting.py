"""Credits: in parentheses, after a label, behind a copyright sign, glued to a caption or on a line of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from dateline.wires.capture.folding import EDGES, fold, whole
from dateline.wires.capture.words import words

GLUED = re.compile(r"(?<=[a-zà-ÿ0-9])(?=(?:Photo|Foto|Crédit|Credit|Image)s?\s*[:©])")
FINAL = ".!?…。！？؟۔।॥។៕"
OPEN = r"[(（\[【]\s*"
PERSON = r"[\w'’. -]{2,40}"
NAME = r"[^()（）\n.!?]{1,80}?(?:\.[^()（）\n]{1,30})?"


class Credited(msgspec.Struct, frozen=True):
    """A caption (may be empty) with its credit; ``glued`` says that both stood on one line."""

    caption: str
    credit: str
    sort: Literal["photo", "illustration"] = "photo"


@cache
def _patterns(tag: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = words(tag)
    photo, drawn = whole(known.photo), whole(known.illustration)
    label = rf"(?:(?P<drawn>{drawn})|(?:{photo})(?:\s*/\s*(?:{photo}))?)"
    mark = r"\s*(?:[:：/@©=]|\bby\b|\s[-–—]\s|\bdr\b)\s*(?:©\s*)?"
    strong_names = whole(known.picture_agencies)
    agency = rf"(?:{whole(known.agencies)}|{strong_names})"
    several = rf"(?:[\w'’. -]{{2,40}}\s*[/／]\s*)?{agency}(?:\s*(?:[/／,]|via|-)\s*[\w'’. -]{{2,40}})*"
    opening = r"(?:^|(?<=[\s.。!?»”\"])|(?=图片来源|圖片來源|图片提供|圖片提供|사진|写真))"
    slashed = rf"{agency}\s*[/／][^()（）]{{2,60}}|{PERSON}[/／]\s*{agency}"
    strong = rf"(?:{PERSON}[/／]\s*)?(?:{strong_names})(?:[/／ ,][^()（）]*)?"
    close = r"\s*[)）\]】]\s*[.。]?$"
    patterns = (
        ("labelled", rf"{OPEN}{label}(?:{mark}|\s+(?={agency}))(?P<name>{NAME}){close}"),
        ("labelled", rf"{OPEN}(?:©|\(c\)|copyright)\s*(?P<name>{NAME}){close}"),
        ("strong", rf"{OPEN}(?P<name>{strong}|{slashed}){close}"),
        ("weak", rf"{OPEN}(?P<name>{several}){close}"),
        ("open", r"(?:^|(?<=[\s.。»”\"]))(?:©|\(c\)\s|ⓒ)\s*(?P<name>(?!\d{4})[^()（）]{2,60})$"),
        ("open", rf"{opening}\s*[-–—/|]?\s*{label}\s*[:：]\s*(?:©\s*)?(?P<name>[^()（）:]{{2,80}})$"),
    )
    return tuple((form, re.compile(pattern)) for form, pattern in patterns)


def read(line: str, tag: str) -> tuple[Credited, str] | None:
    """Caption and credit of a line that ends in a credit, and how sure its form is: labelled, strong, weak, open."""
    line = GLUED.sub(" ", line)
    folded = fold(line)
    for form, pattern in _patterns(tag):
        found = pattern.search(folded)
        if found is None:
            continue
        start, end = found.span("name")
        credit = line[start:end].strip(" .:：")
        if form == "open" and (len(credit.split()) > 8 or credit[-1:] in FINAL):
            continue
        caption = line[: found.start()].rstrip(" -–—|/").rstrip()
        sort: Literal["photo", "illustration"] = "illustration" if found.groupdict().get("drawn") else "photo"
        return Credited(caption, credit, sort), form
    return None


def alone(line: str, tag: str) -> Credited | None:
    """The credit of a line that is a credit and nothing else, such as "(Photo: AFP)", "© AFP" or "AFP/Getty Images"."""
    found = read(line, tag)
    if found and not found[0].caption.strip(EDGES):
        return found[0]
    return Credited("", line.strip()) if len(line) < 60 and _alone(tag).fullmatch(fold(line)) else None


@cache
def _alone(tag: str) -> re.Pattern[str]:
    """An agency beside a name, or one that deals in pictures only."""
    known = words(tag)
    agency, pictures = whole(known.agencies), whole(known.picture_agencies)
    return re.compile(
        rf"(?:{PERSON}\s*/\s*)?(?:{pictures})(?:\s*[/,]\s*{PERSON})?|(?:{agency})\s*/\s*{PERSON}|{PERSON}\s*/\s*(?:{agency})"
    )
