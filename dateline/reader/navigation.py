"""The ways through the house on a page: the menu under the masthead and the groups of the footer, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from dateline.edition.addresses import is_target
from dateline.edition.card import PageCard
from dateline.edition.house import Link, LinkGroup, Navigation
from dateline.edition.values import Dossier, Entity, Section, segment
from dateline.press.reading import Reading

ORDER = ("about", "contact", "corrections", "accessibility", "privacy", "legal", "other")


class Place(msgspec.Struct, frozen=True):
    """Where a link leads in this language; ``section`` is set for a section."""

    href: str
    name: str
    section: UUID | None = None


def navigation(reading: Reading, tag: str, sections: Iterable[Section]) -> Navigation:
    """The desk's own navigation; while it has none, all sections above and all standing pages below."""
    return reading.navigation(tag) or default(tag, sections, reading.pages(tag))


def default(tag: str, sections: Iterable[Section], pages: Iterable[PageCard]) -> Navigation:
    """The sections in their order, the standing pages in the customary one."""
    ordered = sorted(pages, key=lambda page: (ORDER.index(page.kind), page.title, page.id))
    groups = (LinkGroup(tuple(Link(page=page.id) for page in ordered)),) if ordered else ()
    return Navigation(language=tag, header=tuple(Link(section=each.id) for each in sections), footer=groups)


def place(reading: Reading, tag: str, link: Link) -> Place | None:
    """Where a link leads; None where its goal is not published in this language."""
    if link.address:
        return Place(link.address, link.label)
    found = _section(reading, tag, link) or _dossier(reading, tag, link) or _page(reading, tag, link)
    return msgspec.structs.replace(found, name=link.label) if found and link.label else found


def _section(reading: Reading, tag: str, link: Link) -> Place | None:
    found = reading.section(link.section) if link.section else None
    if found is None or tag not in found.names:
        return None
    return Place(section_path(tag, found), found.names[tag].name, found.id)


def _dossier(reading: Reading, tag: str, link: Link) -> Place | None:
    found = reading.dossier(link.dossier) if link.dossier else None
    return Place(dossier_path(tag, found), found.names[tag].name) if found and tag in found.names else None


def _page(reading: Reading, tag: str, link: Link) -> Place | None:
    found = next((each for each in reading.pages(tag) if each.id == link.page), None) if link.page else None
    return Place(found.path, found.title) if found else None


def links(reading: Reading, tag: str, wanted: Iterable[Link], here: Place) -> list[dict[str, Any]]:
    """The links for a template. ``current`` is aria-current's word: ``page`` for this very page, ``true`` for the
    section it belongs to; ``here`` is this page's address and section.
    """
    shown = []
    for each in (place(reading, tag, link) for link in wanted):
        if each:
            within = each.section is not None and each.section == here.section
            current = "page" if each.href == here.href else "true" if within else ""
            outside = not is_target(each.href)
            shown.append({"href": each.href, "name": each.name, "current": current, "outside": outside})
    return shown


def groups(reading: Reading, tag: str, wanted: Iterable[LinkGroup], here: Place) -> list[dict[str, Any]]:
    """The footer's groups for a template; a group whose links all fell away is left out."""
    found = [{"title": group.title, "links": links(reading, tag, group.links, here)} for group in wanted]
    return [group for group in found if group["links"]]


def section_path(tag: str, section: Section) -> str:
    """``/en/section/world/``."""
    return f"/{segment(tag)}/section/{section.names[tag].slug}/"


def podcast_path(tag: str, section: Section) -> str:
    """``/en/section/world/podcast.xml``; empty where the section is no podcast in this language."""
    there = section.podcast and tag in section.podcast.words and tag in section.names
    return f"{section_path(tag, section)}podcast.xml" if there else ""


def dossier_path(tag: str, dossier: Dossier) -> str:
    """``/en/dossier/nato-russia/``."""
    return f"/{segment(tag)}/dossier/{dossier.names[tag].slug}/"


def person_path(tag: str, person: Entity) -> str:
    """``/en/person/ana-ruiz/``; empty where the person has no address in this language."""
    words = person.profile.words.get(tag) if person.profile else None
    return f"/{segment(tag)}/person/{words.slug}/" if words else ""
