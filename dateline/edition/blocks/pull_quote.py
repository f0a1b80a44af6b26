"""A sentence of the story set large, to draw the eye."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks.quote import quote_html
from dateline.edition.blocks.scene import Scene
from dateline.edition.characters import check_lines
from dateline.edition.inline import Text, plain


class PullQuote(msgspec.Struct, frozen=True, tag_field="kind", tag="pull_quote"):
    """As Quote, but it repeats or condenses what the body says."""

    id: UUID
    text: Text
    speaker: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        check_lines(self)

    def plain(self) -> str:
        """The words alone: who said them stands in the body."""
        return plain(self.text)

    def html(self, scene: Scene) -> str:
        """A ``<figure class="pull-quote">``."""
        return quote_html("pull-quote", self.text, self.speaker, self.role)
