"""A section's podcast: the newest stories of the section that play a file of ours, as a feed for players."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dateline.edition.values import Edition, Section, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.formats.podcast import MEDIA_TYPE, Episode, feed
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.navigation import podcast_path, section_path
from dateline.reader.played import recordings
from dateline.reader.sheet import Sheet

NEWEST = 100


@dataclass(frozen=True)
class PodcastFeed:
    """``/en/section/world/podcast.xml``, in every language that the section has a name and its series words in."""

    furniture: Furniture
    name: str = "podcast"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One feed a language, while the section is a series."""
        if isinstance(value, Section) and value.podcast:
            for tag in value.podcast.words:
                yield PageKey(self.name, (str(value.id), tag))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The feed; None where the section is no series in this language (any more)."""
        identity, tag = key.arguments
        sheet, section = Sheet.of(self.furniture, reading, tag), reading.section(UUID(identity))
        path = podcast_path(tag, section) if section else ""
        if sheet is None or section is None or not section.podcast or not path:
            return None
        reading.template(CODE)
        cards = reading.latest(Scope(tag, section=section.id, played=True), NEWEST)
        found = [_episode(sheet, reading.edition(card.story, tag)) for card in cards]
        episodes = [episode for episode in found if episode]
        body = feed(sheet, section.podcast, episodes, path=path, page=section_path(tag, section))
        return Output(path=path, body=body, media_type=MEDIA_TYPE, language=tag)


def _episode(sheet: Sheet, edition: object) -> Episode | None:
    """The first sound of a story, its first film where it has none."""
    if not isinstance(edition, Edition) or edition.retracted:
        return None
    found = sorted(recordings(sheet, edition), key=lambda pair: pair[0].sort)
    return Episode(edition=edition, block=found[0][0], media=found[0][1]) if found else None
