"""A quotation set apart, with the person who said it and in what role."""

from __future__ import annotations

from html import escape
from uuid import UUID

import msgspec

from dateline.edition.blocks.scene import Scene
from dateline.edition.characters import check_lines
from dateline.edition.inline import Text, plain, to_html


class Quote(msgspec.Struct, frozen=True, tag_field="kind", tag="quote"):
    """``speaker`` and ``role`` may be empty; the words carry their own quotation marks or none."""

    id: UUID
    text: Text
    speaker: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        check_lines(self)

    def plain(self) -> str:
        """The words, then who said them."""
        return "\n".join(part for part in (plain(self.text), _attribution(self.speaker, self.role)) if part)

    def html(self, scene: Scene) -> str:
        """A ``<blockquote>`` and, after it, who said it; no ``<figure>``, which programs that read pages leave out."""
        who = said_by(self.speaker, self.role)
        attribution = f'<p class="said">{who}</p>' if who else ""
        return f'<div class="quote">{quoted(self.text)}{attribution}</div>'


def _attribution(speaker: str, role: str) -> str:
    return ", ".join(part for part in (speaker, role) if part)


def said_by(speaker: str, role: str) -> str:
    """The markup of a speaker and a role; empty where nobody is named."""
    who = f'<bdi class="speaker">{escape(speaker, quote=False)}</bdi>' if speaker else ""
    what = f'<span class="role">{escape(role, quote=False)}</span>' if role else ""
    return " ".join(part for part in (who, what) if part)


def quoted(words: Text) -> str:
    """The markup of the words alone."""
    return f"<blockquote><p>{to_html(words)}</p></blockquote>"
