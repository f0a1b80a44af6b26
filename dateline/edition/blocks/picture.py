"""A picture standing in an edition, with this edition's own caption and alt text."""

from __future__ import annotations

from html import escape
from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.characters import check_lines
from dateline.edition.picture import Picture, PictureText, Standing, credit_html, image_html

BODY = Standing("(min-width: 48rem) 42rem, 100vw")


class PictureBlock(msgspec.Struct, frozen=True, tag_field="kind", tag="picture"):
    """``picture`` is a shared picture's id; an empty ``caption`` or ``alt`` takes the picture's own text."""

    id: UUID
    picture: UUID
    caption: str = ""
    alt: str = ""

    def __post_init__(self) -> None:
        check_lines(self)

    def plain(self) -> str:
        """The edition's own caption."""
        return self.caption

    def html(self, scene: Scene) -> str:
        """A ``<figure>`` with image, caption, credit and rights kept apart."""
        return figure_html(self, scene, standing=BODY)


def words(block: PictureBlock, picture: Picture, tag: str) -> PictureText:
    """The caption and alt text that stand in an edition of language ``tag``."""
    shared = picture.texts.get(tag, PictureText())
    return PictureText(caption=block.caption or shared.caption, alt=block.alt or shared.alt)


def figure_html(
    block: PictureBlock, scene: Scene, *, standing: Standing, name: str = "picture", lazy: bool = True
) -> str:
    """The markup of a picture in a body or at the head of a story; empty where nothing of it is published."""
    picture = scene.picture(block.picture)
    if picture is None:
        return ""
    said = words(block, picture, scene.language.tag)
    image = (
        _link(picture, said.alt, scene)
        if scene.light
        else image_html(picture, said.alt, standing=standing, lazy=lazy or picture.warned)  # unasked, it is not fetched
    )
    if not image:
        image = f'<p class="awaited">{escape(scene.language.text("picture_awaited"), quote=False)}</p>'
    elif picture.warned:
        image = _behind_warning(picture, image, scene)
    caption = f'<span class="caption">{escape(said.caption, quote=False)}</span>' if said.caption else ""
    credit = credit_html(picture, scene.language)
    credited = f'<span class="credit">{credit}</span>' if credit else ""
    rights = f'<bdi class="rights">{escape(picture.rights, quote=False)}</bdi>' if picture.rights else ""
    below = " ".join(part for part in (caption, credited, rights) if part)
    figcaption = f"<figcaption>{below}</figcaption>" if below else ""
    return f'<figure class="{name}">{image}{figcaption}</figure>'


def _behind_warning(picture: Picture, image: str, scene: Scene) -> str:
    """The picture behind words that readers open it with; a light page's link stands below them."""
    reason = picture.warning.get(scene.language.tag, "") if picture.warning else ""
    said = f"<b>{escape(scene.language.text('picture_warning'), quote=False)}</b>"
    said += f"<br>{escape(reason, quote=False)}" if reason else ""
    if scene.light:
        return f'<p class="warning">{said}</p>{image}'
    return f'<details class="warned"><summary>{said}</summary>{image}</details>'


def _link(picture: Picture, alt: str, scene: Scene) -> str:
    """The way to the picture, with its size, and what it shows for those who do not go there."""
    file = picture.light
    if file is None:
        return ""
    # Isolated (UAX 9): width stands before height in a text of either direction.
    pixels = scene.language.in_digits(f"\u2066{file.width} × {file.height}\u2069")
    size = scene.language.size(file.size) if file.size else pixels
    words = escape(scene.language.text("picture_link", size=size), quote=False)
    shows = f" <span>{escape(alt, quote=False)}</span>" if alt else ""
    return f'<p><a href="{escape(file.path)}">{words}</a>{shows}</p>'
