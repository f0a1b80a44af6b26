"""Lighthouse over addresses of a running house, in one start of Chromium."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import programs
from tests.validators.page import Message

PROGRAM = Path(__file__).with_suffix(".mjs")


def judge(addresses: Sequence[str]) -> list[Message]:
    """What keeps a page from 100 in accessibility, best practices or SEO; skips where there is no Lighthouse."""
    programs.npm_file("lighthouse/package.json")
    chromium = os.environ | {"CHROME_PATH": programs.chromium()}
    command = ["node", str(PROGRAM), *addresses]
    said = subprocess.run(command, env=chromium, capture_output=True, text=True, check=True)
    found: list[Message] = []
    for line in said.stdout.splitlines():
        answer = json.loads(line)
        page = answer["address"]
        found += [
            Message(page=page, judge="Lighthouse", rule=each["id"], place=each["items"], text=each["title"])
            for each in answer["short"]
        ]
        if set(answer["scores"].values()) != {1}:
            text = f"{answer['scores']} {answer['error']}"
            found.append(Message(page=page, judge="Lighthouse", rule="scores", place="", text=text))
    return found
