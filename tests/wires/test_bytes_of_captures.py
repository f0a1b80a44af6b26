"""Bytes of captures: encodings, line ends, limits; a file that is no text is refused in words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.wires import capture
from dateline.wires.draft import LIMIT, Refused

STORIES: dict[str, str] = tomllib.loads(Path(__file__).with_name("short_pages.toml").read_text(encoding="utf-8"))
OLD = {
    "fr": "cp1252", "ru": "cp1251", "uk": "cp1251", "ar": "cp1256",
    "zh-Hans": "gb18030", "ja": "cp932", "ko": "cp949", "th": "cp874",
}  # fmt: skip


def read(data: bytes, language: str) -> tuple[str, str, str]:
    draft = capture.parse(data, language=language)
    return draft.headline, str(draft.first_published), " ".join(block.plain() for block in draft.blocks)


def expected(language: str) -> tuple[str, str, str]:
    lines = STORIES[language].split("\n\n")
    return lines[0], "2009-03-06", lines[2].strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_unicode_of_every_kind_is_read(encoding: str, language: str) -> None:
    data = STORIES[language].encode(encoding)
    assert read(data, language) == expected(language)


@pytest.mark.parametrize(("language", "encoding"), OLD.items())
def test_an_old_code_page_is_recognised_and_told(language: str, encoding: str) -> None:
    data = STORIES[language].encode(encoding)
    assert read(data, language) == expected(language)
    assert any(f"read as {encoding}" in warning for warning in capture.parse(data, language=language).warnings)


def test_koi8_is_not_taken_for_windows_cyrillic() -> None:
    assert read(STORIES["ru"].encode("koi8_r"), "ru") == expected("ru")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    assert read(STORIES["en"].replace("\n", end).encode(), "en") == expected("en")


def test_tabs_and_no_break_spaces_around_text_fall_away() -> None:
    loose = STORIES["en"].replace("\n", " \u00a0\t\n\u00a0 \t").encode()
    assert read(loose, "en") == expected("en")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        (b"%PDF-1.7 something", "PDF"),
        (b"PK\x03\x04zip", "zip archive"),
        (bytes(range(256)) * 20, "binary, not text"),
        (b"\x00\x01\x02" * 500, "binary"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "damaged"),
        ("Une phrase accentuée, très française, déjà là. ".encode() * 3 + b"\xe9\xe9", "broken characters"),
        (b"x" * (LIMIT + 1), "limit"),
        (b"Search\n\nHome\n", "no headline"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        capture.parse(data, language="fr", name="page.txt")
    assert refused.value.reason.startswith("page.txt: ")
    assert refused.value.source_id.startswith("capture:")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused, match=r"configured are: .*fa"):
        capture.parse(b"text", language="tlh")


def test_a_text_in_another_script_than_its_language_gives_a_warning() -> None:
    draft = capture.parse(STORIES["en"].encode(), language="fa")
    assert any("not in the script of fa" in warning for warning in draft.warnings)
