"""A story's label in the words of its language, and the stories that its editor wants read beside it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dateline.edition.card import Card
from dateline.edition.label import Label
from dateline.edition.values import Edition
from dateline.reader.sheet import Sheet
from dateline.reader.words import phrase

MOST_RELATED = 8
# In a text of ours every "<" that a writer typed is escaped, so this is the beginning of a link to elsewhere.
OUTWARD, PAID = '<a href="http', '<a rel="sponsored" href="http'


def label_words(sheet: Sheet, label: Label | None) -> str:
    """ "Opinion", "Sponsored by …": as plain text, for feeds."""
    return sheet.language.text(f"label_{label.sort}", **({"name": label.name} if label.name else {})) if label else ""


def labelled_html(sheet: Sheet, label: Label | None) -> dict[str, Any] | None:
    """The label for a template: its sort, and its words with the name in them isolated."""
    if label is None:
        return None
    name = {"name": Markup("<bdi>{}</bdi>").format(label.name)} if label.name else {}
    return {"sort": label.sort, "words": phrase(sheet.language, f"label_{label.sort}", **name)}


def paid_links(html: str, label: Label | None) -> str:
    """Links that somebody paid for say so to search engines."""
    return html.replace(OUTWARD, PAID) if label and label.sort == "sponsored" else html


def related(sheet: Sheet, edition: Edition, shown: set[str]) -> list[Card]:
    """What the editor chose, in their order: published in this language, and not ``shown`` on the page already."""
    chosen = [each for each in dict.fromkeys(edition.related or ()) if each != edition.story][:MOST_RELATED]
    cards = (sheet.reading.card(story, sheet.language.tag) for story in chosen)
    return [card for card in cards if card and card.path not in shown]
