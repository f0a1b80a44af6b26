"""Whatever bytes arrive, an import gives a draft or a refusal in words; nothing else ever comes out of it."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.languages.language import languages
from dateline.wires import capture, ninjs
from dateline.wires.draft import Draft, Refused

PIECES = [
    "Search\n", "Published 6 March 2009 08:22 TU\n", "Photo: AFP\n", "(Photo: AFP)", "By Jane Doe\n", "\n\n",
    "A headline of several words\n", "• one\n", "- two\n", "Comments (3)\n", "“Said.”\n— Ann, pilot\n",
    "31/02/2009 25:99\n",
    "A sentence long enough to be taken for running text by anyone who reads it, and then a little more.\n",
    "2009年13月40日", "\u200f", "\u0000", "©", "(", "）", "٠٦/٠٣/٢٠٠٩", "1387/12/30",
]  # fmt: skip
TAGS = [
    "<p>", "</p>", "<h1>x</h1>", "<table><tr><td>", "<blockquote>", "<img src=x>", "<iframe src='//[::'>",
    "text", "&#0;",
    "<a href='http://['>", "<html lang=1>", "<figure>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[1],\"author\":{\"name\":3}}</script>",
]  # fmt: skip
NAMES = st.sampled_from(
    [
        "headline", "headlines", "body_html", "bodies", "language", "type", "associations", "renditions", "value",
        "role",
        "subject", "altids", "version", "firstcreated", "by", "href", "width", "name", "uri", "descriptions",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["en", "text", "<p>x", "2009-03-06"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)


def captured(data: bytes, language: str) -> None:
    try:
        said = capture.parse(data, language=language).headline
    except Refused as refused:
        said = refused.reason
    assert said.strip()


@given(st.binary(max_size=400), st.sampled_from(list(languages())))
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_a_draft_or_a_refusal(data: bytes, language: str) -> None:
    captured(data, language)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=14), st.sampled_from(list(languages())))
@settings(max_examples=120, deadline=None)
def test_any_text_gives_a_draft_or_a_refusal(pieces: list[str], language: str) -> None:
    captured("".join(pieces).encode("utf-8", "surrogatepass"), language)


@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=10), max_size=14))
@example(["<p>"] * 3000)
@example(["<b>"] * 3000)
@settings(max_examples=60, deadline=None)
def test_any_markup_gives_a_draft_or_a_refusal(pieces: list[str]) -> None:
    captured(("<html>" + "".join(pieces)).encode("utf-8", "surrogatepass"), "en")
    (found,) = ninjs.parse(
        json.dumps({"headline": "x", "language": "en", "body_html": "<p>" + "".join(pieces)}).encode()
    )
    assert isinstance(found, Draft | Refused)


@given(st.dictionaries(NAMES, VALUES, max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_json_gives_drafts_or_refusals(item: dict[str, object]) -> None:
    for each in ninjs.parse(json.dumps({"headline": "x", "language": "en", **item}).encode()):
        assert each.headline if isinstance(each, Draft) else each.reason
