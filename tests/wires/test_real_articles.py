"""Real articles of the BBC in every language that is configured, sent through ninjs and through captured text."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from html import escape
from typing import Any

import pytest

from dateline.languages.language import language, languages
from dateline.wires import capture, ninjs, tags
from dateline.wires.capture.folding import spaced
from dateline.wires.draft import Draft, Refused
from tests.wires.shared import SHARED, shared

ARTICLES = "testdata/bbc/articles.dev.jsonl"


@cache
def articles() -> dict[str, list[dict[str, Any]]]:
    """Articles by configured language; fixture texts left out."""
    out: dict[str, list[dict[str, Any]]] = {}
    for line in shared(ARTICLES).read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        try:
            tag, _ = tags.configured(article["language"])
        except Refused:
            continue
        if not article["looks_like_fixture_text"] and paragraphs(article):
            out.setdefault(tag, []).append(article)
    return out


def paragraphs(article: dict[str, Any]) -> list[str]:
    return [spaced(part["text"]).strip() for part in article["body"] if part["t"] == "p" and part["text"].strip()]


def instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds // 60_000 * 60, UTC)


def as_ninjs(article: dict[str, Any]) -> bytes:
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs(article))
    images = [image for image in article["images"] if image.get("locator")]
    item = {
        "uri": f"urn:bbc:{article['file']}",
        "type": "text",
        "language": article["language"],
        "headlines": [{"role": "main", "value": article["headline"]}],
        "bodies": [{"contentType": "text/html", "value": body}],
        "firstCreated": instant(article["first_published"]).isoformat(),
        "associations": [as_association(number, image) for number, image in enumerate(images)],
    }
    return json.dumps(item).encode()


def as_association(number: int, image: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": f"i{number}",
        "type": "picture",
        "uri": image["locator"],
        "by": image.get("copyright") or "",
        "altText": image.get("alt") or "",
        "descriptions": [{"role": "caption", "value": image.get("caption") or ""}],
        "renditions": [{"name": "o", "href": image["locator"]}],
    }


def as_capture(article: dict[str, Any], tag: str) -> bytes:
    spoken = language(tag)
    published, updated = instant(article["first_published"]), instant(article["last_published"])
    lines = [
        spoken.strings.search,
        spoken.strings.choose_language,
        article["headline"],
        f"{spoken.text('published', when=spoken.day(published.date()))}"
        f"  {spoken.text('updated', when=spoken.instant(updated))}",
        *paragraphs(article),
        spoken.strings.feed,
    ]
    return "\n\n".join(lines).encode()


@pytest.mark.skipif(not (SHARED / ARTICLES).exists(), reason="../shared/testdata/bbc is not here")
def test_the_articles_reach_most_configured_languages() -> None:
    assert len(articles()) >= 15
    assert set(articles()) <= set(languages())


@pytest.mark.parametrize("tag", languages())
def test_real_articles_come_through_ninjs_word_for_word(tag: str) -> None:
    for article in articles().get(tag, []):
        (draft,) = ninjs.parse(as_ninjs(article))
        assert isinstance(draft, Draft), draft
        assert (draft.language, draft.headline) == (tag, " ".join(article["headline"].split()))
        found = [
            " ".join(block.plain().split()) for block in draft.blocks if block.__struct_config__.tag == "paragraph"
        ]
        expected = [" ".join(each.split()) for each in paragraphs(article)]
        assert found == (expected[1:] if expected[0] == draft.headline else expected)
        assert draft.first_published is not None


@pytest.mark.parametrize("tag", languages())
def test_real_articles_come_through_a_captured_text_word_for_word(tag: str) -> None:
    for article in articles().get(tag, []):
        draft = capture.parse(as_capture(article, tag), language=tag)
        assert draft.headline == spaced(article["headline"]).strip(), article["file"]
        assert str(draft.first_published) == instant(article["first_published"]).date().isoformat()
        assert str(draft.updated) == instant(article["last_published"]).strftime("%Y-%m-%dT%H:%M:%SZ")
        written = {each.lstrip("*• ") for each in paragraphs(article)} | set(paragraphs(article))
        for block in draft.blocks:
            assert block.plain() in written, (article["file"], block.plain())
        dropped = [
            each for each in paragraphs(article) if len(each) > 120 and each not in {b.plain() for b in draft.blocks}
        ]
        assert [each for each in dropped if each not in {draft.summary, *(p.caption for p in draft.pictures)}] == []
