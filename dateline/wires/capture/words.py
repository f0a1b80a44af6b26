"""The words by which a captured page is read: ``words.toml`` and each language's own reader strings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from babel import Locale, UnknownLocaleError

from dateline.languages.language import language as configured
from dateline.languages.language import languages
from dateline.wires.capture.folding import bare, fold, key

TABLE = Path(__file__).with_name("words.toml")
OWN_FURNITURE = {
    "search": "site search", "languages": "chooser of languages", "choose_language": "chooser of languages",
    "home": "link to the front", "menu": "menu", "feed": "link to the feed", "skip_to_content": "link into the page",
    "back_to_top": "link into the page",
}  # fmt: skip
ARTICLE = 3
EVERYWHERE = ("any", "en", "fr")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table of ``words.toml``; the head of that file says what each field means."""

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    universal: tuple[str, ...] = ()
    photo: tuple[str, ...] = ()
    illustration: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    zones: dict[str, str] = {}
    agencies: tuple[str, ...] = ()
    picture_agencies: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    connecting: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    language_codes: tuple[str, ...] = ()
    language_names: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words for one language, folded. ``months`` gives a number for a name, ``zones`` an IANA name or ""."""

    tag: str
    published: tuple[str, ...]
    updated: tuple[str, ...]
    universal: tuple[str, ...]
    photo: tuple[str, ...]
    illustration: tuple[str, ...]
    by: tuple[str, ...]
    sources: tuple[str, ...]
    fillers: tuple[str, ...]
    am: tuple[str, ...]
    pm: tuple[str, ...]
    months: dict[str, int]
    weekdays: tuple[str, ...]
    agencies: tuple[str, ...]
    picture_agencies: tuple[str, ...]
    particles: frozenset[str]
    zones: dict[str, str]


class Furniture(msgspec.Struct, frozen=True):
    """Whole lines, in any language, that belong to a site and not to a story; ``sorts`` says what some are for."""

    lines: frozenset[str]
    related: frozenset[str]
    comments: frozenset[str]
    languages: frozenset[str]
    connecting: frozenset[str]
    rights: tuple[str, ...]
    sorts: tuple[tuple[frozenset[str], str], ...]

    def sort(self, line: str) -> str:
        """What a folded line of furniture is for, told by words that some language's own pages say there."""
        words = frozenset(line.split())
        words = frozenset(word for word in words if len(word) > ARTICLE) or words
        return next((name for known, name in self.sorts if words <= known), "furniture of the site")


@cache
def table() -> dict[str, Entry]:
    """``words.toml`` as typed values."""
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), dict[str, Entry])


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        sorted({fold(bare(word)).strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    )


def _before(pattern: str, name: str) -> str:
    """What stands before the placeholder of a reader string: ``Photo: {name}`` -> ``Photo``."""
    return pattern.split("{" + name + "}")[0].strip(" :：\u00a0\u202f")


@cache
def words(tag: str) -> Words:
    """The words for a capture in a language: its own, those of English and French, and those of no language.

    Raises LanguageError where the language is not configured.
    """
    rows, language = table(), configured(tag)
    own = rows.get(language.tag) or rows.get(language.tag.split("-")[0]) or Entry()
    entries = [own, *(rows[name] for name in EVERYWHERE)]
    strings = language.strings

    def gathered(field: str, *more: str) -> tuple[str, ...]:
        return _folded([*more, *(word for entry in entries for word in getattr(entry, field))])

    return Words(
        tag=language.tag,
        published=gathered("published", _before(strings.published, "when")),
        updated=gathered("updated", _before(strings.updated, "when")),
        universal=gathered("universal", language.universal_time),
        photo=gathered("photo", _before(strings.photo, "name")),
        illustration=gathered("illustration", _before(strings.illustration, "name")),
        by=_folded([*own.by, _before(strings.by, "name"), "by"]),
        sources=gathered("sources", strings.sources),
        fillers=gathered("fillers"),
        am=gathered("am"),
        pm=gathered("pm"),
        months=_months(language.locale, own),
        weekdays=_weekdays(language.locale),
        agencies=gathered("agencies"),
        picture_agencies=gathered("picture_agencies"),
        particles=frozenset(rows["any"].particles),
        zones={fold(bare(name)): zone for entry in reversed(entries) for name, zone in entry.zones.items()},
    )


@cache
def furniture() -> Furniture:
    """The furniture of every language: a page in one language may stand in a site that speaks another."""
    entries = list(table().values())
    strings = [each.strings for each in languages().values()]
    own = [getattr(each, name) for each in strings for name in OWN_FURNITURE]
    return Furniture(
        lines=_keys([*own, *(word for entry in entries for word in entry.furniture)]),
        related=_keys(word for entry in entries for word in entry.related),
        comments=_keys(word for entry in entries for word in entry.comments),
        languages=_keys(_language_names()),
        connecting=frozenset(table()["any"].connecting),
        rights=tuple(fold(phrase) for phrase in table()["any"].rights),
        sorts=tuple(
            (frozenset(key(getattr(each, name)).split()), sort)
            for name, sort in OWN_FURNITURE.items()
            for each in strings
        ),
    )


def _keys(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(key(line) for line in lines) - {""}


def _language_names() -> Iterable[str]:
    """Names of languages as a menu shows them: each in itself, and in English and French."""
    for code in table()["any"].language_codes:
        try:
            yield Locale.parse(code).languages.get(code, "")
        except (UnknownLocaleError, ValueError):
            continue
        for shown in ("en", "fr"):
            yield Locale.parse(shown).languages.get(code, "")
    for language in languages().values():
        yield from (language.name, language.english_name)
    yield from table()["any"].language_names


def _months(locale: Locale, own: Entry) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in (locale, Locale.parse("en"), Locale.parse("fr")):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in each.months[form].get(width, {}).items():
                    folded = fold(bare(name)).strip(". ")
                    if len(folded) > 1 and not re.search(r"\d", folded):
                        found.setdefault(folded, number)
    for number, variants in enumerate(own.months, start=1):
        found.update({fold(bare(name)): number for name in variants.split("|")})
    return found


def _weekdays(locale: Locale) -> tuple[str, ...]:
    names = [
        name
        for each in (locale, Locale.parse("en"), Locale.parse("fr"))
        for form in ("format", "stand-alone")
        for name in each.days[form].get("wide", {}).values()
    ]
    return _folded(names)
