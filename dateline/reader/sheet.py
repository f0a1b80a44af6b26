"""The sheet a page is laid out on: one language's masthead, menus and head elements around what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from markupsafe import Markup

from dateline.edition.blocks.scene import CUT
from dateline.edition.card import PageCard
from dateline.edition.house import Face
from dateline.edition.media import Media
from dateline.edition.picture import Picture
from dateline.edition.values import Front, Section, Site, segment
from dateline.languages.facts import Language
from dateline.languages.language import languages
from dateline.press.page import Output
from dateline.press.reading import Reading
from dateline.reader.face import colours_path, face_of, foot, logo
from dateline.reader.furniture import LITE, Furniture, Part
from dateline.reader.navigation import Place, groups, links, navigation
from dateline.reader.parts import part_path, parts
from dateline.reader.rights import picture_of
from dateline.reader.words import phrase

FRAME = "frame.html"  # what stands around the main part of a light page


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a page says of itself.

    ``alternates`` are the addresses of this page by language tag, its own among them; ``default`` is the tag of the
    one for readers of no configured language (x-default); ``feed`` the address of the Atom feed it belongs to;
    ``lite`` the page whose light twin tells what this one tells, where that is another than its own.
    """

    path: str
    title: str
    description: str = ""
    sort: str = "website"
    status: int = 200
    indexed: bool = True
    alternates: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    feed: str = ""
    section: UUID | None = None
    image: Mapping[str, Any] | None = None
    data: str = ""
    query: str = ""
    lite: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything pages in one language have in common; also the scene that blocks write their HTML in."""

    furniture: Furniture
    reading: Reading
    language: Language
    front: Front

    @classmethod
    def of(cls, furniture: Furniture, reading: Reading, tag: str) -> Self | None:
        """The sheet of a language; None while that language is not on line."""
        front = reading.front(tag) if tag in languages() else None
        return cls(furniture, reading, reading.language(tag), front) if front else None

    def picture(self, picture: UUID) -> Picture | None:
        """The published picture of that id, if there is one that we may show now."""
        return picture_of(self.reading, picture)

    def media(self, media: UUID) -> Media | None:
        """The published sound or film of that id, if there is one."""
        return self.reading.media(media)

    @cached_property
    def site(self) -> Site:
        """The house."""
        return self.reading.site()

    @cached_property
    def face(self) -> Face:
        """The house's face as this language shows it."""
        return face_of(self.reading, self.language.tag)

    @cached_property
    def pages(self) -> tuple[PageCard, ...]:
        """The standing pages of this language."""
        return self.reading.pages(self.language.tag)

    @cached_property
    def fronts(self) -> tuple[Front, ...]:
        """The fronts of all languages that are on line and configured."""
        return tuple(front for front in self.reading.fronts() if front.language in languages())

    @cached_property
    def online(self) -> frozenset[str]:
        """The tags of all languages that are on line."""
        return frozenset(front.language for front in self.fronts)

    @property
    def root(self) -> str:
        """The language's front: ``/en/``."""
        return front_path(self.language.tag)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have a name in this language, in navigation order."""
        return tuple(section for section in self.reading.sections() if self.language.tag in section.names)

    def section_name(self, section: UUID | None) -> str:
        """A section's name in this language; empty where it has none."""
        found = next((each for each in self.sections if each.id == section), None)
        return found.names[self.language.tag].name if found else ""

    def absolute(self, path: str) -> str:
        """The whole address of a path on this site."""
        return f"{self.site.base_url}{path}"

    @property
    def light(self) -> bool:
        """Whether this is a page of few bytes, under ``/lite/``."""
        return self.furniture.part is not None

    def to(self, path: str) -> str:
        """Where a path of this site leads from here: a light page leads to light pages."""
        return f"{self.furniture.at}{path}"

    def running(self, parts: Iterable[str]) -> Markup:
        """Written blocks one behind the other; a light page may be parted between them."""
        return Markup((CUT if self.light else "\n").join(parts))  # noqa: S704 - blocks write escaped HTML

    def output(self, template: str, head: Head, **body: Any) -> Output:
        """The page: ``template`` filled with ``body`` between this language's masthead and foot."""
        if self.furniture.part:
            return self._light_output(self.furniture.part, template, head, body)
        self.reading.template(template)
        html = self.furniture.render(template, {**self._frame(head), **body})
        return Output(path=head.path, body=html.encode(), language=self.language.tag, status=head.status)

    def _light_output(self, part: Part, template: str, head: Head, body: Mapping[str, Any]) -> Output:
        """The part of a light page; the first where there is no such part, which nobody then reads."""
        for each in (template, FRAME):
            self.reading.template(self.furniture.named(each))
        frame = self._light_frame(head)
        shown = parts(self.furniture.render(self.furniture.named(template), {**frame, **body}))
        turning = self._turning(part.number, len(shown), head)
        main = Markup(shown[min(part.number, len(shown)) - 1])  # noqa: S704 - rendered by our own templates
        html = self.furniture.render(self.furniture.named(FRAME), {**frame, "main": main, **turning})
        return Output(
            path=self.to(part_path(head.path, part.number)) if part.number <= len(shown) else "",
            body=html.encode(),
            language=self.language.tag,
            status=head.status,
            further=part.next if part.number < len(shown) else None,
        )

    def _turning(self, number: int, count: int, head: Head) -> dict[str, Any]:
        """What a part says of the others: its number among them, the ways to the one before and the one after."""
        if count < 2:
            return {"part_of": "", "before": "", "after": ""}
        numbers = {"n": self.language.number(number), "total": self.language.number(count)}
        return {
            "part_of": self.language.text("part_of", **numbers),
            "before": self.to(part_path(head.path, number - 1)) if number > 1 else "",
            "after": self.to(part_path(head.path, number + 1)) if number < count else "",
        }

    def _light_frame(self, head: Head) -> dict[str, Any]:
        tag, here = self.language.tag, Place(head.path, head.title, head.section)
        ways = navigation(self.reading, tag, self.sections)
        query = f"?{urlencode({'q': head.query})}" if head.query else ""
        return {
            "s": self.language.strings,
            "lang": tag,
            "dir": self.language.direction,
            "house": self.front.name,
            "at": self.furniture.at,
            "cut": Markup(CUT),  # noqa: S704 - a form feed
            "root": self.root,
            "css": self.reading.asset("lite.css").path,
            "head": {"title": self._title(head), "heading": head.title, "at_front": head.path == self.root}
            | {"description": head.description or self._description(head)}
            | {"canonical": self.absolute(head.path) if head.indexed else "", "full": f"{head.path}{query}"},
            "menu": links(self.reading, tag, ways.header, here),
            "ways": groups(self.reading, tag, ways.footer, here),
            "tongues": [each for each in self._tongues(head) if each["here"]],
            "query": head.query,
            "times_note": self.times_note(),
        }

    def _title(self, head: Head) -> str:
        return self.front.name if head.path == self.root else f"{head.title} – {self.front.name}"

    def _description(self, head: Head) -> str:
        """What a page is, where nobody wrote it: whose page of what."""
        return " – ".join(dict.fromkeys(filter(None, (head.title, self.front.name, self.front.tagline))))

    def _frame(self, head: Head) -> dict[str, Any]:
        tag, here = self.language.tag, Place(head.path, head.title, head.section)
        ways = navigation(self.reading, tag, self.sections)
        return {
            "s": self.language.strings,
            "lang": tag,
            "dir": self.language.direction,
            "type": self.language.type_group,
            "house": self.front.name,
            "tagline": self.front.tagline,
            "logo": logo(self.reading, self.face, self.front.name),
            "root": self.root,
            "css": self.reading.asset("site.css").path,
            "colours": colours_path(self.reading, tag),
            "icon": self.reading.asset("icon.svg").path,
            "offline": self.reading.asset("offline.js").path,
            "head": self._head(head),
            "menu": links(self.reading, tag, ways.header, here),
            "ways": groups(self.reading, tag, ways.footer, here),
            "foot": foot(self.face),
            "tongues": self._tongues(head),
            "query": head.query,
            "lite": f"/{LITE}{head.lite or head.path}" if head.status == HTTPStatus.OK else "",
            "times_note": self.times_note(),
        }

    def _head(self, head: Head) -> dict[str, Any]:
        at_front = head.path == self.root
        return {
            "title": self._title(head),
            "heading": head.title,
            "description": head.description or self._description(head),
            "sort": head.sort,
            "indexed": head.indexed,
            "canonical": self.absolute(head.path),
            "alternates": self._alternates(head),
            "locale": self.language.og_locale,
            "locales": [languages()[tag].og_locale for tag in head.alternates if tag != self.language.tag],
            "feed": head.feed,
            "rss": f"{head.feed.removesuffix('.atom')}.rss",
            "json_feed": f"{head.feed.removesuffix('.atom')}.json",
            "image": head.image,
            "data": head.data,
            "at_front": at_front,
        }

    def _alternates(self, head: Head) -> list[dict[str, str]]:
        named = [{"tag": tag, "href": self.absolute(path)} for tag, path in head.alternates.items()]
        default = head.alternates.get(head.default)
        return named + ([{"tag": "x-default", "href": self.absolute(default)}] if default else [])

    def times_note(self) -> Markup:
        """That all times are universal; where local time stands beside it, each says its own name instead."""
        if self.face.time_zone:
            return Markup()
        return phrase(self.language, "times_note", label=self.language.universal_time)

    def _tongues(self, head: Head) -> list[dict[str, Any]]:
        """Every language on line: the way to this page in it, or to its front where this page is not in it."""
        return [
            {
                "tag": front.language,
                "dir": languages()[front.language].direction,
                "name": languages()[front.language].name,
                "href": head.alternates.get(front.language) or front_path(front.language),
                "here": front.language in head.alternates,
                "current": front.language == self.language.tag,
            }
            for front in self.fronts
        ]


def front_path(tag: str) -> str:
    """``/en/``."""
    return f"/{segment(tag)}/"


def first_choice(tags: list[str]) -> str:
    """The language for readers of none of ``tags``: English where it is among them, else the first."""
    return "en" if "en" in tags else (tags[0] if tags else "")
