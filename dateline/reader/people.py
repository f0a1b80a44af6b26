"""People who write for the house, as pages refer to them: whether they have a page, and what it says of them."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from dateline.edition.blocks import PictureBlock
from dateline.edition.blocks.picture import figure_html
from dateline.edition.picture import Standing
from dateline.edition.profile import ProfileWords
from dateline.edition.values import Byline, Entity
from dateline.press.reading import Reading, Scope
from dateline.reader.navigation import person_path
from dateline.reader.sheet import Sheet

PORTRAIT = Standing("12rem", "1x1")
NOBODY = ProfileWords("")


class Credited(NamedTuple):
    """Who wrote a story: the name as its language writes it, and the path of their page there, where one stands."""

    name: str
    path: str = ""


def presented(person: Entity, tag: str) -> ProfileWords:
    """What a language says of a person."""
    return person.profile.words.get(tag, NOBODY) if person.profile else NOBODY


def addressed(person: Entity, tag: str) -> bool:
    """Whether a page of the person could stand in a language: it has their name and an address for it."""
    return bool(person.names.get(tag) and presented(person, tag).slug)


def stands(reading: Reading, person: Entity, tag: str) -> bool:
    """Whether a page of the person stands in a language: where they have written there or something is told of them."""
    wrote = addressed(person, tag) and reading.holds(Scope(tag, person=person.id))
    return wrote or (addressed(person, tag) and bool(presented(person, tag).biography))


def credited(sheet: Sheet, bylines: tuple[Byline, ...]) -> list[Credited]:
    """Who wrote. The story that asks is one of theirs, so that their page stands wherever it has an address."""
    found = []
    for byline in bylines:
        person = sheet.reading.entity("person", byline.person) if byline.person else None
        if person and addressed(person, sheet.language.tag):
            found.append(Credited(person.names[sheet.language.tag], person_path(sheet.language.tag, person)))
        elif name := _as_known(byline, person, sheet.language.tag):
            found.append(Credited(name))
    return found


def _as_known(byline: Byline, person: Entity | None, tag: str) -> str:
    """The name in the language; else as printed; else in whatever language there is."""
    names = person.names if person else {}
    return names.get(tag, "") or byline.name or next(iter(names.values()), "")


def linked(sheet: Sheet, writers: list[Credited]) -> list[str]:
    """Their names as markup, each leading to the person's page, where one stands."""
    link = Markup('<a href="{}" rel="author">{}</a>')
    return [link.format(sheet.to(each.path), each.name) if each.path else each.name for each in writers]


def portrait(sheet: Sheet, person: Entity) -> Markup:
    """The person's picture, where they have one."""
    chosen = person.profile.picture if person.profile else None
    if chosen is None:
        return Markup()
    block = PictureBlock(id=person.id, picture=chosen)
    return Markup(figure_html(block, sheet, standing=PORTRAIT, lazy=False))  # noqa: S704 - blocks write escaped HTML
