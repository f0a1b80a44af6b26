"""What is taken and what is refused: decoded apart, within limits, each refusal with words that say what to do."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from dateline.newsroom.pictures import apart
from dateline.newsroom.pictures.apart import prepare
from dateline.newsroom.pictures.framing import Framing
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.renditions import PLACE, Made
from tests.rooms.newsroom.pictures.photographs import MAKER_NOTE, PLACE_OF_SOURCE, SERIAL, photograph, revealing

# What Pillow tells of any file of these formats, whatever it holds.
PLAIN = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"),
    *("loop", "background", "timestamp", "duration"),
}


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def jpeg_of(made: Made) -> str:
    """The name of the largest JPEG of the whole picture."""
    return max(
        (each for each in made.renditions if each.file.endswith("jpg") and not each.crop), key=lambda e: e.width
    ).file


@pytest.mark.parametrize(
    ("original", "words"),
    [
        (png(7000, 6000), "7000 × 6000 pixels, more than the 40 million that fit"),
        (png(60_000, 60_000), "unpacks to far more pixels"),
        (photograph()[:-900], "cut off or damaged"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "Export it as PNG"),
        (b"%PDF-1.7", "no picture that can be read"),
        (b"", "no picture that can be read"),
    ],
    ids=["42 megapixels", "bomb", "truncated", "svg", "pdf", "nothing"],
)
def test_what_cannot_be_taken_is_refused_with_words(original: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        prepare(original, tmp_path)
    assert words in refused.value.words
    assert list(tmp_path.iterdir()) == []


def test_a_decoder_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text(f"#!{sys.executable}\nwhile True: pass\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    monkeypatch.setattr(apart, "SLOWEST", 0.2)
    with pytest.raises(Refusal, match="takes longer"):
        prepare(photograph(), tmp_path)


def test_a_decoder_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Refusal, match="more memory"):
        prepare(photograph(), tmp_path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_renditions_stand_upright_in_all_eight_cases(orientation: int, shared: Path, tmp_path: Path) -> None:
    original = (shared / f"testdata/photos/orientation/f{orientation}t.jpg").read_bytes()
    first = (shared / "testdata/photos/orientation/f1t.jpg").read_bytes()
    made, upright = prepare(original, tmp_path).made, prepare(first, tmp_path).made
    assert (made.width, made.height) == (48, 80)
    for mine, right in zip(made.renditions, upright.renditions, strict=True):
        with Image.open(tmp_path / mine.file) as turned, Image.open(tmp_path / right.file) as straight:
            pairs = zip(turned.convert("L").tobytes(), straight.convert("L").tobytes(), strict=True)
            assert turned.size == straight.size == (mine.width, mine.height)
            assert sum(abs(a - b) for a, b in pairs) / (turned.width * turned.height) < 8


def test_no_rendition_says_where_by_which_camera_or_what_else_the_file_held(tmp_path: Path) -> None:
    original = revealing()
    with Image.open(io.BytesIO(original)) as opened:
        assert opened.getexif().get_ifd(0x8825)[2] == (38.0, 53.0, 24.0)
        assert opened.info["comment"] == PLACE_OF_SOURCE
    assert all(secret in original for secret in (PLACE_OF_SOURCE, SERIAL, MAKER_NOTE))
    renditions = prepare(original, tmp_path).made.renditions
    assert {each.media_type for each in renditions} == {"image/avif", "image/jpeg", "image/webp"}
    for each in renditions:
        content = (tmp_path / each.file).read_bytes()
        with Image.open(io.BytesIO(content)) as opened:
            opened.load()
            assert opened.info.pop("xmp", PLACE) == PLACE, "the place that is kept for what a published file says"
            assert set(opened.info) <= PLAIN
            assert not opened.getexif()
        assert not any(secret in content for secret in (PLACE_OF_SOURCE, SERIAL, MAKER_NOTE, b"Exif", b"GPS"))


def test_cmyk_becomes_the_colours_of_screens(tmp_path: Path) -> None:
    made = prepare(saved(Image.new("CMYK", (400, 300), (0, 255, 255, 0)), "JPEG"), tmp_path).made
    with Image.open(tmp_path / jpeg_of(made)) as opened:
        red, green, blue = opened.convert("RGB").tobytes()[:3]
    assert opened.mode == "RGB"
    assert red > 180 > 90 > max(green, blue)


def test_sixteen_bits_of_grey_keep_their_light_and_dark(tmp_path: Path) -> None:
    ramp = Image.frombytes(
        "I;16", (256, 64), b"".join(struct.pack("<H", x * 257) for _ in range(64) for x in range(256))
    )
    made = prepare(saved(ramp, "PNG"), tmp_path).made
    with Image.open(tmp_path / jpeg_of(made)) as opened:
        row = opened.convert("L").tobytes()[30 * 256 :]
        levels = [row[x] for x in (2, 128, 253)]
    assert levels[0] < 12
    assert 118 < levels[1] < 138
    assert levels[2] > 243


def test_of_an_animation_the_first_picture_is_taken_and_it_is_said(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue")]
    made = prepare(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), tmp_path).made
    assert made.animated
    with Image.open(tmp_path / jpeg_of(made)) as opened:
        red, _, blue = opened.convert("RGB").tobytes()[:3]
    assert red > 200 > 60 > blue


def test_another_profile_is_brought_to_srgb_and_a_broken_one_ignored(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for each in (profile, b"no profile at all"):
        assert prepare(photograph(icc_profile=each), tmp_path).made.width == 640


def test_a_large_photograph_is_taken_and_its_size_kept(tmp_path: Path) -> None:
    made = prepare(photograph((7500, 5000)), tmp_path).made
    assert (made.width, made.height) == (7500, 5000)
    assert max(each.width for each in made.renditions) == 1920
    assert {each.height for each in made.renditions if each.width == 960 and not each.crop} == {640}


def test_crops_hold_the_focal_point_in_three_formats_and_none_holds_what_was_cut_off(tmp_path: Path) -> None:
    original = Image.new("RGB", (900, 400), "white")
    original.paste("blue", (800, 0, 900, 400))  # what no reader is to see
    original.paste("red", (600, 0, 640, 400))
    made = prepare(saved(original, "PNG"), tmp_path, Framing(x=69, right=12)).made
    shapes = {(each.crop, each.media_type): each for each in made.renditions}
    assert {crop for crop, _ in shapes} == {"", "16x9", "3x2", "1x1"}
    assert len(shapes) == 12
    for (crop, _), each in shapes.items():
        with Image.open(tmp_path / each.file) as opened:
            assert opened.size == (each.width, each.height)
            row = opened.convert("RGB").tobytes()[: 3 * each.width]
            assert any(row[at] > 180 > 90 > max(row[at + 1 : at + 3]) for at in range(0, len(row), 3)), crop
            assert not any(row[at + 2] > 150 > 90 > max(row[at : at + 2]) for at in range(0, len(row), 3)), crop


def test_a_picture_that_has_a_shape_already_is_not_cut_to_it(tmp_path: Path) -> None:
    made = prepare(photograph((600, 400)), tmp_path).made
    assert {each.crop for each in made.renditions} == {"", "16x9", "1x1"}
    assert len({each.file.partition("-")[0] for each in made.renditions}) == 1, "one name in every address of a page"
