"""The numbers that keep every part of the house small enough to read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Found, Function, functions, modules, name_of, overrides, tree

FILE_LINES = 400
FUNCTION_LINES = 40
COMPLEXITY = 10
PARAMETERS = 5
DOCSTRING_LINES = 3
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler)
ALL = modules("dateline", "tests")
HOUSE = modules("dateline")
EVERY_FUNCTION = [found for path in ALL for found in functions(path)]


def complexity(function: Function) -> int:
    """McCabe's number as ruff counts it: one more than the statements at which the way forks, nested functions' too."""
    forks = 0
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            forks += 1
        elif isinstance(node, ast.Match):
            forks += sum(1 for case in node.cases if not is_wildcard(case))
    return forks + 1


def is_wildcard(case: ast.match_case) -> bool:
    """``case _:``, which is no fork but the rest."""
    return isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None


def parameters(found: Found) -> int:
    """How many arguments a caller may have to think of."""
    arguments = found.node.args
    named = [*arguments.posonlyargs, *arguments.args]
    if found.in_class and named and named[0].arg in {"self", "cls", "mcs"}:
        named = named[1:]
    return len(named) + len(arguments.kwonlyargs)


def late_imports(function: Function) -> Iterator[ast.stmt]:
    """Import statements inside a function."""
    return (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {found.place: (found.node.end_lineno or 0) - found.node.lineno + 1 for found in EVERY_FUNCTION}
    assert {place: length for place, length in lengths.items() if length > FUNCTION_LINES} == {}


def test_no_function_forks_more_than_ten_ways() -> None:
    numbers = {found.place: complexity(found.node) for found in EVERY_FUNCTION}
    assert {place: number for place, number in numbers.items() if number > COMPLEXITY} == {}


def test_no_function_takes_more_than_five_parameters() -> None:
    ours = [found for path in HOUSE for found in functions(path) if not overrides(found.node)]
    assert {found.place: parameters(found) for found in ours if parameters(found) > PARAMETERS} == {}


def test_every_module_says_in_one_to_three_lines_what_it_is() -> None:
    filled = [path for path in ALL if path in HOUSE or tree(path).body]
    said = {name_of(path): (ast.get_docstring(tree(path)) or "").splitlines() for path in filled}
    lines = {name: sum(bool(line.strip()) for line in text) for name, text in said.items()}
    assert {name: number for name, number in lines.items() if not 1 <= number <= DOCSTRING_LINES} == {}


def test_imports_stand_at_the_top_of_modules() -> None:
    late = [found.place for found in EVERY_FUNCTION if any(late_imports(found.node))]
    assert late == []


def test_every_public_function_and_class_says_what_it_is() -> None:
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in HOUSE
        for node in tree(path).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_test_is_named_by_a_sentence() -> None:
    tests = [found for path in modules("tests") for found in functions(path) if found.node.name.startswith("test_")]
    assert [found.place for found in tests if len(found.node.name.removeprefix("test_").split("_")) < 4] == []


def test_complexity_counts_every_fork_of_the_way() -> None:
    (function,) = ast.parse("def f(a):\n for b in a:\n  if b: pass\n  elif a: pass\n  else: pass").body
    assert isinstance(function, ast.FunctionDef)
    assert complexity(function) == 4
