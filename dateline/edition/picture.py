"""A picture shared by all editions: its renditions, credit, rights and its texts per language."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from hashlib import sha256
from html import escape
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from dateline.edition.characters import check_lines
from dateline.edition.xmp import packet
from dateline.languages.facts import Language

SMALL_SCREEN = 640  # pixels across
CROPS = {"16x9": (16, 9), "3x2": (3, 2), "1x1": (1, 1)}  # by the name that stands in file names: width, height
MARK = 10  # hexadecimal digits that stand for what a published file says of itself
FORMATS = ("image/avif", "image/webp")  # offered before JPEG and PNG, the smallest first


class Rendition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One encoded size. ``file`` is its name in the newsroom; in ``Picture.shown`` that under ``/pictures/``.

    ``width`` and ``height`` are CSS pixels, ``size`` is in bytes, 0 where it was not noted; ``crop`` is one of
    ``CROPS``, empty for the picture as a whole.
    """

    file: str
    width: int
    height: int
    media_type: str
    size: int = 0
    crop: str = ""

    @property
    def path(self) -> str:
        """The address a reader fetches it from."""
        return f"/pictures/{self.file}"


class PictureText(msgspec.Struct, frozen=True):
    """What a picture says in one language: the caption readers see, the text that stands in for it."""

    caption: str = ""
    alt: str = ""

    def __post_init__(self) -> None:
        check_lines(self)


class Picture(msgspec.Struct, frozen=True, tag_field="type", tag="picture", kw_only=True, dict=True):
    """``renditions`` is empty while the file is awaited; ``digest`` is SHA-256 of the original's bytes.

    ``texts`` are those of the languages that readers have it in. From ``until`` on (UTC) we have no right to show it.
    Where there is a ``warning`` readers are warned first: in its words in their language, or in none of its own.
    """

    id: UUID
    sort: Literal["photo", "illustration"] = "photo"
    credit: str = ""
    byline: str = ""
    source: str = ""
    rights: str = ""
    digest: str = ""
    width: int = 0
    height: int = 0
    renditions: tuple[Rendition, ...] = ()
    texts: dict[str, PictureText] = {}
    until: datetime | msgspec.UnsetType = msgspec.UNSET
    warning: dict[str, str] | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"picture/{self.id}"

    def ended(self, at: datetime) -> bool:
        """Whether we have no right to show it any more."""
        return isinstance(self.until, datetime) and self.until <= at

    @property
    def warned(self) -> bool:
        """Whether readers are warned before they see it, so that lists, links and feeds go without it."""
        return self.warning is not msgspec.UNSET

    @cached_property
    def published(self) -> tuple[PublishedFile, ...]:
        """Its renditions as readers get them: what each says of itself, and the name that follows from that.

        The largest JPEG, which programs that share or copy a picture take, says all; the others credit, rights and one
        language, so that they stay light, and stay the same when another language joins.
        """
        whole = plain_of(tuple(each for each in self.renditions if not each.crop))
        fullest = max(whole, key=lambda each: each.width, default=None)
        return tuple(_published(self, each, all_texts=each is fullest) for each in self.renditions)

    @cached_property
    def shown(self) -> tuple[Rendition, ...]:
        """Its renditions under the names that they have for readers."""
        return tuple(replace(each.rendition, file=each.name) for each in self.published)

    @property
    def fallback(self) -> Rendition | None:
        """The rendition for programs that take one address (Open Graph, feeds): the largest JPEG or PNG."""
        return max(plain_of(self.cut("")), key=lambda each: each.width, default=None)

    @property
    def light(self) -> Rendition | None:
        """The rendition for those who pay by the byte: the largest JPEG or PNG that fills a small screen, no more."""
        plain = plain_of(self.cut(""))
        small = [each for each in plain if each.width <= SMALL_SCREEN]
        return max(small, key=lambda each: each.width) if small else min(plain, key=lambda e: e.width, default=None)

    def cut(self, crop: str) -> tuple[Rendition, ...]:
        """Its renditions in a crop; the whole ones where none was made, as of a picture that has that shape itself."""
        found = tuple(each for each in self.shown if each.crop == crop)
        return found if found or not crop else self.cut("")


class PublishedFile(msgspec.Struct, frozen=True):
    """A rendition, the name under which readers get it, and the XMP packet that is put into it, empty for none."""

    rendition: Rendition
    name: str
    packet: bytes


def _published(picture: Picture, rendition: Rendition, *, all_texts: bool) -> PublishedFile:
    written = packet(picture, all_texts=all_texts)
    if not written:
        return PublishedFile(rendition, rendition.file, written)
    stem, dash, rest = rendition.file.partition("-")
    return PublishedFile(rendition, f"{stem}-{sha256(written).hexdigest()[:MARK]}{dash}{rest}", written)


def kept_name(name: str) -> str:
    """The name under which the newsroom keeps a file that readers get under ``name``."""
    parts = name.split("-")
    return "-".join([parts[0], *parts[2:]]) if len(parts) > 2 and len(parts[1]) == MARK else name


class Standing(msgspec.Struct, frozen=True):
    """How a picture stands at a place: ``sizes`` as in HTML, in which ``crop``, and where that differs, on ``narrow``
    screens: those that the media condition ``on`` is true of.
    """

    sizes: str
    crop: str = ""
    on: str = ""
    narrow: Standing | None = None


def plain_of(renditions: tuple[Rendition, ...]) -> list[Rendition]:
    """Those that every program can show."""
    return [each for each in renditions if each.media_type in {"image/jpeg", "image/png"}]


def credit_html(picture: Picture, language: Language) -> str:
    """ "Photo: Julie Doe / AFP" in the edition's words; empty where nobody is credited."""
    named = [] if picture.byline.casefold() in picture.credit.casefold() else [picture.byline]
    string = language.strings.photo if picture.sort == "photo" else language.strings.illustration
    return naming(string, *named, *([picture.credit] if picture.credit else []))


def naming(string: str, *names: str) -> str:
    """A reader string with ``{name}`` as markup, each name isolated: names may run the other way than our words."""
    isolated = " / ".join(f"<bdi>{escape(name, quote=False)}</bdi>" for name in names)
    return escape(string, quote=False).format(name=isolated) if names else ""


def image_html(picture: Picture, alt: str, *, standing: Standing, lazy: bool = True) -> str:
    """A ``<picture>`` element offering every rendition of the crops wanted, AVIF first, its place kept free."""
    plain = plain_of(picture.cut(standing.crop))
    if not plain:
        return ""
    fallback = max(plain, key=lambda each: each.width)
    narrow = _sources(picture, standing.narrow, media=standing.narrow.on) if standing.narrow else ""
    same = [each for each in plain if each.media_type == fallback.media_type]
    loading = ' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"'
    return (
        f"<picture>{narrow}{_sources(picture, standing)}"
        f'<img src="{escape(fallback.path)}" srcset="{_srcset(same)}" sizes="{standing.sizes}" alt="{escape(alt)}"'
        f' width="{fallback.width}" height="{fallback.height}"{loading}></picture>'
    )


def _sources(picture: Picture, standing: Standing, media: str = "") -> str:
    """A ``<source>`` a format; where it is for some screens only, JPEG among them and with a size of its own."""
    renditions = picture.cut(standing.crop)
    formats = [*FORMATS, *dict.fromkeys(each.media_type for each in plain_of(renditions) if media)]
    found = []
    for media_type in formats:
        fitting = [each for each in renditions if each.media_type == media_type]
        if fitting:
            largest = max(fitting, key=lambda each: each.width)
            own = f' media="{media}" width="{largest.width}" height="{largest.height}"' if media else ""
            found.append(f'<source{own} type="{media_type}" srcset="{_srcset(fitting)}" sizes="{standing.sizes}">')
    return "".join(found)


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{escape(each.path)} {each.width}w" for each in sorted(renditions, key=lambda each: each.width))
