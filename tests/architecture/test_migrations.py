"""The newsroom's migrations are one line, and their numbers say its order: whoever adds the next finds its place."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "dateline" / "newsroom" / "migrations"
NAME = re.compile(r"\(\s*[\"']newsroom[\"'],\s*[\"'](\d{4}_\w+)[\"']\s*\)")


def test_each_migration_follows_the_one_numbered_before_it() -> None:
    files = sorted(FOLDER.glob("[0-9]*.py"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    before: list[str] = []
    for file in files:
        asked = NAME.findall(file.read_text(encoding="utf-8").partition("operations")[0])
        assert asked == before, f"{file.name} must depend on {before} alone: number it as the next, after them"
        before = [file.stem]
