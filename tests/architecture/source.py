"""Reading the project's own source: its files, their syntax trees, their functions."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dateline"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Found(NamedTuple):
    """A function and the place it stands: ``dateline/press/run.py:12 render``."""

    place: str
    node: Function
    in_class: bool


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, under version control; without git, all but what is made here."""
    asked = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(asked, capture_output=True, check=False)
    if answer.returncode == 0:
        paths = [ROOT / name for name in answer.stdout.decode().split("\0") if name]
        return tuple(sorted(path for path in paths if path.is_file()))
    made = {".venv", ".venv-next", "var", "node_modules", "__pycache__"}
    return tuple(sorted(path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.parts)))


@cache
def modules(*tops: str) -> tuple[Path, ...]:
    """The Python files below the named folders, except migrations, which Django writes."""
    wanted = [ROOT / top for top in tops]
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts and any(top in path.parents for top in wanted)
    )


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """A file's path as a reader of the project writes it."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Found]:
    """Every function and method of a file, nested ones too."""
    for parent in ast.walk(tree(path)):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, Function):
                place = f"{name_of(path)}:{node.lineno} {node.name}"
                yield Found(place, node, isinstance(parent, ast.ClassDef))


def overrides(function: Function) -> bool:
    """Whether a method says that its parent gave it its signature."""
    return any(isinstance(each, ast.Name) and each.id == "override" for each in function.decorator_list)
