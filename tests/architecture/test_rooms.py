"""Where things stand, who may import whom, and what no room may do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from typing import Any

from dateline.server.config import Config
from tests.architecture.source import PACKAGE, ROOT, modules, name_of, tracked, tree

ROOMS = {
    "cli",
    "server",
    "publish",
    "newsroom",
    "reader",
    "press",
    "search",
    "wires",
    "record",
    "edition",
    "languages",
}
NAMES_FOR_NOTHING = {"utils", "util", "common", "core", "helpers", "helper", "misc"}
SETTINGS = 25


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_rooms_are_exactly_those_of_the_design() -> None:
    standing = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in tracked() if PACKAGE in path.parents}
    assert standing - {"__init__", "__main__", "py.typed"} <= ROOMS


def test_the_import_contract_places_every_room() -> None:
    layers = next(each for each in project()["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    assert layers["exhaustive"] is True
    assert {room.strip() for layer in layers["layers"] for room in layer.split("|")} == ROOMS


def test_every_import_goes_the_way_it_may() -> None:
    # The program is called by its module: beside a relocated environment the script's own first line may lie.
    said = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr


def test_no_folder_or_module_has_a_name_that_means_nothing() -> None:
    names = {name_of(path): {part.removesuffix(".py") for part in path.relative_to(ROOT).parts} for path in tracked()}
    assert [name for name, parts in names.items() if parts & NAMES_FOR_NOTHING and name.endswith(".py")] == []


def test_migrations_stand_in_the_newsroom_alone() -> None:
    folders = {name_of(path.parent) for path in tracked() if path.parent.name == "migrations"}
    assert folders <= {"dateline/newsroom/migrations"}


def test_the_house_has_at_most_25_settings() -> None:
    assert len(fields(Config)) <= SETTINGS


def test_only_the_config_reads_the_environment() -> None:
    # Naming Django's settings module writes to it, and a child process is handed it on: neither learns anything.
    reading = re.compile(r"\bos\.(?:getenv\b|environ\b(?!\.setdefault\(| \| \{))")
    readers = [name_of(path) for path in modules("dateline") if reading.search(path.read_text(encoding="utf-8"))]
    assert readers == ["dateline/server/config.py"]


def test_nothing_is_printed_except_by_commands() -> None:
    loud = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("dateline")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert [place for place in loud if not place.startswith(("dateline/cli.py", "dateline/server/commands/"))] == []
