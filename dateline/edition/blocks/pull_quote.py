"""A sentence of the story set large, to draw the eye."""

from __future__ import annotations

from uuid import UUID

import msgspec

from dateline.edition.blocks.quote import quoted, said_by
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
        """A ``<figure class="pull-quote">``: what it says stands in the body already, so that it may be left out."""
        who = said_by(self.speaker, self.role)
        caption = f"<figcaption>{who}</figcaption>" if who else ""
        return f'<figure class="pull-quote">{quoted(self.text)}{caption}</figure>'
