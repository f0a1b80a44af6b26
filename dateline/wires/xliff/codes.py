"""Marks as XLIFF's inline codes, and what a code means: by the original data it points to, else by its subtype."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple

from dateline.edition.marks import Kind, Mark

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
BREAK = "<br/>"
TYPES: dict[Kind, tuple[str, str]] = {
    "bold": ("fmt", "xlf:b"),
    "italic": ("fmt", "xlf:i"),
    "link": ("link", ""),
    "language": ("other", "dateline:language"),
}
OPENING: dict[Kind, str] = {"bold": "<b>", "italic": "<i>", "link": '<a href="{}">', "language": '<span lang="{}">'}
CLOSING: dict[Kind, str] = {"bold": "</b>", "italic": "</i>", "link": "</a>", "language": "</span>"}
TAG = re.compile(
    r"<(?P<name>b|strong|i|em|a|span)(?:\s[^>]*?\b(?:href|lang)=(?P<q>[\"'])(?P<value>[^\"']*)(?P=q)[^>]*)?>"
)
KINDS: dict[str, Kind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "a": "link", "span": "language",
}  # fmt: skip


class Code(NamedTuple):
    """What an inline code stands for; ``kind`` is None for a line break."""

    kind: Kind | None
    value: str = ""


def opening(mark: Mark) -> str:
    """The original data of a mark's beginning, as HTML writes it."""
    return OPENING[mark.kind].format(escape(mark.value))


def closing(mark: Mark) -> str:
    """The original data of its end."""
    return CLOSING[mark.kind]


def meant(data: str) -> Code | None:
    """What original data stands for; None where it is nothing that a text of ours can hold."""
    data = data.strip()
    if re.fullmatch(r"<br\s*/?>", data):
        return Code(None)
    found = TAG.fullmatch(data)
    if found is None:
        return None
    kind, value = KINDS[found["name"]], unescape(found["value"] or "")
    needs = kind in {"link", "language"}
    return Code(kind, value if needs else "") if bool(value) or not needs else None


def by_type(kind: str, subtype: str) -> Code | None:
    """What a code without original data stands for."""
    if subtype == "xlf:lb":
        return Code(None)
    return next((Code(each) for each, named in TYPES.items() if named == (kind, subtype) and kind == "fmt"), None)
