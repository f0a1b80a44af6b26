"""The sample’s templates of stories: news, explainer, interview, live report; what stands already is left alone."""

from __future__ import annotations

from html import escape
from pathlib import Path
from uuid import uuid4

import msgspec

from dateline.newsroom.models.story_template import StoryTemplate

FILE = Path(__file__).with_name("templates.toml")
HEADING = "# "


class TemplateEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of them; ``body`` is a paragraph a line."""

    language: str
    name: str
    headline: str
    summary: str
    body: str


class TemplateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    template: tuple[TemplateEntry, ...]


def install_templates() -> None:
    """Keep those whose desk has none of that name."""
    for each in msgspec.toml.decode(FILE.read_bytes(), type=TemplateFile).template:
        stream = [{"type": "text", "id": str(uuid4()), "value": _markup(each.body)}]
        fields = {"headline": each.headline, "summary": each.summary, "body": stream}
        StoryTemplate.objects.get_or_create(language=each.language, name=each.name, defaults=fields)


def _markup(body: str) -> str:
    return "".join(
        f"<h2>{escape(line.removeprefix(HEADING))}</h2>" if line.startswith(HEADING) else f"<p>{escape(line)}</p>"
        for line in body.strip().splitlines()
    )
