"""What a writer still owes: “TK” for what is to come, “[[…]]” for a note. No text that holds one goes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from dateline.edition.blocks import Block, Paragraph
from dateline.newsroom.blocks import Body
from dateline.newsroom.body import blocks_of
from dateline.newsroom.refusal import Refusal

# “TK” in capitals, alone, repeated or in brackets, and double brackets around a note. Latin letters and digits beside
# it make it part of a name (TKachuk, ATK, TK1951); letters of other scripts do not, as they may set no spaces. What
# stands after / @ # & . _ or - is an address or a compound; a number after a hyphen or no-break space is a flight.
# Written so that Python and browsers read it alike: the editor is handed this very pattern.
LATIN = "0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
MARKER = rf"\[\[|\[ *[Tt][Kk] *\]|(?<![{LATIN}/@#&._-])(?:TK)+(?![{LATIN}_]|[-\u00a0\u202f][0-9]|\.[a-z])"
MARKED = re.compile(MARKER)
NOTE_END = "]]"
AROUND = 30


class Place(msgspec.Struct, frozen=True):
    """Where something is still to come: the part of the edition in words, and the words around the marker."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where} (“{self.words}”)"


def markers(text: str) -> list[tuple[int, int]]:
    """Start and end of each marker; a note in double brackets is one marker as far as it is closed."""
    found: list[tuple[int, int]] = []
    for match in MARKED.finditer(text):
        if found and match.start() < found[-1][1]:
            continue
        closes = text.find(NOTE_END, match.end()) if match.group() == "[[" else -1
        found.append((match.start(), closes + len(NOTE_END) if closes >= 0 else match.end()))
    return found


def unfinished(page: Any, bylines: Iterable[str] | None = None) -> list[Place]:
    """Every place of an edition or standing page, as it stands in memory, where something is still to come.

    In reading order. ``bylines`` are names that a form holds and the edition does not yet.
    """
    texts = _texts(page, bylines)
    return [Place(where, _around(text, start, end)) for where, text in texts for start, end in markers(text)]


def check_finished(page: Any) -> None:
    """Raise a Refusal that names each place where something is still to come."""
    words = words_for(unfinished(page))
    if words:
        raise Refusal(words)


def words_for(places: Iterable[Place]) -> str:
    """What an editor is told about these places; empty where there are none."""
    named = "; ".join(str(place) for place in places)
    if not named:
        return ""
    said = _("Something is still to come, so this cannot go out yet: %(places)s. Fill it in or take the marker out.")
    return said % {"places": named}


def _around(text: str, start: int, end: int) -> str:
    """The marker with some words before and after, on one line."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left = "…" if start > AROUND else ""
    right = "…" if end + AROUND < len(text) else ""
    return " ".join(f"{left}{before}{text[start:end]}{after}{right}".split())


def _texts(page: Any, bylines: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """Each text that readers would get, with its place in words."""
    own = {name: getattr(page, name, "") for name in ("kicker", "publish_note", "dateline", "sources")}
    yield _("Kicker"), own["kicker"]
    yield _("Headline"), page.title
    yield _("Summary"), page.summary
    yield _("Note for readers"), own["publish_note"]
    yield _("Dateline"), own["dateline"]
    for name in _names(page) if bylines is None else bylines:
        yield _("Byline"), name
    if getattr(page, "lead_picture", None):
        yield _("Lead caption"), page.lead_caption
        yield _("Lead alternative text"), page.lead_alt
    yield from _body(blocks_of(page.body, page.translation_key))
    yield _("Sources"), own["sources"]


def _names(page: Any) -> list[str]:
    return [byline.name for byline in page.bylines.all()] if hasattr(page, "bylines") else []


def _body(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The texts of a body."""
    for where, block in named(blocks):
        said = block.plain()
        yield where, said
        for field in block.__struct_fields__:
            text = getattr(block, field)
            if isinstance(text, str) and text not in said:
                yield where, text


def named(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its place in words; blocks of a kind are numbered, as an editor counts them down the page."""
    numbers: Counter[str] = Counter()
    for block in blocks:
        name = _name(block)
        numbers[name] += 1
        yield _("%(block)s %(number)d") % {"block": name, "number": numbers[name]}, block


def _name(block: Block) -> str:
    """What the editor calls a block of this kind."""
    if isinstance(block, Paragraph):
        return _("Paragraph")
    return next(str(kind.label) for kind in Body().child_blocks.values() if isinstance(block, kind.made_of))
