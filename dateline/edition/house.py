"""The house's own face and the ways through it: what every page shows around a story."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from msgspec import Meta

from dateline.edition.addresses import is_target
from dateline.edition.characters import check_lines

COLOUR = r"^(#[0-9a-f]{6})?$"
Colour = Annotated[str, Meta(pattern=COLOUR, description="sRGB as in #0b5c66; empty for the software's own")]
OLDEST = 36_500  # days
OUTSIDE = {"https", "http", "mailto", "tel"}


class Accent(msgspec.Struct, frozen=True, omit_defaults=True):
    """The one colour of the house on light and on dark paper; an empty one leaves the software's own."""

    light: Colour = ""
    dark: Colour = ""

    def __post_init__(self) -> None:
        for each in (self.light, self.dark):
            if not re.match(COLOUR, each):
                raise ValueError(f"{each!r} is no colour: write # and six hexadecimal digits, as in #0b5c66")


class Account(msgspec.Struct, frozen=True):
    """The house elsewhere: the service's name and the whole address there."""

    service: str
    address: str

    def __post_init__(self) -> None:
        check_lines(self)
        check_outside(self.address)


class Licence(msgspec.Struct, frozen=True, omit_defaults=True):
    """What others may do with the texts, in a line ("CC BY 4.0"), and where it is written in full."""

    text: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if self.link:
            check_outside(self.link)


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """How readers and sources reach the newsroom; ``post`` by lines, ``secure`` a way to write unseen."""

    email: str = ""
    phone: str = ""
    post: tuple[str, ...] = ()
    secure: str = ""

    def __post_init__(self) -> None:
        check_lines(self)


class Face(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the house shows of itself beside its name. ``logo`` and ``logo_dark`` are pictures, ``time_zone`` is IANA's.

    Past ``old_after`` days a story says how old it is, with 0 never; ``changes_at`` is where it tells what changed.
    Empty fields of a language's face leave the house's own standing; these two are the house's alone.
    """

    logo: UUID | None = None
    logo_dark: UUID | None = None
    accent: Accent | None = None
    time_zone: str = ""
    accounts: tuple[Account, ...] = ()
    licence: Licence | None = None
    contact: Contact | None = None
    old_after: Annotated[int, Meta(ge=0, le=OLDEST)] = 365
    changes_at: Literal["foot", "top"] = "foot"

    def over(self, house: Face) -> Face:
        """This face with what it leaves empty taken from ``house``; the two logos and the two colours go together."""
        ours = self if self.logo else house
        return Face(
            logo=ours.logo,
            logo_dark=ours.logo_dark,
            accent=self.accent or house.accent,
            time_zone=self.time_zone or house.time_zone,
            accounts=self.accounts or house.accounts,
            licence=self.licence or house.licence,
            contact=_filled(self.contact, house.contact),
            old_after=house.old_after,
            changes_at=house.changes_at,
        )


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step through the house: to a section, dossier or standing page by its id, or to an address.

    ``address`` is a path of this site or a whole address elsewhere and needs a ``label``; the others go by their
    own name where ``label`` is empty.
    """

    label: str = ""
    section: UUID | None = None
    dossier: UUID | None = None
    page: UUID | None = None
    address: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if sum(map(bool, (self.section, self.dossier, self.page, self.address))) != 1:
            raise ValueError("a link leads to one place: a section, a dossier, a page or an address")
        if self.address and not self.label:
            raise ValueError(f"the link to {self.address} needs words of its own")
        if self.address and not is_target(self.address):
            check_outside(self.address)


class LinkGroup(msgspec.Struct, frozen=True, omit_defaults=True):
    """Links that stand together in the footer; ``title`` may be empty."""

    links: tuple[Link, ...]
    title: str = ""

    def __post_init__(self) -> None:
        check_lines(self)


class SiteFace(msgspec.Struct, frozen=True, tag_field="type", tag="site-face", kw_only=True):
    """Where the house's face differs in one language."""

    language: str
    face: Face

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"site/{self.language}"


class Navigation(msgspec.Struct, frozen=True, tag_field="type", tag="navigation", kw_only=True):
    """The ways through the house in one language: ``header`` under the masthead, ``footer`` in groups at the end."""

    language: str
    header: tuple[Link, ...] = ()
    footer: tuple[LinkGroup, ...] = ()

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"navigation/{self.language}"


def check_outside(address: str) -> None:
    """Raise ValueError where ``address`` is no whole address elsewhere."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in OUTSIDE and bool(parts.netloc or parts.path) and not re.search(r"\s", address)
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"{address!r} is no address: write it whole, as in https://example.org/")


def _filled(own: Contact | None, house: Contact | None) -> Contact | None:
    if own is None or house is None:
        return own or house
    fields = Contact.__struct_fields__
    return Contact(**{name: getattr(own, name) or getattr(house, name) for name in fields})
