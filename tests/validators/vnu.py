"""The W3C's HTML checker over many pages in one start of Java."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests import programs
from tests.validators.page import Message, Page

JAR = "vnu-jar/build/dist/vnu.jar"


def judge(pages: Iterable[Page], *, warnings: bool = False) -> list[Message]:
    """The checker's errors, and its warnings if wanted; skips the test where Java or the checker is missing."""
    java, jar = programs.java(), programs.npm_file(JAR)
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, page in enumerate(pages):
            path = Path(folder) / f"{number:05}.html"
            path.write_text(page.html, encoding="utf-8")
            names[path.name] = page.name
        if not names:
            return []
        command = [java, "-Xss1m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    wanted = {"error", "non-document-error"} | ({"info"} if warnings else set())
    return [message(each, names) for each in json.loads(said.stdout)["messages"] if each["type"] in wanted]


def message(found: dict[str, Any], names: dict[str, str]) -> Message:
    """One of the checker's messages in our form."""
    return Message(
        page=names.get(found.get("url", "").rsplit("/", 1)[-1], found.get("url", "")),
        judge="vnu",
        rule=str(found.get("subType") or found["type"]),
        place=f"line {found.get('lastLine', '?')}, {found.get('extract', '').strip()!r}",
        text=str(found["message"]),
    )
