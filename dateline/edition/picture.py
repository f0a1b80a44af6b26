"""A picture shared by all editions: its renditions, credit, rights and its texts per language."""

from __future__ import annotations

from html import escape
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.characters import check_lines
from dateline.languages.facts import Language

SMALL_SCREEN = 640  # pixels across


class Rendition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One encoded size. ``file`` is its name under ``/pictures/``; ``width`` and ``height`` are CSS pixels, ``size`` is
    in bytes, 0 where it was not noted.
    """

    file: str
    width: int
    height: int
    media_type: str
    size: int = 0

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


class Picture(msgspec.Struct, frozen=True, tag_field="type", tag="picture", kw_only=True):
    """``renditions`` is empty while the file is awaited; ``digest`` is SHA-256 of the original's bytes."""

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

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"picture/{self.id}"

    @property
    def fallback(self) -> Rendition | None:
        """The rendition for programs that take one address (Open Graph, feeds): the largest JPEG or PNG."""
        plain = [each for each in self.renditions if each.media_type in {"image/jpeg", "image/png"}]
        return max(plain, key=lambda each: each.width, default=None)

    @property
    def light(self) -> Rendition | None:
        """The rendition for those who pay by the byte: the largest JPEG or PNG that fills a small screen, no more."""
        plain = [each for each in self.renditions if each.media_type in {"image/jpeg", "image/png"}]
        small = [each for each in plain if each.width <= SMALL_SCREEN]
        return max(small, key=lambda each: each.width) if small else min(plain, key=lambda e: e.width, default=None)


def credit_html(picture: Picture, language: Language) -> str:
    """ "Photo: Julie Doe / AFP" in the edition's words; empty where nobody is credited."""
    named = [] if picture.byline.casefold() in picture.credit.casefold() else [picture.byline]
    string = language.strings.photo if picture.sort == "photo" else language.strings.illustration
    return naming(string, *named, *([picture.credit] if picture.credit else []))


def naming(string: str, *names: str) -> str:
    """A reader string with ``{name}`` as markup, each name isolated: names may run the other way than our words."""
    isolated = " / ".join(f"<bdi>{escape(name, quote=False)}</bdi>" for name in names)
    return escape(string, quote=False).format(name=isolated) if names else ""


def image_html(picture: Picture, alt: str, *, sizes: str, lazy: bool = True) -> str:
    """A ``<picture>`` element offering every rendition, WebP first; ``sizes`` as in HTML."""
    fallback = picture.fallback
    if fallback is None:
        return ""
    sources = []
    for media_type in ("image/avif", "image/webp"):
        fitting = [each for each in picture.renditions if each.media_type == media_type]
        if fitting:
            sources.append(f'<source type="{media_type}" srcset="{_srcset(fitting)}" sizes="{sizes}">')
    same = [each for each in picture.renditions if each.media_type == fallback.media_type]
    loading = ' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"'
    return (
        f"<picture>{''.join(sources)}"
        f'<img src="{escape(fallback.path)}" srcset="{_srcset(same)}" sizes="{sizes}" alt="{escape(alt)}"'
        f' width="{fallback.width}" height="{fallback.height}"{loading}></picture>'
    )


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{escape(each.path)} {each.width}w" for each in sorted(renditions, key=lambda each: each.width))
