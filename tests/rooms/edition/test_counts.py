"""How long a text is, in any script; the editor's script counts as the server does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page as Tab

from dateline.edition.counts import Counts, count, pace
from dateline.languages.language import language

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "dateline/newsroom/static/newsroom/writing/counting.js"
STORIES = ROOT / "dateline/newsroom/sample/stories"
TAGS = ("en", "fa", "zh-Hans", "ja", "th", "km", "ko", "hi", "ur", "ru", "fr", "vi")
COUNT = """async ([source, texts, pace]) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { count, needsDictionary } = await import(address);
  return texts.map((text) => [count(text, pace), needsDictionary(text)]);
}"""

CASES = [
    ("en", "", (0, 0, 0, 0, 0)),
    ("en", "Nato meets.", (2, 0, 10, 11, 1)),
    ("en", "It’s well-known—they said – U.S. 3,000 & more", (7, 0, 38, 45, 1)),
    ("fr", "« Oui », dit-elle\u00a0!", (2, 0, 15, 19, 1)),
    ("fa", "وزیران می‌گویند نشست ۲ روز است.", (6, 0, 25, 30, 1)),
    ("zh-Hans", "北约外长会议在布鲁塞尔举行。", (13, 13, 14, 14, 1)),
    ("ja", "NATO外相会議がブリュッセルで開かれた。", (17, 16, 21, 21, 1)),
    ("th", "รัฐมนตรีพบกันในวันศุกร์", (6, 0, 17, 17, 1)),
    ("km", "រដ្ឋមន្ត្រី\u200bជួប\u200bគ្នា", (3, 0, 7, 7, 1)),
    ("ko", "두 장관이 제네바에서 만났다.", (4, 0, 13, 16, 1)),
    ("hi", "मंत्री जिनेवा में मिले।", (4, 0, 9, 12, 1)),
    ("en", "👨‍👩‍👧 e\u0301t", (1, 0, 3, 4, 1)),
]


@pytest.mark.parametrize(("tag", "text", "expected"), CASES)
def test_a_text_is_counted_as_its_writers_count(tag: str, text: str, expected: tuple[int, ...]) -> None:
    assert count(text, language(tag)) == Counts(*expected)


def test_reading_time_follows_the_script() -> None:
    assert count("word " * 400, language("en")).minutes == 2
    assert count("word " * 401, language("en")).minutes == 3
    assert count("字" * 530, language("zh-Hans")).minutes == 2
    assert count("字" * 530, language("ja")).minutes == 2
    assert count("کلمه " * 290, language("fa")).minutes == 2


def test_thai_and_khmer_words_are_more_than_what_stands_between_spaces() -> None:
    for tag in ("th", "km"):
        text = next(stories(tag))
        assert count(text, language(tag)).words > 2 * len(text.replace("\u200b", "").split())


def stories(tag: str) -> Iterator[str]:
    """The words of the sample's stories in a language."""
    for path in sorted(STORIES.glob(f"*/{tag}.toml")):
        yield "\n".join(strings(tomllib.loads(path.read_text(encoding="utf-8"))))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@pytest.mark.browser
@pytest.mark.parametrize("tag", TAGS)
def test_the_editor_counts_as_the_server_does(tab: Tab, tag: str) -> None:
    own = [text for each, text, _ in CASES if each == tag]
    texts = [*stories(tag), *own]
    assert texts
    rate = pace(language(tag))
    given = {"language": tag, "wordsAMinute": rate.words, "charactersAMinute": rate.characters}
    counted = tab.evaluate(COUNT, [SCRIPT.read_text(encoding="utf-8"), texts, given])
    for text, (found, asks_server) in zip(texts, counted, strict=True):
        expected = msgspec.to_builtins(count(text, language(tag)))
        # Dictionaries differ between browsers, so for these scripts the editor shows what the server answers.
        parts = set(expected) - ({"words", "minutes"} if asks_server else set())
        assert {name: found[name] for name in parts} == {name: expected[name] for name in parts}
        assert asks_server == (tag in {"th", "km"})
