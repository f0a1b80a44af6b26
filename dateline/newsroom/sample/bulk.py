"""Trial content in bulk: new stories made of sentences of the sample's own, in every language, always the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import overload
from uuid import UUID

import msgspec

from dateline.edition import inline
from dateline.edition.blocks import Block, Heading, Paragraph, PictureBlock, Quote
from dateline.edition.moment import Moment
from dateline.newsroom.sample.values import NAMESPACE, Sample, SampleEdition, Story, Version, sample_id

STORIES_A_DAY = 40
NEWEST = datetime(2009, 3, 5, 23, 0, tzinfo=UTC)
LONGEST_HEADLINE, LONGEST_SLUG = 110, 50
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-я])|(?<=[。！？।។۔؟])(?![」”»])\s*")
LETTERS_IN_NUMBER = "0123456789abcdefghijklmnopqrstuvwxyz"


class Stock(msgspec.Struct, frozen=True):
    """What one language's new stories are made from; ``sentences`` by section."""

    language: str
    sentences: dict[str, tuple[str, ...]]
    headlines: tuple[tuple[str, str], ...]
    summaries: tuple[str, ...]
    headings: tuple[inline.Text, ...]
    quotes: tuple[Quote, ...]
    datelines: tuple[str, ...]
    kickers: tuple[str, ...]
    writers: tuple[str, ...]
    pictures: tuple[tuple[UUID, str, str], ...]
    joint: str


class Archive(Sequence[Story]):
    """So many stories, oldest first, each made when it is asked for: nothing is held, and none depends on the number.

    Of two archives of one sample the shorter one is the end of the longer one.
    """

    def __init__(self, sample: Sample, number: int) -> None:
        self._number = number
        self._sections = tuple(sample.sections)
        self._dossiers = tuple(sample.dossiers)
        tags = sorted({tag for each in sample.stories for tag in each.editions})
        self._stocks = tuple(stock(sample, tag) for tag in tags)

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> list[Story]: ...
    def __getitem__(self, index: int | slice) -> Story | list[Story]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._number))]
        place = index + self._number if index < 0 else index
        if not 0 <= place < self._number:
            raise IndexError(f"there are {self._number} stories")
        return self._story(self._number - 1 - place)

    def _story(self, number: int) -> Story:
        chance = Random(number)
        first = Moment(NEWEST - timedelta(days=number // STORIES_A_DAY, minutes=number % STORIES_A_DAY * 23))
        section = self._sections[number % len(self._sections)]
        source = self._stocks[number % len(self._stocks)]
        others = chance.sample(self._stocks, chance.choice((0, 0, 1, 2, 3)))
        ids = tuple(UUID(int=chance.getrandbits(128), version=4) for _ in range(8))
        plan = Plan(number, section, first, ids, chance.randint(2, 5), chance.random() < 0.6)
        stocks = {each.language: each for each in (source, *others)}
        return Story(
            id=UUID(int=(NAMESPACE.int + number) % 2**128, version=5),
            key=f"bulk-{number}",
            section=section,
            dossiers=(self._dossiers[number // 7 % len(self._dossiers)],) if number % 7 == 0 else (),
            subjects=(),
            first_published=first,
            updated=None,
            source=source.language,
            editions={tag: edition(each, plan, chance) for tag, each in stocks.items()},
        )


class Plan(msgspec.Struct, frozen=True):
    """What the editions of one new story have in common; ``ids`` are for the blocks."""

    number: int
    section: str
    first: Moment
    ids: tuple[UUID, ...]
    paragraphs: int
    illustrated: bool


def bulk(sample: Sample, number: int) -> Sample:
    """The bureau with ``number`` new stories in place of its own, spread over days, sections, dossiers, languages."""
    return msgspec.structs.replace(sample, stories=Archive(sample, number))


def edition(stock: Stock, plan: Plan, chance: Random) -> SampleEdition:
    """One new story in one language."""
    headline, slug = chance.choice(stock.headlines)
    place = chance.choice(stock.datelines)
    lead = None
    if plan.illustrated:
        picture, caption, alt = stock.pictures[plan.number % len(stock.pictures)]
        lead = PictureBlock(plan.ids[0], picture, caption, alt)
    return SampleEdition(
        language=stock.language,
        slug=f"{slug}-{_short(plan.number)}",
        headline=headline if chance.random() < 0.5 else f"{place}: {headline}",
        kicker=chance.choice(stock.kickers),
        summary=chance.choice(stock.summaries),
        dateline=place,
        bylines=(chance.choice(stock.writers),),
        sources=(),
        lead=lead,
        versions=(Version(kind="first", moment=plan.first, blocks=_body(stock, plan, chance)),),
    )


def _body(stock: Stock, plan: Plan, chance: Random) -> tuple[Block, ...]:
    sentences = stock.sentences.get(plan.section) or stock.sentences[""]
    told = chance.sample(sentences, min(len(sentences), plan.paragraphs * 3))
    shares = (told[index :: plan.paragraphs] for index in range(plan.paragraphs))
    blocks: list[Block] = [
        Paragraph(id_, inline.text(stock.joint.join(share)))
        for id_, share in zip(plan.ids[1:], (share for share in shares if share), strict=False)
    ]
    if plan.paragraphs > 3 and stock.headings:
        blocks.insert(2, Heading(plan.ids[6], stock.headings[plan.number % len(stock.headings)]))
    if plan.number % 3 == 0 and stock.quotes:
        quote = stock.quotes[plan.number % len(stock.quotes)]
        blocks.append(Quote(plan.ids[7], quote.text, quote.speaker, quote.role))
    return tuple(blocks)


def stock(sample: Sample, language: str) -> Stock:
    """Everything that the sample says in a language, taken apart."""
    told = [(story.section, story.editions[language]) for story in sample.stories if language in story.editions]
    joint = "" if language.startswith(("zh", "ja")) else " "
    by_section: dict[str, list[str]] = {"": []}
    for section, each in told:
        found = [found for block in each.blocks if isinstance(block, Paragraph) for found in sentences(block)]
        by_section.setdefault(section, []).extend(found)
        by_section[""].extend(found)
    own = [key for key, person in sample.people.items() if person.desk == language]
    blocks = [block for _, each in told for block in each.blocks]
    return Stock(
        language=language,
        sentences={section: tuple(found) for section, found in by_section.items() if len(found) >= 8 or not section},
        headlines=_headlines([each for _, each in told]),
        summaries=tuple(each.summary for _, each in told),
        headings=tuple(block.text for block in blocks if isinstance(block, Heading)),
        quotes=tuple(block for block in blocks if isinstance(block, Quote)),
        datelines=tuple(sorted({each.dateline for _, each in told if each.dateline})),
        kickers=tuple(sorted({each.kicker for _, each in told})),
        writers=tuple(own) or tuple(dict.fromkeys(key for _, each in told for key in each.bylines)),
        pictures=tuple(_pictures(sample, language)),
        joint=joint,
    )


def sentences(paragraph: Paragraph) -> list[str]:
    """A paragraph's sentences; an abbreviation may join two, none is cut in the middle of a word."""
    return [found.strip() for found in SENTENCE_ENDS.split(paragraph.plain()) if found and len(found) > 12]


def _headlines(editions: list[SampleEdition]) -> tuple[tuple[str, str], ...]:
    """Headlines with their slugs; short summaries make headlines too."""
    slugs = [f"{each.slug}-"[:LONGEST_SLUG].rpartition("-")[0] for each in editions]
    found = [(each.headline, slug) for each, slug in zip(editions, slugs, strict=True)]
    for each, slug in zip(editions, slugs, strict=True):
        first = sentences(Paragraph(sample_id("block", ""), inline.text(each.summary)))[:1]
        found += [(line.rstrip(".。।។۔"), slug) for line in first if len(line) <= LONGEST_HEADLINE]
    return tuple(found)


def _pictures(sample: Sample, language: str) -> list[tuple[UUID, str, str]]:
    return [
        (picture.id, picture.texts[language].caption, picture.texts[language].alt)
        for picture in sample.pictures.values()
        if language in picture.texts
    ]


def _short(number: int) -> str:
    """A whole number in letters and digits, as short as a slug likes it."""
    found = ""
    while number or not found:
        number, rest = divmod(number, len(LETTERS_IN_NUMBER))
        found = LETTERS_IN_NUMBER[rest] + found
    return found
