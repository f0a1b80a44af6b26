"""A section's podcast series: what directories of podcasts want to know of it, and its words per language."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.characters import check_lines


class PodcastWords(msgspec.Struct, frozen=True):
    """The series in one language; ``description`` is one paragraph."""

    title: str
    description: str

    def __post_init__(self) -> None:
        check_lines(self)


class Podcast(msgspec.Struct, frozen=True, kw_only=True):
    """``category`` is one of CATEGORIES, ``cover`` a picture's id, ``words`` stand by language tag."""

    author: str
    category: str
    explicit: bool = False
    cover: UUID | None = None
    words: dict[str, PodcastWords] = {}

    def __post_init__(self) -> None:
        check_lines(self)
        if self.category not in CATEGORIES:
            raise ValueError(f"{self.category!r} is no category of podcasts: choose one of {', '.join(CATEGORIES)}")


# Apple's list, which all directories read: those that a newsroom may need, with what stands above each.
CATEGORIES: dict[str, str] = {
    "News": "",
    "Business News": "News",
    "Daily News": "News",
    "Entertainment News": "News",
    "News Commentary": "News",
    "Politics": "News",
    "Sports News": "News",
    "Tech News": "News",
    "Arts": "",
    "Business": "",
    "Documentary": "Society & Culture",
    "Government": "",
    "Health & Fitness": "",
    "History": "",
    "Music": "",
    "Science": "",
    "Society & Culture": "",
    "Sports": "",
    "Technology": "",
    "True Crime": "",
    "TV & Film": "",
}
