"""Blocks: what each says in plain text and in HTML, that hostile words stay words, and what its digest covers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from dateline.edition.blocks import (
    Audio,
    Block,
    Embed,
    Heading,
    List,
    Paragraph,
    PictureBlock,
    PullQuote,
    Quote,
    Table,
    Video,
)
from dateline.edition.blocks.picture import figure_html, words
from dateline.edition.codec import block_digest
from dateline.edition.inline import Run, text
from dateline.edition.media import Media
from dateline.edition.picture import Picture, PictureText, Rendition, Standing, credit_html, image_html
from dateline.languages.facts import Language
from dateline.languages.language import language
from tests.builders import a_picture, uid
from tests.rooms.edition.strategies import BLOCKS, blocks, media, pictures

ID, PICTURE = uid("block"), uid("brussels")
JPEG = Rendition("0123456789abcdef-640.jpg", 640, 480, "image/jpeg")
LARGE = Rendition("0123456789abcdef-1280.jpg", 1280, 960, "image/jpeg")
WEBP = Rendition("0123456789abcdef-640.webp", 640, 480, "image/webp")


@dataclass
class Stage:
    """A scene with one picture and one recording, or none."""

    shown: Picture | None = None
    played: Media | None = None
    language: Language = field(default_factory=lambda: language("en"))
    light: bool = False

    def picture(self, picture: UUID) -> Picture | None:
        """See Scene."""
        return self.shown

    def media(self, media: UUID) -> Media | None:
        """See Scene."""
        return self.played


def run_of(words_: str) -> tuple[Run, ...]:
    return (Run(words_, bold=True),)


CASES: list[tuple[Block, str, str]] = [
    (Paragraph(ID, text("a < b")), "a < b", "<p>a &lt; b</p>"),
    (Heading(ID, text("Nato & us")), "Nato & us", "<h2>Nato &amp; us</h2>"),
    (Heading(ID, text("x"), 3), "x", "<h3>x</h3>"),
    (
        Quote(ID, text("Now."), "H. Clinton", "secretary of state"),
        "Now.\nH. Clinton, secretary of state",
        '<div class="quote"><blockquote><p>Now.</p></blockquote><p class="said">'
        '<bdi class="speaker">H. Clinton</bdi> <span class="role">secretary of state</span></p></div>',
    ),
    (
        Quote(ID, text("Now."), role="a witness"),
        "Now.\na witness",
        '<div class="quote"><blockquote><p>Now.</p></blockquote>'
        '<p class="said"><span class="role">a witness</span></p></div>',
    ),
    (Quote(ID, text("x")), "x", '<div class="quote"><blockquote><p>x</p></blockquote></div>'),
    (
        PullQuote(ID, text("Now."), "H. Clinton"),
        "Now.",
        '<figure class="pull-quote"><blockquote><p>Now.</p></blockquote>'
        '<figcaption><bdi class="speaker">H. Clinton</bdi></figcaption></figure>',
    ),
    (List(ID, (text("a"), run_of("b"))), "a\nb", "<ul><li>a</li><li><strong>b</strong></li></ul>"),
    (List(ID, (text("a"),), ordered=True), "a", "<ol><li>a</li></ol>"),
    (
        Table(ID, ((text("Ally"), text("Troops")), (text("A"), text("1 < 2"))), caption="Who & what"),
        "Who & what\nAlly\tTroops\nA\t1 < 2",
        '<div class="table" role="region" aria-label="Who &amp; what" tabindex="0"><table>'
        '<caption>Who &amp; what</caption><thead><tr><th scope="col">Ally</th><th scope="col">Troops</th></tr></thead>'
        "<tbody><tr><td>A</td><td>1 &lt; 2</td></tr></tbody></table></div>",
    ),
    (
        Table(ID, ((text("A"),),), header=False),
        "A",
        '<div class="table" role="region" aria-label="Table" tabindex="0">'
        "<table><tbody><tr><td>A</td></tr></tbody></table></div>",
    ),
    (
        Embed(ID, "https://v.example/?a=1&b=2", "YouTube", "Title", "Author"),
        "Title\nAuthor\nhttps://v.example/?a=1&b=2",
        '<div class="embed"><p class="title"><bdi>Title</bdi></p><p class="author"><bdi>Author</bdi></p>'
        '<p><a href="https://v.example/?a=1&amp;b=2" rel="noopener noreferrer external">'
        "See this on <bdi>YouTube</bdi></a></p></div>",
    ),
    (PictureBlock(ID, PICTURE, caption="A hall"), "A hall", ""),
    (
        Audio(ID, url="https://a.example/?a=1&b=2", provider="SoundCloud", title="A <song>", transcript=(text("La."),)),
        "A <song>\nhttps://a.example/?a=1&b=2\nLa.",
        '<div class="embed audio"><p class="title"><bdi>A &lt;song&gt;</bdi></p>'
        '<p><a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer external">'
        "Listen on <bdi>SoundCloud</bdi></a></p>"
        '<details class="transcript"><summary>Transcript</summary><p>La.</p></details></div>',
    ),
    (
        Video(ID, url="https://v.example/1", provider="YouTube"),
        "https://v.example/1",
        '<div class="embed video"><p><a href="https://v.example/1" rel="noopener noreferrer external">'
        "See this on <bdi>YouTube</bdi></a></p></div>",
    ),
]


@pytest.mark.parametrize(("block", "plain", "html"), CASES)
def test_a_block_says_in_text_and_html_what_the_table_says(block: Block, plain: str, html: str) -> None:
    assert block.plain() == plain
    assert block.html(Stage()) == html


def test_the_table_has_every_kind_of_block() -> None:
    assert {type(block) for block, _, _ in CASES} == set(BLOCKS)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="every row of a table needs the same number of cells"):
        Table(ID, ((text("a"),), (text("b"), text("c"))))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "//a.example", "", "data:text/html,x"])
def test_only_web_addresses_can_be_embedded(url: str) -> None:
    with pytest.raises(ValueError, match="cannot be embedded: give an http or https address"):
        Embed(ID, url, "YouTube")


def test_a_picture_keeps_caption_and_credit_apart() -> None:
    html = PictureBlock(ID, PICTURE, caption="A <hall>", alt='A "hall"').html(Stage(a_picture(renditions=(JPEG,))))
    assert '<span class="caption">A &lt;hall&gt;</span> <span class="credit">Photo: <bdi>AFP</bdi></span>' in html
    assert 'alt="A &quot;hall&quot;"' in html
    assert 'width="640" height="480"' in html


def test_a_picture_without_file_says_so_and_keeps_its_words() -> None:
    html = PictureBlock(ID, PICTURE, caption="A hall").html(Stage(a_picture()))
    assert html.startswith('<figure class="picture"><p class="awaited">The picture will follow</p>')
    assert "A hall" in html
    assert "<img" not in html


def test_a_picture_that_is_not_published_shows_nothing() -> None:
    assert PictureBlock(ID, PICTURE, caption="A hall").html(Stage(None)) == ""


def test_an_empty_caption_takes_the_pictures_own_words_of_that_language_alone() -> None:
    shared = a_picture(texts={"en": PictureText("Shared", "Alt"), "fa": PictureText("مشترک", "")})
    block = PictureBlock(ID, PICTURE, alt="Own alt")
    assert words(block, shared, "en") == PictureText("Shared", "Own alt")
    assert words(block, shared, "fa") == PictureText("مشترک", "Own alt")
    assert words(block, shared, "fr") == PictureText("", "Own alt")


def test_every_rendition_is_offered_webp_first_and_the_largest_jpeg_is_the_fallback() -> None:
    picture = a_picture(renditions=(LARGE, WEBP, JPEG), credit="")
    assert picture.fallback == LARGE
    html = image_html(picture, "x", standing=Standing("100vw"))
    assert re.findall(r'srcset="([^"]+)"', html) == [
        "/pictures/0123456789abcdef-640.webp 640w",
        "/pictures/0123456789abcdef-640.jpg 640w, /pictures/0123456789abcdef-1280.jpg 1280w",
    ]
    assert html.index("image/webp") < html.index("<img")
    assert a_picture(renditions=(WEBP,)).fallback is None


def test_a_narrow_screen_gets_a_crop_of_its_own_in_every_format_with_its_place_kept() -> None:
    square = [
        Rendition(f"0123456789abcdef-1x1-320.{end}", 320, 320, f"image/{sort}", crop="1x1")
        for end, sort in (("avif", "avif"), ("webp", "webp"), ("jpg", "jpeg"))
    ]
    narrow = Standing("6rem", "1x1", "(max-width: 39.99rem)")
    html = image_html(
        a_picture(renditions=(LARGE, WEBP, *square), credit=""), "x", standing=Standing("50vw", "3x2", narrow=narrow)
    )
    sources = re.findall(r"<source ([^>]+)>", html)
    assert [re.findall(r'type="([^"]+)"', each)[0] for each in sources] == [
        *("image/avif", "image/webp", "image/jpeg"),
        "image/webp",
    ]
    assert all('media="(max-width: 39.99rem)" width="320" height="320"' in each for each in sources[:3])
    assert 'srcset="/pictures/0123456789abcdef-640.webp 640w" sizes="50vw"' in sources[3], "no 3:2 was made: the whole"
    assert 'src="/pictures/0123456789abcdef-1280.jpg"' in html


def test_no_crop_stands_in_for_the_whole_picture() -> None:
    square = Rendition("0123456789abcdef-1x1-1920.jpg", 1920, 1920, "image/jpeg", crop="1x1")
    picture = a_picture(renditions=(square, JPEG), credit="")
    assert picture.fallback == picture.light == JPEG
    assert "1x1" not in image_html(picture, "x", standing=Standing("100vw"))


def test_a_picture_with_a_warning_stands_behind_it_and_is_not_fetched_unasked() -> None:
    warned = a_picture(renditions=(JPEG,), warning={"en": "It shows the <dead>."})
    block = PictureBlock(ID, PICTURE, caption="A hall")
    lead = figure_html(block, Stage(warned), standing=Standing("100vw"), name="lead", lazy=False)
    said = "<b>Warning: this picture may be distressing</b><br>It shows the &lt;dead&gt;."
    assert f'<figure class="lead"><details class="warned"><summary>{said}</summary><picture>' in lead
    assert 'loading="lazy"' in lead
    assert "</details><figcaption>" in lead
    assert "It shows" not in block.html(Stage(warned, language=language("fa")))
    light = block.html(Stage(warned, light=True))
    assert light.index(said) < light.index('href="/pictures/')
    assert "<details" not in light


def test_the_lead_is_loaded_at_once_and_pictures_of_the_body_when_needed() -> None:
    block, stage = PictureBlock(ID, PICTURE), Stage(a_picture(renditions=(JPEG,)))
    assert 'loading="lazy"' in block.html(stage)
    lead = figure_html(block, stage, standing=Standing("100vw"), name="lead", lazy=False)
    assert 'fetchpriority="high"' in lead
    assert "lazy" not in lead
    assert lead.startswith('<figure class="lead">')


def test_the_label_before_a_credit_follows_language_and_sort() -> None:
    found = [
        credit_html(a_picture(sort=sort, credit=credit), language(tag))
        for sort, credit, tag in (
            ("photo", "AFP", "fr"), ("illustration", "Dateline", "en"), ("photo", "", "en")
        )
    ]  # fmt: skip
    assert found == [language("fr").text("photo", name="<bdi>AFP</bdi>"), "Illustration: <bdi>Dateline</bdi>", ""]


def test_names_and_rights_below_a_picture_run_their_own_way_in_a_page_that_runs_the_other() -> None:
    shot = a_picture(byline="J. <Doe>", credit="AFP", rights="© AFP (2009)")
    html = PictureBlock(ID, PICTURE).html(Stage(shot, language=language("fa")))
    assert "<bdi>J. &lt;Doe&gt;</bdi> / <bdi>AFP</bdi></span>" in html
    assert '<bdi class="rights">© AFP (2009)</bdi>' in html


def names(html: str) -> list[tuple[str, ...]]:
    """Each element of some HTML with the names of its attributes, in order."""
    found = lxml_html.fragment_fromstring(html, create_parent="div").iter()
    return [(str(each.tag), *sorted(each.attrib)) for each in found]


ELEMENTS = {
    *("div", "p", "h2", "h3", "strong", "em", "a", "span", "br", "figure", "blockquote", "figcaption", "bdi", "ul"),
    *("ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "picture", "source", "img"),
    *("audio", "video", "track", "details", "summary", "time"),
}
ATTRIBUTES = {
    *("href", "lang", "dir", "class", "rel", "role", "aria-label", "tabindex", "scope", "type", "srcset", "sizes"),
    *("src", "alt", "width", "height", "loading", "decoding", "fetchpriority", "controls", "preload", "poster"),
    *("kind", "srclang", "label", "default", "datetime", "download"),
}


@settings(max_examples=200, deadline=None)
@given(blocks, st.none() | pictures, st.none() | media)
def test_hostile_words_never_become_markup(block: Block, picture: Picture | None, played: Media | None) -> None:
    html = block.html(Stage(picture, played))
    for element, *attributes in names(html):
        assert element in ELEMENTS
        assert set(attributes) <= ATTRIBUTES
    assert "javascript:" not in html


@given(blocks)
def test_the_words_of_a_block_are_in_its_html(block: Block) -> None:
    if isinstance(block, PictureBlock | Embed | Audio | Video):
        return
    shown = lxml_html.fragment_fromstring(block.html(Stage()).replace("<br>", "\n"), create_parent="div").text_content()
    for line in block.plain().replace("\t", "\n").split("\n"):
        wanted = "".join(line.removeprefix(", ").split())
        assert all(part in "".join(shown.split()) for part in wanted.split(","))


def altered(block: Block) -> dict[str, Block]:
    """The block with each field of its content set to something else, by the field's name."""
    others: dict[str, Any] = {
        "text": text("other"), "level": 3, "speaker": "other", "role": "other", "picture": uid("other"),
        "caption": "other", "alt": "other", "items": (text("other"),), "ordered": True, "rows": ((text("other"),),),
        "media": uid("sound"), "thumbnail": uid("other"), "transcript": (text("other"),), "header": False,
        "url": "https://other.example", "provider": "other", "title": "other", "author": "other",
    }  # fmt: skip
    names_ = [name for name in type(block).__struct_fields__ if name != "id"]
    sides: dict[str, dict[str, Any]] = {}
    if isinstance(block, Audio | Video):
        sides = {"media": {"url": ""}, "url": {"media": None}}
    return {name: msgspec.structs.replace(block, **{name: others[name]}, **sides.get(name, {})) for name in names_}


FIRST_OF_KIND: list[Block] = list({type(block): block for block, _, _ in reversed(CASES)}.values())


@pytest.mark.parametrize("block", FIRST_OF_KIND, ids=lambda block: type(block).__name__)
def test_a_digest_changes_with_every_field_of_content_and_not_with_the_id(block: Block) -> None:
    moved: Block = msgspec.structs.replace(block, id=uid("moved"))
    assert block_digest(moved) == block_digest(block)
    digests = {name: block_digest(other) for name, other in altered(block).items()}
    assert block_digest(block) not in digests.values()


def test_blocks_of_two_kinds_with_equal_words_have_two_digests() -> None:
    same: list[Block] = [
        Paragraph(ID, text("x")),
        Heading(ID, text("x")),
        Quote(ID, text("x")),
        PullQuote(ID, text("x")),
    ]
    assert len({block_digest(block) for block in same}) == 4


@given(blocks, st.uuids())
def test_moving_a_block_never_changes_its_digest(block: Block, other: UUID) -> None:
    assert block_digest(msgspec.structs.replace(block, id=other)) == block_digest(block)
