"""The language of a text is guessed from its script and its small words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.languages.language import languages
from dateline.wires.guess import guess

CASES = sorted(Path(__file__).with_name("captures").glob("*.toml"))
STORIES = Path(__file__).parents[2] / "dateline/newsroom/sample/stories"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_language_of_a_capture_is_guessed(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert guess(case["capture"]).split("-")[0] == case["language"].split("-")[0]


def test_most_stories_of_the_sample_are_guessed_in_every_language() -> None:
    found: dict[str, list[bool]] = {}
    for path in STORIES.glob("*/*.toml"):
        if path.stem != "story":
            words = tomllib.loads(path.read_text(encoding="utf-8"))
            text = " ".join([words["headline"], *(each.get("text", "") for each in words["blocks"])])
            found.setdefault(path.stem, []).append(guess(text).split("-")[0] == path.stem.split("-")[0])
    assert set(found) == set(languages())
    assert {tag: sum(right) / len(right) for tag, right in found.items() if sum(right) < 0.75 * len(right)} == {}


def test_a_page_that_declares_its_language_is_believed_where_the_script_agrees() -> None:
    assert guess('<html lang="sw"><p>Bandari</p></html>') == "sw"
    assert guess('<html lang="en"><p>Министры встретились в Женеве и не договорились ни о чём</p></html>') == "ru"


def test_nothing_is_guessed_where_nothing_tells() -> None:
    assert guess("12 34 — 56") == ""
