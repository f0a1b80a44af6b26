"""Captions and credits: a credit in parentheses, after a label, behind a copyright sign, glued on or on its own line."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from dateline.wires.capture.folding import EDGES, fold, whole
from dateline.wires.capture.words import words

WEAK = "afp|reuters|ap|epa|efe|dpa|ansa|tass|тасс|рейтер|риа новости|ria novosti|itar-tass|xinhua|新华社|新華社|法新社|路透社|美联社|美聯社|共同社|ロイター|時事|共同|연합뉴스|로이터|رويترز|أ ف ب|ا ف ب|أف ب|فرانس برس|رویترز|ایرنا|ایسنا|فارس|rfi|ats|belga|anp|lusa|agerpres|mediafax|tanjug|танјуг|fonet|укринформ|унiан|kyodo|yonhap|vna|ttxvn|pti|ani|upi|pa|bbc|afptv"
STRONG = "getty images|getty|shutterstock|wikimedia commons|wikipedia|wikimedia|sipa press|sipa|gamma|corbis|associated press|magnum|keystone|imago|alamy|istock|flickr|zuma|agence france-presse|epa-efe|pool|hans lucas|sputnik|nurphoto|anadolu"
GLUED = re.compile(r"(?<=[a-zà-ÿ0-9])(?=(?:Photo|Foto|Crédit|Credit|Image)s?\s*[:©])")
FINAL = ".!?…。！？؟۔।॥។៕"
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
    agency = rf"(?:{WEAK}|{STRONG})"
    several = rf"(?:[\w'’. -]{{2,40}}\s*[/／]\s*)?{agency}(?:\s*(?:[/／,]|via|-)\s*[\w'’. -]{{2,40}})*"
    opening = r"(?:^|(?<=[\s.。!?»”\"])|(?=图片来源|圖片來源|图片提供|圖片提供|사진|写真))"
    return (
        ("labelled", re.compile(rf"[(（\[【]\s*{label}(?:{mark}|\s+(?={agency}))(?P<name>{NAME})\s*[)）\]】]\s*[.。]?$")),
        ("labelled", re.compile(rf"[(（\[【]\s*(?:©|\(c\)|copyright)\s*(?P<name>{NAME})\s*[)）\]】]\s*[.。]?$")),
        ("strong", re.compile(rf"[(（\[【]\s*(?P<name>(?:[\w'’. -]{{2,40}}[/／]\s*)?(?:{STRONG})(?:[/／ ,][^()（）]*)?|{agency}\s*[/／][^()（）]{{2,60}}|[\w'’. -]{{2,40}}[/／]\s*{agency})\s*[)）\]】]\s*[.。]?$")),
        ("weak", re.compile(rf"[(（\[【]\s*(?P<name>{several})\s*[)）\]】]\s*[.。]?$")),
        ("open", re.compile(rf"(?:^|(?<=[\s.。»”\"]))(?:©|\(c\)\s|ⓒ)\s*(?P<name>(?!\d{{4}})[^()（）]{{2,60}})$")),
        ("open", re.compile(rf"{opening}\s*[-–—/|]?\s*{label}\s*[:：]\s*(?:©\s*)?(?P<name>[^()（）:]{{2,80}})$")),
    )  # fmt: skip


def read(line: str, tag: str) -> tuple[Credited, str] | None:
    """The caption and credit of a line that ends in a credit, and how sure the form is: labelled, strong, weak, open."""
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
    bare = re.fullmatch(rf"(?:[\w'’. -]{{2,40}}\s*/\s*)?(?:{STRONG})(?:\s*[/,]\s*[\w'’. -]{{2,40}})?", fold(line))
    slashed = re.fullmatch(rf"(?:{WEAK})\s*/\s*[\w'’. -]{{2,40}}|[\w'’. -]{{2,40}}\s*/\s*(?:{WEAK})", fold(line))
    return Credited("", line.strip()) if (bare or slashed) and len(line) < 60 else None
