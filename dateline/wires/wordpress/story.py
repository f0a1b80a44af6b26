"""One post or page of an export to a draft: head, stamps, pictures, body, and what its editor has to know of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

import msgspec

from dateline.edition import inline
from dateline.edition.addresses import is_path
from dateline.edition.blocks import Block, PictureBlock
from dateline.edition.characters import line
from dateline.edition.moment import Moment
from dateline.wires import markup, remarks
from dateline.wires.draft import Draft, DraftPicture, Ids, Refused
from dateline.wires.tags import configured
from dateline.wires.wordpress.content import to_html
from dateline.wires.wordpress.export import Export, Item

NOTHING = "0000-00-00"
SOURCE = re.compile(r"<img\b[^>]*\bsrc=\"([^\"]*)\"")
UNSORTED = "uncategorized"
LONGEST = 80
STATUS = {
    "draft": "It was a draft there, never published.",
    "pending": "It was waiting for review there, never published.",
    "future": "It was scheduled there for the date it carries, and not published when it was exported.",
    "private": "It was private there: only the staff of the old site could read it. Do not publish it unasked.",
}
PROTECTED = "It stood behind a password there: readers without it never saw it. Do not publish it unasked."
PAGE = "It was a page there, not a post: what belongs in the footer (about, contact) is made a standing page by hand."


def draft(item: Item, export: Export, language: str) -> Draft:
    """The draft; raises Refused where its language is none of ours. Nothing of an export is public, whatever it was."""
    tag, remark = _language(item, export, language)
    ids = Ids(f"{export.site}/{item.key}")
    markup_of_body, left_out = to_html(item.content, item.id, export)
    found = markup.read(markup_of_body, ids, known=_known(markup_of_body, export))
    pictures, blocks = _led(found, _featured(item, export))
    headline, title_remark = _headline(item, blocks)
    sections = _terms(item, "category")
    made = Draft(
        language=tag,
        headline=headline,
        kicker=sections[0] if sections else "",
        summary=line(_plain(item.excerpt)),
        bylines=_bylines(item, export),
        first_published=_published(item),
        updated=_updated(item),
        pictures=pictures,
        blocks=blocks,
        sections=sections,
        keywords=_terms(item, "post_tag"),
        addresses=_addresses(item),
        source_id=item.key,
        source_version="" if item.modified_gmt.startswith(NOTHING) else item.modified_gmt,
    )
    said = [remark, title_remark, *_status(item), *left_out, *_lost(item, made)]
    return msgspec.structs.replace(made, warnings=remarks.once([*said, *remarks.of(made)]))


def _language(item: Item, export: Export, language: str) -> tuple[str, str]:
    own = next((nicename or name for domain, nicename, name in item.terms if domain == "language"), "")
    if language:
        return language, ""
    if not own and not export.language:
        raise Refused("the export does not say which language it is in: name it with --language")
    return configured(own or export.language)


def _headline(item: Item, blocks: tuple[Block, ...]) -> tuple[str, str]:
    title = line(_plain(item.title))
    if title:
        return title, ""
    words = line(next((block.plain() for block in blocks if not isinstance(block, PictureBlock)), ""))
    opening = remarks.opening(words, LONGEST) or f"({item.sort} {item.id})"
    return opening, "It had no title there: its first words stand as the headline, write one."


def _plain(markup_of_text: str) -> str:
    return inline.plain(inline.parse(markup_of_text)) if markup_of_text.strip() else ""


def _terms(item: Item, domain: str) -> tuple[str, ...]:
    """The names of its categories or tags, without the one that WordPress gives to what has none."""
    found = (line(_plain(name)) for kind, nicename, name in item.terms if kind == domain and nicename != UNSORTED)
    return tuple(dict.fromkeys(name for name in found if name))


def _bylines(item: Item, export: Export) -> tuple[str, ...]:
    """Its authors by the names that readers saw; several where the site had a plug-in for that."""
    several = _terms(item, "author")
    if several:
        return several
    name = line(export.authors.get(item.creator) or item.creator)
    return (name,) if name else ()


def _published(item: Item) -> Moment | None:
    """In universal time where the export says so; else the day alone, for the old site's zone is not known."""
    if item.date_gmt and not item.date_gmt.startswith(NOTHING):
        return Moment.parse(f"{item.date_gmt}Z")
    if item.date and not item.date.startswith(NOTHING):
        return Moment.parse(item.date[:10])
    return None


def _updated(item: Item) -> Moment | None:
    """When it was last saved there, if that was after it was published."""
    if not item.modified_gmt or item.modified_gmt.startswith(NOTHING) or item.modified_gmt <= item.date_gmt:
        return None
    return Moment.parse(f"{item.modified_gmt}Z")


def _addresses(item: Item) -> tuple[str, ...]:
    """The path that readers knew; an address that is a query (``/?p=1``) was never printed and cannot be redirected."""
    try:
        path = unquote(urlsplit(item.link).path, errors="strict")
    except ValueError:
        return ()
    path = "/" + path.strip("/") + ("/" if path.endswith("/") else "")
    return (path,) if path not in {"/", "//"} and is_path(path) and item.status == "publish" else ()


def _status(item: Item) -> list[str]:
    said = [STATUS.get(item.status, "")]
    if item.status not in {"publish", *STATUS}:
        said.append(f"Its state there was “{item.status}”.")
    if item.password:
        said.append(PROTECTED)
    if item.sort == "page":
        said.append(PAGE)
    return said


def _lost(item: Item, made: Draft) -> list[str]:
    """What has no place here, and is said so that nobody looks for it."""
    said = []
    if item.comments:
        said.append(f"Readers' comments were left out: {item.comments}.")
    if made.keywords:
        said.append(f"Its tags there were: {', '.join(made.keywords)}.")
    if len(made.sections) > 1:
        said.append(f"It stood in several categories; the first is taken: {', '.join(made.sections)}.")
    if made.updated is not None:
        said.append("Its update is when it was last saved there, for whatever reason: check it.")
    if not made.addresses and item.status == "publish":
        said.append(f"Its old address cannot be redirected: {item.link or 'none is named'}.")
    return said


def _featured(item: Item, export: Export) -> DraftPicture | None:
    picture = export.attachments.get(item.meta.get("_thumbnail_id", ""))
    if picture is None:
        return None
    own = Ids(export.site).picture(picture.address)
    return DraftPicture(id=own, href=picture.address, alt=line(picture.alt), caption=line(_plain(picture.caption)))


def _known(markup_of_body: str, export: Export) -> Mapping[str, DraftPicture]:
    """One picture of the old site is one picture here, in whatever stories it stands."""
    ids, addresses = Ids(export.site), (unescape(each) for each in SOURCE.findall(markup_of_body))
    return {each: DraftPicture(id=ids.picture(each), href=each) for each in addresses if each.startswith("http")}


def _led(found: markup.Found, featured: DraftPicture | None) -> tuple[tuple[DraftPicture, ...], tuple[Block, ...]]:
    """The featured picture leads, else the first of the body; the leading one does not stand in the body as well."""
    pictures = found.pictures
    if featured is not None:
        same = next((each for each in pictures if each.id == featured.id), featured)
        pictures = (same, *(each for each in pictures if each.id != featured.id))
    if not pictures:
        return (), found.blocks
    leading = pictures[0].id
    kept = (each for each in found.blocks if not (isinstance(each, PictureBlock) and each.picture == leading))
    return pictures, tuple(kept)
