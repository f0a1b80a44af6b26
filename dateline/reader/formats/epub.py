"""EPUB 3 files (W3C EPUB 3.3) of a story or a dossier; equal volumes give equal bytes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree
from lxml.builder import ElementMaker

from dateline.reader.carried import Carried, Chapter, Volume, as_xml
from dateline.reader.formats.xml import XML_LANG, clean

MEDIA_TYPE = "application/epub+zip"
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
CONTAINER = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
BOOK_STYLE = "carry/book.css"
# The least that the ZIP format can say: no file tells when it was packed.
EPOCH = (1980, 1, 1, 0, 0, 0)
# What a reader with a screen reader can count on (EPUB Accessibility 1.1): all of it is text.
ACCESSIBLE = {
    "schema:accessMode": ("textual",),
    "schema:accessModeSufficient": ("textual",),
    "schema:accessibilityFeature": ("structuralNavigation", "tableOfContents", "readingOrder"),
    "schema:accessibilityHazard": ("none",),
}
x = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})
o = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
d = ElementMaker(namespace=DC)


def book(sheet: Carried, volume: Volume) -> bytes:
    """The file's bytes."""
    sheet.reading.template(BOOK_STYLE)
    files = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": _package(sheet, volume),
        "OEBPS/nav.xhtml": _contents(sheet, volume),
        "OEBPS/title.xhtml": _title_page(sheet, volume),
        "OEBPS/book.css": (sheet.furniture.source(BOOK_STYLE) or "").encode(),
        **{f"OEBPS/{_name(number)}": _chapter(sheet, each) for number, each in enumerate(volume.chapters, 1)},
    }
    out = io.BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr(_entry("mimetype", ZIP_STORED), MEDIA_TYPE)
        for name, body in files.items():
            packed.writestr(_entry(name, ZIP_DEFLATED), body)
    return out.getvalue()


def _entry(name: str, compression: int) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.compress_type, info.create_system, info.external_attr = compression, 3, 0o644 << 16
    return info


def _name(number: int) -> str:
    return f"story-{number:03}.xhtml"


def _package(sheet: Carried, volume: Volume) -> bytes:
    names = [_name(number) for number in range(1, len(volume.chapters) + 1)]
    read = [("title", "title.xhtml"), ("nav", "nav.xhtml"), *((name.removesuffix(".xhtml"), name) for name in names)]
    items = [
        o.item({"id": each, "href": href, "media-type": "application/xhtml+xml", **_properties(each)})
        for each, href in read
    ]
    style = o.item({"id": "style", "href": "book.css", "media-type": "text/css"})
    spine = {"page-progression-direction": sheet.language.direction}
    package = o.package(
        o.metadata(*_metadata(sheet, volume)),
        o.manifest(*items, style),
        o.spine(spine, *(o.itemref(idref=each) for each, _ in read)),
        version="3.0",
        dir=sheet.language.direction,
        **{"unique-identifier": "id"},
    )
    package.set(XML_LANG, sheet.language.tag)
    return _written(package)


def _properties(item: str) -> dict[str, str]:
    return {"properties": "nav"} if item == "nav" else {}


def _metadata(sheet: Carried, volume: Volume) -> list[etree._Element]:
    authors = dict.fromkeys(name for each in volume.chapters for name in each.authors)
    licence = sheet.face.licence.text if sheet.face.licence else ""
    said = {
        "title": [volume.title],
        "language": [sheet.language.tag],
        "creator": list(authors),
        "publisher": [sheet.front.name],
        "description": [volume.summary],
        "date": [volume.modified],
        "source": [sheet.absolute(volume.page)],
        "rights": [licence],
    }
    found = [d("identifier", volume.urn, id="id")]
    found += [d(name, clean(text)) for name, texts in said.items() for text in texts if text]
    found.append(o.meta(volume.modified, property="dcterms:modified"))
    found += [o.meta(value, property=name) for name, values in ACCESSIBLE.items() for value in values]
    return found


def _contents(sheet: Carried, volume: Volume) -> bytes:
    words = sheet.language.strings.contents
    entries = [("title.xhtml", volume.title)] if len(volume.chapters) > 1 else []
    entries += [(_name(number), each.title) for number, each in enumerate(volume.chapters, 1)]
    nav = x.nav(x.h1(words), x.ol(*(x.li(x.a(clean(title), href=href)) for href, title in entries)), id="contents")
    nav.set(f"{{{OPS}}}type", "toc")
    return _document(sheet, words, nav)


def _title_page(sheet: Carried, volume: Volume) -> bytes:
    address = sheet.absolute(volume.page)
    shown = [x.p(sheet.front.name, {"class": "house"}), x.h1(clean(volume.title))]
    if volume.summary:
        shown.append(x.p(clean(volume.summary)))
    shown.append(x.p(x.a(x.bdi(address), href=address), {"class": "soft"}))
    section = x.section(*shown)
    section.set(f"{{{OPS}}}type", "titlepage")
    return _document(sheet, volume.title, section)


def _chapter(sheet: Carried, chapter: Chapter) -> bytes:
    return _document(sheet, chapter.title, *as_xml(sheet, chapter.markup))


def _document(sheet: Carried, title: str, *body: etree._Element) -> bytes:
    language = sheet.language
    style = x.link(rel="stylesheet", type="text/css", href="book.css")
    names = f"{language.direction} {language.tag.split('-')[0]}"
    page = x.html(x.head(x.title(clean(title)), style), x.body({"class": names}, *body), dir=language.direction)
    page.set(XML_LANG, language.tag)
    page.set("lang", language.tag)
    return _written(page, doctype="<!DOCTYPE html>")


def _written(root: etree._Element, doctype: str | None = None) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"] if doctype else ["dc"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype) + b"\n"
