"""What a published picture's file says of itself, put into bytes that were encoded before, and read back by Pillow."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from dateline.edition.picture import Picture, PictureText, kept_name
from dateline.edition.xmp import MOST, packet
from dateline.newsroom.pictures.embedded import read
from dateline.newsroom.renditions import make
from dateline.press.embedding import with_packet
from tests.builders import uid

TEXTS = {"fa": PictureText("میدان پس از باران", "سنگ‌های خیس"), "en": PictureText("A <wet> square & rain", "Wet stones")}


def encoded(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def of(original: bytes, folder: Path, texts: dict[str, PictureText] | None = None) -> Picture:
    made = make(original, folder).renditions
    said = TEXTS if texts is None else texts
    return Picture(id=uid("p"), credit="AFP", byline="J. Doe", rights="© AFP", renditions=made, texts=said)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_every_format_takes_the_packet_and_shows_the_same_picture(mode: str, tmp_path: Path) -> None:
    picture = of(encoded(Image.effect_noise((400, 250), 60).convert(mode)), tmp_path)
    formats = set()
    for each in picture.published:
        before = (tmp_path / each.rendition.file).read_bytes()
        after = with_packet(before, each.packet, (each.rendition.width, each.rendition.height))
        with Image.open(io.BytesIO(before)) as plain, Image.open(io.BytesIO(after)) as told:
            assert plain.size == told.size
            assert plain.mode == told.mode
            assert plain.tobytes() == told.tobytes()
            formats.add(told.format)
        said = read(after)
        assert not said.warnings
        assert {name: said.fields[name] for name in ("credit", "byline", "rights")} == {
            "credit": "AFP",
            "byline": "J. Doe",
            "rights": "© AFP",
        }
        assert set(said.fields) == {"credit", "byline", "rights", "captions", "alts"}
    assert formats == {"AVIF", "WEBP", "JPEG"}


def test_the_largest_jpeg_says_all_languages_and_the_others_one(tmp_path: Path) -> None:
    picture = of(encoded(Image.new("RGB", (700, 400), "red")), tmp_path)
    said = {
        each.name: read(with_packet((tmp_path / each.rendition.file).read_bytes(), each.packet, (1, 1)))
        for each in picture.published
        if each.name.endswith("jpg")
    }
    full = picture.fallback
    assert full is not None
    assert said[full.file].fields["captions"] == {"en": "A <wet> square & rain", "fa": "میدان پس از باران"}
    assert said[full.file].fields["alts"] == {"en": "Wet stones", "fa": "سنگ‌های خیس"}
    rest = [each.fields["captions"] for name, each in said.items() if name != full.file]
    assert rest
    assert all(each == {"und": "A <wet> square & rain"} for each in rest)


def test_another_text_is_another_name_and_one_more_language_renames_the_largest_alone(tmp_path: Path) -> None:
    original = encoded(Image.new("RGB", (700, 400), "red"))
    english, both = of(original, tmp_path, {"en": TEXTS["en"]}), of(original, tmp_path)
    changed = {each.file for each in english.shown} ^ {each.file for each in both.shown}
    assert {name.rpartition("-")[2] for name in changed} == {"700.jpg"}
    other = of(original, tmp_path, {"en": PictureText("Another", "Wet stones")})
    assert not {each.file for each in english.shown} & {each.file for each in other.shown}
    assert [kept_name(each.file) for each in other.shown] == [each.file for each in other.renditions]


def test_a_picture_that_says_nothing_keeps_its_files_as_they_are(tmp_path: Path) -> None:
    made = make(encoded(Image.new("RGB", (200, 100), "red")), tmp_path).renditions
    picture = Picture(id=uid("p"), renditions=made)
    assert picture.shown == made
    assert all(each.packet == b"" for each in picture.published)
    assert with_packet(b"anything", b"", (1, 1)) == b"anything"


def test_texts_that_do_not_fit_into_a_segment_are_left_out_whole() -> None:
    texts = {tag: PictureText("字" * 1000, "字" * 1000) for tag in ("en", *(f"x{n:02}" for n in range(40)))}
    said = packet(Picture(id=uid("p"), texts=texts), all_texts=True)
    assert MOST < len(said) < 65_000
    assert said.count(b"xml:lang") < 40


@pytest.mark.parametrize("broken", [b"\0\0\0\x20ftypavif", b"\0\0\0\x08ftyp\0\0\0\x10meta\0\0\0\0\0\0\0\x01"])
def test_an_avif_without_a_place_stays_as_it_is(broken: bytes) -> None:
    assert with_packet(broken, b"<x/>", (1, 1)) == broken
