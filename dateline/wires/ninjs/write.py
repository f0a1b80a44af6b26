"""An edition as a ninjs 3.1 item, for other houses to read."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Protocol
from uuid import UUID

from dateline.edition.blocks import (
    Audio,
    Block,
    Embed,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    PullQuote,
    Quote,
    Table,
    Video,
)
from dateline.edition.blocks.picture import words
from dateline.edition.inline import to_html
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture
from dateline.edition.values import Edition

SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


class Surroundings(Protocol):
    """What an edition refers to, and where things of this house stand."""

    def picture(self, picture: UUID) -> Picture | None:
        """The published picture of that id, if there is one."""
        ...

    def person(self, person: UUID) -> str:
        """The name of a person in the edition's language; empty where there is none."""
        ...

    def address(self, path: str) -> str:
        """The full address of a path of the site."""
        ...


def write(edition: Edition, around: Surroundings) -> bytes:
    """The edition as UTF-8 JSON of one item (IPTC ninjs 3.1): bodies as XHTML and text, pictures associated."""
    item: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": around.address(edition.path),
        "type": "text",
        "representationType": "full",
        "version": str(edition.version),
        "firstCreated": _date_time(edition.first_published),
        "versionCreated": _date_time(edition.updated or edition.first_published),
        "pubStatus": "canceled" if edition.retracted else "usable",
        "language": edition.language,
        "headlines": _headlines(edition),
        "bodies": _bodies(edition.blocks),
        "altIds": [{"role": "story", "value": str(edition.story)}],
        "subjects": [{"uri": MEDIA_TOPICS + code.removeprefix("medtop:")} for code in edition.subjects],
        "associations": _associations(edition, around),
        "infoSources": [{"name": name} for name in edition.sources],
        "by": ", ".join(name for name in (_name(each.name, each.person, around) for each in edition.bylines) if name),
        "located": edition.dateline,
        "descriptions": [_described(edition.summary)] if edition.summary else [],
    }
    return json.dumps({name: value for name, value in item.items() if value}, ensure_ascii=False, indent=1).encode()


def _date_time(moment: Moment) -> str:
    """ninjs wants a time of day; a day alone is written as its first instant, which readers of ninjs take it for."""
    return moment.instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(printed: str, person: UUID | None, around: Surroundings) -> str:
    return around.person(person) if person else printed


def _headlines(edition: Edition) -> list[dict[str, str]]:
    kicker = [{"role": "kicker", "value": edition.kicker}] if edition.kicker else []
    return [{"role": "main", "value": edition.headline}, *kicker]


def _described(summary: str) -> dict[str, str]:
    return {"role": "summary", "contentType": "text/plain", "value": summary}


def _bodies(blocks: tuple[Block, ...]) -> list[dict[str, str]]:
    plain = "\n\n".join(block.plain() for block in blocks if block.plain())
    rich = "".join(_xhtml(block) for block in blocks)
    return [
        {"role": "xhtml", "contentType": "application/xhtml+xml", "value": rich},
        {"role": "text", "contentType": "text/plain", "value": plain},
    ] if blocks else []  # fmt: skip


def _xhtml(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_inline(block.text)}</p>"
        case Heading():
            return f"<h{block.level}>{_inline(block.text)}</h{block.level}>"
        case Quote() | PullQuote():
            who = ", ".join(part for part in (block.speaker, block.role) if part)
            cite = f"<footer>{escape(who, quote=False)}</footer>" if who else ""
            name = ' class="pullquote"' if isinstance(block, PullQuote) else ""
            return f"<blockquote{name}><p>{_inline(block.text)}</p>{cite}</blockquote>"
        case List():
            element = "ol" if block.ordered else "ul"
            return f"<{element}>{''.join(f'<li>{_inline(item)}</li>' for item in block.items)}</{element}>"
        case Table():
            return _table(block)
        case PictureBlock():
            return f'<figure data-assoc-ref="{block.picture}"></figure>'
        case Audio() | Video():
            title = escape(block.title or block.url, quote=False)
            link = f'<p><a href="{escape(block.url)}">{title}</a></p>' if block.url else ""
            return link + "".join(f"<p>{_inline(paragraph)}</p>" for paragraph in block.transcript)
        case Embed():
            return f'<p><a href="{escape(block.url)}">{escape(block.title or block.url, quote=False)}</a></p>'


def _inline(text: Any) -> str:
    return to_html(text).replace("<br>", "<br/>")


def _table(block: Table) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        cell = "th" if block.header and number == 0 else "td"
        rows.append(f"<tr>{''.join(f'<{cell}>{_inline(each)}</{cell}>' for each in row)}</tr>")
    caption = f"<caption>{escape(block.caption, quote=False)}</caption>" if block.caption else ""
    return f"<table>{caption}{''.join(rows)}</table>"


def _associations(edition: Edition, around: Surroundings) -> list[dict[str, Any]]:
    standing = [each for each in edition.blocks if isinstance(each, PictureBlock)]
    out = []
    for block in [edition.lead, *standing] if edition.lead else standing:
        picture = around.picture(block.picture)
        if picture is not None:
            name = "featuremedia" if block is edition.lead else str(block.picture)
            out.append(_association(name, block, picture, edition.language, around))
    return out


def _association(
    name: str, block: PictureBlock, picture: Picture, language: str, around: Surroundings
) -> dict[str, Any]:
    said = words(block, picture, language)
    described = [("caption", said.caption), ("alt", said.alt)]
    item: dict[str, Any] = {
        "name": name,
        "uri": f"urn:uuid:{picture.id}",
        "type": "picture" if picture.sort == "photo" else "graphic",
        "by": picture.credit,
        "copyrightHolder": picture.source,
        "usageTerms": picture.rights,
        "descriptions": [
            {"role": role, "contentType": "text/plain", "value": value} for role, value in described if value
        ],
        "renditions": [
            {
                "name": f"{each.width}w {each.media_type.removeprefix('image/')}",
                "href": around.address(each.path),
                "contentType": each.media_type,
                "width": each.width,
                "height": each.height,
            }
            for each in picture.shown
        ],
    }
    return {key: value for key, value in item.items() if value}
