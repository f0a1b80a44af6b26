"""Atom feeds (RFC 4287) of a language, a section or a dossier, with tombstones of what was killed (RFC 6721)."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from dateline.edition.card import Card
from dateline.reader.formats.channel import Channel, categories, identity, last_change, picture, summary, title
from dateline.reader.formats.xml import XML_LANG, clean, document
from dateline.reader.sheet import Sheet

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00Z"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
make = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
buried = ElementMaker(namespace=TOMBSTONES, nsmap={"at": TOMBSTONES})


def feed(sheet: Sheet, channel: Channel, cards: tuple[Card, ...]) -> bytes:
    """The feed's bytes. Its ``updated`` is that of its newest story or kill, so that equal lists give equal bytes."""
    moved = max([*map(last_change, cards), *(each.when for each in channel.tombstones)], default=EPOCH)
    root = make.feed(
        make.id(sheet.absolute(channel.page)),
        make.title(clean(channel.title)),
        *([make.subtitle(clean(channel.subtitle))] if channel.subtitle else []),
        make.updated(moved),
        make.link(rel="self", type="application/atom+xml", href=sheet.absolute(channel.path)),
        make.link(rel="alternate", type="text/html", href=sheet.absolute(channel.page), hreflang=sheet.language.tag),
        make.author(make.name(clean(sheet.front.name)), make.uri(sheet.absolute(sheet.root))),
        make.icon(sheet.absolute(sheet.reading.asset("favicon.ico").path)),
        *_logo(sheet),
        *([make.rights(clean(sheet.face.licence.text))] if sheet.face.licence else []),
        *(buried("deleted-entry", ref=each.entry, when=each.when) for each in channel.tombstones),
        *(entry(sheet, card) for card in cards),
    )
    root.set(XML_LANG, sheet.language.tag)
    return document(root)


def entry(sheet: Sheet, card: Card) -> etree._Element:
    """One story. ``published`` stands only where its minute is known: RFC 3339 has no way to write a mere day there."""
    address = sheet.absolute(card.path)
    parts = [
        make.id(identity(card)),
        make.title(clean(title(card))),
        make.link(rel="alternate", type="text/html", href=address, hreflang=card.language),
        *([make.published(str(card.first_published))] if card.first_published.exact else []),
        make.updated(last_change(card)),
        *(make.category(term=clean(each)) for each in categories(sheet, card)),
        *([make.summary(clean(said))] if (said := summary(sheet, card)) else []),
        *_enclosure(sheet, card),
    ]
    return make.entry(*parts)


def _logo(sheet: Sheet) -> list[etree._Element]:
    picture = sheet.picture(sheet.face.logo) if sheet.face.logo else None
    file = picture.fallback if picture else None
    return [make.logo(sheet.absolute(file.path))] if file else []


def _enclosure(sheet: Sheet, card: Card) -> list[etree._Element]:
    file = picture(sheet, card)
    return [make.link(rel="enclosure", type=file.media_type, href=sheet.absolute(file.path))] if file else []
