"""What sound and film have in common in a body: a file of ours in a player, or a link to a provider on a card."""

from __future__ import annotations

from html import escape
from typing import ClassVar, Literal
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from dateline.edition import inline
from dateline.edition.blocks.scene import CUT, Scene
from dateline.edition.characters import check_lines
from dateline.edition.media import Media, clock, iso_duration, media_path
from dateline.edition.picture import Standing, image_html, naming
from dateline.languages.language import languages

CARD = Standing("(min-width: 48rem) 42rem, 100vw")


class Recording(msgspec.Struct, frozen=True, tag_field="kind"):
    """Either ``media``, the id of shared sound or film, or ``url``, an address at ``provider``; never both.

    ``title`` is this edition's own, empty for the media's; ``transcript`` its paragraphs; ``thumbnail`` the id of a
    picture of ours for the card of a link.
    """

    id: UUID
    media: UUID | None = None
    url: str = ""
    provider: str = ""
    title: str = ""
    thumbnail: UUID | None = None
    transcript: tuple[inline.Text, ...] = ()

    sort: ClassVar[Literal["audio", "video"]]
    open_with: ClassVar[str]

    def __post_init__(self) -> None:
        check_lines(self)
        if (self.media is None) == (not self.url):
            raise ValueError("choose a file of ours or give a provider’s address: one of the two, and not both")
        if self.url and urlsplit(self.url).scheme not in {"http", "https"}:
            raise ValueError(f"{self.url!r} cannot be linked: give an http or https address")
        if self.url and not self.provider:
            raise ValueError("name the provider that the address belongs to, as in YouTube")

    def plain(self) -> str:
        """Title, address and transcript."""
        said = (self.title, self.url, *(inline.plain(paragraph) for paragraph in self.transcript))
        return "\n".join(part for part in said if part)

    def html(self, scene: Scene) -> str:
        """A player that loads no sound or film before it is started, or a card with one link; the transcript below."""
        if self.media is None:
            return _card(self, scene)
        media = scene.media(self.media)
        return _player(self, media, scene) if media else ""


def title_of(block: Recording, media: Media, tag: str) -> str:
    """What the recording is called in an edition of language ``tag``."""
    return block.title or media.titles.get(tag, "")


def shown_poster(media: Media, scene: Scene) -> tuple[str, int, int] | None:
    """Path, width and height of the picture that stands for the film before it starts."""
    picture = scene.picture(media.poster) if media.poster else None
    file = picture.fallback if picture and not picture.warned else None
    return (file.path, file.width, file.height) if file else None


def _player(block: Recording, media: Media, scene: Scene) -> str:
    language = scene.language
    title = title_of(block, media, language.tag)
    heading = f'<p class="title">{escape(title, quote=False)}</p>' if title else ""
    if scene.light:
        return f'<div class="{block.sort}">{heading}{_facts(media, scene)}</div>{_written(block, scene)}'
    name = escape(title or getattr(language.strings, block.sort))
    tracks = "".join(_track(tag, file, media, scene) for tag, file in sorted(media.captions.items()))
    element = (
        f'<{block.sort} controls preload="none" src="{escape(media.file.path)}" aria-label="{name}"'
        f"{_frame(media, scene) if block.sort == 'video' else ''}>{tracks}</{block.sort}>"
    )
    return f'<figure class="{block.sort}">{heading}{element}{_facts(media, scene)}{_folded(block, scene)}</figure>'


def _frame(media: Media, scene: Scene) -> str:
    poster = shown_poster(media, scene)
    width, height = (media.width, media.height) if media.width and media.height else (poster or ("", 0, 0))[1:]
    size = f' width="{width}" height="{height}"' if width and height else ""
    return size + (f' poster="{escape(poster[0])}"' if poster else "")


def _track(tag: str, file: str, media: Media, scene: Scene) -> str:
    known = languages().get(tag)
    # Shown unasked only to readers who do not hear their own language.
    default = " default" if tag == scene.language.tag and media.spoken and media.spoken != tag else ""
    label = escape(known.name if known else tag)
    src = escape(media_path(file))
    return f'<track kind="captions" src="{src}" srclang="{escape(tag)}" label="{label}"{default}>'


def _facts(media: Media, scene: Scene) -> str:
    language = scene.language
    parts = []
    if media.seconds:
        length = language.in_digits(clock(media.seconds))
        parts.append(f'<time class="length" datetime="{iso_duration(media.seconds)}">{length}</time>')
    if media.credit:
        credit = naming(getattr(language.strings, f"{media.sort}_by"), media.credit)
        parts.append(f'<span class="credit">{credit}</span>')
    if media.rights:
        parts.append(f'<bdi class="rights">{escape(media.rights, quote=False)}</bdi>')
    words = escape(language.text("download", size=language.size(media.file.size)), quote=False)
    path, media_type = escape(media.file.path), escape(media.file.media_type)
    parts.append(f'<a class="download" href="{path}" type="{media_type}" download>{words}</a>')
    return f'<p class="facts">{" ".join(parts)}</p>'


def _folded(block: Recording, scene: Scene) -> str:
    if not block.transcript:
        return ""
    paragraphs = "".join(f"<p>{inline.to_html(paragraph)}</p>" for paragraph in block.transcript)
    label = escape(scene.language.strings.transcript, quote=False)
    return f'<details class="transcript"><summary>{label}</summary>{paragraphs}</details>'


def _written(block: Recording, scene: Scene) -> str:
    """The transcript on a page that may be parted between its paragraphs."""
    if not block.transcript:
        return ""
    label = escape(scene.language.strings.transcript, quote=False)
    paragraphs = (f"<p>{inline.to_html(paragraph)}</p>" for paragraph in block.transcript)
    return CUT.join([f'<p class="title">{label}</p>', *paragraphs])


def _card(block: Recording, scene: Scene) -> str:
    picture = scene.picture(block.thumbnail) if block.thumbnail and not scene.light else None
    image = image_html(picture, "", standing=CARD) if picture and not picture.warned else ""
    title = f'<p class="title"><bdi>{escape(block.title, quote=False)}</bdi></p>' if block.title else ""
    words = naming(getattr(scene.language.strings, block.open_with), block.provider)
    link = f'<p><a href="{escape(block.url)}" rel="noopener noreferrer external">{words}</a></p>'
    card = f"{image}{title}{link}"
    if scene.light:
        return f'<div class="embed {block.sort}">{card}</div>{_written(block, scene)}'
    return f'<div class="embed {block.sort}">{card}{_folded(block, scene)}</div>'
