"""What a list shows of a story: the same few words and stamps on fronts, sections, dossiers, days and search hits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from markupsafe import Markup

from dateline.edition.card import Card
from dateline.edition.picture import Standing, image_html
from dateline.edition.values import StandingPage
from dateline.languages.language import languages
from dateline.reader.labelling import labelled_html
from dateline.reader.navigation import dossier_path
from dateline.reader.sheet import Sheet
from dateline.reader.words import language_name, phrase, stamps, time_element

NARROW = "(max-width: 39.99rem)"
LEAD = Standing("(min-width: 64rem) 46rem, 100vw", "16x9", narrow=Standing("100vw", "3x2", NARROW))
LIST = Standing("(min-width: 64rem) 20rem, 45vw", "3x2", narrow=Standing("6.5rem", "1x1", NARROW))


def teaser(card: Card, sheet: Sheet, *, pictured: bool = False, standing: Standing = LIST) -> dict[str, Any]:
    """One story for the template ``teasers.html``; ``pictured`` asks for its lead picture."""
    return {
        "href": card.path,
        "label": labelled_html(sheet, card.label),
        "kicker": card.kicker,
        "headline": card.headline,
        "summary": card.summary,
        "stamps": stamps(card.first_published, card.updated, sheet.language, sheet.face.time_zone),
        "retracted": card.retracted,
        "excerpt": Markup(),
        "image": _image(card, sheet, standing) if pictured and not sheet.light else Markup(),
        **_in_language(card.language, sheet),
    }


def page_teaser(page: StandingPage, sheet: Sheet) -> dict[str, Any]:
    """A standing page among stories: when it was last changed is its stamp."""
    when = time_element(page.updated, sheet.language, sheet.face.time_zone)
    return {
        "href": page.path,
        "label": None,
        "kicker": "",
        "headline": page.title,
        "summary": page.summary,
        "stamps": Markup('<span class="updated">{}</span>').format(phrase(sheet.language, "updated", when=when)),
        "retracted": False,
        "excerpt": Markup(),
        "image": Markup(),
        **_in_language(page.language, sheet),
    }


def _in_language(tag: str, sheet: Sheet) -> dict[str, Markup]:
    """Of a text in another language than the page's: the attributes of its words, and that language's name."""
    if tag == sheet.language.tag:
        return {"spoken": Markup(), "tongue": Markup()}
    spoken = Markup(' lang="{}" dir="{}"').format(tag, languages()[tag].direction)
    return {"spoken": spoken, "tongue": language_name(tag, sheet.language)}


def teasers(cards: Iterable[Card], sheet: Sheet, *, pictured: bool = False) -> list[dict[str, Any]]:
    """Several stories, in the order given."""
    return [teaser(card, sheet, pictured=pictured) for card in cards]


def lead(card: Card, sheet: Sheet) -> dict[str, Any]:
    """The story that opens a front."""
    return teaser(card, sheet, pictured=True, standing=LEAD)


def _image(card: Card, sheet: Sheet, standing: Standing) -> Markup:
    picture = sheet.picture(card.lead.picture) if card.lead else None
    if picture is None or picture.warned:
        return Markup()
    # Beside its own headline the picture adds nothing for those who hear the page: the story tells what it shows.
    return Markup(image_html(picture, "", standing=standing, lazy=standing != LEAD))  # noqa: S704 - written escaped


def dossier_links(dossiers: Iterable[UUID], sheet: Sheet, limit: int) -> list[dict[str, Any]]:
    """Name, address and summary of those dossiers that have a name in this language."""
    tag = sheet.language.tag
    found: list[dict[str, Any]] = []
    for dossier in map(sheet.reading.dossier, dict.fromkeys(dossiers)):
        if dossier and tag in dossier.names and len(found) < limit:
            name = dossier.names[tag]
            found.append({"name": name.name, "href": dossier_path(tag, dossier), "summary": name.summary})
    return found
