"""Reads an export as a stream: no entities, no network, one item in memory; its versions differ in namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import SEEK_SET
from typing import BinaryIO

import msgspec
from lxml import etree

from dateline.wires.draft import Refused

# WordPress lets control characters into its exports, which XML may not hold; none of them is part of a character.
CONTROLS = bytes(set(range(32)) - {9, 10, 13})
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
WORDPRESS = re.compile(r"^\{https?://wordpress\.org/export/[\d.]+/\}")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
EXCERPT = re.compile(r"^\{https?://wordpress\.org/export/[\d.]+/excerpt/\}encoded$")
NO_EXPORT = "it is no WordPress export: make one there under Tools, Export, All content"
CUT_SHORT = "the XML is broken or was cut short: export again, a year at a time if the site is large"
# WordPress keeps an image in several sizes beside each other.
SIZED = re.compile(r"-(?:\d+x\d+|scaled|rotated)(?=\.\w+$)")
META = {"_thumbnail_id", "_wp_attachment_image_alt"}


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the old library; ``parent`` is the id of the post that it was uploaded to."""

    address: str
    alt: str = ""
    caption: str = ""
    parent: str = ""


class Export(msgspec.Struct, kw_only=True):
    """What is known of the old site before its first story: addresses, language, names of authors, the library."""

    site: str = ""
    language: str = ""
    authors: dict[str, str] = {}
    attachments: dict[str, Attachment] = {}
    by_address: dict[str, Attachment] = {}

    def add(self, number: str, attachment: Attachment) -> None:
        """Put a file into the library, to be found by its number and by its address in any size."""
        self.attachments[number] = attachment
        self.by_address[SIZED.sub("", attachment.address)] = attachment
        self.by_address[attachment.address] = attachment

    def picture(self, address: str, number: str) -> Attachment | None:
        """The file of the library that an image shows, by its address or else its number."""
        bare = address.partition("?")[0]
        return self.by_address.get(bare) or self.by_address.get(SIZED.sub("", bare)) or self.attachments.get(number)


class Item(msgspec.Struct, kw_only=True):
    """One ``<item>``: texts as they stand, ``terms`` as (domain, nicename, name), ``meta`` what we read of it."""

    sort: str = ""
    status: str = ""
    id: str = ""
    guid: str = ""
    link: str = ""
    title: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""
    date_gmt: str = ""
    modified_gmt: str = ""
    password: str = ""
    parent: str = ""
    attachment: str = ""
    comments: int = 0
    terms: list[tuple[str, str, str]] = []
    meta: dict[str, str] = {}

    @property
    def key(self) -> str:
        """What names it for good. Its guid alone does not: real exports hold the same one twice."""
        return f"{self.guid or self.link}#{self.id}"


FIELDS = {
    "post_type": "sort", "status": "status", "post_id": "id", "post_date": "date", "post_date_gmt": "date_gmt",
    "post_modified_gmt": "modified_gmt", "post_password": "password", "post_parent": "parent",
    "attachment_url": "attachment",
}  # fmt: skip
PLAIN = {"guid": "guid", "link": "link", "title": "title"}


def survey(file: BinaryIO) -> Export:
    """A first reading: what stories refer to, wherever in the file it stands. Raises Refused for a broken file."""
    export = Export()
    for element in _elements(file, channel=True):
        name = _own(element)
        if element.tag == "item":
            _add_attachment(export, _item(element))
        elif name == "author":
            said = {_own(child): (child.text or "").strip() for child in element}
            login = said.get("author_login", "")
            export.authors[login] = said.get("author_display_name") or login
        elif name == "base_blog_url":
            export.site = (element.text or "").strip()
        elif element.tag == "language":
            export.language = (element.text or "").strip()
    return export


def items(file: BinaryIO) -> Iterator[Item]:
    """Every item, one by one."""
    for element in _elements(file, channel=False):
        yield _item(element)


class _Cleaned:
    """A file without the control characters that XML refuses; UTF-16 and UTF-32 are left as they are."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0, SEEK_SET)
        self._file, self._dropped = file, CONTROLS
        if file.read(2).startswith(WIDE):
            self._dropped = b""
        file.seek(0, SEEK_SET)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; at the end none."""
        while part := self._file.read(size):
            if kept := part.translate(None, self._dropped):
                return kept
        return b""


def _elements(file: BinaryIO, *, channel: bool) -> Iterator[etree._Element]:
    """Items, and if asked what the channel says of itself; each is emptied once it was looked at."""
    reader = etree.iterparse(
        _Cleaned(file), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    depth, begun, marked = 0, False, False
    try:
        for event, element in reader:
            if event == "start":
                depth, begun = depth + 1, True
                _check(element, depth)
                continue
            depth -= 1
            if depth != 2:
                continue
            marked = marked or bool(WORDPRESS.match(str(element.tag)))
            if element.tag == "item" or channel:
                yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{CUT_SHORT} ({error.msg})" if begun else NO_EXPORT) from None
    if not marked:
        raise Refused(NO_EXPORT)


def _check(element: etree._Element, depth: int) -> None:
    if depth > 1:
        return
    if element.getroottree().docinfo.internalDTD is not None:
        raise Refused("the file declares XML entities or a document type of its own, which no export of WordPress does")
    if element.tag != "rss":
        raise Refused(NO_EXPORT)


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]  # type: ignore[union-attr]


def _item(element: etree._Element) -> Item:
    item = Item()
    for child in element:
        name, text = _own(child), child.text or ""
        if name in FIELDS:
            setattr(item, FIELDS[name], text.strip())
        elif child.tag in PLAIN:
            setattr(item, PLAIN[str(child.tag)], text.strip())
        elif child.tag == "category":
            item.terms.append((child.get("domain", "category"), child.get("nicename", ""), text.strip()))
        elif name == "comment":
            item.comments += 1
        elif name == "postmeta":
            said = {_own(each): each.text or "" for each in child}
            if said.get("meta_key") in META:
                item.meta[said["meta_key"]] = said.get("meta_value", "").strip()
        else:
            _texts(item, str(child.tag), text)
    return item


def _texts(item: Item, tag: str, text: str) -> None:
    if tag == CONTENT:
        item.content = text
    elif tag == CREATOR:
        item.creator = text.strip()
    elif EXCERPT.match(tag):
        item.excerpt = text


def _own(element: etree._Element) -> str:
    """The name of an element of WordPress's own, of any version; empty for others."""
    tag = str(element.tag)
    found = WORDPRESS.match(tag)
    return tag[found.end() :] if found else ""


def _add_attachment(export: Export, item: Item) -> None:
    address = item.attachment or (item.guid if item.sort == "attachment" else "")
    if item.sort == "attachment" and address:
        alt = item.meta.get("_wp_attachment_image_alt", "")
        export.add(item.id, Attachment(address=address, alt=alt, caption=item.excerpt, parent=item.parent))
