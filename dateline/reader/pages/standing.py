"""A standing page in one language (about, contact, privacy ...), and what stands at its address once withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from dateline.edition.card import PageCard
from dateline.edition.values import Derivation, StandingPage, Value, WithdrawnPage
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.formats import json_ld
from dateline.reader.furniture import Furniture
from dateline.reader.sheet import Head, Sheet, first_choice
from dateline.reader.words import language_name, phrase, time_element


@dataclass(frozen=True)
class Standing:
    """``/en/about``; status 410 where the newsroom withdrew it."""

    furniture: Furniture
    name: str = "page"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, StandingPage | WithdrawnPage):
            yield PageKey(self.name, (str(value.id), value.language))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The page, or that there is none any more; None where none stood or the language is not on line."""
        page, tag = UUID(key.arguments[0]), key.arguments[1]
        sheet, found = Sheet.of(self.furniture, reading, tag), reading.page(page, tag)
        if sheet is None or found is None:
            return None
        return _gone(sheet, found) if isinstance(found, WithdrawnPage) else _page(sheet, found)


def _gone(sheet: Sheet, withdrawn: WithdrawnPage) -> Output:
    """What stood here was no story, so the words are those of an address without a page."""
    strings = sheet.language.strings
    head = Head(path=withdrawn.path, title=strings.not_found, status=410, indexed=False)
    return sheet.output("message.html", head, text=strings.not_found_text)


def _page(sheet: Sheet, page: StandingPage) -> Output:
    siblings = siblings_of(sheet, page.id)
    parts = {
        "title": page.title,
        "summary": page.summary,
        "body": sheet.running(block.html(sheet) for block in page.blocks),
        "updated": phrase(
            sheet.language, "updated", when=time_element(page.updated, sheet.language, sheet.face.time_zone)
        ),
        "derived": _derived(sheet, page.derived_from, siblings),
    }
    others = len(siblings) - 1
    in_languages = sheet.language.count("languages", len(siblings)) if others > 0 else ""
    return sheet.output("page.html", _head(sheet, page, siblings), page=parts, in_languages=in_languages)


def _head(sheet: Sheet, page: StandingPage, siblings: tuple[PageCard, ...]) -> Head:
    return Head(
        path=page.path,
        title=page.title,
        description=page.summary,
        alternates={card.language: card.path for card in siblings},
        default=first_choice([card.language for card in siblings]),
        data="" if sheet.light else json_ld.standing(sheet, page),
    )


def siblings_of(sheet: Sheet, page: UUID) -> tuple[PageCard, ...]:
    """The cards of a page in every language on line."""
    return tuple(card for card in sheet.reading.pages_of(page) if card.language in sheet.online)


def _derived(sheet: Sheet, derivation: Derivation | None, siblings: tuple[PageCard, ...]) -> Markup:
    if derivation is None:
        return Markup()
    name = language_name(derivation.language, sheet.language)
    source = next((card for card in siblings if card.language == derivation.language), None)
    if source:
        name = Markup('<a href="{}" hreflang="{}">{}</a>').format(sheet.to(source.path), source.language, name)
    said = "translated_from" if derivation.kind == "translation" else "adapted_from"
    return phrase(sheet.language, said, language=name)
