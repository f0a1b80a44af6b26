"""Pictures that a ninjs item is associated with: caption, credit, alt text, rights and the largest rendition."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dateline.wires.draft import DraftPicture, Ids
from dateline.wires.ninjs.fields import Item, roles, stripped

LEADS = {"featuremedia", "mainpic", "main", "lead", "mainimage", "hero", "teaser"}
SHOWN = {"picture", "image", "photo", "graphic", ""}
DRAWN = {"graphic"}


class Associated(msgspec.Struct, frozen=True):
    """Pictures in order, the lead first; each by every address and name it has; what was left out."""

    pictures: tuple[DraftPicture, ...]
    known: dict[str, DraftPicture]
    left_out: tuple[str, ...]
    led: bool


def read(item: Item, ids: Ids) -> Associated:
    """The pictures among an item's associations."""
    members = [(name, Item(value)) for name, value in item.named("associations") if value]
    members.sort(key=lambda each: each[0].lower() not in LEADS)
    pictures: list[DraftPicture] = []
    known: dict[str, DraftPicture] = {}
    left_out = []
    for name, each in members:
        sort = each.text("type").lower()
        if sort not in SHOWN or (not sort and not each.value.get("renditions")):
            left_out.append(
                f"The {sort or 'item'} “{each.plain('headline', 'title') or each.id}” that comes with it was left out."
            )
            continue
        picture = _picture(each, ids)
        pictures.append(picture)
        known |= {
            address: picture for address in (name, each.text("uri"), each.text("guid"), *_addresses(each)) if address
        }
    led = bool(members) and members[0][0].lower() in LEADS and bool(pictures)
    return Associated(tuple(dict.fromkeys(pictures)), known, tuple(left_out), led)


def _picture(item: Item, ids: Ids) -> DraftPicture:
    best = _largest(item)
    href = str(best.get("href") or "")
    return DraftPicture(
        id=ids.picture(item.text("uri") or item.text("guid") or href or item.id),
        caption=_caption(item),
        credit=item.plain("creditline", "credit", "byline", "by", "copyrightholder", "source"),
        alt=item.plain("alttext", "alt_text", "alt") or _by_role(item, "alt", "alttext", "alt-text", "accessibility"),
        href=href if href.startswith(("http://", "https://")) else "",
        width=_number(best.get("width")),
        height=_number(best.get("height")),
        rights=item.plain("usageterms", "copyrightnotice"),
        sort="illustration" if item.text("type").lower() in DRAWN else "photo",
    )


def _caption(item: Item) -> str:
    return (
        _by_role(item, "caption", "text", "main", "description", "short", "")
        or item.plain(
            "description_caption", "description_text", "description_html", "description_xhtml", "description", "summary"
        )
        or item.plain("body_text", "headline", "title")
        or next((stripped(value) for _, _, value in roles(item, "headlines")), "")
    )


def _by_role(item: Item, *wanted: str) -> str:
    found = roles(item, "descriptions")
    for role in wanted:
        for each, _, value in found:
            if each == role:
                return stripped(value)
    return ""


def _renditions(item: Item) -> list[dict[str, Any]]:
    return [each for _, each in item.named("renditions") if isinstance(each.get("href"), str)]


def _addresses(item: Item) -> list[str]:
    return [str(each["href"]) for each in _renditions(item)]


def _largest(item: Item) -> dict[str, Any]:
    return max(_renditions(item), key=lambda each: _number(each.get("width")), default={})


def _number(value: object) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6:
        return int(value)
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,5}", value) else 0
