"""The news sitemap of a language: what it published in the last two days but for what somebody paid for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from dateline.edition.card import Card
from dateline.edition.values import Front, Value
from dateline.press.page import Output, PageKey
from dateline.press.reading import Reading, Scope
from dateline.reader.formats import sitemap
from dateline.reader.furniture import CODE, Furniture
from dateline.reader.sheet import Sheet, front_path

FRESH = timedelta(hours=48)
# How far down the newest stories are looked at: further only where all before were fresh, never past what a news
# sitemap may hold (1,000).
STEPS = (30, 120, 480, 1000)


@dataclass(frozen=True)
class NewsSitemap:
    """``/en/news.xml``; it always names the front, since a sitemap may not be empty."""

    furniture: Furniture
    name: str = "news-sitemap"

    def keys(self, value: Value) -> Iterable[PageKey]:
        """One a language."""
        if isinstance(value, Front):
            yield PageKey(self.name, (value.language,))

    def render(self, reading: Reading, key: PageKey) -> Output | None:
        """The sitemap; None while the language is not on line. It is made again as each story turns two days old."""
        reading.template(CODE)
        tag = key.arguments[0]
        sheet = Sheet.of(self.furniture, reading, tag)
        if sheet is None:
            return None
        stories = [
            sitemap.News(
                location=sheet.absolute(card.path),
                house=sheet.front.name,
                language=news_language(tag),
                published=str(card.first_published),
                title=card.headline,
            )
            for card in fresh(reading, tag)
            if card.label is None or card.label.sort != "sponsored"
        ]
        body = sitemap.news(sheet.absolute(sheet.root), stories)
        return Output(path=news_path(tag), body=body, media_type=sitemap.MEDIA_TYPE)


def news_path(tag: str) -> str:
    """``/en/news.xml``."""
    return f"{front_path(tag)}news.xml"


def fresh(reading: Reading, tag: str) -> list[Card]:
    """The stories of the last two days, newest first."""
    found: list[Card] = []
    for limit in STEPS:
        cards = reading.latest(Scope(tag), limit)
        found = list(_until_old(reading, cards))
        if len(found) < len(cards) or len(cards) < limit:
            break
    return found


def _until_old(reading: Reading, cards: Iterable[Card]) -> Iterator[Card]:
    for card in cards:
        if reading.passed(card.first_published.instant + FRESH):
            return
        yield card


def news_language(tag: str) -> str:
    """A language as the news protocol writes it: ISO 639, and of Chinese ``zh-cn`` or ``zh-tw``."""
    return {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}.get(tag, tag.partition("-")[0])
