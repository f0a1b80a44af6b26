"""JSON Feed 1.1 of a language, a section or a dossier (jsonfeed.org)."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.edition.card import Card
from dateline.reader.formats.channel import Channel, categories, identity, last_change, picture, summary, title
from dateline.reader.sheet import Sheet

MEDIA_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(sheet: Sheet, channel: Channel, cards: tuple[Card, ...]) -> bytes:
    """The feed's bytes."""
    said = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": sheet.absolute(channel.page),
        "feed_url": sheet.absolute(channel.path),
        "description": channel.subtitle,
        "favicon": sheet.absolute(sheet.reading.asset("favicon.ico").path),
        "language": sheet.language.tag,
        "authors": [{"name": sheet.front.name, "url": sheet.absolute(sheet.root)}],
        "items": [_item(sheet, card) for card in cards],
    }
    return msgspec.json.format(msgspec.json.encode(_told(said)), indent=1) + b"\n"


def _item(sheet: Sheet, card: Card) -> dict[str, Any]:
    """One story; an item needs a text, so the headline stands in for a missing summary."""
    file = picture(sheet, card)
    return _told(
        {
            "id": identity(card),
            "url": sheet.absolute(card.path),
            "title": title(card),
            "content_text": summary(sheet, card) or card.headline,
            "image": sheet.absolute(file.path) if file else "",
            "date_published": str(card.first_published) if card.first_published.exact else "",
            "date_modified": last_change(card),
            "tags": categories(sheet, card),
            "language": card.language,
        }
    )


def _told(said: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; a feed without stories still has its list of them."""
    return {name: value for name, value in said.items() if value or name == "items"}
