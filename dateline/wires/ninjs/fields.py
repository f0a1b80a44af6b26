"""Fields of a ninjs item, read alike in versions 1.x (strings), 2.x (arrays) and 3.x (camel case)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from html import unescape
from typing import Any

from dateline.edition.moment import Moment

DEEPEST = 60
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile(
    r"<(?:p|br|h[1-6]|div|ul|ol|table|blockquote|figure|body|html|article|section|strong|em|b|i|a)\b[^>]*>", re.I
)


def tidied(value: Any, depth: int = 0) -> Any:
    """JSON with keys in lower case (3.x writes ``versionCreated``) and without characters that no text can hold."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        # Names of associations, renditions and alternate ids are the sender's own and keep their case.
        return {_name(name): tidied(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [tidied(each, depth + 1) for each in value]
    return UNWRITABLE.sub("", value) if isinstance(value, str) else value


def _name(name: str) -> str:
    lower = name.lower()
    return (
        lower
        if lower in KNOWN or re.fullmatch(r"(?:body|description|headline)_\w+", lower)
        else UNWRITABLE.sub("", name)
    )


KNOWN = frozenset(
    "uri guid type version versioncreated firstcreated contentcreated firstpublished embargoed embargoeduntil"  # noqa: SIM905
    " embargoedreason pubstatus urgency language copyrightholder copyrightnotice usageterms ednote headline headlines"
    " title byline by located slugline description descriptions body bodies summary abstract subject subjects person"
    " people organisation organisations place places event events associations renditions altids keywords infosource"
    " infosources source sources creditline credit alttext alt_text alt role value contenttype name literal code scheme"
    " rel href width height items _items newsitems results authors extra expires mimetype profile genre genres".split()
)


class Item:
    """One item; every getter forgives a wrong type, since agencies send what they like."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value

    @property
    def id(self) -> str:
        """``uri`` or ``guid``; a digest of the item where it has neither."""
        known = self.text("uri") or self.text("guid")
        return known or f"ninjs:{sha256(json.dumps(self.value, sort_keys=True).encode()).hexdigest()}"

    def text(self, *names: str) -> str:
        """The first of some fields that holds words, white space folded."""
        for name in names:
            value = self.value.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return " ".join(str(value).split())
        return ""

    def plain(self, *names: str) -> str:
        """As ``text``, but markup in it falls away."""
        for name in names:
            value = self.value.get(name)
            if isinstance(value, str) and (words := stripped(value)):
                return words
        return ""

    def objects(self, *names: str) -> list[dict[str, Any]]:
        """The objects that stand in some fields, one or a list in each; a bare string counts as a name."""
        out: list[dict[str, Any]] = []
        for name in names:
            value = self.value.get(name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    out.append(each)
                elif isinstance(each, str) and each.strip():
                    out.append({"name": each.strip()})
        return out

    def named(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Members of a field that is an object by name (1.x, 2.x) or a list of objects with a name (3.x)."""
        value = self.value.get(name)
        pairs = value.items() if isinstance(value, dict) else []
        if isinstance(value, list):
            pairs = [
                (str(each.get("name") or number), each) for number, each in enumerate(value) if isinstance(each, dict)
            ]
        for key, each in pairs:
            if isinstance(each, dict):
                yield key, each
            elif isinstance(each, list):
                yield from ((f"{key}/{number}", one) for number, one in enumerate(each) if isinstance(one, dict))

    def moment(self, *names: str) -> tuple[Moment | None, str]:
        """The first of some fields that is a time; one without a zone is kept as its day, with a remark."""
        for name in names:
            text = self.text(name)
            if not text:
                continue
            try:
                return moment(text, name)
            except ValueError:
                return None, f"{name} is {text!r}, which is no time: it was left out."
        return None, ""


def moment(text: str, name: str) -> tuple[Moment, str]:
    """A day or an instant (RFC 3339 and its relatives); raises ValueError for anything else."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Moment(date.fromisoformat(text)), ""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        return Moment(found.date()), f"{name} is {text}, without a zone: only the day was kept."
    return Moment(found), ""


def stripped(value: str) -> str:
    """Words without markup and entities, white space folded."""
    if MARKUP.search(value):
        value = unescape(re.sub(r"<[^<>]{0,500}>", " ", value))
    elif re.search(r"&(?:amp|quot|apos|#\d+|[lg]t|nbsp);", value):
        value = unescape(value)
    return " ".join(value.split())


def is_markup(value: str) -> bool:
    """Whether a text is HTML and not plain characters."""
    return bool(MARKUP.search(value))


def roles(item: Item, name: str) -> list[tuple[str, str, str]]:
    """Role, media type and value of each member of ``headlines``, ``descriptions`` or ``bodies``."""
    out = []
    for each in item.objects(name):
        value = each.get("value")
        if isinstance(value, str) and value.strip():
            out.append((str(each.get("role") or "").lower(), str(each.get("contenttype") or "").lower(), value))
    return out
