"""Running text inside a block: runs of characters with emphasis, a link or another language's tag.

Text is kept as typed runs, not as markup, so nothing unsafe can stand in a value and every format
(HTML, plain text, wires) is written from the same source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

import msgspec
from babel import Locale, UnknownLocaleError
from lxml import html as lxml_html

from dateline.edition.characters import INVISIBLE, REFUSED_IN_RUNNING_TEXT, TURNING, balanced, called, closed

WEB, LETTERS = {"http", "https"}, {"mailto"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
DROPPED = {"script", "style", "template"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARTS = {"blockquote", "dd", "div", "dt", "li", "ol", "p", "pre", "td", "th", "tr", "ul"} | HEADINGS
LINE_BREAKS = re.compile(r"[\t\r\n]")
# White space that HTML folds; no-break and other typographic spaces stay. A line separator is a break we keep.
SPACES = re.compile(r"[ \t\r\n\f]+")
WHITE = re.compile(r"[\t\r\f]")
BREAK = "\u2028"
AROUND_BREAK = re.compile(f" ?{BREAK} ?")
# Browsers read "/\host" as "//host", another site's address.
MISREAD = re.compile(r"[\\\x00-\x20]")


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters that share their marks. ``language`` is a BCP 47 tag where it differs from the edition's."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        refused = REFUSED_IN_RUNNING_TEXT.search(self.text)
        if refused:
            raise ValueError(f"the text holds {called(refused[0])}, which no page can show: take it out")
        if self.href and not is_safe_link(self.href):
            raise ValueError(f"{self.href!r} is no address a reader may be sent to: use http, https, mailto or /path")


Text = tuple[Run, ...]


def is_safe_link(href: str) -> bool:
    """Whether an address may stand in a published text: http(s), mailto, /path, #part; no javascript: or //host."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if not href or MISREAD.search(href):
        return False
    if parts.scheme in WEB:
        return bool(parts.netloc)
    if parts.scheme in LETTERS:
        return bool(parts.path)
    return not parts.scheme and not parts.netloc and href.startswith(("/", "#"))


def text(characters: str) -> Text:
    """Plain characters as running text, without those that no page may hold."""
    characters = closed(WHITE.sub(" ", _allowed(characters)))
    return (Run(characters),) if characters else ()


def _allowed(characters: str) -> str:
    return INVISIBLE.sub("", characters)


def plain(runs: Iterable[Run]) -> str:
    """The characters alone."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run]) -> str:
    """Running text as phrasing HTML; every character of it escaped."""
    out = []
    for href, linked in groupby(runs, key=lambda run: run.href):
        inner = "".join(_run_html(run) for run in linked)
        out.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(out)


def _run_html(run: Run) -> str:
    out = escape(run.text, quote=False).replace("\n", "<br>")
    if run.italic:
        out = f"<em>{out}</em>"
    if run.bold:
        out = f"<strong>{out}</strong>"
    if run.language:
        out = f'<span lang="{escape(run.language)}" dir="{direction(run.language)}">{out}</span>'
    return out


def direction(tag: str) -> str:
    """``rtl`` or ``ltr`` for any BCP 47 tag, by its script (CLDR); ``auto`` where CLDR knows nothing."""
    try:
        found: str = Locale.parse(tag.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "auto"
    return found


def parse(markup: str) -> Text:
    """Phrasing HTML to running text: bold, italic, links and language spans survive, all else falls away."""
    return _closed(_tidy(_walk(lxml_html.document_fromstring(f"<body>{_allowed(markup)}"), Run(""))))


def _folded(characters: str | None) -> str:
    return SPACES.sub(" ", _allowed(characters or ""))


def _closed(runs: Text) -> Text:
    """Without direction marks where they are not closed: they would turn what stands after the text."""
    if balanced(plain(runs)):
        return runs
    bare = (msgspec.structs.replace(run, text=TURNING.sub("", run.text)) for run in runs)
    return tuple(run for run in bare if run.text)


def _walk(element: lxml_html.HtmlElement, style: Run) -> Iterable[Run]:
    around = msgspec.structs.replace(style, text=" ")
    style = _styled(element, style)
    if element.tag == "br":
        yield msgspec.structs.replace(style, text=BREAK)
    if element.tag in PARTS:
        yield around
    yield msgspec.structs.replace(style, text=_folded(element.text))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in DROPPED:
            yield from _walk(child, style)
        yield msgspec.structs.replace(style, text=_folded(child.tail))
    if element.tag in PARTS:
        yield around


def _styled(element: lxml_html.HtmlElement, style: Run) -> Run:
    language, href = element.get("lang", "").strip(), _address(element.get("href", ""))
    return Run(
        "",
        bold=style.bold or element.tag in BOLD,
        italic=style.italic or element.tag in ITALIC,
        href=href if element.tag == "a" and is_safe_link(href) else style.href,
        language=language or style.language,
    )


def _address(href: str) -> str:
    """As browsers read it: line breaks left out, ends trimmed, inner spaces encoded."""
    return LINE_BREAKS.sub("", href).strip().replace(" ", "%20")


def _tidy(runs: Iterable[Run]) -> Text:
    """White space folded as HTML folds it, across runs too; neighbours of one style joined; ends trimmed."""
    out: list[Run] = []
    for run in runs:
        folded = AROUND_BREAK.sub("\n", SPACES.sub(" ", run.text))
        if not out or out[-1].text.endswith((" ", "\n")):
            folded = folded.lstrip(" ")
        if folded.startswith("\n"):
            _trim(out, " ")
        if not out:
            folded = folded.lstrip(" \n")
        if not folded:
            continue
        if out and msgspec.structs.replace(run, text="") == msgspec.structs.replace(out[-1], text=""):
            out[-1] = msgspec.structs.replace(run, text=out[-1].text + folded)
        else:
            out.append(msgspec.structs.replace(run, text=folded))
    _trim(out, " \n")
    return tuple(out)


def _trim(runs: list[Run], characters: str) -> None:
    """Take ``characters`` from the end, and the runs that held nothing else."""
    while runs:
        last = runs.pop()
        kept = last.text.rstrip(characters)
        if kept:
            runs.append(msgspec.structs.replace(last, text=kept))
            return
