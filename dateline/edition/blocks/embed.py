"""A card that points to something on another site; nothing of that site is loaded with our page."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.characters import check_lines
from dateline.edition.picture import naming


class Embed(msgspec.Struct, frozen=True, tag_field="kind", tag="embed"):
    """``url`` is http(s); ``provider`` the site's own name ("YouTube"), ``title`` and ``author`` as it gives them."""

    id: UUID
    url: str
    provider: str
    title: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise ValueError(f"{self.url!r} cannot be embedded: give an http or https address")

    def plain(self) -> str:
        """Title, author and address."""
        return "\n".join(part for part in (self.title, self.author, self.url) if part)

    def html(self, scene: Scene) -> str:
        """A card with one link, worded in the edition's language."""
        title = f'<p class="title"><bdi>{escape(self.title, quote=False)}</bdi></p>' if self.title else ""
        author = f'<p class="author"><bdi>{escape(self.author, quote=False)}</bdi></p>' if self.author else ""
        words = naming(scene.language.strings.embed_open, self.provider)
        link = f'<p><a href="{escape(self.url)}" rel="noopener noreferrer external">{words}</a></p>'
        return f'<div class="embed">{title}{author}{link}</div>'
