"""The shapes of the sample's TOML files, checked on reading: an unknown or missing field is an error."""

from __future__ import annotations

from typing import Literal

import msgspec

from dateline.edition.moment import Moment
from dateline.edition.values import PublishKind


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every shape here."""


class NameFile(Shape, frozen=True):
    """A section or dossier in one language; ``summary`` for dossiers only."""

    name: str
    slug: str
    summary: str = ""


class SectionFile(Shape, frozen=True):
    """One table of ``sections.toml``."""

    order: int
    names: dict[str, NameFile]
    podcast: PodcastFile | None = None


class DossierFile(Shape, frozen=True):
    """One table of ``dossiers.toml``."""

    picture: str
    names: dict[str, NameFile]
    lead: str = ""


class EventTextFile(Shape, frozen=True):
    """An event in one language."""

    title: str
    text: str = ""


class EventFile(Shape, frozen=True):
    """One table of ``events.toml``; ``dossiers`` and ``stories`` are keys of the sample."""

    date: str
    dossiers: tuple[str, ...]
    texts: dict[str, EventTextFile]
    stories: tuple[str, ...] = ()


class PersonFile(Shape, frozen=True):
    """One table of ``people.toml``; ``roles`` and ``biographies`` by tag."""

    desk: str
    names: dict[str, str]
    roles: dict[str, str] = {}
    biographies: dict[str, str] = {}


class WordsFile(Shape, frozen=True):
    """A picture's words in one language."""

    caption: str
    alt: str


class PictureFile(Shape, frozen=True):
    """One table of ``pictures.toml``."""

    drawing: str
    credit: str
    source: str
    rights: str
    texts: dict[str, WordsFile]
    sort: Literal["photo", "illustration"] = "illustration"


class SoundFile(Shape, frozen=True):
    """One table of ``sounds.toml``; ``tone`` names a function of ``tones``."""

    tone: str
    credit: str
    rights: str
    titles: dict[str, str]


class SeriesFile(Shape, frozen=True):
    """A section's podcast in one language."""

    title: str
    description: str


class PodcastFile(Shape, frozen=True):
    """A section that is a podcast."""

    author: str
    category: str
    cover: str
    words: dict[str, SeriesFile]


class ChangeFile(Shape, frozen=True):
    """A later version in ``story.toml``; ``added`` names the blocks (by key) that it brought."""

    kind: PublishKind
    moment: Moment
    added: tuple[str, ...] = ()


class StoryFile(Shape, frozen=True):
    """``stories/<key>/story.toml``; ``changes`` by a key that editions use in their own ``changes``."""

    section: str
    first_published: Moment
    source: str
    dossiers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    lead: str = ""
    updated: Moment | None = None
    changes: dict[str, ChangeFile] = {}


class PageFile(Shape, frozen=True):
    """One table of ``pages/<tag>.toml``, called by the page's kind; ``text`` is simple HTML, a paragraph each."""

    title: str
    slug: str
    summary: str
    text: tuple[str, ...]


class NoteFile(Shape, frozen=True):
    """What an edition says of a change; ``before`` holds the text that a corrected paragraph had, by block key."""

    note: str
    before: dict[str, str] = {}


class BlockFile(Shape, frozen=True, kw_only=True, tag_field="kind"):
    """The base of blocks. ``key`` joins blocks across languages; without it, the place in the body does."""

    key: str = ""


class ParagraphFile(BlockFile, frozen=True, tag="paragraph"):
    """``text`` is simple HTML: b, i, a href, span lang."""

    text: str


class HeadingFile(BlockFile, frozen=True, tag="heading"):
    """A heading of level 2."""

    text: str


class QuoteFile(BlockFile, frozen=True, tag="quote"):
    """A quotation set apart."""

    text: str
    speaker: str = ""
    role: str = ""


class PullQuoteFile(BlockFile, frozen=True, tag="pull_quote"):
    """A sentence set large."""

    text: str
    speaker: str = ""
    role: str = ""


class ListFile(BlockFile, frozen=True, tag="list"):
    """``items`` are simple HTML."""

    items: tuple[str, ...]
    ordered: bool = False


class TableFile(BlockFile, frozen=True, tag="table"):
    """Rows of cells in simple HTML, column headings first."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


class BodyPictureFile(BlockFile, frozen=True, tag="picture"):
    """``picture`` is a key of ``pictures.toml``; without words of its own it shows the picture's."""

    picture: str
    caption: str = ""
    alt: str = ""


class EmbedFile(BlockFile, frozen=True, tag="embed"):
    """A card that points to another site."""

    url: str
    provider: str
    title: str = ""
    author: str = ""


class AudioFile(BlockFile, frozen=True, tag="audio"):
    """``sound`` is a key of ``sounds.toml``; ``transcript`` is simple HTML, a paragraph each."""

    sound: str
    transcript: tuple[str, ...]


AnyBlock = (
    ParagraphFile
    | HeadingFile
    | QuoteFile
    | PullQuoteFile
    | ListFile
    | TableFile
    | BodyPictureFile
    | EmbedFile
    | AudioFile
)


class EditionFile(Shape, frozen=True):
    """``stories/<key>/<tag>.toml``; ``caption`` and ``alt`` are of the lead picture, empty for the picture's own."""

    slug: str
    headline: str
    kicker: str
    summary: str
    blocks: tuple[AnyBlock, ...]
    dateline: str = ""
    bylines: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    caption: str = ""
    alt: str = ""
    changes: dict[str, NoteFile] = {}
