"""What helps to translate a draft: each text of its source with what stands for it, and what memory offers."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

import msgspec

from dateline.edition.filling import counterparts
from dateline.edition.inline import Text, plain
from dateline.edition.memory import Offer, Pair, offers, pairs
from dateline.edition.texts import Said, texts
from dateline.edition.values import Edition, edition_key
from dateline.edition.wording import part_digests
from dateline.newsroom import history
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.unread import places_of, unread

State = Literal["untranslated", "missing", "unread", "behind", "translated", "dropped"]
# Stories of the same dossiers that are looked through, the newest first.
MOST_STORIES = 50


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One text of the source, what stands for it, and what it was made into before."""

    said: Said
    own: Text
    offers: tuple[Offer, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the source; ``parts`` are ours made of it, ``by`` who made an unread one, ``where`` it is in words."""

    part: str
    where: str
    state: State
    lines: tuple[Line, ...]
    parts: tuple[str, ...] = ()
    by: str = ""

    @property
    def wanting(self) -> bool:
        """Whether nobody has translated it yet, and memory has not the very words either."""
        remembered = any(offer.exact for line in self.lines for offer in line.offers)
        return self.state in {"untranslated", "missing"} and not remembered


def rows(page: EditionPage, draft: Edition, source: Edition) -> list[Row]:
    """Every part of the published source that has words, in reading order."""
    remembered = memory(page, source)
    places = places_of(source, part_digests(source))
    own = {(each.part, each.place): each.text for each in texts(draft)}
    marked = unread(page)
    found = []
    for part, group in groupby(texts(source), key=lambda said: said.part):
        parts = counterparts(draft, part)
        lines = tuple(Line(said=said, own=_own(own, parts, said)) for said in group)
        by = next((marked[each].by for each in parts if each in marked), "")
        state: State = "unread" if by else _state(part, parts, lines, (draft, source))
        if state not in {"translated", "dropped"}:
            lines = tuple(_with_offers(each, remembered, source.language) for each in lines)
        found.append(Row(part=part, where=places.get(part, part), state=state, lines=lines, parts=tuple(parts), by=by))
    return found


def memory(page: EditionPage, source: Edition) -> tuple[Pair, ...]:
    """What this story, and the newest others of its dossiers, made of the source's language in the draft's."""
    stories = [page.translation_key]
    kin = EditionPage.objects.filter(dossiers__in=page.dossiers.all(), locale=page.locale, version__gt=0)
    kin = kin.exclude(translation_key=page.translation_key).order_by("-last_published_at")
    stories += list(dict.fromkeys(kin.values_list("translation_key", flat=True)[: 2 * MOST_STORIES]))[:MOST_STORIES]
    tags = (source.language, page.tag)
    versions = history.versions_of(edition_key(story, tag) for story in stories for tag in tags)
    found: list[Pair] = []
    for story in stories:
        before, made = (versions.get(edition_key(story, tag), ()) for tag in tags)
        found += pairs(before, made)
    return tuple(dict.fromkeys(found))


def _own(own: dict[tuple[str, str], Text], parts: list[str], said: Said) -> Text:
    texts_ = [own[(part, said.place)] for part in parts if (part, said.place) in own]
    return tuple(run for text in texts_ for run in text)


def _with_offers(line: Line, remembered: tuple[Pair, ...], language: str) -> Line:
    """The line with those offers that do not stand in the draft already."""
    found = offers(line.said.text, remembered, language)
    new = tuple(each for each in found if plain(each.pair.target).split() != plain(line.own).split())
    return msgspec.structs.replace(line, offers=new)


def _state(part: str, parts: list[str], lines: tuple[Line, ...], sides: tuple[Edition, Edition]) -> State:
    draft, source = sides
    made = [each for each in draft.derived_from.parts if each.source == part] if draft.derived_from else []
    if not parts:
        return "dropped" if made and not any(each.part for each in made) else "missing"
    if all(plain(line.own).split() == plain(line.said.text).split() for line in lines):
        return "untranslated"
    read = {each.digest for each in made}
    return "translated" if part_digests(source)[part] in read else "behind"
