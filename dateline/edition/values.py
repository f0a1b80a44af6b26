"""The values that the record keeps: an edition, the things editions share, and what stands after a withdrawal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec

from dateline.edition.addresses import is_origin, is_path, is_target
from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.characters import UNBALANCED, balanced, check_lines
from dateline.edition.curation import Curation
from dateline.edition.erasure import Erasure, Killed
from dateline.edition.house import Face, Navigation, SiteFace
from dateline.edition.label import Label
from dateline.edition.media import Media
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture
from dateline.edition.podcast import Podcast
from dateline.edition.profile import Profile
from dateline.edition.timeline import Event
from dateline.languages.language import languages

PageKind = Literal["about", "contact", "privacy", "legal", "accessibility", "corrections", "other"]
PublishKind = Literal["first", "typo", "update", "correction", "clarification", "retraction", "derivation", "redaction"]
SILENT: frozenset[PublishKind] = frozenset({"first", "typo", "derivation", "redaction"})
# What a newsroom owes its readers an account of in every language, and on its corrections page.
TOLD: frozenset[PublishKind] = frozenset({"clarification", "correction", "retraction"})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One later version: why, when, what the newsroom says of it, which parts (block ids, field names) it touched."""

    kind: PublishKind
    version: int
    instant: datetime
    note: str = ""
    parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_lines(self)
        if self.instant.tzinfo is None:
            raise ValueError("a change's instant must say its zone, as in 2009-03-06T08:22:00Z")
        # Equal instants must be equal bytes, whatever zone they came in.
        msgspec.structs.force_setattr(self, "instant", self.instant.astimezone(UTC))


class SourcePart(msgspec.Struct, frozen=True):
    """A part of this edition and the part of its source it was made from, with that part's digest when read."""

    part: str
    source: str
    digest: str


class Derivation(msgspec.Struct, frozen=True, kw_only=True):
    """What an edition was made from: which version of which edition, part by part."""

    language: str
    version: int
    kind: Literal["translation", "adaptation"] = "translation"
    parts: tuple[SourcePart, ...] = ()


class Byline(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who wrote: a shared person, or a name as printed where there is none."""

    name: str = ""
    person: UUID | None = None

    def __post_init__(self) -> None:
        check_lines(self)


class Edition(msgspec.Struct, frozen=True, tag_field="type", tag="edition", kw_only=True):
    """One story in one language, as readers get it.

    ``first_published`` and ``updated`` are editorial time (what the story states), at the precision known;
    ``version`` counts per edition, typos included; ``subjects`` are IPTC Media Topic codes; ``related`` are stories.
    """

    story: UUID
    language: str
    version: int
    slug: str
    headline: str
    first_published: Moment
    kicker: str = ""
    summary: str = ""
    dateline: str = ""
    bylines: tuple[Byline, ...] = ()
    sources: tuple[str, ...] = ()
    section: UUID | None = None
    dossiers: tuple[UUID, ...] = ()
    subjects: tuple[str, ...] = ()
    people: tuple[UUID, ...] = ()
    places: tuple[UUID, ...] = ()
    organisations: tuple[UUID, ...] = ()
    updated: Moment | None = None
    changes: tuple[Change, ...] = ()
    lead: PictureBlock | None = None
    blocks: tuple[Block, ...] = ()
    derived_from: Derivation | None = None
    label: Label | msgspec.UnsetType = msgspec.UNSET
    related: tuple[UUID, ...] | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        check_lines(self)
        for block in self.blocks:
            if not balanced(block.plain()):
                raise ValueError(f"“{block.plain()[:40]}…” {UNBALANCED}")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return edition_key(self.story, self.language)

    @property
    def path(self) -> str:
        """Its address: ``/en/2009/03/06/slug``, the day being first-published in universal time."""
        return f"/{segment(self.language)}/{self.first_published.day:%Y/%m/%d}/{self.slug}"

    @property
    def retracted(self) -> bool:
        """Whether the last public change took the story back."""
        public = [change for change in self.changes if change.kind not in SILENT]
        return bool(public) and public[-1].kind == "retraction"

    @property
    def writers(self) -> tuple[UUID, ...]:
        """The shared persons in its bylines, each once."""
        return tuple(sorted({byline.person for byline in self.bylines if byline.person}))


class Withdrawn(msgspec.Struct, frozen=True, tag_field="type", tag="withdrawn", kw_only=True):
    """What stands where an edition stood: enough to answer 410 at its address, none of its text."""

    story: UUID
    language: str
    path: str

    @property
    def key(self) -> str:
        """Its key in the record."""
        return edition_key(self.story, self.language)


class Removed(msgspec.Struct, frozen=True, tag_field="type", tag="removed"):
    """A shared thing that is no more; ``key`` is its key in the record."""

    key: str


class SectionName(msgspec.Struct, frozen=True):
    """A section in one language."""

    name: str
    slug: str

    def __post_init__(self) -> None:
        check_lines(self)


class Section(msgspec.Struct, frozen=True, tag_field="type", tag="section", kw_only=True):
    """Where stories belong for good; ``names`` by language tag, ``order`` in the navigation.

    ``podcast`` is left out where the section is no series, so that older entries are the bytes they were.
    """

    id: UUID
    names: dict[str, SectionName]
    order: int = 0
    podcast: Podcast | msgspec.UnsetType = msgspec.UNSET

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"section/{self.id}"


class DossierName(msgspec.Struct, frozen=True):
    """A dossier in one language; ``picture`` where its readers see another one than the rest."""

    name: str
    slug: str
    summary: str = ""
    picture: UUID | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        check_lines(self)


class Dossier(msgspec.Struct, frozen=True, tag_field="type", tag="dossier", kw_only=True):
    """The running file of one affair, shared by all languages; ``lead`` is a story, ``order`` the one it is read in."""

    id: UUID
    names: dict[str, DossierName]
    picture: UUID | None = None
    lead: UUID | msgspec.UnsetType = msgspec.UNSET
    order: Literal["oldest"] | msgspec.UnsetType = msgspec.UNSET

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"dossier/{self.id}"


class Entity(msgspec.Struct, frozen=True, tag_field="type", tag="entity", kw_only=True):
    """A person, place or organisation with its name per language; ``profile`` is left out as in Section."""

    id: UUID
    sort: Literal["person", "place", "organisation"]
    names: dict[str, str]
    profile: Profile | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"{self.sort}/{self.id}"


class Front(msgspec.Struct, frozen=True, tag_field="type", tag="front", kw_only=True):
    """A language's opening page; while it is published the language is on line."""

    language: str
    name: str
    tagline: str = ""

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"front/{self.language}"


class Site(msgspec.Struct, frozen=True, tag_field="type", tag="site", kw_only=True, omit_defaults=True):
    """The house: its name and the address it is reached at (scheme and host, no slash at the end), and its face."""

    name: str
    base_url: str
    face: Face | None = None

    def __post_init__(self) -> None:
        check_lines(self)
        if not is_origin(self.base_url):
            raise ValueError(f"{self.base_url!r} is no house's address: write scheme and host, as https://news.example")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return "site"


class StandingPage(msgspec.Struct, frozen=True, tag_field="type", tag="page", kw_only=True):
    """A page that is no story, in one language: about, contact, privacy and the like. ``id`` joins its languages."""

    id: UUID
    language: str
    version: int
    kind: PageKind
    title: str
    slug: str
    updated: Moment
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    derived_from: Derivation | None = None

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def key(self) -> str:
        """Its key in the record."""
        return page_key(self.id, self.language)

    @property
    def path(self) -> str:
        """Its address: ``/en/about``."""
        return f"/{segment(self.language)}/{self.slug}"


class WithdrawnPage(msgspec.Struct, frozen=True, tag_field="type", tag="withdrawn-page", kw_only=True):
    """What stands where a standing page stood: enough to answer 410 at its address."""

    id: UUID
    language: str
    path: str

    def __post_init__(self) -> None:
        if not is_path(self.path):
            raise ValueError(f"{self.path!r} is no page's address")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return page_key(self.id, self.language)


class Redirect(msgspec.Struct, frozen=True, tag_field="type", tag="redirect", kw_only=True):
    """An address that moved for good."""

    path: str
    target: str

    def __post_init__(self) -> None:
        if not is_path(self.path):
            raise ValueError(f"{self.path!r} cannot have moved: write a path of this site, as in /en/2009/03/06/nato")
        if not is_target(self.target):
            raise ValueError(f"{self.target!r} is not on this site: write a path that starts with one slash")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"redirect{self.path}"


class Dismissal(msgspec.Struct, frozen=True, tag_field="type", tag="dismissal", kw_only=True):
    """A desk's word that one change of one part of the source does not apply to its edition.

    ``language`` is the edition's, ``source`` the source's; ``part`` and ``digest`` name the part as it then stood,
    so that a later change of it is raised anew.
    """

    story: UUID
    language: str
    source: str
    part: str
    digest: str
    reason: str
    instant: datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("say why the change does not apply here")

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"dismissal/{self.story}/{self.language}/{self.part}"


class Redacted(msgspec.Struct, frozen=True, tag_field="type", tag="redacted", kw_only=True):
    """What a redaction left of an edition's earlier versions: it stands in for those whose payloads it erased."""

    story: UUID
    language: str
    versions: tuple[Edition, ...]

    @property
    def key(self) -> str:
        """Its key in the record."""
        return redacted_key(self.story, self.language)


Shared = Section | Dossier | Event | Entity | Picture | Media
House = Front | Curation | Site | SiteFace | Navigation | StandingPage | WithdrawnPage | Redirect
Gone = Withdrawn | Killed
Value = Edition | Redacted | Gone | Removed | Dismissal | Erasure | Shared | House


def segment(tag: str) -> str:
    """The first part of a language's addresses; the tag itself where the language's file has gone."""
    known = languages().get(tag)
    return known.segment if known else tag.lower()


def edition_key(story: UUID, language: str) -> str:
    """``edition/<story>/<language>``."""
    return f"edition/{story}/{language}"


def redacted_key(story: UUID, language: str) -> str:
    """``redacted/<story>/<language>``."""
    return f"redacted/{story}/{language}"


def page_key(page: UUID, language: str) -> str:
    """``page/<id>/<language>``."""
    return f"page/{page}/{language}"


def in_order(values: Iterable[Value]) -> tuple[Edition, ...]:
    """The versions of an edition among these values, oldest first, what redactions left of some included."""
    found: list[Edition] = []
    for value in values:
        found += value.versions if isinstance(value, Redacted) else [value] if isinstance(value, Edition) else []
    return tuple(sorted(found, key=lambda each: each.version))


def key_of(value: Value) -> str:
    """The key under which the record keeps a value (fine print 4)."""
    return value.key
