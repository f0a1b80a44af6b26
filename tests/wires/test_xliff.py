"""XLIFF 2.1: a text goes out and comes back whole, and a broken file is refused with its line."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from dateline.edition.blocks import Heading, Paragraph
from dateline.edition.inline import Run, Text
from dateline.edition.marks import joined
from dateline.edition.moment import Moment
from dateline.edition.texts import block_texts, with_texts
from dateline.edition.values import Change, Derivation, Edition, SourcePart
from dateline.edition.wording import part_digests
from dateline.wires.draft import Refused
from dateline.wires.limited import Reader
from dateline.wires.xliff import Note, Sheet, Unit, merged, parse, sheet, write
from tests.rooms.edition.strategies import blocks, running, tags

STORY = UUID("0a7a3f64-58a5-4f4c-9c0c-6f2d6d2f0a01")
A, B, C = (UUID(int=number) for number in (1, 2, 3))
LINK = "https://example.org/?a=1&b='2'"


def edition(*body: Any, language: str = "en", **fields: Any) -> Edition:
    first = Moment(datetime(2026, 3, 6, 8, tzinfo=UTC))
    about = {"headline": "NATO meets", "slug": "nato", "version": 1, "first_published": first, **fields}
    return Edition(story=STORY, language=language, blocks=tuple(body), **about)


def paragraph(block: UUID, words: str) -> Paragraph:
    return Paragraph(block, (Run(words),))


def translated(from_: Sheet, **said: str) -> Sheet:
    """The sheet as a translator gives it back; ``said`` by the unit's name, ids by their last letter."""
    units = [
        replace(unit, target=(Run(said[key]),), state="translated") if (key := unit.name[-8:]) in said else unit
        for unit in from_.units
    ]
    return replace(from_, units=tuple(units))


def name(block: UUID) -> str:
    return str(block)[-8:]


def came(data: bytes) -> Sheet:
    """What was read, without the lines it stood in."""
    found = parse(data)
    assert all(unit.line for unit in found.units)
    return replace(found, units=tuple(replace(unit, line=0) for unit in found.units))


notes = st.builds(Note, st.sampled_from(["correction", "update"]), st.just("Version 2: it was not so."))
said = running.map(joined).filter(lambda text: any(run.text.strip() for run in text))
units = st.builds(
    Unit,
    name=st.uuids().map(str),
    kind=st.sampled_from(["paragraph", "pull_quote", "headline"]),
    source=said,
    target=st.none() | said,
    state=st.sampled_from(["initial", "translated", "reviewed", "final"]),
    reason=st.sampled_from(["", "dateline:behind"]),
    notes=st.lists(notes, max_size=2).map(tuple),
)


@given(st.lists(units, max_size=4, unique_by=lambda unit: unit.name), tags, st.lists(notes, max_size=2))
def test_what_is_written_is_read_back_whole(found: list[Unit], into: str, about: list[Note]) -> None:
    sent = Sheet(story=STORY, language="en", version=3, into=into, units=tuple(found), notes=tuple(about))
    assert came(write(sent)) == sent


@given(st.lists(blocks, max_size=4, unique_by=lambda block: block.id))
def test_an_edition_that_comes_back_with_its_own_words_is_the_same_body(body: list[Any]) -> None:
    tidy = [with_texts(each, {place: joined(text) for place, text in block_texts(each).items()}) for each in body]
    source = edition(*tidy)
    sent = sheet(source, "fa")
    back = parse(write(replace(sent, units=tuple(replace(each, target=each.source) for each in sent.units))))
    found = merged(back, source, None)
    assert found.filled.blocks == tuple(tidy)
    assert [each for each in found.remarks if each.doubt != "missing"] == []
    read = {SourcePart(part, part, digest) for part, digest in part_digests(source).items()}
    assert set(found.filled.derived.parts) == read


def test_marks_are_codes_with_their_original_data() -> None:
    text: Text = (Run("See "), Run("this", bold=True, href=LINK), Run("\nand "), Run("日本", language="ja"))
    tree = etree.fromstring(write(sheet(edition(Paragraph(A, text)), "fa")))
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    kinds = tree.xpath("//x:unit[2]//x:source//x:pc/@type | //x:unit[2]//x:source//x:ph/@subType", namespaces=space)
    assert kinds == ["link", "fmt", "xlf:lb", "other"]
    assert tree.get("version") == "2.1"
    assert tree.xpath("//x:unit[2]/@id", namespaces=space) == [str(A)]
    assert '<a href="https://example.org/?a=1&amp;b=&#x27;2&#x27;">' in tree.xpath("//x:data/text()", namespaces=space)
    assert tree.xpath("//x:file/@trgDir", namespaces=space) == ["rtl"]


def test_kind_and_version_of_a_change_stand_as_notes_at_what_they_touched() -> None:
    change = Change(
        kind="correction", version=2, instant=datetime(2026, 3, 7, tzinfo=UTC), note="Not so.", parts=(str(A),)
    )
    sent = sheet(edition(paragraph(A, "One"), paragraph(B, "Two"), version=2, changes=(change,)), "fa")
    note = Note("correction", "Version 2, 2026-03-07T00:00:00Z: Not so.")
    assert sent.notes == (note,)
    assert [each.notes for each in sent.units] == [(), (note,), ()]


def test_what_stands_in_the_other_language_goes_out_with_its_state() -> None:
    source = edition(paragraph(A, "One"), paragraph(B, "Two"), paragraph(C, "Three"))
    digests = part_digests(source)
    parts = (SourcePart(str(A), str(A), digests[str(A)]), SourcePart(str(B), str(B), "what it said before"))
    derived = Derivation(language="en", version=1, parts=parts)
    own = edition(paragraph(A, "یک"), paragraph(B, "دو"), paragraph(C, "Three"), language="fa", derived_from=derived)
    found = {each.name: (each.target, each.state, each.reason) for each in sheet(source, "fa", own).units}
    assert found[str(A)] == ((Run("یک"),), "translated", "")
    assert found[str(B)] == ((Run("دو"),), "initial", "dateline:behind")
    assert found[str(C)] == (None, "initial", "")
    unread = {each.name: each.reason for each in sheet(source, "fa", own, unread=[str(A)]).units}
    assert unread[str(A)] == "dateline:machine"


def test_a_text_without_translation_stands_in_double_brackets_in_a_new_draft() -> None:
    source = edition(paragraph(A, "One"), paragraph(B, "Two"))
    found = merged(translated(sheet(source, "fa"), headline="ناتو", **{name(A): "یک"}), source, None)
    assert found.filled.fields == {"headline": "ناتو"}
    assert [block.plain() for block in found.filled.blocks] == ["یک", "[[Two]]"]
    assert [each.doubt for each in found.remarks] == ["missing"]


def test_a_draft_keeps_what_the_file_says_nothing_of() -> None:
    source = edition(paragraph(A, "One"), paragraph(B, "Two"))
    digests = part_digests(source)
    parts = tuple(SourcePart(str(each), str(each), digests[str(each)]) for each in (A, B))
    derived = Derivation(language="en", version=1, parts=parts)
    own = edition(paragraph(A, "یک"), paragraph(C, "خود"), language="fa", derived_from=derived)
    found = merged(translated(sheet(source, "fa"), **{name(A): "تک", name(B): "دو"}), source, own)
    assert [(block.id, block.plain()) for block in found.filled.blocks] == [(A, "تک"), (B, "دو"), (C, "خود")]
    assert {(each.part, each.source) for each in found.filled.derived.parts} == {(str(A), str(A)), (str(B), str(B))}


def test_what_was_split_joined_or_left_out_here_stays_so() -> None:
    source = edition(paragraph(A, "One"), paragraph(B, "Two"), paragraph(C, "Three"))
    digests = part_digests(source)
    made = [(A, A), (UUID(int=9), A), ("", B)]
    parts = tuple(SourcePart(str(part), str(each), digests[str(each)]) for part, each in made)
    own = edition(
        paragraph(A, "یک"), paragraph(UUID(int=9), "نیز"), language="fa",
        derived_from=Derivation(language="en", version=1, parts=parts),
    )  # fmt: skip
    found = merged(translated(sheet(source, "fa"), **{name(A): "تک", name(B): "دو", name(C): "سه"}), source, own)
    assert [block.plain() for block in found.filled.blocks] == ["تک", "سه", "نیز"]
    assert {each.doubt for each in found.remarks} == {"missing", "split", "dropped"}
    assert SourcePart("", str(B), digests[str(B)]) in found.filled.derived.parts


def test_a_lost_link_an_altered_source_and_a_translators_note_are_remarked_on() -> None:
    source = edition(Paragraph(A, (Run("See "), Run("this", href=LINK))), paragraph(B, "Two"))
    sent = translated(sheet(source, "fa"), headline="ناتو", **{name(A): "ببینید", name(B): "دو"})
    units_ = (sent.units[0], sent.units[1], replace(sent.units[2], source=(Run("Tow"),), notes=(Note("", "Unclear"),)))
    found = merged(replace(sent, units=units_), source, None)
    assert [each.doubt for each in found.remarks] == ["marks", "altered", "note"]


AGAIN = '<unit id="headline"><segment><source/></segment></unit>'
WHOLE = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fa">
<file id="f" original="edition/0a7a3f64-58a5-4f4c-9c0c-6f2d6d2f0a01/en?version=3">
<unit id="headline">
<originalData><data id="d1">&lt;a href="https://example.org/"&gt;</data></originalData>
<segment state="translated"><source>One <pc id="1" type="link" dataRefStart="d1">two</pc>. </source>
<target order="2">Yek <pc id="1">do</pc>.</target></segment>
<segment state="final"><source>Three</source><target order="1">
   Seh <mrk id="m1" type="term">va</mrk> <sc id="2" type="fmt" subType="xlf:b"/>bold<ec startRef="2"/>,
   more
</target></segment>
</unit>
</file>
</xliff>"""


def test_segments_annotations_and_split_codes_of_other_programs_are_read() -> None:
    unit = parse(WHOLE.encode()).units[0]
    assert unit.source == (Run("One "), Run("two", href="https://example.org/"), Run(". Three"))
    linked = Run("do", href="https://example.org/")
    assert unit.target == (Run("Seh va "), Run("bold", bold=True), Run(", more" + "Yek "), linked, Run("."))
    assert (unit.state, unit.line) == ("translated", 4)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("</unit>", "", "line 13: the XML is broken"),
        ("?>", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "line 2: the file declares"),
        ('version="2.1"', 'version="3.0"', "line 2: it says XLIFF version 3.0"),
        ("document:2.0", "document:1.2", "line 2: it is XLIFF 1.x"),
        ("urn:oasis:names:tc:xliff:document:2.0", "urn:x", "line 2: it is no XLIFF"),
        ('trgLang="fa"', 'trgLang="xx"', "line 2: trgLang is 'xx'"),
        ('srcLang="en"', 'srcLang="fr"', "line 2: srcLang is 'fr'"),
        ("?version=3", "", "line 3: the attribute original"),
        ('<unit id="headline">', "<unit>", "line 4: a unit has no id"),
        ("</file>", f"{AGAIN}</file>", "line 13: unit headline stands here again: it stood in line 4"),
        ("</file>", '</file><file id="g"/>', "line 13: one file element"),
        ('dataRefStart="d1"', 'dataRefStart="d9"', "line 6: code 1 points to original data 'd9'"),
        ("https://example.org/", "javascript:alert(1)", "line 6: 'javascript:alert(1)' is no address"),
        ('state="final"', 'state="done"', "line 8: state 'done' is none of"),
        ('order="2"', 'order="7"', "line 7: order '7' is no place"),
        ("<mrk id=\"m1\" type=\"term\">va</mrk>", "<b>va</b>", "line 9: <b> has no place in a text"),
        ('<sc id="2"', "<sc", "line 9: an inline code has no id"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_line(before: str, after: str, words: str) -> None:
    assert before in WHOLE
    with pytest.raises(Refused) as refused:
        parse(WHOLE.replace(before, after, 1).encode())
    assert refused.value.reason.startswith(words)


def test_entities_are_refused_in_any_encoding() -> None:
    bomb = WHOLE.replace(
        '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]>'
    )
    with pytest.raises(Refused, match="document type"):
        parse(bomb.encode("utf-16"))


def test_a_part_translated_text_is_marked_and_kept() -> None:
    unit = parse(
        WHOLE.replace('<target order="1">', "<target>")
        .replace('<target order="2">Yek <pc id="1">do</pc>.</target>', "")
        .encode()
    ).units[0]
    assert unit.partial
    assert unit.target is not None
    assert unit.target[0] == Run("One ")


def test_an_empty_target_is_no_translation() -> None:
    sent = write(sheet(edition(Heading(A, (Run("One"),))), "fa")).replace(
        b"<source>One</source>", b"<source>One</source><target> </target>"
    )
    assert [each.target for each in parse(sent).units] == [None, None]


def test_a_file_is_read_in_the_limited_process() -> None:
    sent = write(sheet(edition(paragraph(A, "One")), "fa"))
    with Reader() as reader, tempfile.TemporaryFile() as file:
        file.write(sent)
        file.flush()
        assert reader.sheet(file, "nato.xlf") == parse(sent)
        file.truncate(len(sent) // 2)
        refused = reader.sheet(file, "nato.xlf")
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("nato.xlf: line ")
