"""What an HTML page says of itself: JSON-LD, Open Graph, <time>, headline, kicker, byline, by decreasing trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec
from lxml.html import HtmlElement

from dateline.edition.moment import Moment
from dateline.wires.capture.folding import key, spaced


def _class(names: str) -> re.Pattern[str]:
    """Whether one of some words is a part of a class name ("story__kicker")."""
    return re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE)


KICKER = _class("kicker|surtitre|surtitle|overline|eyebrow|topper|roofline|dachzeile|antetitulo|chapeu|rubrique")
STANDFIRST = _class("chapo|chapeau|standfirst|summary|lead|lede|dek|deck|intro|abstract|subtitle|sapo")
BYLINE = _class("byline|author|auteur|autor")
ARTICLE = re.compile(r"Article|Report|BlogPosting|Posting|WebPage$", re.IGNORECASE)
PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "date",
)
UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "lastmod", "last-modified")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """The page's own words about the story; empty where it says nothing."""

    headline: str = ""
    title: str = ""
    kicker: str = ""
    summary: str = ""
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    first_published: Moment | None = None
    updated: Moment | None = None
    doubts: tuple[str, ...] = ()
    image: str = ""
    canonical: str = ""
    language: str = ""


def read(root: HtmlElement) -> Metadata:
    """The metadata of a parsed page."""
    linked = _linked_data(root)
    meta = _meta(root)
    published, first_doubt = _moment(
        [linked.get("datePublished"), *(meta.get(name) for name in PUBLISHED), *_times(root)]
    )
    updated, second_doubt = _moment([linked.get("dateModified"), *(meta.get(name) for name in UPDATED)])
    return Metadata(
        headline=_headline(root, linked, meta),
        title=_title(root),
        kicker=_by_class(root, KICKER),
        summary=_words(linked.get("description"))
        or _words(meta.get("og:description"))
        or _words(meta.get("description")),
        standfirst=_by_class(root, STANDFIRST),
        bylines=_bylines(root, linked, meta),
        first_published=published,
        updated=updated,
        doubts=tuple(doubt for doubt in (first_doubt, second_doubt) if doubt),
        image=meta.get("og:image", ""),
        canonical=next(iter(root.xpath("//link[@rel='canonical']/@href")), "") or meta.get("og:url", ""),
        language=root.get("lang")
        or next(iter(root.xpath("//html/@lang|//body/@lang")), "")
        or _words(linked.get("inLanguage")),
    )


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _linked_data(root: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article, with its fields; an empty one where there is none."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for each in _objects(data):
            kinds = each.get("@type")
            named = any(
                isinstance(kind, str) and ARTICLE.search(kind)
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            )
            if named and (isinstance(each.get("headline"), str) or "datePublished" in each):
                return each
    return {}


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict) and depth < 5:
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(name), depth + 1)


def _meta(root: HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for each in root.iter("meta"):
        name = (each.get("property") or each.get("name") or each.get("itemprop") or "").lower()
        content = (each.get("content") or "").strip()
        if name and content:
            out.setdefault(name, content)
    return out


def _times(root: HtmlElement) -> Iterable[str]:
    return [str(value) for path in ("//article", "//main", "") for value in root.xpath(f"{path}//time/@datetime")]


def _moment(values: Iterable[object]) -> tuple[Moment | None, str]:
    """The first value that is a date or an instant; a time without a zone is kept as its day, with a remark."""
    for value in values:
        if not isinstance(value, str):
            continue
        text = value.strip()
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return Moment(date.fromisoformat(text)), ""
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        if found.tzinfo is not None:
            return Moment(found), ""
        return Moment(found.date()), f"The page's time {text} does not say its zone: only the day was kept."
    return None, ""


def _headline(root: HtmlElement, linked: dict[str, Any], meta: dict[str, str]) -> str:
    for path in ("//article//h1", "//main//h1", "//h1"):
        found = [_text(each) for each in root.xpath(path) if _text(each)]
        if len(set(found)) == 1 or (found and path != "//h1"):
            return found[0]
    return _words(linked.get("headline")) or _words(meta.get("og:title"))


def _title(root: HtmlElement) -> str:
    """The window's title without the site's name behind it."""
    title = _words(next(iter(root.xpath("//title/text()")), ""))
    return re.split(r"\s+[|–—-]\s+(?=[^|–—]{1,40}$)", title)[0]


def _text(element: HtmlElement) -> str:
    return spaced(element.text_content()).strip()


def _by_class(root: HtmlElement, wanted: re.Pattern[str]) -> str:
    for each in root.xpath("//body//*[@class]"):
        if wanted.search(each.get("class") or "") and each.tag not in {
            "article",
            "section",
            "main",
            "body",
            "ul",
            "figure",
        }:
            text = _text(each)
            if 1 < len(text) < 600 and not each.xpath(".//h1|.//figure|.//ul") and len(each.xpath(".//p")) < 2:
                return text
    return ""


def _bylines(root: HtmlElement, linked: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    authors = linked.get("author")
    people = authors if isinstance(authors, list) else [authors]
    names = [_words(each.get("name")) if isinstance(each, dict) else _words(each) for each in people]
    names = [name for name in names if name]
    if not names and (text := _by_class(root, BYLINE)) and len(text) < 120:
        names = [text]
    if not names and "author" in meta and not meta["author"].startswith("http"):
        names = [_words(meta["author"])]
    return tuple(dict.fromkeys(name for name in names if key(name)))
