"""Word documents: what they become, what is said of it, and those that it is better not to read."""

from __future__ import annotations

import base64
import io
import tempfile
import zipfile
from collections.abc import Iterator

import pytest

from dateline.edition.blocks import Heading, List, Paragraph, Quote, Table
from dateline.edition.inline import Run
from dateline.wires import docx
from dateline.wires.draft import Draft, Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import MB, Asked
from dateline.wires.limited import Reader
from tests.wires.word_documents import PNG, document, image, item, paragraph, run

LINK = '<w:hyperlink r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def drafted(*body: str, language: str = "en") -> Draft:
    return docx.parse(document("".join(body)), language=language)


def reason(reader: Reader, data: bytes) -> str:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        [found] = reader.read(file, "docx", Asked(name="story.docx", language="en"))
    assert isinstance(found, Refused)
    return found.reason


def test_styles_become_headline_summary_headings_and_quotes() -> None:
    made = drafted(
        paragraph("Ferries wait", "Title"),
        paragraph("Three ports are shut", "Subtitle"),
        paragraph("At sea", "heading1"),
        paragraph("Words.", ""),
        paragraph("We wait.", "Quote"),
    )
    assert (made.headline, made.summary) == ("Ferries wait", "Three ports are shut")
    assert [(type(each), each.plain()) for each in made.blocks] == [
        (Heading, "At sea"), (Paragraph, "Words."), (Quote, "We wait."),
    ]  # fmt: skip


def test_without_a_title_the_first_line_is_the_headline() -> None:
    made = drafted(paragraph("Ferries wait"), paragraph("Words."))
    assert made.headline == "Ferries wait"
    assert [each.plain() for each in made.blocks] == ["Words."]


def test_emphasis_links_lists_and_tables_are_kept_and_fonts_are_not() -> None:
    marked = run("Big", '<w:b/><w:sz w:val="60"/><w:color w:val="FF0000"/>') + LINK.format("link", "harbour")
    made = drafted(
        paragraph("Ferries", "Title"),
        paragraph(marked + LINK.format("bad", "!")),
        item("One"),
        item("Two"),
        f"<w:tbl><w:tr>{CELL.format('a')}{CELL.format('b')}</w:tr><w:tr>{CELL.format('c')}{CELL.format('d')}</w:tr></w:tbl>",
    )
    text, listed, table = made.blocks
    assert isinstance(text, Paragraph)
    assert text.text == (Run("Big", bold=True), Run("harbour", href="https://harbour.example/"), Run("!"))
    assert isinstance(listed, List)
    assert listed.plain().splitlines() == ["One", "Two"]
    assert isinstance(table, Table)
    assert table.plain().split() == ["a", "b", "c", "d"]


def test_a_picture_brings_its_bytes_and_its_alternative_text() -> None:
    made = drafted(paragraph("Ferries", "Title"), image("Two ferries"), paragraph("Words."))
    [picture] = made.pictures
    assert picture.alt == "Two ferries"
    assert base64.b64decode(picture.href.partition(",")[2]) == PNG


def test_a_picture_that_is_linked_from_elsewhere_is_not_read() -> None:
    made = drafted(paragraph("Ferries", "Title"), image("x", 'r:link="far"'), paragraph("Words."))
    assert not any(each.href.startswith("data:") for each in made.pictures)


def test_tracked_changes_are_taken_as_accepted_and_comments_left_out_and_both_said() -> None:
    changed = (
        '<w:ins w:id="1" w:author="A"><w:r><w:t>new </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    made = drafted(paragraph("Ferries", "Title"), paragraph(run("The ") + changed + run("words.")))
    assert [each.plain() for each in made.blocks] == ["The new words."]
    said = "\n".join(made.warnings)
    assert "Tracked changes were taken as accepted: 2" in said
    assert "Comments in the document were left out: 1" in said


def test_footnotes_are_kept_in_words() -> None:
    noted = run("It is shut") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = drafted(paragraph("Ferries", "Title"), paragraph(noted))
    assert [each.plain() for each in made.blocks] == ["It is shut[1]", "Harbour office."]
    assert "#" not in repr(made.blocks)
    assert any("Footnotes stand" in each for each in made.warnings)


def test_the_language_is_guessed_where_nobody_says_it() -> None:
    french = "Les navires attendent dans le port parce que la glace est encore trop épaisse pour les bateaux."
    assert docx.parse(document(paragraph(french) + paragraph(french))).language == "fr"
    with pytest.raises(Refused, match="which language"):
        docx.parse(document(paragraph("1234")))


def test_the_same_document_gives_the_same_draft_and_another_one_another(reader: Reader) -> None:
    one = document(paragraph("Ferries", "Title") + paragraph("Words."))
    assert docx.parse(one, language="en") == docx.parse(one, language="en")
    assert docx.parse(one, language="en").source_id != drafted(paragraph("Ferries", "Title")).source_id
    with tempfile.TemporaryFile() as file:
        file.write(one)
        file.flush()
        [found] = reader.read(file, "docx", Asked(name="story.docx", language="en"))
    assert isinstance(found, Finding)
    assert found.draft.headline == "Ferries"


def test_what_unpacks_to_too_much_is_refused(reader: Reader) -> None:
    bomb = document("", parts={"word/huge.xml": b"<a>" + b" " * (31 * MB)})
    assert len(bomb) < MB
    assert "unpacks to far more" in reason(reader, bomb)
    many = document("", parts={f"word/media/{number}.png": b"\0" * (45 * MB) for number in range(5)})
    assert "unpacks to far more" in reason(reader, many)


def test_an_archive_that_lies_about_its_size_gives_no_more_than_it_says(reader: Reader) -> None:
    data = document(paragraph("Ferries"), parts={"word/huge.xml": b" " * MB})
    size = MB.to_bytes(4, "little")
    assert "cut short" in reason(reader, data.replace(size, (10).to_bytes(4, "little")))


def test_entities_old_documents_and_other_archives_are_refused_with_words(reader: Reader) -> None:
    entity = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert "entities" in reason(reader, document(paragraph("x"), head=entity))
    assert "old Word document" in reason(reader, b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "no Word document" in reason(reader, document(paragraph("x"))[:-40])
    assert "no Word document" in reason(reader, b"words")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    assert "zip archive" in reason(reader, out.getvalue())
    assert "nested too deeply" in reason(
        reader, document("<w:sdt><w:sdtContent>" * 900 + "</w:sdtContent></w:sdt>" * 900)
    )
    assert "no text" in reason(reader, document(""))
