"""RSS 2.0 of a language, a section or a dossier, for programs that read nothing newer."""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree
from lxml.builder import ElementMaker

from dateline.edition.card import Card
from dateline.reader.formats.atom import ATOM
from dateline.reader.formats.channel import Channel, categories, identity, picture, summary, title
from dateline.reader.formats.xml import clean, document
from dateline.reader.sheet import Sheet

MEDIA_TYPE = "application/rss+xml; charset=utf-8"
make = ElementMaker(nsmap={"atom": ATOM})
atom = ElementMaker(namespace=ATOM, nsmap={"atom": ATOM})


def feed(sheet: Sheet, channel: Channel, cards: tuple[Card, ...]) -> bytes:
    """The feed's bytes. RSS asks each channel for a description, so the title stands in for a missing one."""
    return document(
        make.rss(
            make.channel(
                make.title(clean(channel.title)),
                make.link(sheet.absolute(channel.page)),
                make.description(clean(channel.subtitle or channel.title)),
                make.language(sheet.language.tag.lower()),
                *([make.copyright(clean(sheet.face.licence.text))] if sheet.face.licence else []),
                atom.link(rel="self", type="application/rss+xml", href=sheet.absolute(channel.path)),
                *(_item(sheet, card) for card in cards),
            ),
            version="2.0",
        )
    )


def _item(sheet: Sheet, card: Card) -> etree._Element:
    """One story. ``pubDate`` stands only where its minute is known: RSS, too, can write no mere day."""
    said, file = summary(sheet, card), picture(sheet, card)
    published = card.first_published
    enclosed = {"url": sheet.absolute(file.path), "length": str(file.size), "type": file.media_type} if file else {}
    return make.item(
        make.title(clean(title(card))),
        make.link(sheet.absolute(card.path)),
        make.guid(identity(card), isPermaLink="false"),
        *([make.pubDate(format_datetime(published.instant, usegmt=True))] if published.exact else []),
        *(make.category(clean(each)) for each in categories(sheet, card)),
        *([make.description(clean(said))] if said else []),
        *([make.enclosure(**enclosed)] if file else []),
    )
