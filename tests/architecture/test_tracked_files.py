"""What may not stand in any file under version control: hosts of registries, paths of a machine, loose ends."""

from __future__ import annotations

import re
from functools import cache

from tests.architecture.source import ROOT, modules, name_of, tracked

# Written with a class of one character, so that these patterns do not find themselves.
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npm|npmjs[.]|deb[.]debian|archive[.]ubuntu|crates[.]io",
    re.I,
)
MACHINE_PATH = re.compile(r"(?<![\w./<>{}$-])/(?:work|root|tmp|home|Users)/[\w.]")
LOOSE_END = re.compile(r"#.*\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b")


@cache
def lines() -> dict[str, list[str]]:
    """The lines of every tracked text file, by name."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found[name_of(path)] = data.decode("utf-8", errors="replace").splitlines()
    return found


def matching(pattern: re.Pattern[str]) -> list[str]:
    """``file:line`` of all lines that a pattern is found in."""
    numbered = [(f"{name}:{number}", line) for name, text in lines().items() for number, line in enumerate(text, 1)]
    return [place for place, line in numbered if pattern.search(line)]


def test_no_file_names_a_package_registry() -> None:
    assert matching(REGISTRY) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert matching(MACHINE_PATH) == []


def test_no_comment_leaves_work_for_later() -> None:
    ours = {name_of(path) for path in modules("dateline", "tests")}
    assert [place for place in matching(LOOSE_END) if place.rsplit(":", 1)[0] in ours] == []


def test_every_locked_package_is_checked_by_its_hash() -> None:
    for name in ("lock", "next"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        packages = re.split(r"\n(?=[a-z0-9-]+==)", text)[1:]
        assert len(packages) > 50
        assert [each.split()[0] for each in packages if "--hash=sha256:" not in each] == []


def test_the_locks_keep_to_the_django_they_are_for() -> None:
    pinned = {
        name: re.findall(r"^django==(\d+\.\d+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M)
        for name in ("lock", "next")
    }
    assert pinned == {"lock": ["5.2"], "next": ["6.1"]}


def test_the_root_holds_few_entries() -> None:
    assert len({path.relative_to(ROOT).parts[0] for path in tracked()}) <= 16
