"""The languages of the house, read from their files and checked whole.

Every language is one TOML file beside this module; a missing or superfluous string fails the build and never a page.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError

from dateline.languages.facts import DIGITS, Dates, Language
from dateline.languages.strings import Plurals, Strings, placeholders

HERE = Path(__file__).parent


class LanguageError(ValueError):
    """A language file that cannot be used; the message names the file and what to change."""


def read(path: Path) -> Language:
    """Read and check one language file; raises LanguageError naming the file, all that is wrong and what to do."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise LanguageError(f"{path.name}: it is not UTF-8 ({error.reason}): save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise LanguageError(f"{path.name}: it is not TOML: {error}") from None
    wrong = _strangers(found)
    if not wrong:
        try:
            language = msgspec.convert(found, Language)
        except msgspec.ValidationError as error:
            raise LanguageError(f"{path.name}: {error}") from None
        wrong = problems(language)
        if language.tag != path.stem:
            wrong.insert(0, f"tag is {language.tag!r}; it must equal the file's name, {path.stem!r}")
    if wrong:
        raise LanguageError(f"{path.name}: {'; '.join(wrong)}")
    return language


def _strangers(found: dict[str, Any]) -> list[str]:
    """What is missing, and what no page knows, in the tables of a file."""
    wrong = []
    tables: dict[str, type[msgspec.Struct]] = {"": Language, "dates.": Dates, "strings.": Strings, "plurals.": Plurals}
    for table, wanted in tables.items():
        given = found.get(table[:-1], {}) if table else found
        if not isinstance(given, dict):
            continue
        for field in msgspec.structs.fields(wanted):
            if field.required and field.name not in given:
                wrong.append(f"{table}{field.name} is missing: add it (en.toml shows what it says)")
        for name in sorted(set(given) - set(wanted.__struct_fields__)):
            wrong.append(f"{table}{name} is superfluous: take it out, no page shows it")
    return wrong


def problems(language: Language) -> list[str]:
    """What is wrong with a language that parsed: locale, placeholders, plural forms, digits, segment."""
    return [
        *_locale_problems(language),
        *_text_problems(language),
        *_plural_problems(language),
        *_address_problems(language),
    ]


def _locale_problems(language: Language) -> list[str]:
    try:
        Locale.parse(language.dates.locale)
    except (UnknownLocaleError, ValueError):
        return [f"dates.locale is {language.dates.locale!r}; CLDR has no such locale: write it like 'pt_BR'"]
    return []


def _text_problems(language: Language) -> list[str]:
    texts = {f"strings.{name}": (getattr(language.strings, name), needed) for name, needed in placeholders().items()}
    texts["dates.instant"] = (language.dates.instant, {"date", "time", "universal_time"})
    texts["dates.both"] = (language.dates.both, {"second", "gregorian"})
    found = []
    for name, (value, needed) in texts.items():
        if not value.strip():
            found.append(f"{name} is empty: write it")
        elif placeholders_in(value) != needed:
            wanted = ", ".join(f"{{{each}}}" for each in sorted(needed)) or "none"
            found.append(f"{name} must hold exactly these placeholders: {wanted}")
    return found


def placeholders_in(text: str) -> set[str]:
    """The names in braces; what cannot be filled in counts as a placeholder called by the whole text."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return {text}
    if any(spec or conversion for _, _, spec, conversion in parts):
        return {text}
    return {name for _, name, _, _ in parts if name is not None}


def _plural_problems(language: Language) -> list[str]:
    if _locale_problems(language):
        return []
    forms = set(language.locale.plural_form.tags) | {"other"}
    found = []
    for name in Plurals.__struct_fields__:
        texts: dict[str, str] = getattr(language.plurals, name)
        if set(texts) != forms:
            found.append(f"plurals.{name} must have exactly the forms {', '.join(sorted(forms))} (CLDR)")
        for form, value in texts.items():
            # "One story" may do without its number, the form that any number can take may not.
            needed = {"n"} if form == "other" or "{" in value or "}" in value else set()
            if not value.strip() or placeholders_in(value) != needed:
                found.append(f"plurals.{name}.{form} must hold the placeholder {{n}} and no other")
    return found


def _address_problems(language: Language) -> list[str]:
    found = []
    if language.digits not in DIGITS:
        found.append(f"digits is {language.digits!r}; known are {', '.join(sorted(DIGITS))}")
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", language.segment):
        found.append(f"segment is {language.segment!r}; it must look like 'pt-br'")
    return found


@cache
def languages(folder: Path = HERE) -> dict[str, Language]:
    """All configured languages by tag, in the order of their tags; LanguageError if two share a segment."""
    found = {path.stem: read(path) for path in sorted(folder.glob("*.toml"))}
    owners: dict[str, str] = {}
    for tag, each in found.items():
        other = owners.setdefault(each.segment, tag)
        if other != tag:
            raise LanguageError(f"{tag}.toml: segment {each.segment!r} is {other}.toml's already: give it its own")
    return found


def language(tag: str) -> Language:
    """The language of ``tag``; raises LanguageError with the known ones when there is no such file."""
    try:
        return languages()[tag]
    except KeyError:
        raise LanguageError(f"unknown language {tag!r}; configured are: {', '.join(languages())}") from None


def by_segment(segment: str) -> Language | None:
    """The language whose addresses start with ``/segment/``."""
    return next((each for each in languages().values() if each.segment == segment), None)
