"""ninjs items of our own making: each version's way of saying a thing, and each reason for a refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.wires import ninjs
from dateline.wires.draft import Draft, Refused

ITEMS = Path(__file__).with_name("items")
ONE: dict[str, Any] = json.loads((ITEMS / "version-1.json").read_bytes())
THREE: dict[str, Any] = json.loads((ITEMS / "version-3.json").read_bytes())


def parse(*items: Any, language: str | None = None) -> list[Draft | Refused]:
    return ninjs.parse(json.dumps(items[0] if len(items) == 1 else list(items)).encode(), language=language)


def read(item: dict[str, Any]) -> Draft:
    (found,) = parse(item)
    assert isinstance(found, Draft), found
    return found


@pytest.mark.parametrize("item", [ONE, THREE], ids=["1.x", "3.x"])
def test_each_version_says_the_same_story(item: dict[str, Any]) -> None:
    draft = read(item)
    assert (draft.headline, draft.summary, draft.dateline) == ("Ferry sails", "After a week of wind.", "Oban")
    assert (draft.bylines, draft.subjects, draft.alternate_ids) == (("Jane Doe",), ("20000001",), {"slug": "ferry"})
    assert [(each.sort, each.name, each.code) for each in draft.entities] == [
        ("person", "Ann Lee", "urn:people:7"), ("place", "Oban", ""),
    ]  # fmt: skip
    assert [block.plain() for block in draft.blocks] == ["The ferry sailed at six.", "On the quay", "Nobody waved."]
    (picture,) = draft.pictures
    assert (picture.caption, picture.credit, picture.href, picture.width) == (
        "The quay",
        "AFP",
        "https://x.example/1.jpg",
        10,
    )
    assert (str(draft.first_published), draft.updated, draft.rights) == ("2009-03-06T08:22:00Z", None, "Once only")


def test_a_kicker_among_the_headlines_is_kept_apart() -> None:
    assert read(THREE).kicker == "Ferries"
    assert read(THREE).pictures[0].alt == "A quay"


def test_the_same_item_gives_the_same_ids_and_a_new_version_too() -> None:
    first, again, newer = read(ONE), read(ONE), read({**ONE, "version": "4"})
    assert first == again
    assert [block.id for block in newer.blocks] == [block.id for block in first.blocks]
    assert newer.pictures[0].id == first.pictures[0].id


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"headline": ""}, "no headline"),
        ({"language": "xx"}, "unknown language 'xx'"),
        ({"language": "not a tag"}, "is no language tag"),
        ({"language": ""}, "names no language"),
        ({"type": "picture"}, "a story (type “text”) was expected"),
        ({"pubstatus": "canceled"}, "cancelled"),
        ({"pubstatus": "withheld"}, "withholds"),
    ],
)
def test_an_item_that_cannot_be_a_story_is_refused_with_the_reason(change: dict[str, str], words: str) -> None:
    (found,) = parse({**ONE, **change})
    assert isinstance(found, Refused)
    assert words in found.reason
    assert found.source_id == "urn:x:1"


def test_a_refused_item_harms_no_other() -> None:
    found = parse(ONE, {**ONE, "headline": None}, 7, {**ONE, "uri": "urn:x:2"})
    assert [type(each) for each in found] == [Draft, Refused, Refused, Draft]


@pytest.mark.parametrize("name", ["items", "_items"])
def test_a_list_of_items_may_stand_in_an_object(name: str) -> None:
    assert [type(each) for each in parse({name: [ONE, ONE]})] == [Draft, Draft]


@pytest.mark.parametrize("data", [b"{", b"", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b'"text"', b"null"])
def test_what_is_no_ninjs_gives_one_refusal(data: bytes) -> None:
    assert [type(each) for each in ninjs.parse(data)] == [Refused]


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-GB", "en"), ("fr_FR", "fr"), ("pt-br", "pt-BR"), ("pt-PT", "pt"), ("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"),
     ("zh", "zh-Hans"), ("sr", "sr-Cyrl"), ("sr-Latn-RS", "sr-Latn"), ("SR-ME", "sr-Latn"), ("fas", "fa")],
)  # fmt: skip
def test_a_tag_is_mapped_to_the_configured_language_and_told(tag: str, language: str) -> None:
    draft = read({**ONE, "language": tag})
    assert draft.language == language
    assert any(f"“{tag}” was taken as {language}" in warning for warning in draft.warnings)


@pytest.mark.parametrize("tag", ["hi-Latn", "de", "uz-Latn"])
def test_a_tag_in_another_script_or_language_is_never_guessed(tag: str) -> None:
    assert [type(each) for each in parse({**ONE, "language": tag})] == [Refused]


def test_plain_text_is_parted_into_paragraphs() -> None:
    item = {**ONE, "body_xhtml": "", "body_text": "Ferry sails\n\nIt left at six.\n\nNobody waved."}
    assert [block.plain() for block in read(item).blocks] == ["It left at six.", "Nobody waved."]


def test_a_body_of_many_kinds_becomes_blocks() -> None:
    body = (
        "<div>Loose words<br><br>Second</div><ul><li>one</li><li>two</li></ul>"
        "<blockquote><p>Said</p><cite>Ann, pilot</cite></blockquote>"
        "<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>"
        "<iframe src='https://www.youtube.com/embed/x'></iframe>"
        "<script>bad()</script><p onclick='x'>Last&nbsp;</p>"
    )
    blocks = read({**ONE, "body_xhtml": body, "associations": {}}).blocks
    assert [f"{block.__struct_config__.tag}: {block.plain()}" for block in blocks] == [
        "paragraph: Loose words", "paragraph: Second", "list: one\ntwo", "quote: Said\nAnn, pilot",
        "table: a\t\nb\tc", "embed: https://www.youtube.com/embed/x", "paragraph: Last",
    ]  # fmt: skip


def test_pictures_beyond_the_first_are_placed_at_the_end_of_the_body() -> None:
    second = {"type": "picture", "description_text": "Later", "renditions": {"a": {"href": "https://x.example/2.jpg"}}}
    draft = read(
        {
            **ONE,
            "associations": {**ONE["associations"], "gallery": [second], "clip": {"type": "video", "headline": "Clip"}},
        }
    )
    assert [each.caption for each in draft.pictures] == ["The quay", "Later"]
    assert draft.blocks[-1].plain() == "Later"
    assert any("The video “Clip”" in warning for warning in draft.warnings)


def test_a_time_without_zone_is_kept_as_its_day() -> None:
    draft = read({**ONE, "firstcreated": "2009-03-06T08:22:00"})
    assert str(draft.first_published) == "2009-03-06"
    assert any("without a zone" in warning for warning in draft.warnings)
