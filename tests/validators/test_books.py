"""EPUB files before the W3C's checker of publications."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dateline.languages.language import language, languages
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from tests import programs
from tests.rooms.reader.bureau import bureau_with_a_face
from tests.rooms.reader.rack import site

# Each is a start of Java: the checker takes one book at a time.
ONE = "ur"
TAGS = [pytest.param(tag, marks=[] if tag == ONE else pytest.mark.all) for tag in languages()]

pytestmark = pytest.mark.validators


@pytest.mark.parametrize("tag", TAGS)
def test_a_dossier_of_every_block_is_a_valid_book(tag: str, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    pages = site(bureau_with_a_face(*dict.fromkeys(("en", tag))), KINDS, furniture())
    book.write_bytes(pages[f"/{language(tag).segment}/dossier/nato-russia.epub"].body)
    # What optimizing Java's code costs is never earned back by one book.
    command = [programs.java(), "-XX:TieredStopAtLevel=1", "-jar", programs.epubcheck(), "--failonwarnings", str(book)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
