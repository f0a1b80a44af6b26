"""Rich text as Wagtail keeps it, to blocks and back: many paragraphs in one field, each with an id that stays.

A paragraph's id is uuid5(id of the stream block, ``data-block-key``), which Draftail keeps through edits, splits,
merges and copies (fine print 6). A key that is itself a UUID is the id: so imports keep the ids they were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Literal, NamedTuple, cast
from uuid import UUID, uuid5

from lxml import etree
from lxml import html as lxml_html

from dateline.edition import inline
from dateline.edition.blocks import Heading, List, Paragraph
from dateline.newsroom.links import reader_path, unwrapped

KEY = "data-block-key"
TextBlock = Paragraph | Heading | List


def split(markup: str, stream_id: UUID) -> list[TextBlock]:
    """The paragraphs, headings and lists of one rich-text field, empty ones left out."""
    found: list[TextBlock] = []
    for place, element in enumerate(_elements(markup)):
        block = _block(element, _id(element, stream_id, place))
        if block is not None:
            found.append(block)
    return found


def draft_keys(markup: str, stream_id: UUID) -> dict[UUID, str]:
    """The id of each block of a rich-text field with the key by which the editor knows it."""
    found = {}
    for place, element in enumerate(_elements(markup)):
        first = element.find(".//li") if element.tag in {"ul", "ol"} else element
        key = first.get(KEY) if first is not None else None
        if key:
            found[_id(element, stream_id, place)] = key
    return found


def phrase(markup: str) -> inline.Text:
    """A field's running text; paragraphs after the first are set on lines of their own."""
    runs: list[inline.Run] = []
    for element in _elements(markup):
        text = _inline(element)
        if text:
            runs += ([inline.Run("\n")] if runs else []) + list(text)
    return tuple(runs)


def join(blocks: Iterable[TextBlock], written: Mapping[UUID, Written] | None = None) -> str:
    """Blocks as one rich-text field that splits into the same blocks with the same ids.

    A block that stands in ``written`` and says the same keeps its markup, links to pages included.
    """
    stands = written or {}
    return "".join(
        stands[block.id].markup if block.id in stands and stands[block.id].block == block else _markup(block)
        for block in blocks
    )


class Written(NamedTuple):
    """A block of a rich-text field with its markup there, under a key that is the block's id."""

    block: TextBlock
    markup: str


def written_in(markup: str, stream_id: UUID) -> list[Written]:
    """Every block of one rich-text field as it was written there."""
    found: list[Written] = []
    for place, element in enumerate(_elements(markup)):
        block_id = _id(element, stream_id, place)
        first = element.find(".//li") if element.tag in {"ul", "ol"} else element
        (first if first is not None else element).set(KEY, str(block_id))
        as_written = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        block = _block(element, block_id)
        if block is not None:
            found.append(Written(block, as_written if element.tag != "div" else _markup(block)))
    return found


def markup_of(text: inline.Text) -> str:
    """Running text as Wagtail's rich text writes it."""
    return "".join(_run(run) for run in text)


def _elements(markup: str) -> Iterable[lxml_html.HtmlElement]:
    if not markup.strip():
        return []
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    if root.text and root.text.strip():
        return [root]
    return [each for each in root if isinstance(each.tag, str)]


def _id(element: lxml_html.HtmlElement, stream_id: UUID, place: int) -> UUID:
    first = element.find(".//li") if element.tag in {"ul", "ol"} else element
    key = (first if first is not None else element).get(KEY) or f"place-{place}"
    try:
        return UUID(key)
    except ValueError:
        return uuid5(stream_id, key)


def _block(element: lxml_html.HtmlElement, block_id: UUID) -> TextBlock | None:
    if element.tag in {"ul", "ol"}:
        items = tuple(text for item in element.iter("li") if (text := _inline(_without_lists(item))))
        return List(block_id, items, element.tag == "ol") if items else None
    text = _inline(element)
    if not text:
        return None
    if element.tag in {"h2", "h3"}:
        return Heading(block_id, text, cast(Literal[2, 3], int(element.tag[1])))
    return Paragraph(block_id, text)


def _without_lists(item: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    copy = lxml_html.fragment_fromstring(etree.tostring(item, encoding="unicode", method="html", with_tail=False))
    for nested in copy.xpath("./ul | ./ol"):
        nested.drop_tree()
    return copy


def _inline(element: lxml_html.HtmlElement) -> inline.Text:
    for link in element.iter("a"):
        if link.get("linktype") == "page":
            link.set("href", reader_path(link.get("id")))
        elif link.get("href"):
            link.set("href", unwrapped(link.get("href", "")))
    inner = escape(element.text or "", quote=False)
    inner += "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return inline.parse(inner)


def _markup(block: TextBlock) -> str:
    match block:
        case Paragraph(id=id_, text=text):
            return f'<p {KEY}="{id_}">{markup_of(text)}</p>'
        case Heading(id=id_, text=text, level=level):
            return f'<h{level} {KEY}="{id_}">{markup_of(text)}</h{level}>'
        case List(id=id_, items=items, ordered=ordered):
            tag = "ol" if ordered else "ul"
            keys = [id_, *(uuid5(id_, str(place)) for place in range(1, len(items)))]
            inner = "".join(f'<li {KEY}="{key}">{markup_of(item)}</li>' for key, item in zip(keys, items, strict=True))
            return f"<{tag}>{inner}</{tag}>"


def _run(run: inline.Run) -> str:
    out = escape(run.text, quote=False).replace("\n", "<br/>")
    for tag, set_ in (("i", run.italic), ("b", run.bold)):
        out = f"<{tag}>{out}</{tag}>" if set_ else out
    out = f'<span lang="{escape(run.language)}">{out}</span>' if run.language else out
    return f'<a href="{escape(run.href)}">{out}</a>' if run.href else out
