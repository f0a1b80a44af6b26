"""What a block may ask while it writes its HTML: the page's language, the shared picture or media behind an id."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from dateline.edition.media import Media
from dateline.edition.picture import Picture
from dateline.languages.facts import Language

# A page of few bytes may be parted where this stands in its markup (form feed: no text of ours may hold one).
CUT = "\f"


class Scene(Protocol):
    """The surroundings of a block on one page."""

    @property
    def light(self) -> bool:
        """Whether the page is to be of few bytes: pictures, sound and film are links that say how large they are."""
        ...

    @property
    def language(self) -> Language:
        """The language of the edition that the block stands in."""
        ...

    def picture(self, picture: UUID) -> Picture | None:
        """The published picture of that id, if there is one."""
        ...

    def media(self, media: UUID) -> Media | None:
        """The published sound or film of that id, if there is one."""
        ...
