"""What a block may ask while it writes its HTML: the page's language and the shared picture behind an id."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from dateline.edition.picture import Picture
from dateline.languages.language import Language


class Scene(Protocol):
    """The surroundings of a block on one page."""

    @property
    def language(self) -> Language:
        """The language of the edition that the block stands in."""
        ...

    def picture(self, picture: UUID) -> Picture | None:
        """The published picture of that id, if there is one."""
        ...
