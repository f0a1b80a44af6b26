"""A language file that is not whole is refused, with the file's name and what to do; one that is whole is enough."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.languages.language import HERE, LanguageError, languages, read

ENGLISH = (HERE / "en.toml").read_text(encoding="utf-8")
ARABIC = (HERE / "ar.toml").read_text(encoding="utf-8")

# What is changed in the English file -> words that the refusal must hold.
MUTATIONS: dict[str, tuple[str, str, str]] = {
    "a string is missing": ('home = "Front page"\n', "", "strings.home is missing: add it"),
    "a string is superfluous": (
        "[strings]\n",
        '[strings]\nsoap = "Soap"\n',
        "strings.soap is superfluous: take it out",
    ),
    "a string is empty": ('home = "Front page"', 'home = ""', "home"),
    "a string is blank": ('home = "Front page"', 'home = " "', "strings.home is empty: write it"),
    "a string is no text": ('home = "Front page"', "home = 5", "home"),
    "a placeholder is wrong": ("By {name}", "By {author}", "strings.by must hold exactly these placeholders: {name}"),
    "a placeholder is missing": ("By {name}", "By them", "strings.by must hold exactly these placeholders: {name}"),
    "a placeholder is too many": ('"Front page"', '"Front page {n}"', "strings.home must hold exactly these placeh"),
    "a brace is open": ('"Front page"', '"Front page {"', "strings.home must hold exactly these placeholders: none"),
    "a placeholder is formatted": ("By {name}", "By {name!r:>9}", "strings.by must hold exactly these placeholders"),
    "a plural form is missing": ('one = "{n} story", ', "", "plurals.stories must have exactly the forms one, other"),
    "a plural form is foreign": (
        "stories = {",
        'stories = { few = "{n}", ',
        "plurals.stories must have exactly the for",
    ),
    "a plural lacks its number": ('other = "{n} results"', 'other = "results"', "plurals.results.other must hold"),
    "a plural has another name": ('one = "{n} result"', 'one = "{count} result"', "plurals.results.one must hold"),
    "a counted phrase is missing": ("languages = { one", "tongues = { one", "plurals.languages is missing: add it"),
    "a segment has capitals": ('segment = "en"', 'segment = "EN"', "segment is 'EN'; it must look like 'pt-br'"),
    "a segment has a slash": ('segment = "en"', 'segment = "e/n"', "it must look like 'pt-br'"),
    "a segment is long": ('segment = "en"', 'segment = "pictures"', "it must look like 'pt-br'"),
    "the digits are unknown": ('digits = "latn"', 'digits = "roman"', "digits is 'roman'; known are arab, arabext"),
    "the direction is unknown": ('direction = "ltr"', 'direction = "down"', "direction"),
    "the locale is unknown": ('\nlocale = "en_GB"', '\nlocale = "xx_YY"', "dates.locale is 'xx_YY'; CLDR has no such"),
    "an instant lacks its zone": (" {universal_time}", "", "dates.instant must hold exactly these placeholders"),
    "a date pattern is missing": ('day = "d MMMM y"\n', "", "dates.day is missing: add it"),
    "a fact is missing": ('name = "English"\n', "", "name is missing: add it"),
    "a fact is superfluous": ('tag = "en"\n', 'tag = "en"\nflag = "GB"\n', "flag is superfluous: take it out"),
    "the tag is another": ('tag = "en"', 'tag = "de"', "tag is 'de'; it must equal the file's name, 'en'"),
    "it is no TOML": ('tag = "en"', "tag = en", "it is not TOML"),
}


@pytest.mark.parametrize("case", MUTATIONS)
def test_a_file_is_refused_with_its_name_and_what_to_do(case: str, tmp_path: Path) -> None:
    before, after, words = MUTATIONS[case]
    assert before in ENGLISH
    path = tmp_path / "en.toml"
    path.write_text(ENGLISH.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LanguageError) as refusal:
        read(path)
    assert str(refusal.value).startswith("en.toml: ")
    assert words in str(refusal.value)


def test_the_english_file_itself_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text(ENGLISH, encoding="utf-8")
    assert read(path) == languages()["en"]


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "ar.toml"
    path.write_bytes(ARABIC.encode("utf-16"))
    with pytest.raises(LanguageError, match=r"ar\.toml: it is not UTF-8 .*: save it as UTF-8"):
        read(path)


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "en.toml"
    path.write_text(ENGLISH.replace('home = "Front page"\n', "").replace("menu =", "menus ="), encoding="utf-8")
    with pytest.raises(LanguageError) as refusal:
        read(path)
    for words in ("strings.home is missing", "strings.menu is missing", "strings.menus is superfluous"):
        assert words in str(refusal.value)


def test_arabic_is_asked_for_all_six_plural_forms(tmp_path: Path) -> None:
    path = tmp_path / "ar.toml"
    lines = [line for line in ARABIC.splitlines() if not line.startswith("stories = ")]
    path.write_text("\n".join([*lines, 'stories = { one = "خبر واحد", other = "{n} خبر" }']), encoding="utf-8")
    with pytest.raises(LanguageError, match=r"exactly the forms few, many, one, other, two, zero \(CLDR\)"):
        read(path)


def test_two_files_with_one_segment_are_refused(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "en-US.toml").write_text(ENGLISH.replace('tag = "en"', 'tag = "en-US"'), encoding="utf-8")
    with pytest.raises(LanguageError, match=r"en\.toml: segment 'en' is en-US\.toml's already: give it its own"):
        languages(tmp_path)


def test_one_more_file_is_all_that_a_language_needs(tmp_path: Path) -> None:
    dutch = ENGLISH.replace('tag = "en"', 'tag = "nl"').replace('name = "English"', 'name = "Nederlands"', 1)
    dutch = dutch.replace('segment = "en"', 'segment = "nl"').replace('locale = "en_GB"', 'locale = "nl"')
    dutch = dutch.replace('home = "Front page"', 'home = "Voorpagina"')
    (tmp_path / "en.toml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "nl.toml").write_text(dutch, encoding="utf-8")
    found = languages(tmp_path)
    assert list(found) == ["en", "nl"]
    assert found["nl"].name == "Nederlands"
    assert found["nl"].text("home") == "Voorpagina"
    assert found["nl"].day(date(2009, 3, 6)) == "6 maart 2009"
    assert found["nl"].month(date(2009, 3, 6)) == "maart 2009"
    assert found["nl"].instant(datetime(2009, 3, 6, 8, 22, tzinfo=UTC)) == "6 maart 2009 at 08:22 UTC"
    assert found["nl"].listing(["A", "B"]) == "A en B"
