"""The documents keep up with the source: settings, commands, the schema, links, decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import msgspec

from dateline.edition.codec import schema
from dateline.languages.language import languages
from dateline.server.config import Config
from dateline.server.language_table import document
from tests.architecture.source import ROOT, name_of, tracked

DOCS = ROOT / "docs"
DECISION_PARTS = ["Context", "Decision", "Reason", "Price", "Alternatives"]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


def commands() -> Iterator[str]:
    """Every command as an operator writes it, read off the source of cli.py, which loads none of them."""
    source = (ROOT / "dateline" / "cli.py").read_text(encoding="utf-8")
    groups = dict(re.findall(r"(\w+) = App\(name=\"(\w+)\"", source))
    for owner, function, name in re.findall(r"(\w+)\.command\(f\"\{ROOM\}\.\w+:(\w+)\"(?:, name=\"(\w+)\")?", source):
        name = name or function
        yield f"dateline {name}" if owner == "app" else f"dateline {groups[owner]} {name}"


def test_every_setting_is_in_the_reference() -> None:
    reference = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(DATELINE_\w+)`", reference, re.M)) == {
        f"DATELINE_{field.name.upper()}" for field in fields(Config)
    }


def test_every_command_is_in_the_reference() -> None:
    described = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    every = list(commands())
    assert len(every) > 10
    assert [command for command in every if f"| `{command}" not in described] == []


def test_the_schema_of_the_record_is_the_one_in_the_reference() -> None:
    # As `dateline schema FILE` writes it, on any version of Python.
    wanted = msgspec.json.format(msgspec.json.encode(schema(), order="sorted"), indent=2) + b"\n"
    written = (DOCS / "reference/record.schema.json").read_bytes()
    assert written == wanted, "run `dateline schema docs/reference/record.schema.json`"


def test_the_table_of_languages_says_what_their_files_say() -> None:
    written = (DOCS / "reference/languages.md").read_text(encoding="utf-8")
    assert written == document(), "run `dateline languages docs/reference/languages.md`"
    assert written.count("\n| ") == len(languages()) + 2


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [path for path in tracked() if path.suffix == ".md" and "sample" not in path.parts]
    dead = [
        f"{name_of(path)}: {target}"
        for path in documents
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert dead == []


def test_no_two_decisions_share_a_number() -> None:
    # Gaps are numbers that were given out before their decision was written down.
    numbers = [int(path.name[:3]) for path in (DOCS / "decisions").glob("[0-9]*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_every_decision_gives_context_reason_and_price() -> None:
    listed = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    for path in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        headings = [heading.split(",")[0] for heading in re.findall(r"^## (.+)$", text, re.M)]
        assert headings == DECISION_PARTS, path.name
        assert path.name in listed


def test_the_readme_counts_the_languages_rightly() -> None:
    counted = re.search(r"It speaks (\d+) languages", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert counted
    assert int(counted[1]) == len(languages())
