"""What files say of themselves: XMP before IPTC before EXIF, in every encoding; what is broken is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from dateline.newsroom.pictures import iim as iim_block
from dateline.newsroom.pictures.embedded import UNSTATED, read
from tests.rooms.newsroom.pictures.photographs import (
    AGENCY_EXAMPLE,
    IPTC_REFERENCE,
    alternatives,
    iim,
    photograph,
    with_iim,
    with_segment,
    with_xmp,
)

UTF_8 = (1, 90, b"\x1b%G")
REFERENCE = {
    "title": "The Headline (ref2017.1)",
    "captions": {UNSTATED: "The description aka caption (ref2017.1)"},
    "byline": "Creator1 (ref2017.1), Creator2 (ref2017.1)",
    "credit": "Credit Line (ref2017.1)",
    "source": "Source (ref2017.1)",
    "rights": "Copyright (Notice) 2017.1 IPTC - www.iptc.org (ref2017.1)",
    "usage_terms": "Rights Usage Termns (ref2017.1)",
    "place": "Sublocation (Location shown1) (ref2017.1), City (Location shown1) (ref2017.1),"
    " Province/State (Location shown1) (ref2017.1), CountryName (Location shown1) (ref2017.1)",
    "taken": "2017-07-13T17:01:00Z",
    "tags": ["Keyword1ref2017.1", "Keyword2ref2017.1", "Keyword3ref2017.1"],
}


def test_the_iptc_reference_photograph_fills_every_field_its_edition_of_the_standard_has(shared: Path) -> None:
    said = read((shared / IPTC_REFERENCE).read_bytes())
    assert said.fields == REFERENCE
    assert said.origins["captions"] == "XMP Description"
    assert said.warnings == []


def test_the_reference_photograph_says_the_same_by_iptc_iim_alone(shared: Path) -> None:
    whole = (shared / IPTC_REFERENCE).read_bytes()
    said = read(whole.replace(b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.example.org/x/1.0/\0"))
    alike = ("title", "captions", "credit", "source", "rights", "taken", "tags")
    assert {name: said.fields[name] for name in alike} == {
        **{name: REFERENCE[name] for name in alike},
    }
    assert said.origins["captions"] == "IPTC Caption"
    assert said.fields["byline"] == "Creator1 (ref2017.1)"


def test_an_agencys_old_file_in_latin_1_is_read_right(shared: Path) -> None:
    whole = (shared / AGENCY_EXAMPLE).read_bytes()
    said = read(whole.replace(b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.example.org/x/1.0/\0"))
    assert said.fields["rights"] == "©2009 Julie Doe / Mugwum Press, all rights reserved"
    assert (said.fields["byline"], said.fields["credit"], said.fields["taken"]) == (
        "Julie Doe",
        "Mugwum Press",
        "2009-06-24",
    )
    assert said.warnings == []


@pytest.mark.parametrize(
    ("sets", "caption"),
    [
        ([UTF_8, (2, 120, "Genève, après la pluie – დღეს".encode())], "Genève, après la pluie – დღეს"),
        ([(2, 120, "Genève, après la pluie".encode("latin-1"))], "Genève, après la pluie"),
        ([(2, 120, "Genève “dit” – oui".encode("cp1252"))], "Genève “dit” – oui"),
        ([(2, 120, "زیر باران".encode())], "زیر باران"),
        ([UTF_8, (2, 120, b"Gen\xe8ve")], "Gen\N{REPLACEMENT CHARACTER}ve"),
        ([(2, 120, b"One\rTwo\x00\x01")], "One\nTwo"),
    ],
    ids=["declared UTF-8", "Latin-1", "Windows", "undeclared UTF-8", "declared wrongly", "control characters"],
)
def test_captions_are_read_in_every_encoding(sets: list[tuple[int, int, bytes]], caption: str) -> None:
    assert read(with_iim(iim(*sets))).fields["captions"] == {UNSTATED: caption}


def test_a_data_set_that_is_longer_than_the_block_costs_only_itself() -> None:
    broken = iim((2, 110, b"AFP")) + bytes([0x1C, 2, 120]) + (9_000).to_bytes(2) + b"cut off"
    said = read(with_iim(broken))
    assert said.fields["credit"] == "AFP"
    assert "captions" not in said.fields
    assert said.warnings == ["IPTC 2:120 says it is longer than the file"]


def test_an_extended_length_is_understood_and_a_wrong_one_does_no_harm() -> None:
    caption = b"long " * 10_000
    extended = bytes([0x1C, 2, 120]) + (0x8004).to_bytes(2) + len(caption).to_bytes(4) + caption
    found, warnings = iim_block.parse(extended + iim((2, 110, b"AFP")))
    assert (found[2, 120], found[2, 110], warnings) == ([caption.decode()], ["AFP"], [])
    wrong, said = iim_block.parse(bytes([0x1C, 2, 120]) + (0xFFFF).to_bytes(2) + b"\xff" * 40)
    assert (wrong, len(said)) == ({}, 1)


def test_a_truncated_app13_segment_gives_what_stands_before_the_cut() -> None:
    block = iim((2, 110, b"AFP"), (2, 120, b"A caption that is cut off in the middle"))
    resource = b"8BIM" + (0x0404).to_bytes(2) + b"\0\0" + len(block).to_bytes(4) + block[:-20]
    said = read(with_segment(0xED, b"Photoshop 3.0\0" + resource))
    assert said.fields["credit"] == "AFP"
    assert len(said.warnings) == 1


@pytest.mark.parametrize(
    "content",
    [b"<x:xmpmeta", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', b"\xff\xfe\x00 nonsense"],
    ids=["cut off", "document type", "no text"],
)
def test_a_broken_xmp_block_is_skipped_with_a_warning_and_iptc_counts(content: bytes) -> None:
    whole = with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + content, with_iim(iim((2, 110, b"AFP"))))
    said = read(whole)
    assert said.fields["credit"] == "AFP"
    assert len(said.warnings) == 1
    assert said.warnings[0].startswith("the XMP block cannot be read")


def test_language_alternatives_come_under_our_tags() -> None:
    said = read(
        with_xmp(
            alternatives("dc:description", x_default="After the rain", en="After the rain", fr_FR="Après la pluie")
            + alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="Wet stones", pt_BR="Pedras", zh="石")
            + alternatives("Iptc4xmpCore:ExtDescrAccessibility", fa="سنگ‌ها", tlh="nagh")
        )
    )
    assert said.fields["captions"] == {"en": "After the rain", "fr": "Après la pluie"}
    assert said.fields["alts"] == {"pt-BR": "Pedras", "zh-Hans": "石", UNSTATED: "Wet stones"}
    assert said.fields["descriptions"] == {"fa": "سنگ‌ها"}
    assert said.origins["alts"] == "XMP Alt Text (Accessibility)"


def test_a_time_without_a_zone_is_kept_as_a_day() -> None:
    assert read(with_xmp("<photoshop:DateCreated>2009-03-06T10:00:00</photoshop:DateCreated>")).fields["taken"] == (
        "2009-03-06"
    )
    assert read(with_xmp("<photoshop:DateCreated>2009-03</photoshop:DateCreated>")).fields == {}


def test_exif_fills_what_nothing_better_says() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "After the rain", "Julie Doe"
    more = exif.get_ifd(0x8769)
    more[0x9003], more[0x9011] = "2009:03:06 09:22:00", "+01:00"
    said = read(with_iim(iim((2, 80, b"John Roe")), photograph(exif=exif.tobytes())))
    assert said.fields["captions"] == {UNSTATED: "After the rain"}
    assert said.fields["byline"] == "John Roe"
    assert said.fields["taken"] == "2009-03-06T08:22:00Z"


def test_a_file_that_says_nothing_says_nothing() -> None:
    assert read(photograph()).fields == {}
