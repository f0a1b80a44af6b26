"""A captured HTML page to a draft: trafilatura finds the text, the page's own metadata and figures the rest."""

from __future__ import annotations

import re
from html import escape

import msgspec
import trafilatura
from lxml import etree, html
from msgspec.structs import replace

from dateline.edition.blocks import Block, Heading, Paragraph, PictureBlock
from dateline.edition.moment import Moment
from dateline.wires import markup, remarks, tags
from dateline.wires.capture import classify, crediting, metadata, text, tracing
from dateline.wires.capture.classify import Mark
from dateline.wires.capture.folding import key
from dateline.wires.capture.lines import Line
from dateline.wires.capture.metadata import Metadata
from dateline.wires.capture.words import Words, words
from dateline.wires.draft import Draft, DraftPicture, Ids, Refused
from dateline.wires.finding import Finding
from dateline.wires.opening import dateline

TAGS = {
    "head": "h2",
    "quote": "blockquote",
    "item": "li",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "graphic": "img",
    "ref": "a",
    "p": "p",
}
STYLES = {"#b": "b", "#i": "i"}
BLOCK_LEVEL = frozenset(
    "p div section article header footer nav aside main h1 h2 h3 h4 h5 h6 li ul ol table tr figure figcaption"  # noqa: SIM905
    " blockquote br hr title form dt dd td option pre".split()
)


def read(characters: str, tag: str, *, source_id: str) -> Finding:
    """The draft that a page holds, and what each line became; raises Refused where nothing shows a headline."""
    try:
        root = html.document_fromstring(characters.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"the HTML cannot be read ({error}): save the page as text and import that") from None
    about = metadata.read(root)
    ids = Ids(source_id)
    found = markup.read(_main_text(characters), ids, known=_figures(root, ids, tag))
    if not about.headline or not any(isinstance(block, Paragraph) for block in found.blocks):
        try:
            traced = text.read(_as_lines(root), tag, source_id=source_id)
            return replace(traced, draft=_with_language(traced.draft, about, tag))
        except Refused:
            if not about.title or not found.blocks:
                raise
            about = replace(about, headline=about.title)
    draft = _with_language(_draft(root, about, found, tag, source_id), about, tag)
    return Finding(draft=draft, lines=tracing.of_page(_marks(root, words(tag)), draft))


def _draft(root: html.HtmlElement, about: Metadata, found: markup.Found, tag: str, source_id: str) -> Draft:
    known = words(tag)
    stamped = _stamps(root, known)
    published, updated = about.first_published or stamped.first_published, about.updated or stamped.updated
    pictures = _with_lead(found.pictures, about, source_id)
    said = {
        key(each) for each in (about.headline, about.kicker, about.standfirst, *(each.caption for each in pictures))
    }
    blocks, bylines, sources, left_out = _story_only(found.blocks, known, said)
    if pictures:
        blocks = tuple(
            each for each in blocks if not (isinstance(each, PictureBlock) and each.picture == pictures[0].id)
        )
    summary = about.standfirst or _own_summary(about.summary, blocks)
    place = dateline(blocks[0].plain()) if blocks and isinstance(blocks[0], Paragraph) else ""
    draft = Draft(
        language=tag,
        headline=about.headline,
        kicker=about.kicker,
        summary=summary,
        dateline=place,
        bylines=_names(about.bylines, known) or bylines,
        sources=sources,
        first_published=published,
        updated=updated,
        pictures=pictures,
        blocks=blocks,
        source_id=source_id,
        alternate_ids={"canonical": about.canonical} if about.canonical.startswith("http") else {},
    )
    notes = [*about.doubts, *stamped.doubts, *remarks.of(draft), *text.left_out(left_out)]
    return replace(draft, warnings=remarks.once(notes))


class _Stamps(msgspec.Struct, frozen=True):
    first_published: Moment | None = None
    updated: Moment | None = None
    doubts: tuple[str, ...] = ()


def _with_language(draft: Draft, about: Metadata, tag: str) -> Draft:
    """A remark where the page says that it is in another language than the one it is imported in."""
    if not about.language:
        return draft
    try:
        named, _ = tags.configured(about.language)
    except Refused:
        named = about.language
    if named == tag or named.split("-")[0] == tag == about.language.split("-")[0]:
        return draft
    return replace(
        draft, warnings=(f"The page says that it is in “{about.language}”, not in {tag}: check.", *draft.warnings)
    )


def _main_text(characters: str) -> str:
    """The main text as simple HTML, found by trafilatura; empty where it finds none."""
    found = trafilatura.extract(
        characters, output_format="xml", include_formatting=True, include_links=True, include_images=True,
        include_tables=True, include_comments=False, favor_recall=True,
    )  # fmt: skip
    if not found:
        return ""
    main = etree.fromstring(found.encode(), parser=etree.XMLParser(resolve_entities=False, no_network=True)).find(
        "main"
    )
    return "".join(_as_html(each) for each in main) if main is not None else ""


def _as_html(element: etree._Element) -> str:
    inner = escape(element.text or "") + "".join(_as_html(child) for child in element)
    tail = escape(element.tail or "")
    name = TAGS.get(str(element.tag), "")
    if element.tag == "list":
        name = "ol" if element.get("rend") == "ol" else "ul"
    elif element.tag == "table":
        name = "table"
    elif element.tag == "hi":
        name = STYLES.get(element.get("rend") or "", "")
    elif element.tag == "head":
        name = {"h1": "h1", "h2": "h2"}.get(element.get("rend") or "", "h3")
    elif element.tag == "cell" and element.get("role") == "head":
        name = "th"
    if not name:
        return inner + tail
    if name == "img":
        return f'<img src="{escape(element.get("src") or "")}" alt="{escape(element.get("alt") or "")}">{tail}'
    target = f' href="{escape(element.get("target") or "")}"' if name == "a" else ""
    return f"<{name}{target}>{inner}</{name}>{tail}" if name != "br" else f"<br>{tail}"


def _figures(root: html.HtmlElement, ids: Ids, tag: str) -> dict[str, DraftPicture]:
    """The captioned pictures of the page by address; a credit glued to the caption is parted from it."""
    out: dict[str, DraftPicture] = {}
    for figure in root.iter("figure"):
        for each in markup.read(html.tostring(figure, encoding="unicode"), ids).pictures:
            parted = crediting.read(each.caption, tag) if each.caption else None
            caption = parted[0].caption if parted else each.caption
            credit = each.credit or (parted[0].credit if parted else "")
            alone = crediting.alone(credit, tag) if credit else None
            out[each.href] = replace(each, caption=caption, credit=alone.credit if alone else credit)
    return out


def _with_lead(pictures: tuple[DraftPicture, ...], about: Metadata, source_id: str) -> tuple[DraftPicture, ...]:
    if pictures or not about.image.startswith(("http://", "https://")):
        return pictures
    return (DraftPicture(id=Ids(source_id).picture(about.image), href=about.image),)


def _own_summary(summary: str, blocks: tuple[Block, ...]) -> str:
    """The page's description, unless it is only the beginning of the text, cut off."""
    opening = next((block.plain() for block in blocks if isinstance(block, Paragraph)), "")
    stem = key(summary.rstrip("….").strip())
    return "" if not stem or key(opening).startswith(stem) else summary


def _story_only(
    blocks: tuple[Block, ...], known: Words, said: set[str]
) -> tuple[tuple[Block, ...], tuple[str, ...], tuple[str, ...], list[str]]:
    """The blocks without the stamp, byline, captions and furniture that an extractor lets through."""
    out: list[Block] = []
    bylines: list[str] = []
    sources: list[str] = []
    left_out: list[str] = []
    for each in blocks:
        if not isinstance(each, Paragraph | Heading):
            out.append(each)
            continue
        plain = each.plain()
        mark = classify.mark(Line(" ".join(plain.split()), 0, True), known)
        if key(plain) in said or (mark.kind == "stamp" and mark.stamp and (mark.stamp.labelled or not out)):
            bylines.extend(mark.names)
        elif mark.kind in {"byline", "sources"}:
            (bylines if mark.kind == "byline" else sources).extend(mark.names)
        elif mark.kind in {"furniture", "related", "comments", "label", "credit"}:
            left_out.extend([plain] if not mark.sure else [])
        elif not (mark.kind == "caption" and mark.credited and key(mark.credited.caption) in said):
            out.append(each)
    while out and isinstance(out[-1], Heading):
        left_out.append(out.pop().plain())
    return tuple(out), tuple(dict.fromkeys(bylines)), tuple(sources), left_out


def _names(bylines: tuple[str, ...], known: Words) -> tuple[str, ...]:
    """Bylines without the word that opens them on the page."""
    return tuple(name for each in bylines for name in (classify.byline_names(each, known) or (each,)))


def _stamps(root: html.HtmlElement, known: Words) -> _Stamps:
    """The stamps that stand in the page's visible text."""
    marks = [each for each in _marks(root, known) if each.kind == "stamp"]
    labelled = [each for each in marks if each.stamp and each.stamp.labelled]
    published, updated, doubts = text.moments(labelled or marks[:1], [])
    return _Stamps(published, updated, tuple(doubts))


def _marks(root: html.HtmlElement, known: Words) -> list[Mark]:
    """What each line that the page shows is."""
    lines = [Line(each, number, True) for number, each in enumerate(_as_lines(root).split("\n"), 1) if each.strip()]
    return classify.mark_all(lines, known)


def _as_lines(root: html.HtmlElement) -> str:
    """The page as a text browser shows it: a line for each block."""
    copy = html.fromstring(html.tostring(root))
    for each in copy.xpath("//script|//style|//noscript|//template|//head|//select|//comment()"):
        if each.getparent() is not None:
            each.drop_tree()
    kept = {each for pre in copy.iter("pre", "textarea") for each in pre.iter()}
    for each in copy.iter():
        if each not in kept:
            each.text = _single_spaced(each.text)
        if each.getparent() not in kept:
            each.tail = _single_spaced(each.tail)
        if each.tag in BLOCK_LEVEL:
            each.text, each.tail = f"\n{each.text or ''}", f"\n{each.tail or ''}"
    return "\n".join(line.strip(" ") for line in copy.text_content().split("\n"))


def _single_spaced(characters: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", characters or "")
