"""Writes the sample bureau into a newsroom through the newsroom's own actions, each story in a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from dateline.edition import timeline, values
from dateline.edition.podcast import PodcastWords
from dateline.edition.wording import part_digests
from dateline.newsroom.actions.put_edition import put_edition
from dateline.newsroom.models.dossier import Dossier, DossierName
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.event import Event, EventStory, EventText
from dateline.newsroom.models.person import Person, PersonName
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.models.section import Section, SectionName
from dateline.newsroom.sample.fronts import install_fronts
from dateline.newsroom.sample.house import install_house
from dateline.newsroom.sample.templates import install_templates
from dateline.newsroom.sample.tones import play
from dateline.newsroom.sample.values import Person as Writer
from dateline.newsroom.sample.values import Sample, SampleEdition, SamplePicture, SampleSound, Story, Version

Draw = Callable[[str], bytes]
Tell = Callable[[Iterable[Any]], Iterator[Any]]


def install(sample: Sample, draw: Draw, *, tell: Tell = iter) -> int:
    """Make what is missing of the sample and publish it; what stands already is left alone. Returns editions made."""
    with transaction.atomic():
        for picture in sample.pictures.values():
            _picture(picture, draw)
        for sound in sample.sounds.values():
            _sound(sound)
        for section in sample.sections.values():
            _section(section)
        new = [dossier for dossier in sample.dossiers.values() if _dossier(dossier)]
        for writer in sample.people.values():
            _person(writer)
        install_house(sample)
        install_templates()
    made = sum(_story(story, sample) for story in tell(sample.stories))
    install_fronts(sample)
    with transaction.atomic():
        for dossier in new:
            _lead(dossier)
        for event in sample.events:
            _event(event)
    return made


def _picture(picture: SamplePicture, draw: Draw) -> None:
    if Picture.objects.filter(uuid=picture.id).exists():
        return
    Picture(
        uuid=picture.id,
        title=picture.drawing,
        file=ContentFile(draw(picture.drawing), name=f"{picture.drawing}.png"),
        sort=picture.sort,
        credit=picture.credit,
        source=picture.source,
        rights=picture.rights,
        captions={tag: words.caption for tag, words in picture.texts.items() if words.caption},
        alts={tag: words.alt for tag, words in picture.texts.items() if words.alt},
    ).save()


def _sound(sound: SampleSound) -> None:
    if not Recording.objects.filter(uuid=sound.id).exists():
        file = ContentFile(play(sound.tone), name=f"{sound.tone}.wav")
        said = {"title": sound.titles["en"], "titles": sound.titles, "credit": sound.credit, "rights": sound.rights}
        Recording(uuid=sound.id, file=file, **said).save()


def _section(section: values.Section) -> None:
    if Section.objects.filter(uuid=section.id).exists():
        return
    made = Section(uuid=section.id, order=section.order)
    told: dict[str, PodcastWords] = {}
    if section.podcast:
        made.podcast, told = True, section.podcast.words
        made.podcast_author, made.podcast_category = section.podcast.author, section.podcast.category
        made.podcast_cover = Picture.objects.get(uuid=section.podcast.cover)
    made.names = [
        SectionName(
            language=tag,
            name=each.name,
            slug=each.slug,
            podcast_title=told[tag].title if tag in told else "",
            podcast_description=told[tag].description if tag in told else "",
        )
        for tag, each in section.names.items()
    ]
    made.save()


def _dossier(dossier: values.Dossier) -> bool:
    """Whether it was missing; its lead follows when there are stories."""
    if Dossier.objects.filter(uuid=dossier.id).exists():
        return False
    made = Dossier(uuid=dossier.id, picture=Picture.objects.filter(uuid=dossier.picture).first())
    made.names = [
        DossierName(language=tag, name=each.name, slug=each.slug, summary=each.summary)
        for tag, each in dossier.names.items()
    ]
    made.save()
    return True


def _lead(dossier: values.Dossier) -> None:
    page = _some_edition(dossier.lead) if dossier.lead else None
    if page:
        made = Dossier.objects.get(uuid=dossier.id)
        made.lead = page
        made.save()


def _event(event: timeline.Event) -> None:
    if Event.objects.filter(uuid=event.id).exists():
        return
    made = Event(uuid=event.id, date=event.date.text, about=event.date.about)
    made.names = [EventText(language=tag, name=each.title, text=each.text) for tag, each in event.texts.items()]
    made.dossiers = list(Dossier.objects.filter(uuid__in=event.dossiers))
    made.stories = [EventStory(page=_some_edition(story), story=story) for story in event.stories]
    made.save()


def _some_edition(story: UUID) -> EditionPage | None:
    """An edition to choose a story by: the English one where there is one."""
    pages = EditionPage.objects.filter(translation_key=story).select_related("locale")
    return min(pages, key=lambda page: (page.tag != "en", page.tag), default=None)


def _person(writer: Writer) -> None:
    if not Person.objects.filter(uuid=writer.id).exists():
        made = Person(uuid=writer.id)
        made.names = [
            PersonName(
                language=tag, name=name, role=writer.roles.get(tag, ""), biography=writer.biographies.get(tag, "")
            )
            for tag, name in writer.names.items()
        ]
        made.save()


def _story(story: Story, sample: Sample) -> int:
    """The source edition first: the others say which version of it they were made from."""
    made = 0
    source: values.Edition | None = None
    with transaction.atomic():
        for tag in sorted(story.editions, key=lambda tag: (tag != story.source, tag)):
            if EditionPage.objects.filter(translation_key=story.id, locale__language_code=tag.lower()).exists():
                continue
            page = _edition(story, story.editions[tag], sample, source)
            made += 1
            if tag == story.source:
                source = page.value()
    return made


def _edition(story: Story, edition: SampleEdition, sample: Sample, source: values.Edition | None) -> EditionPage:
    derived = _derivation(edition, source) if source else None
    page = None
    for version in edition.versions:
        value = _value(story, edition, version, sample, derived)
        kind = "" if version.kind == "first" else version.kind
        page = put_edition(value, kind=kind, note=version.note)
    if page is None:
        raise ValueError(f"{story.key}/{edition.language} has no version")
    return page


def _value(
    story: Story, edition: SampleEdition, version: Version, sample: Sample, derived: values.Derivation | None
) -> values.Edition:
    return values.Edition(
        story=story.id,
        language=edition.language,
        version=1,
        slug=edition.slug,
        headline=edition.headline,
        kicker=edition.kicker,
        summary=edition.summary,
        dateline=edition.dateline,
        bylines=tuple(values.Byline(person=sample.people[key].id) for key in edition.bylines),
        sources=edition.sources,
        section=sample.sections[story.section].id,
        dossiers=tuple(sample.dossiers[key].id for key in story.dossiers),
        subjects=story.subjects,
        first_published=story.first_published,
        updated=None if version.kind == "first" else version.moment,
        lead=edition.lead,
        blocks=version.blocks,
        derived_from=derived,
    )


def _derivation(edition: SampleEdition, source: values.Edition) -> values.Derivation:
    """Made from the source as it stands, part by part; a paragraph that a translation lacks was left out on purpose."""
    own = {str(block.id) for block in edition.blocks}
    parts = tuple(
        values.SourcePart(part=name if name in own or not _is_id(name) else "", source=name, digest=digest)
        for name, digest in part_digests(source).items()
    )
    return values.Derivation(language=source.language, version=source.version, parts=parts)


def _is_id(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True
