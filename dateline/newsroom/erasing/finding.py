"""What could be redacted of a story, and where what was chosen stands: asked before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

import msgspec

from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.inline import plain
from dateline.edition.redaction import Cut
from dateline.edition.texts import texts
from dateline.edition.values import Edition
from dateline.languages.language import languages
from dateline.newsroom.body import blocks_of
from dateline.newsroom.erasing.drafts import holding_revisions
from dateline.newsroom.erasing.past import Past, editions_of, past_of
from dateline.newsroom.erasing.wish import Redaction, held
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.pictures.uses import pictures_in
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value

AROUND, MOST = 60, 30
FIELDS = ("kicker", "summary", "dateline")


class Part(msgspec.Struct, frozen=True):
    """A passage that may go as a whole, and the ``kind`` of field or block; ``now``: it stands in the newest text."""

    name: str
    kind: str
    text: str
    now: bool


class Version(msgspec.Struct, frozen=True):
    """An earlier version, which may go as a whole, and when it went out."""

    number: int
    instant: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What an edition offers."""

    language: str
    tag: str
    direction: str
    headline: str
    parts: tuple[Part, ...]
    versions: tuple[Version, ...]


class Place(msgspec.Struct, frozen=True):
    """What is to go, with the words before and behind it."""

    before: str
    hit: str
    after: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Where it stands in one edition: numbers of published versions, how many saved ones, and in which words."""

    language: str
    tag: str
    direction: str
    versions: tuple[int, ...]
    saved: int
    places: tuple[Place, ...]


def choices(story: UUID) -> list[Choice]:
    """What each edition offers, by language."""
    past = past_of(story)
    return [_choice(page, past) for page in editions_of(story)]


def pictures_of(story: UUID) -> list[Picture]:
    """Every picture that its editions show, now, in a saved version or in the record."""
    pages, past = editions_of(story), past_of(story)
    rows = {key for page in pages for each in (page, *_saved(page)) for key in pictures_in(each)}
    blocks = (block for told in past.published.values() for each in told for block in (each.lead, *each.blocks))
    shown = {block.picture for block in blocks if isinstance(block, PictureBlock)}
    found = Picture.objects.filter(pk__in=rows) | Picture.objects.filter(uuid__in=shown)
    return list(found.distinct().order_by("title", "pk"))


def found(story: UUID, wish: Redaction) -> list[Found]:
    """Where it stands, by language; editions that hold none of it are left out."""
    past, pages = past_of(story), editions_of(story)
    wish = wish.widened(bodies(past, pages))
    moved = wish.moved(past)
    told = []
    for page in pages:
        cut = wish.cut(page.tag)
        numbers = held(past, wish, page.key, moved).versions if page.key in past.editions else ()
        saved = holding_revisions(page, cut)
        if numbers or saved:
            places = _unique(place for each in _texts(page, past) for place in _places(each, cut))
            told.append(Found(**_named(page), versions=numbers, saved=saved, places=places[:MOST]))
    return told


def bodies(past: Past, pages: Iterable[EditionPage]) -> dict[str, list[tuple[Block, ...]]]:
    """By language, every body that was published, and those that the newsroom has now."""
    known = {key.rpartition("/")[2]: [each.blocks for each in told] for key, told in past.published.items()}
    for page in pages:
        for each in (page, page.get_latest_revision_as_object()):
            with suppress(ValueError):  # a body that cannot be read is told of where it would have to be changed
                known.setdefault(page.tag, []).append(blocks_of(each.body, page.translation_key))
    return known


def _named(page: EditionPage) -> dict[str, str]:
    direction = languages()[page.tag].direction if page.tag in languages() else "auto"
    return {"language": called(page.tag), "tag": page.tag, "direction": direction}


def _choice(page: EditionPage, past: Past) -> Choice:
    every = _texts(page, past)
    newest = {part.name for each in every[:1] for part in _parts(each, now=True)}
    parts: dict[str, Part] = {}
    for each in every:
        for part in _parts(each, now=False):
            parts.setdefault(part.name, msgspec.structs.replace(part, now=part.name in newest))
    now = past.editions.get(page.key, [])[-1:]
    live = now[0].version if now and isinstance(now[0], Edition) else 0
    told = past.published.get(page.key, ())
    versions = tuple(_version(each) for each in told if each.version != live)
    return Choice(
        **_named(page), headline=page.draft_title or page.title, parts=tuple(parts.values()), versions=versions
    )


def _version(edition: Edition) -> Version:
    why = next((each for each in edition.changes if each.version == edition.version), None)
    instant = why.instant if why else edition.first_published.instant
    return Version(edition.version, f"{instant:%Y-%m-%d %H:%M}")


def _texts(page: EditionPage, past: Past) -> list[Edition]:
    """The newest draft, and what was published, newest first."""
    drafts = []
    with suppress(Refusal):
        drafts.append(draft_value(page.get_latest_revision_as_object()))
    return [*drafts, *reversed(past.published.get(page.key, ()))]


def _saved(page: EditionPage) -> Iterator[EditionPage]:
    return (revision.as_object() for revision in page.revisions.all())


def _parts(edition: Edition, *, now: bool) -> Iterator[Part]:
    for name in FIELDS:
        if getattr(edition, name):
            yield Part(name, name, getattr(edition, name), now)
    for block in edition.blocks:
        if block.plain():
            yield Part(str(block.id), str(type(block).__struct_config__.tag), block.plain(), now)


def _places(edition: Edition, cut: Cut) -> Iterator[Place]:
    for part in _parts(edition, now=True):
        if part.name in cut.parts:
            yield Place("", part.text, "")
    said = [plain(each.text) for each in texts(edition) if each.part not in cut.parts]
    said += [*(each.name for each in edition.bylines), *edition.sources, *(each.note for each in edition.changes)]
    said += [edition.label.name] if edition.label else []
    for text in said:
        for match in cut.pattern.finditer(text) if cut.pattern else ():
            low, high = match.span()
            yield Place(text[max(0, low - AROUND) : low], text[low:high], text[high : high + AROUND])


def _unique(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({(each.before, each.hit, each.after): each for each in places}.values())
