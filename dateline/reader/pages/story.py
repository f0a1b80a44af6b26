"""A story in one language, and the page that stands at its address once it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from dateline.edition.blocks.picture import figure_html, words
from dateline.edition.card import Card
from dateline.edition.erasure import Killed
from dateline.edition.picture import Standing
from dateline.edition.values import Derivation, Edition, Value, Withdrawn
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.events import so_far
from dateline.reader.formats import json_ld
from dateline.reader.furniture import Furniture
from dateline.reader.gone import gone
from dateline.reader.labelling import labelled_html, paid_links, related
from dateline.reader.navigation import dossier_path, section_path
from dateline.reader.pages.day import day_link
from dateline.reader.pages.history import history_path
from dateline.reader.people import credited, linked
from dateline.reader.played import open_graph
from dateline.reader.sharing import carry_links, report_link, share_links
from dateline.reader.sheet import Head, Sheet
from dateline.reader.teasers import teasers
from dateline.reader.telling import changes, notices
from dateline.reader.words import byline, language_name, phrase, stamps

LEAD = Standing("(min-width: 64rem) 56rem, 100vw")
EARLIER = 5
DOSSIERS = 3


@dataclass(frozen=True)
class Story:
    """``/en/2009/03/06/slug``; status 410 where the newsroom withdrew or killed it."""

    furniture: Furniture
    name: str = "story"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page an edition."""
        if isinstance(value, Edition | Withdrawn | Killed):
            yield PageKey(self.name, (str(value.story), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The story, or that it has gone; None where none stood or the language is not on line."""
        story, tag = UUID(key.arguments[0]), key.arguments[1]
        sheet, edition = Sheet.of(self.furniture, reading, tag), reading.edition(story, tag)
        if sheet is None or edition is None:
            return None
        if isinstance(edition, Edition):
            return story_page(sheet, edition)
        return gone(sheet, edition.path) if edition.path else None


def story_page(sheet: Sheet, edition: Edition) -> Output:
    """The page of a published edition."""
    siblings = tuple(card for card in sheet.reading.editions_of(edition.story) if card.language in sheet.online)
    others = len(siblings) - 1
    boxes = dossier_boxes(sheet, edition)
    chosen = related(sheet, edition, {each["href"] for box in boxes for each in box["stories"]})
    return sheet.output(
        "story.html",
        story_head(sheet, edition, siblings),
        edition=edition_parts(sheet, edition),
        derived=derived(sheet, edition.derived_from, siblings),
        changes=changes(sheet, edition),
        changes_first=sheet.face.changes_at == "top",
        notices=notices(sheet, edition, siblings),
        history=history_path(edition) if edition.version > 1 else "",
        in_languages=sheet.language.count("languages", len(siblings)) if others > 0 else "",
        related=teasers(chosen, sheet, pictured=True),
        dossiers=boxes,
        section=section_box(sheet, edition, {card.story for card in chosen}),
        played=[] if sheet.light else open_graph(sheet, edition),
        share=share_links(sheet, edition),
        report=report_link(sheet, edition),
        carry=carry_links(sheet, edition.path),
        day=day_link(sheet, edition.first_published.day),
    )


def story_head(sheet: Sheet, edition: Edition, siblings: tuple[Card, ...]) -> Head:
    """The story's head; its editions are each other's alternates, the one all come from is the default."""
    return Head(
        path=edition.path,
        title=edition.headline,
        description=edition.summary,
        sort="article",
        alternates={card.language: card.path for card in siblings},
        default=source_language(siblings),
        feed=f"{sheet.root}feed.atom",
        section=edition.section,
        image=None if sheet.light else open_graph_image(sheet, edition),
        data="" if sheet.light else json_ld.article(sheet, edition, siblings),
    )


def source_language(siblings: tuple[Card, ...]) -> str:
    """The edition the others come from: the one made from no other; English or the first where several are."""
    originals = [card.language for card in siblings if not card.derived_from]
    choice = originals or [card.language for card in siblings]
    return "en" if "en" in choice else (choice[0] if choice else "")


def open_graph_image(sheet: Sheet, edition: Edition) -> dict[str, Any] | None:
    """The lead picture for programs that show a link to the story."""
    picture = sheet.picture(edition.lead.picture) if edition.lead else None
    if edition.lead is None or picture is None or picture.warned or picture.fallback is None:
        return None
    file = picture.fallback
    alt = words(edition.lead, picture, edition.language).alt
    return {"href": sheet.absolute(file.path), "width": file.width, "height": file.height, "alt": alt}


def edition_parts(sheet: Sheet, edition: Edition) -> dict[str, Any]:
    """The edition's own text and stamps, ready for the template."""
    label = edition.label or None
    body = sheet.running(paid_links(block.html(sheet), label) for block in edition.blocks)
    lead = figure_html(edition.lead, sheet, standing=LEAD, name="lead", lazy=False) if edition.lead else ""
    return {
        "label": labelled_html(sheet, label),
        "kicker": edition.kicker,
        "headline": edition.headline,
        "summary": edition.summary,
        "dateline": edition.dateline,
        "byline": byline(linked(sheet, credited(sheet, edition.bylines)), sheet.language),
        "stamps": stamps(edition.first_published, edition.updated, sheet.language, sheet.face.time_zone),
        "published": str(edition.first_published),
        "updated": str(edition.updated or ""),
        "lead": Markup(lead),  # noqa: S704 - blocks write escaped HTML
        "body": body,
        "sources": edition.sources,
    }


def derived(sheet: Sheet, derivation: Derivation | None, siblings: tuple[Card, ...]) -> Markup:
    """ "Translated from French", leading to the French edition while that is published."""
    if derivation is None:
        return Markup()
    name = language_name(derivation.language, sheet.language)
    source = next((card for card in siblings if card.language == derivation.language), None)
    if source:
        name = Markup('<a href="{}" hreflang="{}">{}</a>').format(sheet.to(source.path), source.language, name)
    said = "translated_from" if derivation.kind == "translation" else "adapted_from"
    return phrase(sheet.language, said, language=name)


def dossier_boxes(sheet: Sheet, edition: Edition) -> list[dict[str, Any]]:
    """The dossiers the story runs in, each with the story so far: events around it, and the stories before it."""
    tag, boxes = sheet.language.tag, []
    for dossier in map(sheet.reading.dossier, edition.dossiers[:DOSSIERS]):
        if dossier and tag in dossier.names:
            earlier = sheet.reading.earlier(Scope(tag, dossier=dossier.id), edition, EARLIER)
            name = dossier.names[tag]
            link = {"name": name.name, "summary": name.summary, "href": dossier_path(tag, dossier)}
            told = {"stories": teasers(earlier, sheet, pictured=True), "events": so_far(sheet, edition, dossier)}
            boxes.append({**link, **told})
    return boxes


def section_box(sheet: Sheet, edition: Edition, chosen: set[UUID]) -> dict[str, Any] | None:
    """The stories before this one in its section, but those that its dossiers or its editor show already."""
    section = next((each for each in sheet.sections if each.id == edition.section), None)
    if section is None:
        return None
    tag = sheet.language.tag
    earlier = sheet.reading.earlier(Scope(tag, section=section.id), edition, EARLIER + DOSSIERS * EARLIER)
    shown = set(edition.dossiers[:DOSSIERS])
    stories = [card for card in earlier if not shown & set(card.dossiers) and card.story not in chosen][:EARLIER]
    link = {"name": section.names[tag].name, "href": section_path(tag, section)}
    more = phrase(sheet.language, "more_in_section", name=link["name"])
    return {**link, "more": more, "stories": teasers(stories, sheet)}
