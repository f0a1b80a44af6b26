"""Reads the sample's data files into frozen values; it parses and joins, and writes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from dateline.edition import inline
from dateline.edition.blocks import Audio, Block, Embed, Heading, List, Paragraph, PictureBlock, PullQuote, Quote, Table
from dateline.edition.moment import Moment
from dateline.edition.picture import PictureText
from dateline.edition.podcast import Podcast, PodcastWords
from dateline.edition.timeline import Event, EventDate, EventText
from dateline.edition.values import Dossier, DossierName, PageKind, Section, SectionName, StandingPage
from dateline.newsroom.sample import files
from dateline.newsroom.sample.values import (
    Person,
    Sample,
    SampleEdition,
    SamplePicture,
    SampleSound,
    Story,
    Version,
    sample_id,
)

HERE = Path(__file__).parent
PAGES_FROM = "en"  # the language that the standing pages were written in
WRITTEN = Moment(date(2009, 3, 6))
T = TypeVar("T")


class SampleError(ValueError):
    """A data file that cannot be used; the message names the file and what is wrong with it."""


def load(folder: Path = HERE) -> Sample:
    """The whole sample; raises SampleError naming the file where one does not fit its shape."""
    sections = _read(folder / "sections.toml", dict[str, files.SectionFile])
    dossiers = _read(folder / "dossiers.toml", dict[str, files.DossierFile])
    events = _read(folder / "events.toml", dict[str, files.EventFile])
    people = _read(folder / "people.toml", dict[str, files.PersonFile])
    pictures = _read(folder / "pictures.toml", dict[str, files.PictureFile])
    sounds = _read(folder / "sounds.toml", dict[str, files.SoundFile])
    stories = (_story(path.parent) for path in sorted(folder.glob("stories/*/story.toml")))
    files_of_pages = sorted(folder.glob("pages/*.toml"), key=lambda path: (path.stem != PAGES_FROM, path.stem))
    sample = Sample(
        sections={key: _section(key, each) for key, each in sections.items()},
        events=tuple(_event(key, each) for key, each in events.items()),
        dossiers={key: _dossier(key, each) for key, each in dossiers.items()},
        people={key: _person(key, each) for key, each in people.items()},
        pictures={key: _picture(key, each) for key, each in pictures.items()},
        sounds={key: _sound(key, each) for key, each in sounds.items()},
        stories=tuple(sorted(stories, key=lambda each: (each.first_published, each.key))),
        pages=tuple(page for path in files_of_pages for page in _pages(path)),
    )
    _check(sample)
    return sample


def _dec_hook(wanted: type, value: Any) -> Any:
    if wanted is Moment and isinstance(value, date):
        return Moment(value)
    raise ValueError("write a TOML date (2009-03-06) or an instant with its zone (2009-03-06T08:22:00Z)")


def _read(path: Path, shape: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape, dec_hook=_dec_hook)
    except (OSError, ValueError) as error:
        raise SampleError(f"{path.parent.name}/{path.name}: {error}") from error


def _section(key: str, file: files.SectionFile) -> Section:
    names = {tag: SectionName(each.name, each.slug) for tag, each in file.names.items()}
    return Section(id=sample_id("section", key), names=names, order=file.order, podcast=_podcast(file.podcast))


def _podcast(file: files.PodcastFile | None) -> Podcast | msgspec.UnsetType:
    if file is None:
        return msgspec.UNSET
    words = {tag: PodcastWords(each.title, each.description) for tag, each in file.words.items()}
    cover = sample_id("picture", file.cover)
    return Podcast(author=file.author, category=file.category, cover=cover, words=words)


def _sound(key: str, file: files.SoundFile) -> SampleSound:
    id_ = sample_id("media", key)
    return SampleSound(id=id_, tone=file.tone, credit=file.credit, rights=file.rights, titles=file.titles)


def _dossier(key: str, file: files.DossierFile) -> Dossier:
    names = {tag: DossierName(each.name, each.slug, each.summary) for tag, each in file.names.items()}
    picture, lead = sample_id("picture", file.picture), sample_id("story", file.lead) if file.lead else msgspec.UNSET
    return Dossier(id=sample_id("dossier", key), names=names, picture=picture, lead=lead)


def _event(key: str, file: files.EventFile) -> Event:
    return Event(
        id=sample_id("event", key),
        date=EventDate(file.date),
        dossiers=tuple(sample_id("dossier", each) for each in file.dossiers),
        texts={tag: EventText(each.title, each.text) for tag, each in file.texts.items()},
        stories=tuple(sample_id("story", each) for each in file.stories),
    )


def _person(key: str, file: files.PersonFile) -> Person:
    said = {"roles": file.roles, "biographies": file.biographies}
    return Person(id=sample_id("person", key), desk=file.desk, names=file.names, **said)


def _picture(key: str, file: files.PictureFile) -> SamplePicture:
    return SamplePicture(
        id=sample_id("picture", key),
        drawing=file.drawing,
        sort=file.sort,
        credit=file.credit,
        source=file.source,
        rights=file.rights,
        texts={tag: PictureText(each.caption, each.alt) for tag, each in file.texts.items()},
    )


def _pages(path: Path) -> Iterator[StandingPage]:
    for kind, file in _read(path, dict[PageKind, files.PageFile]).items():
        ids = [_block_id(f"page/{kind}", str(place)) for place in range(1, len(file.text) + 1)]
        yield StandingPage(
            id=sample_id("page", kind),
            language=path.stem,
            version=1,
            kind=kind,
            title=file.title,
            slug=file.slug,
            updated=WRITTEN,
            summary=file.summary,
            blocks=tuple(Paragraph(id_, inline.parse(text)) for id_, text in zip(ids, file.text, strict=True)),
        )


def _story(folder: Path) -> Story:
    file = _read(folder / "story.toml", files.StoryFile)
    editions = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem != "story":
            editions[path.stem] = _edition(path, folder.name, file)
    return Story(
        id=sample_id("story", folder.name),
        key=folder.name,
        section=file.section,
        dossiers=file.dossiers,
        subjects=file.subjects,
        first_published=file.first_published,
        updated=file.updated,
        source=file.source,
        editions=editions,
    )


def _edition(path: Path, story: str, of: files.StoryFile) -> SampleEdition:
    file = _read(path, files.EditionFile)
    unknown = set(file.changes) - set(of.changes)
    if unknown:
        raise SampleError(f"{story}/{path.name}: story.toml knows no change {sorted(unknown)}")
    lead = None
    if of.lead:
        picture = sample_id("picture", of.lead)
        lead = PictureBlock(sample_id("block", f"{story}/lead"), picture, file.caption, file.alt)
    return SampleEdition(
        language=path.stem,
        slug=file.slug,
        headline=file.headline,
        kicker=file.kicker,
        summary=file.summary,
        dateline=file.dateline,
        bylines=file.bylines,
        sources=file.sources,
        lead=lead,
        versions=_versions(story, file, of),
    )


def _versions(story: str, file: files.EditionFile, of: files.StoryFile) -> tuple[Version, ...]:
    """The body's history, told backwards from the body now: each change undone gives the version before it."""
    body = {each.key or str(place): each for place, each in enumerate(file.blocks, start=1)}
    told = [(of.changes[key], note) for key, note in file.changes.items()]
    found: list[Version] = []
    for change, note in sorted(told, key=lambda each: each[0].moment, reverse=True):
        touched = [*change.added, *note.before]
        parts = tuple(str(_block_id(story, key)) for key in touched if key in body)
        blocks = _blocks(story, body)
        found.append(Version(kind=change.kind, moment=change.moment, blocks=blocks, note=note.note, parts=parts))
        body = {key: _undone(each, key, note) for key, each in body.items() if key not in change.added}
    found.append(Version(kind="first", moment=of.first_published, blocks=_blocks(story, body)))
    return tuple(reversed(found))


def _undone(block: files.AnyBlock, key: str, note: files.NoteFile) -> files.AnyBlock:
    if key not in note.before:
        return block
    if not isinstance(block, files.ParagraphFile):
        raise SampleError(f"the block {key} is corrected but is no paragraph; only paragraphs can have a text before")
    return files.ParagraphFile(key=block.key, text=note.before[key])


def _block_id(story: str, key: str) -> UUID:
    return sample_id("block", f"{story}/{key}")


def _blocks(story: str, body: dict[str, files.AnyBlock]) -> tuple[Block, ...]:
    return tuple(_block(_block_id(story, key), each) for key, each in body.items())


def _block(id_: UUID, file: files.AnyBlock) -> Block:
    match file:
        case files.ParagraphFile(text=text):
            return Paragraph(id_, inline.parse(text))
        case files.HeadingFile(text=text):
            return Heading(id_, inline.parse(text))
        case files.QuoteFile(text=text, speaker=speaker, role=role):
            return Quote(id_, inline.parse(text), speaker, role)
        case files.PullQuoteFile(text=text, speaker=speaker, role=role):
            return PullQuote(id_, inline.parse(text), speaker, role)
        case files.ListFile(items=items, ordered=ordered):
            return List(id_, tuple(inline.parse(item) for item in items), ordered)
        case files.TableFile(rows=rows, caption=caption):
            return Table(id_, tuple(tuple(inline.parse(cell) for cell in row) for row in rows), caption)
        case files.BodyPictureFile(picture=picture, caption=caption, alt=alt):
            return PictureBlock(id_, sample_id("picture", picture), caption, alt)
        case files.AudioFile(sound=sound, transcript=transcript):
            said = tuple(inline.parse(paragraph) for paragraph in transcript)
            return Audio(id_, sample_id("media", sound), transcript=said)
        case files.EmbedFile(url=url, provider=provider, title=title, author=author):
            return Embed(id_, url, provider, title, author)


def _check(sample: Sample) -> None:
    """Every key that a story uses must stand in the bureau's own files."""
    pictures = {str(each.id) for each in sample.pictures.values()}
    series = {str(each.podcast.cover) for each in sample.sections.values() if each.podcast}
    if series - pictures:
        raise SampleError("sections.toml: the cover of a podcast is missing in pictures.toml")
    dossiers = {each.id for each in sample.dossiers.values()}
    stories = {each.id for each in sample.stories}
    leads = {each.lead for each in sample.dossiers.values() if each.lead}
    if {each for event in sample.events for each in event.dossiers} - dossiers:
        raise SampleError("events.toml: an event stands on the timeline of a dossier that is missing in dossiers.toml")
    if ({each for event in sample.events for each in event.stories} | leads) - stories:
        raise SampleError("events.toml, dossiers.toml: a story that an event or a dossier leads to is missing")
    for story in sample.stories:
        complain = partial(_complain, story.key)
        complain("sections.toml", {story.section} - set(sample.sections))
        complain("dossiers.toml", set(story.dossiers) - set(sample.dossiers))
        complain("its editions", {story.source} - set(story.editions))
        for edition in story.editions.values():
            complain("people.toml", set(edition.bylines) - set(sample.people))
            shown = [each for each in (edition.lead, *edition.blocks) if isinstance(each, PictureBlock)]
            complain("pictures.toml", {str(each.picture) for each in shown} - pictures)
            played = {str(each.media) for each in edition.blocks if isinstance(each, Audio)}
            complain("sounds.toml", played - {str(each.id) for each in sample.sounds.values()})


def _complain(story: str, where: str, missing: set[str]) -> None:
    if missing:
        raise SampleError(f"stories/{story}: {sorted(missing)} is missing in {where}")
