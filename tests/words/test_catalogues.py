"""Nobody meets a message that their language lacks: seven catalogues, whole, for everything the source says."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.words.catalogues import LANGUAGES, kept, wanting
from tests.words.extract import messages, said

HINT = "say `make words`, then translate what it names (docs/howto/translate-the-newsroom.md)"


def key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalogue_holds_what_the_source_says_and_nothing_else(code: str) -> None:
    source = {key(each) for each in said() if each.id}
    ours = {key(each) for each in kept(code) if each.id}
    assert len(source) > 300
    assert sorted(map(str, source - ours)) == [], f"missing from {code}: {HINT}"
    assert sorted(map(str, ours - source)) == [], f"no longer said, but in {code}: {HINT}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_is_translated_with_all_its_plurals_and_placeholders(code: str) -> None:
    assert wanting(code) == [], HINT


def test_words_of_a_template_are_found_in_tags_that_take_them_as_arguments(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% translate "due" %} {% firstof said _("overdue") %} {{ said|default:_("late") }}')
    assert {words for words, _context in messages(page)} == {"due", "overdue", "late"}
