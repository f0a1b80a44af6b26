"""Captured texts, one file a case: our own words in many languages, with exactly what must be read from each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.wires import capture

CASES = sorted(Path(__file__).with_name("captures").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_capture_is_read_exactly(path: Path) -> None:
    case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = case["expected"]
    draft = capture.parse(case["capture"].encode(), language=case["language"])
    found = {
        "kicker": draft.kicker,
        "headline": draft.headline,
        "summary": draft.summary,
        "dateline": draft.dateline,
        "bylines": list(draft.bylines),
        "sources": list(draft.sources),
        "first_published": str(draft.first_published or ""),
        "updated": str(draft.updated or ""),
        "pictures": [[each.caption, each.credit] for each in draft.pictures],
        "blocks": [
            f"{each.__struct_config__.tag}: {each.plain()}"
            for each in draft.blocks
            if each.__struct_config__.tag != "picture"
        ],
    }
    warned = expected.pop("warned", [])
    absent: dict[str, Any] = {"kicker": "", "summary": "", "dateline": "", "bylines": [], "sources": []}
    assert found == {**absent, **expected}
    for words in warned:
        assert any(words in warning for warning in draft.warnings), draft.warnings
