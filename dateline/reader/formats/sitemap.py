"""Sitemaps (sitemaps.org 0.9), with other editions as ``xhtml:link`` alternates, and news sitemaps (Google, 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from dateline.reader.formats.xml import clean, document

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MEDIA_TYPE = "application/xml; charset=utf-8"
make = ElementMaker(namespace=SITEMAP, nsmap={None: SITEMAP, "xhtml": XHTML})
link = ElementMaker(namespace=XHTML, nsmap={"xhtml": XHTML})
told = ElementMaker(namespace=NEWS, nsmap={"news": NEWS})
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


@dataclass(frozen=True, kw_only=True)
class News:
    """A story in a news sitemap; ``published`` is a W3C datetime, a mere day where no more is known."""

    location: str
    house: str
    language: str
    published: str
    title: str


def news(front: str, stories: Iterable[News]) -> bytes:
    """A language's front, and its stories of the last two days."""
    return document(make.urlset(make.url(make.loc(front)), *(_news(story) for story in stories)))


def _news(story: News) -> etree._Element:
    publication = told.publication(told.name(clean(story.house)), told.language(story.language))
    date, title = told.publication_date(story.published), told.title(clean(story.title))
    return make.url(make.loc(story.location), told.news(publication, date, title))


def index(locations: Iterable[str]) -> bytes:
    """The file that names all sitemap files."""
    return document(index_of.sitemapindex(*(index_of.sitemap(index_of.loc(location)) for location in locations)))
