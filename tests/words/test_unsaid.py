"""No screen, mail or refusal of the newsroom holds words that a catalogue cannot translate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import source
from tests.architecture.source import PACKAGE
from tests.words.extract import TEMPLATES, sources
from tests.words.unsaid import in_python, in_template

HINT = "these go through gettext: _(…) in Python, {% translate %} in templates"


def test_what_python_shows_to_a_person_goes_through_gettext() -> None:
    newsroom = [path for path in sources() if path.suffix == ".py" and PACKAGE / "newsroom" in path.parents]
    assert len(newsroom) > 50
    assert [place for path in newsroom for place in in_python(path)] == [], HINT


def test_what_templates_show_to_a_person_goes_through_gettext() -> None:
    templates = [path for path in sources() if TEMPLATES in path.parents]
    assert len(templates) > 5
    assert [place for path in templates for place in in_template(path)] == [], HINT


@pytest.mark.parametrize(
    "line",
    [
        'raise Refusal("Not here.")',
        'raise Refusal(f"Not {here}.", field="name")',
        'raise ValidationError("Not %s." % here)',
        'words = "Not here."; messages.error(request, words)',
        'yield Button("Translate", url)',
        'field = CharField(help_text="Not here")',
        "return f'{gettext(\"Not here\")}: {name}'",
    ],
)
def test_a_literal_in_python_is_found(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ROOT", tmp_path)
    (tmp_path / "module.py").write_text(f"def act():\n    {line}\n", encoding="utf-8")
    assert list(in_python(tmp_path / "module.py")) == ["module.py:2"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Not here</p>",
        '<a title="Not here">{{ name }}</a>',
        "{% if a %}{{ b }} words{% endif %}",
        '<img alt="{{ name }} seen">',
    ],
)
def test_a_literal_in_a_template_is_found(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ROOT", tmp_path)
    (tmp_path / "page.html").write_text(f'{{% translate "Here" %}}\n{line}\n', encoding="utf-8")
    found = list(in_template(tmp_path / "page.html"))
    assert len(found) == 1
    assert found[0].startswith("page.html:2 ")
