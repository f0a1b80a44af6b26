"""Sitemaps (sitemaps.org 0.9) with the other editions of each story as ``xhtml:link`` alternates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from dateline.reader.formats.xml import document

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
MEDIA_TYPE = "application/xml; charset=utf-8"
make = ElementMaker(namespace=SITEMAP, nsmap={None: SITEMAP, "xhtml": XHTML})
link = ElementMaker(namespace=XHTML, nsmap={"xhtml": XHTML})
index_of = ElementMaker(namespace=SITEMAP, nsmap={None: SITEMAP})


@dataclass(frozen=True, kw_only=True)
class Address:
    """A page: ``alternates`` are its other languages' whole addresses by hreflang, ``changed`` a W3C datetime."""

    location: str
    changed: str = ""
    alternates: Mapping[str, str]


def urlset(addresses: Iterable[Address]) -> bytes:
    """One sitemap file."""
    return document(make.urlset(*(_url(address) for address in addresses)))


def _url(address: Address) -> etree._Element:
    return make.url(
        make.loc(address.location),
        *([make.lastmod(address.changed)] if address.changed else []),
        *(link.link(rel="alternate", hreflang=tag, href=href) for tag, href in address.alternates.items()),
    )


def index(locations: Iterable[str]) -> bytes:
    """The file that names all sitemap files."""
    return document(index_of.sitemapindex(*(index_of.sitemap(index_of.loc(location)) for location in locations)))
