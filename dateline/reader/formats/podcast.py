"""Podcast feeds: RSS 2.0 with Apple's itunes elements, which all directories and players read."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from dateline.edition.blocks.recording import Recording, title_of
from dateline.edition.media import Media
from dateline.edition.podcast import CATEGORIES, Podcast
from dateline.edition.values import Edition
from dateline.reader.formats.atom import ATOM
from dateline.reader.formats.xml import clean, document
from dateline.reader.sheet import Sheet

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
MEDIA_TYPE = "application/rss+xml; charset=utf-8"
make = ElementMaker(nsmap={"itunes": ITUNES, "atom": ATOM})
itunes = ElementMaker(namespace=ITUNES, nsmap={"itunes": ITUNES})
atom = ElementMaker(namespace=ATOM, nsmap={"atom": ATOM})


@dataclass(frozen=True, kw_only=True)
class Episode:
    """A story with what it plays."""

    edition: Edition
    block: Recording
    media: Media


def feed(sheet: Sheet, podcast: Podcast, episodes: list[Episode], *, path: str, page: str) -> bytes:
    """The feed's bytes: ``path`` is its own address, ``page`` that of the section it belongs to."""
    words = podcast.words[sheet.language.tag]
    cover = _picture(sheet, podcast)
    channel = make.channel(
        make.title(clean(words.title)),
        make.link(sheet.absolute(page)),
        atom.link(rel="self", type="application/rss+xml", href=sheet.absolute(path)),
        make.description(clean(words.description)),
        make.language(sheet.language.tag.lower()),
        *([make.copyright(clean(sheet.face.licence.text))] if sheet.face.licence else []),
        itunes.author(clean(podcast.author)),
        itunes.type("episodic"),
        itunes.explicit(_yes(podcast.explicit)),
        _category(podcast.category),
        *([itunes.image(href=cover)] if cover else []),
        *(_item(sheet, podcast, episode) for episode in episodes),
    )
    return document(make.rss(channel, version="2.0"))


def _item(sheet: Sheet, podcast: Podcast, episode: Episode) -> etree._Element:
    edition, media = episode.edition, episode.media
    file = media.file
    return make.item(
        make.title(clean(title_of(episode.block, media, edition.language) or edition.headline)),
        make.link(sheet.absolute(edition.path)),
        make.description(clean(edition.summary or edition.headline)),
        make.guid(uuid5(NAMESPACE_URL, f"{edition.key}/{media.id}").urn, isPermaLink="false"),
        # RSS can write no mere day: a day known without its hour counts from its first second.
        make.pubDate(format_datetime(edition.first_published.instant, usegmt=True)),
        make.enclosure(url=sheet.absolute(file.path), length=str(file.size), type=_enclosure_type(file.media_type)),
        *([itunes.duration(str(media.seconds))] if media.seconds else []),
        itunes.explicit(_yes(podcast.explicit)),
    )


def _enclosure_type(media_type: str) -> str:
    """Apple's name of M4A, which differs from the registered one that browsers get."""
    return "audio/x-m4a" if media_type == "audio/mp4" else media_type


def _category(name: str) -> etree._Element:
    above = CATEGORIES[name]
    return itunes.category(itunes.category(text=name), text=above) if above else itunes.category(text=name)


def _picture(sheet: Sheet, podcast: Podcast) -> str:
    picture = sheet.picture(podcast.cover) if podcast.cover else None
    file = picture.fallback if picture else None
    return sheet.absolute(file.path) if file else ""


def _yes(said: bool) -> str:
    return "true" if said else "false"
