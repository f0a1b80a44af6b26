"""The page of all feeds of a language: its stories, each section, dossier, podcast and writer, in every format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.edition.values import Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading
from dateline.reader.furniture import Furniture
from dateline.reader.navigation import dossier_path, person_path, podcast_path, section_path
from dateline.reader.pages.feed import FORMATS
from dateline.reader.people import stands
from dateline.reader.sheet import Head, Sheet, first_choice, front_path

# As the formats call themselves, in every language.
NAMES = {"feed": "Atom", "rss": "RSS", "json-feed": "JSON Feed"}


@dataclass(frozen=True)
class Feeds:
    """``/en/feeds/``."""

    furniture: Furniture
    name: str = "feeds"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The page; None while the language is not on line."""
        sheet = Sheet.of(self.furniture, reading, key.arguments[0])
        if sheet is None:
            return None
        tag, tags = sheet.language.tag, [front.language for front in sheet.fronts]
        head = Head(
            path=f"{sheet.root}feeds/",
            title=sheet.language.strings.feeds,
            alternates={each: f"{front_path(each)}feeds/" for each in tags},
            default=first_choice(tags),
            feed=f"{sheet.root}feed.atom",
        )
        return sheet.output(
            "feeds.html",
            head,
            front=_line(sheet.language.strings.latest, sheet.root),
            sections=[
                _line(each.names[tag].name, section_path(tag, each), podcast_path(tag, each)) for each in sheet.sections
            ],
            dossiers=[
                _line(each.names[tag].name, dossier_path(tag, each)) for each in reading.dossiers() if tag in each.names
            ],
            people=[
                _line(each.names[tag], person_path(tag, each))
                for each in reading.people(tag)
                if stands(reading, each, tag)
            ],
        )


def _line(name: str, page: str, podcast: str = "") -> dict[str, Any]:
    """What is followed, where it stands, and its feeds."""
    formats = [
        {"name": NAMES[key], "href": f"{page}{each.file}", "type": each.media_type.partition(";")[0]}
        for key, each in FORMATS.items()
    ]
    return {"name": name, "href": page, "formats": formats, "podcast": podcast}
