"""A section in one language: what its desk put first, then its newest stories; the archive has the older ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dateline.edition.values import Section, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.curated import arranged, without
from dateline.reader.furniture import Furniture
from dateline.reader.navigation import podcast_path, section_path
from dateline.reader.sheet import Head, Sheet, first_choice
from dateline.reader.teasers import lead, teasers

NEWEST = 30


@dataclass(frozen=True)
class SectionPage:
    """``/en/section/world/``, in every language that the section has a name in."""

    furniture: Furniture
    name: str = "section"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One page a name."""
        if isinstance(value, Section):
            for tag in value.names:
                yield PageKey(self.name, (str(value.id), tag))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The section; None where the language is not on line or the section has no name in it."""
        identity, tag = key.arguments
        sheet, section = Sheet.of(self.furniture, reading, tag), reading.section(UUID(identity))
        if sheet is None or section is None or tag not in section.names:
            return None
        scope = Scope(tag, section=section.id)
        front, newest = arranged(sheet, scope), reading.latest(scope, NEWEST)
        cards = without(newest, front.shown)
        return sheet.output(
            "section.html",
            section_head(sheet, section),
            breaking=front.breaking,
            slots=front.slots,
            lead=lead(cards[0], sheet) if cards and not front.slots else None,
            stories=teasers(cards if front.slots else cards[1:], sheet, pictured=True),
            podcast=podcast_of(tag, section),
        )


def podcast_of(tag: str, section: Section) -> dict[str, str] | None:
    """The section's series in a language, where it is one."""
    path = podcast_path(tag, section)
    return {"href": path, "title": section.podcast.words[tag].title} if path and section.podcast else None


def section_head(sheet: Sheet, section: Section) -> Head:
    """The section's head; the same section in other languages are its alternates."""
    tag = sheet.language.tag
    alternates = {each: section_path(each, section) for each in sorted(section.names) if each in sheet.online}
    path = section_path(tag, section)
    return Head(
        path=path,
        title=section.names[tag].name,
        alternates=alternates,
        default=first_choice(list(alternates)),
        feed=f"{path}feed.atom",
        section=section.id,
    )
