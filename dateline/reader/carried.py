"""What files to carry are made of: a story as an article of its own, its pictures as links that tell their size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree, html
from markupsafe import Markup

from dateline.edition.blocks.scene import CUT
from dateline.edition.values import Dossier, Edition
from dateline.press.reading import Scope
from dateline.reader.navigation import dossier_path
from dateline.reader.pages.story import derived, edition_parts
from dateline.reader.people import credited
from dateline.reader.sheet import Sheet
from dateline.reader.telling import changes, notices
from dateline.reader.words import phrase

ARTICLE, PAGE, STYLE = "carry/article.html", "carry/page.html", "lite.css"
# The stories of a dossier that go into one file: more would be printed anew with each of them.
NEWEST = 30
OWN = re.compile(r'(<[a-z][^<>]* (?:href|src|cite)=")/(?!/)')


@dataclass(frozen=True)
class Carried(Sheet):
    """A sheet for files that are read away from the site: whole, without pictures, every address spelled out."""

    @property
    def light(self) -> bool:
        """Pictures, sound and film are links with their size: the file is for a metered line, and for later."""
        return True

    def running(self, parts: Iterable[str]) -> Markup:
        """Written blocks one behind the other; nothing is parted."""
        return Markup("\n".join(parts))  # noqa: S704 - blocks write escaped HTML

    def to(self, path: str) -> str:
        """The whole address."""
        return self.absolute(path)


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One story: its headline, its markup, and what a catalogue asks for."""

    title: str
    markup: str
    authors: tuple[str, ...]
    modified: str


@dataclass(frozen=True, kw_only=True)
class Volume:
    """All of a file: ``page`` is the path of the page it was made from, ``urn`` names it for good."""

    page: str
    urn: str
    title: str
    summary: str
    chapters: tuple[Chapter, ...]

    @property
    def modified(self) -> str:
        """When the newest of it last moved."""
        return max(each.modified for each in self.chapters)


def story_volume(sheet: Carried, edition: Edition) -> Volume:
    """A story as a file."""
    return Volume(
        page=edition.path, urn=_urn(f"{edition.key}"), title=edition.headline, summary=edition.summary,
        chapters=(chapter(sheet, edition),),
    )  # fmt: skip


def dossier_volume(sheet: Carried, dossier: Dossier) -> Volume | None:
    """The newest stories of a dossier in the order in which they happened; None while it has none."""
    tag = sheet.language.tag
    cards = sheet.reading.latest(Scope(tag, dossier=dossier.id), NEWEST)
    editions = [sheet.reading.edition(card.story, tag) for card in reversed(cards)]
    chapters = tuple(chapter(sheet, each) for each in editions if isinstance(each, Edition))
    name = dossier.names[tag]
    if not chapters:
        return None
    return Volume(
        page=dossier_path(tag, dossier), urn=_urn(f"{dossier.key}/{tag}"), title=name.name, summary=name.summary,
        chapters=chapters,
    )  # fmt: skip


def chapter(sheet: Carried, edition: Edition) -> Chapter:
    """The article of an edition."""
    sheet.reading.template(ARTICLE)
    address = sheet.absolute(edition.path)
    link = Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, address)
    parts: dict[str, Any] = edition_parts(sheet, edition)
    names = [each.name for each in credited(sheet, edition.bylines)]
    markup = sheet.furniture.render(
        ARTICLE,
        {
            "s": sheet.language.strings,
            "edition": parts,
            "derived": derived(sheet, edition.derived_from, ()),
            "notices": notices(sheet, edition, ()),
            "changes": changes(sheet, edition),
            "copy_note": phrase(sheet.language, "copy_note", address=link),
        },
    )
    markup = markup.replace(CUT, "\n")  # where a light page might part within a block
    moment = edition.updated or edition.first_published
    return Chapter(
        title=edition.headline, markup=markup, authors=tuple(names), modified=f"{moment.instant:%Y-%m-%dT%H:%M:%SZ}"
    )


def single_page(sheet: Carried, volume: Volume) -> bytes:
    """A web page with its styles in it."""
    sheet.reading.template(PAGE)
    several = len(volume.chapters) > 1
    main = "\n".join(_anchored(each.markup, number, several) for number, each in enumerate(volume.chapters, 1))
    page = sheet.furniture.render(
        PAGE,
        {
            "s": sheet.language.strings,
            "lang": sheet.language.tag,
            "dir": sheet.language.direction,
            "type": sheet.language.type_group,
            "title": f"{volume.title} – {sheet.front.name}",
            "heading": volume.title,
            "summary": volume.summary,
            "canonical": sheet.absolute(volume.page),
            "style": Markup(sheet.reading.asset(STYLE).body.decode()),  # noqa: S704 - our own stylesheet
            "home": sheet.absolute(sheet.root),
            "house": sheet.front.name,
            "chapters": [each.title for each in volume.chapters] if several else [],
            "main": Markup(whole_addresses(sheet, main)),  # noqa: S704 - rendered by our own templates
            "times_note": sheet.times_note(),
        },
    )
    return page.encode()


def _anchored(markup: str, number: int, several: bool) -> str:
    """In a file of several stories each is a section under the file's own heading."""
    if not several:
        return markup
    lowered = markup.replace('<article class="story">', f'<article class="story" id="story-{number}">', 1)
    return _lower(lowered)


def _lower(markup: str) -> str:
    """Headings one level deeper."""
    for level in (5, 4, 3, 2, 1):
        markup = markup.replace(f"<h{level}", f"<h{level + 1}").replace(f"</h{level}>", f"</h{level + 1}>")
    return markup


def whole_addresses(sheet: Carried, markup: str) -> str:
    """Markup whose links lead to the site from wherever the file lies."""
    return OWN.sub(rf"\g<1>{sheet.site.base_url}/", markup)


def as_xml(sheet: Carried, markup: str) -> list[etree._Element]:
    """The same markup as XHTML elements, with the language of each said for XML, too."""
    holder = html.fragment_fromstring(whole_addresses(sheet, markup), create_parent="div")
    html.html_to_xhtml(holder)
    for element in holder.iter("*"):
        if element.get("lang"):
            element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang", ""))
    return list(holder)


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, key).urn
