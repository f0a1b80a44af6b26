"""Running text inside a block: runs of characters with emphasis, a link or another language's tag.

Text is kept as typed runs, not as markup, so nothing unsafe can stand in a value and every format
(HTML, plain text, wires) is written from the same source.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

import msgspec
from babel import Locale, UnknownLocaleError
from lxml import html as lxml_html
from lxml.etree import ParserError

SAFE_SCHEMES = {"http", "https", "mailto"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Characters that share their marks. ``language`` is a BCP 47 tag where it differs from the edition's."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if self.href and not is_safe_link(self.href):
            raise ValueError(f"{self.href!r} is no address a reader may be sent to: use http, https, mailto or /path")


Text = tuple[Run, ...]


def is_safe_link(href: str) -> bool:
    """Whether an address may stand in a published text (no javascript:, data: or the like)."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    own = not parts.scheme and not parts.netloc and href.startswith(("/", "#"))
    return own or parts.scheme.lower() in SAFE_SCHEMES


def text(characters: str) -> Text:
    """Plain characters as running text."""
    return (Run(characters),) if characters else ()


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
    if not markup.strip():
        return ()
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="span")
    except ParserError:
        return ()
    return tidy(_walk(root, Run("")))


def _walk(element: lxml_html.HtmlElement, style: Run) -> Iterable[Run]:
    if not isinstance(element.tag, str):
        return
    style = _styled(element, style)
    if element.tag == "br":
        yield msgspec.structs.replace(style, text="\n")
    if element.text:
        yield msgspec.structs.replace(style, text=element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style"}:
            yield from _walk(child, style)
        if child.tail:
            yield msgspec.structs.replace(style, text=child.tail)


def _styled(element: lxml_html.HtmlElement, style: Run) -> Run:
    if element.tag in BOLD:
        return msgspec.structs.replace(style, bold=True)
    if element.tag in ITALIC:
        return msgspec.structs.replace(style, italic=True)
    if element.tag == "a" and is_safe_link(element.get("href", "")):
        return msgspec.structs.replace(style, href=element.get("href").strip())
    if element.get("lang"):
        return msgspec.structs.replace(style, language=element.get("lang"))
    return style


def tidy(runs: Iterable[Run]) -> Text:
    """Neighbouring runs of one style joined, white space folded as HTML folds it, ends trimmed."""
    out: list[Run] = []
    for run in runs:
        folded = "\n".join(_fold(line) for line in run.text.split("\n")) if run.text == "\n" else _fold(run.text)
        if not folded:
            continue
        if out and msgspec.structs.replace(run, text="") == msgspec.structs.replace(out[-1], text=""):
            out[-1] = msgspec.structs.replace(run, text=_join(out[-1].text, folded))
        else:
            out.append(msgspec.structs.replace(run, text=folded))
    return _trimmed(out)


def _fold(characters: str) -> str:
    """ASCII white space folded to single spaces; no-break and other typographic spaces stay."""
    out = []
    for character in characters:
        if character in " \t\r\n\f":
            if not out or out[-1] != " ":
                out.append(" ")
        else:
            out.append(character)
    return "".join(out)


def _join(left: str, right: str) -> str:
    return left + (right.lstrip(" ") if left.endswith((" ", "\n")) else right)


def _trimmed(runs: list[Run]) -> Text:
    if runs:
        runs[0] = msgspec.structs.replace(runs[0], text=runs[0].text.lstrip(" \n"))
        runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
    return tuple(run for run in runs if run.text)
