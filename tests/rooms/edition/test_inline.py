"""Running text: what of pasted HTML survives, how white space folds, and that nothing unescaped ever comes out."""

from __future__ import annotations

import re
from html import escape

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from dateline.edition.inline import Run, Text, direction, is_safe_link, parse, plain, text, to_html
from tests.rooms.edition.strategies import HOSTILE, running

BOLD, ITALIC = Run("x", bold=True), Run("x", italic=True)
PARSED: dict[str, Text] = {
    "": (),
    "   \n ": (),
    "<b> </b>": (),
    "<!-- note -->": (),
    "plain": (Run("plain"),),
    "<strong>x</strong>": (BOLD,),
    "<b>x</b>": (BOLD,),
    "<em>x</em>": (ITALIC,),
    "<i>x</i>": (ITALIC,),
    "<b><i>x</i></b>": (Run("x", bold=True, italic=True),),
    "<b>a<i>b</i>c</b>d": (Run("a", bold=True), Run("b", bold=True, italic=True), Run("c", bold=True), Run("d")),
    "<u>under</u><mark>line</mark>": (Run("underline"),),
    "a<script>alert(1)</script>b<style>p{}</style>c": (Run("abc"),),
    "a<!-- note -->b<?php x ?>c": (Run("abc"),),
    '<a href="/en/">x</a>': (Run("x", href="/en/"),),
    '<a href=" https://a.example/b c ">x</a>': (Run("x", href="https://a.example/b%20c"),),
    '<a href="/x"><b>a</b> b</a>': (Run("a", bold=True, href="/x"), Run(" b", href="/x")),
    '<b lang="fr">x</b>': (Run("x", bold=True, language="fr"),),
    '<a href="/x" lang="fa">x</a>': (Run("x", href="/x", language="fa"),),
    '<span lang="fr">a <span lang="fa">b</span></span>': (Run("a ", language="fr"), Run("b", language="fa")),
    '<span lang="">x</span>': (Run("x"),),
    "a &amp; b &lt;c&gt; &eacute;&#233;": (Run("a & b <c> éé"),),
    "a<br>b": (Run("a\nb"),),
    "a <br> b<br/><br/>c<br>": (Run("a\nb\n\nc"),),
    "<br>a": (Run("a"),),
    "<p>one</p><p>two</p>": (Run("one two"),),
    "<ul><li>one</li><li>two</li></ul>": (Run("one two"),),
    "  a \n\t b  ": (Run("a b"),),
    "<b> </b> a": (Run("a"),),
    "a <b> b </b> c": (Run("a "), Run("b ", bold=True), Run("c")),
    "a<b> </b>": (Run("a"),),
    "<b>a</b><b>b</b>": (Run("ab", bold=True),),
    "a\u00a0\u00a0b\u2009c\u202fd\u3000": (Run("a\u00a0\u00a0b\u2009c\u202fd\u3000"),),
    "&nbsp;": (Run("\u00a0"),),
    "a&nbsp;&nbsp;b": (Run("a\u00a0\u00a0b"),),
    "a\x00b\x0bc&#x1f;d\ufffe": (Run("abcd"),),
    "a\ud800b": (Run("ab"),),
    "<b>left open": (Run("left open", bold=True),),
    "closed</i></p> twice": (Run("closed twice"),),
    "<html><body><p>x</p></body></html>": (Run("x"),),
}


@pytest.mark.parametrize("markup", PARSED)
def test_html_becomes_runs_as_the_table_says(markup: str) -> None:
    assert parse(markup) == PARSED[markup]


UNSAFE = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//host.example/path",
    "/\\host.example/path",
    "\\\\host.example",
    "/\t/host.example",
    "http:",
    "https:///path",
    "http:host",
    "mailto:",
    "relative/path",
    "?query",
    "http://[broken",
    "",
]
SAFE = ["/", "/en/2009/", "#part", "http://a.example", "HTTPS://a.example/x?y=1#z", "mailto:desk@a.example"]


@pytest.mark.parametrize("href", UNSAFE)
def test_an_unsafe_address_is_no_link_but_its_words_stay(href: str) -> None:
    assert not is_safe_link(href)
    found = parse(f'<a href="{escape(href)}">words</a>')
    assert found == (Run("words"),)


@pytest.mark.parametrize("href", SAFE)
def test_a_safe_address_is_kept_as_written(href: str) -> None:
    assert is_safe_link(href)
    assert parse(f'<a href="{href}">x</a>') == (Run("x", href=href),)


@pytest.mark.parametrize("href", [each for each in UNSAFE if each])
def test_no_value_can_hold_an_unsafe_address(href: str) -> None:
    with pytest.raises(ValueError, match="is no address a reader may be sent to: use http, https, mailto or /path"):
        Run("x", href=href)
    with pytest.raises(msgspec.ValidationError, match="is no address a reader may be sent to"):
        msgspec.json.decode(msgspec.json.encode({"text": "x", "href": href}), type=Run)


def test_neighbouring_runs_with_one_link_stand_in_one_element() -> None:
    runs = (Run("a ", href="/x"), Run("b", bold=True, href="/x"), Run(" c", href="/y"), Run("d"))
    assert to_html(runs) == '<a href="/x">a <strong>b</strong></a><a href="/y"> c</a>d'


def test_marks_nest_in_one_order() -> None:
    run = Run("x", bold=True, italic=True, href="/y", language="fr")
    assert to_html([run]) == '<a href="/y"><span lang="fr" dir="ltr"><strong><em>x</em></strong></span></a>'


@pytest.mark.parametrize(
    ("tag", "expected"),
    {"fr": "ltr", "fa": "rtl", "ar-EG": "rtl", "he": "rtl", "pa-Arab": "rtl", "zh-Hant": "ltr", "tlh": "auto"}.items(),
)
def test_a_language_span_says_its_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected
    assert to_html([Run("x", language=tag)]) == f'<span lang="{tag}" dir="{expected}">x</span>'


def test_characters_are_escaped_and_breaks_written_as_elements() -> None:
    assert to_html(text("a < b & c > d\n\"e\" 'f'")) == "a &lt; b &amp; c &gt; d<br>\"e\" 'f'"
    assert to_html([Run("x", href="/?a=1&b=\"'<>")]) == '<a href="/?a=1&amp;b=&quot;&#x27;&lt;&gt;">x</a>'


def test_plain_characters_lose_only_what_no_page_may_hold() -> None:
    assert text("") == ()
    assert text("\x00\x1b") == ()
    assert text(" a\x00b\u200c\u00ad ") == (Run(" ab\u200c\u00ad "),)


def allowed(markup: str) -> bool:
    """Whether markup holds only what running text may: known elements and attributes, safe addresses."""
    shapes = r'<(?:/?(?:strong|em|a|span)|br|a href="[^"<>]*"|span lang="[^"<>]*" dir="(?:ltr|rtl|auto)")>'
    rest = re.sub(shapes, "", markup)
    links = lxml_html.fragment_fromstring(markup, create_parent="div").iter("a") if markup.strip() else []
    return not re.search(r"[<>]|&(?!(?:amp|lt|gt|quot|#x27);)", rest) and all(
        is_safe_link(link.get("href", "")) for link in links
    )


@given(running)
def test_whatever_stands_in_runs_nothing_unescaped_comes_out(runs: Text) -> None:
    assert allowed(to_html(runs))


@given(running)
def test_reading_what_was_written_settles_at_once(runs: Text) -> None:
    once = parse(to_html(runs))
    assert parse(to_html(once)) == once
    assert to_html(parse(to_html(once))) == to_html(once)


@given(running)
def test_no_character_but_white_space_is_lost_on_the_way(runs: Text) -> None:
    def bare(characters: str) -> str:
        return re.sub(r"[ \t\r\n\f\u2028\x7f-\x9f\ufffe\uffff]", "", characters)

    assert bare(plain(parse(to_html(runs)))) == bare(plain(runs))


pieces = st.sampled_from(
    [
        *HOSTILE,
        *("<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<a href='/x'>", "<a href='javascript:x'>", "</a>"),
        *("<span lang=fa>", "</span>", "<table><tr><td>", "<svg><a xlink:href='x'>", "<!--", "-->", "<![CDATA[", "<x"),
        *(
            "&",
            "&#0;",
            "&#x80;",
            "&bogus;",
            " ",
            "\u00a0",
            "\u2028",
            "word",
            "<body onload=x>",
            "<textarea>",
            "</html>",
        ),
    ]
)


@given(st.lists(pieces, max_size=10).map("".join))
def test_any_paste_is_read_without_error_settles_and_is_safe(markup: str) -> None:
    once = parse(markup)
    assert allowed(to_html(once))
    assert parse(to_html(once)) == once
    assert plain(once) == plain(once).strip(" \n")
    assert "  " not in plain(once)
