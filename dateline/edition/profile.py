"""What readers are told of a person who writes for the house: who they are, what they do, how they are reached."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from dateline.edition.characters import check_lines

WEB = {"https", "http"}


class ProfileWords(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person in one language: the last part of their page's address, what they do, and their life by paragraphs."""

    slug: str
    role: str = ""
    biography: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_lines(self)

    @property
    def told(self) -> bool:
        """Whether the desk says anything of the person here."""
        return bool(self.role or self.biography)


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person's pages show; ``words`` by language tag, ``site`` a whole address."""

    words: dict[str, ProfileWords]
    picture: UUID | None = None
    email: str = ""
    site: str = ""

    def __post_init__(self) -> None:
        check_lines(self)
        if self.site and not is_web(self.site):
            raise ValueError(f"{self.site!r} is no address: write it whole, as in https://ana.example/")


def is_web(address: str) -> bool:
    """Whether this is a whole address of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.netloc) and not re.search(r"\s", address)
