"""HTML of another house to blocks: sanitised, then read element by element; no script or style of it stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

import msgspec
import nh3
from lxml import html as lxml_html
from lxml.etree import ParserError

from dateline.edition import inline
from dateline.edition.blocks import Block, Embed, Heading, List, Paragraph, PictureBlock, PullQuote, Quote, Table
from dateline.edition.characters import line
from dateline.edition.inline import Run, Text
from dateline.wires.draft import DraftPicture, Ids

INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "font", "tt", "big", "nobr", "data",
    "ruby", "rt", "rp",
}  # fmt: skip
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
CONTAINERS = {
    "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "header",
    "html", "main", "nav", "p", "pre", "section", "summary", "caption", "tbody", "thead", "tfoot", "tr", "td", "th",
    "li", "ul", "ol", "table", "figure", "figcaption", "picture", "blockquote", "img", "iframe", "hr", "address",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"lang", "class", "id"}, "a": {"href"}, "img": {"src", "alt", "width", "height", "data-assoc-ref"},
    "iframe": {"src", "title"}, "figure": {"data-assoc-ref"}, "td": {"colspan"}, "th": {"colspan"},
    "blockquote": {"cite"},
}  # fmt: skip
PROVIDERS = {
    "youtube": "YouTube", "youtu": "YouTube", "twitter": "X", "x": "X", "facebook": "Facebook",
    "instagram": "Instagram", "vimeo": "Vimeo", "soundcloud": "SoundCloud", "dailymotion": "Dailymotion",
    "tiktok": "TikTok", "spotify": "Spotify",
}  # fmt: skip
CREDIT = re.compile(r"credit|copyright|photograph|byline|source|rights|author", re.IGNORECASE)
PULL = re.compile(r"pull-?(?:quote|out)", re.IGNORECASE)
POSTS = re.compile(r"twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|twitter-video", re.IGNORECASE)
EDGES = " \n\t\u00a0\u202f\ufeff\u200b"


class Found(msgspec.Struct, frozen=True):
    """The blocks of a piece of HTML and the pictures that stand in it, in reading order."""

    blocks: tuple[Block, ...]
    pictures: tuple[DraftPicture, ...]


def trimmed(runs: Text) -> Text:
    """Running text without white space at its ends, no-break spaces included."""
    kept = list(runs)
    while kept and not kept[0].text.strip(EDGES):
        kept.pop(0)
    while kept and not kept[-1].text.strip(EDGES):
        kept.pop()
    if kept:
        kept[0] = msgspec.structs.replace(kept[0], text=kept[0].text.lstrip(EDGES))
        kept[-1] = msgspec.structs.replace(kept[-1], text=kept[-1].text.rstrip(EDGES))
    return tuple(kept)


def read(markup: str, ids: Ids, *, known: Mapping[str, DraftPicture] | None = None) -> Found:
    """Blocks of HTML or XHTML, a whole page's or a fragment's.

    ``known`` are pictures that the wire describes elsewhere, by each address they have and by their name there.
    """
    clean = nh3.clean(
        markup,
        tags=INLINE | set(HEADINGS) | CONTAINERS,
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    try:
        root = lxml_html.fragment_fromstring(clean, create_parent="div")
    except (ParserError, ValueError):
        return Found((), ())
    reader = _Reader(ids, known or {})
    reader.container(root)
    return Found(tuple(reader.blocks), tuple(reader.pictures))


def flattened(root: lxml_html.HtmlElement) -> bool:
    """Whether there were lists within lists: their items now follow the item that held them."""
    nested = root.xpath(".//li//ul | .//li//ol | .//ul/ul | .//ol/ol | .//ul/ol | .//ol/ul")
    for inner in reversed(nested):
        holder = inner.getparent()
        while holder.tag != "li" and holder.getparent().tag not in {"ul", "ol"} and holder.tag not in {"ul", "ol"}:
            holder = holder.getparent()
        outer, place = (inner.getparent(), inner) if holder.tag in {"ul", "ol"} else (holder.getparent(), holder)
        at = outer.index(place) + 1
        for offset, item in enumerate(list(inner)):
            outer.insert(at + offset, item)
        inner.drop_tree()
    return bool(nested)


class _Reader:
    """Walks elements and collects blocks; loose text between blocks becomes paragraphs."""

    def __init__(self, ids: Ids, known: Mapping[str, DraftPicture]) -> None:
        self._ids, self._known = ids, known
        self._loose = ""
        self.blocks: list[Block] = []
        self.pictures: list[DraftPicture] = []

    def container(self, element: lxml_html.HtmlElement) -> None:
        """Everything inside an element that is no block of its own."""
        self._flush()
        self._loose = escape(element.text or "")
        for child in element:
            self._child(child)
            self._loose += escape(child.tail or "")
        self._flush()

    def _child(self, child: lxml_html.HtmlElement) -> None:
        if not isinstance(child.tag, str):
            return
        if child.tag in INLINE and not _holds_block(child):
            self._loose += lxml_html.tostring(child, encoding="unicode", with_tail=False)
            return
        self._flush()
        self._block(child)

    def _block(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if tag in HEADINGS:
            if words := trimmed(inline.parse(_inner(element))):
                self.blocks.append(Heading(self._ids.block(), words, 2 if HEADINGS[tag] == 2 else 3))
            for image in element.iter("img"):
                self._picture(image, image)
        elif tag in {"ul", "ol"}:
            self._list(element)
        elif tag == "blockquote" or PULL.search(element.get("class") or ""):
            self._quote(element)
        elif tag == "table" and not _is_layout(element):
            self._table(element)
        elif tag in {"figure", "img"}:
            self._figure(element)
        elif tag == "iframe":
            self._embed(element.get("src") or "", element.get("title") or "")
        elif tag not in {"hr", "nav"}:
            self.container(element)

    def _flush(self) -> None:
        loose, self._loose = self._loose, ""
        for part in re.split(r"(?:<br\s*/?>[\s\u00a0]*){2,}", loose):
            if words := trimmed(inline.parse(part)):
                self.blocks.append(Paragraph(self._ids.block(), words))

    def _list(self, element: lxml_html.HtmlElement) -> None:
        items = [trimmed(inline.parse(_inner(item))) for item in element.iter("li") if not _nested(item)]
        for image in element.iter("img"):
            self._picture(image, image)
        if items := [item for item in items if item]:
            self.blocks.append(List(self._ids.block(), tuple(items), ordered=element.tag == "ol"))

    def _quote(self, element: lxml_html.HtmlElement) -> None:
        if POSTS.search(element.get("class") or ""):
            links = [link.get("href") or "" for link in element.iter("a")]
            self._embed(links[-1] if links else "", " ".join(element.text_content().split())[:120])
            return
        speaker = ""
        for said in [*element.iter("cite"), *element.iter("footer")]:
            speaker = speaker or " ".join(said.text_content().split()).lstrip("—–- ")
            said.drop_tree()
        parts = [trimmed(inline.parse(_inner(part))) for part in element.iter("p") if not _holds_block(part)]
        words = _stacked([part for part in parts if part]) or trimmed(inline.parse(_inner(element)))
        kind = PullQuote if PULL.search(element.get("class") or "") else Quote
        who, _, role = speaker.partition(", ")
        if words:
            self.blocks.append(kind(self._ids.block(), words, who, role))

    def _table(self, element: lxml_html.HtmlElement) -> None:
        rows = [
            [trimmed(inline.parse(_inner(cell))) for cell in row if cell.tag in {"td", "th"}]
            for row in element.iter("tr")
        ]
        rows = [row for row in rows if row]
        if not rows:
            return
        width = max(map(len, rows))
        caption = next((" ".join(each.text_content().split()) for each in element.iter("caption")), "")
        header = bool(element.xpath("(.//tr)[1]/th"))
        filled = tuple((*row, *((),) * (width - len(row))) for row in rows)
        self.blocks.append(Table(self._ids.block(), filled, line(caption), header=header))

    def _figure(self, element: lxml_html.HtmlElement) -> None:
        images = [element] if element.tag == "img" else list(element.iter("img"))
        for image in images:
            self._picture(image, element)
        if not images and element.get("data-assoc-ref") in self._known:
            self._picture(element, element)
        elif not images:
            self.container(element)

    def _picture(self, image: lxml_html.HtmlElement, figure: lxml_html.HtmlElement) -> None:
        href = image.get("src") or ""
        caption, credit = _caption(figure)
        named = self._known.get(figure.get("data-assoc-ref") or image.get("data-assoc-ref") or "")
        picture = named or self._known.get(href) or DraftPicture(id=self._ids.picture(href or caption))
        picture = msgspec.structs.replace(
            picture,
            caption=picture.caption or caption,
            credit=picture.credit or credit,
            alt=picture.alt or " ".join((image.get("alt") or "").split()),
            href=picture.href or href,
            width=picture.width or _pixels(image.get("width")),
            height=picture.height or _pixels(image.get("height")),
        )
        if any(each.id == picture.id for each in self.pictures) or not (picture.href or picture.caption):
            return
        self.pictures.append(picture)
        self.blocks.append(PictureBlock(self._ids.block(), picture.id, line(picture.caption), line(picture.alt)))

    def _embed(self, address: str, title: str) -> None:
        address = "https:" + address if address.startswith("//") else address
        host = _host(address)
        if not host:
            return
        name = next(
            (PROVIDERS[part] for part in reversed(host.split(".")) if part in PROVIDERS), host.removeprefix("www.")
        )
        self.blocks.append(Embed(self._ids.block(), address, line(name), line(title)))


def _inner(element: lxml_html.HtmlElement) -> str:
    return escape(element.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in element)


def _holds_block(element: lxml_html.HtmlElement) -> bool:
    return any(child.tag not in INLINE for child in element.iterdescendants() if isinstance(child.tag, str))


def _nested(item: lxml_html.HtmlElement) -> bool:
    return any(parent.tag == "li" for parent in item.iterancestors())


def _is_layout(table: lxml_html.HtmlElement) -> bool:
    """Old pages put their whole text into a table: its cells hold paragraphs, or there is but one cell."""
    cells = list(table.iter("td", "th"))
    deep = any(cell.find(".//table") is not None or len(cell.findall(".//p")) > 1 for cell in cells)
    return deep or len(cells) < 2


def _stacked(parts: list[Text]) -> Text:
    out: list[Run] = []
    for part in parts:
        out.extend([Run("\n"), *part] if out else part)
    return tuple(out)


def _caption(figure: lxml_html.HtmlElement) -> tuple[str, str]:
    """The caption of a figure and the credit marked in it by its class."""
    if figure.tag == "img":
        return "", ""
    credit = ""
    for element in list(figure.iterdescendants()):
        if isinstance(element.tag, str) and CREDIT.search(element.get("class") or "") and not credit:
            credit = " ".join(element.text_content().split())
            if element.tag == "figcaption":
                return "", credit
            element.drop_tree()
    captions = [" ".join(each.text_content().split()) for each in figure.iter("figcaption")]
    return " ".join(each for each in captions if each), credit


def _pixels(value: str | None) -> int:
    found = re.match(r"\d{1,5}", value or "")
    return int(found[0]) if found else 0


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""
