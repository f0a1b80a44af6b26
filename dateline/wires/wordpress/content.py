"""The body of a post, from the block editor or the classic one, as HTML that reads like any other page's."""

from __future__ import annotations

import re
from html import escape, unescape

from lxml import html as lxml_html
from lxml.etree import ParserError

from dateline.wires.markup import flattened
from dateline.wires.wordpress.export import Export
from dateline.wires.wordpress.shortcodes import replaced

BLOCK = re.compile(r"<!--\s+wp:([a-z][a-z0-9_/-]*)\s.*?(/)?-->", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
NUMBERED = re.compile(r"\bwp-image-(\d+)\b")
TAG = re.compile(r"(<[^>]*>)")
APART = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|blockquote|figure|figcaption|hr"
    r"|pre|section|article|aside|header|footer|address|iframe|details|summary|form|script|style)\b",
    re.I,
)
ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.M)
EMBEDDED = re.compile(r"https?://[^\s<>\"]+")
GALLERY = re.compile(r"\b(?:wp-block-gallery|blocks-gallery-(?:grid|item))\b")
COVER = re.compile(r"\bwp-block-cover(?:-image)?\b")
BEHIND = re.compile(r"background-image:\s*url\([\"']?(https?://[^)\"']+)")
# Blocks that hold nothing of the story, but show what the site has elsewhere.
LAYOUT = {"separator", "spacer", "more", "nextpage"}


def to_html(content: str, post: str, export: Export) -> tuple[str, list[str]]:
    """HTML of a body with captions, galleries and embeds spelled out; remarks on what had to be left out."""
    filled = [name for name, closed in BLOCK.findall(content) if closed and name not in LAYOUT]
    by_blocks = BLOCK.search(content) is not None
    content, remarks = replaced(COMMENT.sub("", content), post, export.attachments)
    if filled:
        named = ", ".join(dict.fromkeys(filled))
        remarks.append(f"Blocks that the old site filled by itself were left out: {named}.")
    content = ALONE.sub(lambda found: _card(found[1]), content)
    try:
        root = lxml_html.fragment_fromstring(content if by_blocks else _paragraphs(content), create_parent="div")
    except (ParserError, ValueError):
        return "", remarks
    if flattened(root):
        remarks.append("Lists within lists were set one below the other, in their order.")
    _galleries(root)
    _covers(root)
    _cards(root)
    _captions_of_tables(root)
    _of_the_library(root, export)
    _lines(root)
    return lxml_html.tostring(root, encoding="unicode"), remarks


def _card(address: str) -> str:
    return f'<iframe src="{escape(unescape(address))}"></iframe>'


def _paragraphs(content: str) -> str:
    """The classic editor keeps paragraphs as empty lines and line breaks as line ends, as WordPress shows them."""
    parts = TAG.split(content.replace("\r\n", "\n").replace("\r", "\n"))
    for place in range(0, len(parts), 2):
        before, after = parts[place - 1] if place else "<p>", parts[place + 1] if place + 1 < len(parts) else "<p>"
        words = parts[place]
        words = words.lstrip("\n") if APART.match(before) else words
        words = words.rstrip("\n") if APART.match(after) else words
        parts[place] = words.replace("\n", "<br/>")
    return "".join(parts)


def _galleries(root: lxml_html.HtmlElement) -> None:
    """A gallery is its pictures, each with the caption that stands in its own figure."""
    for figure in list(root.iter("figure")):
        if figure.find(".//figure") is None:
            continue
        for each in figure.xpath("./figcaption"):
            each.tag = "p"
        figure.tag = "div"
    for part in root.iter("ul", "li"):
        if GALLERY.search(part.get("class") or ""):
            part.tag = "div"


def _covers(root: lxml_html.HtmlElement) -> None:
    """A picture behind words stands before them."""
    for cover in list(root.iter("div", "section")):
        behind = BEHIND.search(cover.get("style") or "") if COVER.search(cover.get("class") or "") else None
        parent = cover.getparent()
        if behind is not None and parent is not None:
            parent.insert(parent.index(cover), lxml_html.Element("img", src=behind[1]))


def _cards(root: lxml_html.HtmlElement) -> None:
    """Embeds, sound and film are cards that name their address."""
    for figure in list(root.iter("figure", "div")):
        if "wp-block-embed" not in (figure.get("class") or "").split():
            continue
        framed = next((each.get("src") or "" for each in figure.iter("iframe")), "")
        address = EMBEDDED.search(framed or figure.text_content())
        if address is not None:
            title = " ".join(" ".join(each.text_content() for each in figure.iter("figcaption")).split())
            _replace(figure, address[0], title)
    for played in list(root.iter("audio", "video")):
        address_of = played.get("src") or next((each.get("src") or "" for each in played.iter("source")), "")
        if EMBEDDED.match(address_of):
            _replace(played, address_of, "")


def _replace(element: lxml_html.HtmlElement, address: str, title: str) -> None:
    card = lxml_html.Element("iframe", src=address, title=title)
    card.tail = element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, card)


def _captions_of_tables(root: lxml_html.HtmlElement) -> None:
    for figure in root.iter("figure"):
        table, said = figure.find(".//table"), figure.find("./figcaption")
        if table is not None and said is not None and table.find("./caption") is None:
            said.tag = "caption"
            table.insert(0, said)


def _of_the_library(root: lxml_html.HtmlElement, export: Export) -> None:
    """A picture in any of its sizes is the library's; it brings its alternative text where none stands."""
    for image in root.iter("img"):
        number = NUMBERED.search(image.get("class") or "")
        picture = export.picture(image.get("src") or "", number[1] if number else "")
        if picture is not None and EMBEDDED.match(picture.address):
            image.set("src", picture.address)
            if not (image.get("alt") or "").strip():
                image.set("alt", picture.alt)


def _lines(root: lxml_html.HtmlElement) -> None:
    """Verse, code and the like keep their lines."""
    for element in root.iter("pre"):
        for part in list(element.iter()):
            _break(part, "text")
            if part is not element:
                _break(part, "tail")


def _break(element: lxml_html.HtmlElement, where: str) -> None:
    lines = (getattr(element, where) or "").strip("\n").split("\n")
    if len(lines) < 2:
        return
    setattr(element, where, lines[0])
    breaks = [lxml_html.Element("br") for _ in lines[1:]]
    for each, words in zip(breaks, lines[1:], strict=True):
        each.tail = words
    parent = element if where == "text" else element.getparent()
    if parent is None:
        return
    place = 0 if where == "text" else parent.index(element) + 1
    for offset, each in enumerate(breaks):
        parent.insert(place + offset, each)
