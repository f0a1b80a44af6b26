"""One language as data: its facts, its reader strings and how it writes dates, numbers and counts.

Every language is one TOML file beside this module; loading one checks it whole, so that a missing or
superfluous string fails the build and never a reader's page.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from icu4py.messageformat import MessageFormat
from msgspec import Meta

HERE = Path(__file__).parent
NOON = time(12, 0, tzinfo=UTC)
LANGUAGE_NEUTRAL_DIGITS = "0123456789"


class LanguageError(ValueError):
    """A language file that cannot be used; the message names the file and what to change."""


Text = Annotated[str, Meta(min_length=1)]
When = Annotated[str, Meta(min_length=1, extra={"placeholders": ["when"]})]
Named = Annotated[str, Meta(min_length=1, extra={"placeholders": ["name"]})]
InLanguage = Annotated[str, Meta(min_length=1, extra={"placeholders": ["language"]})]
SourceMoved = Annotated[str, Meta(min_length=1, extra={"placeholders": ["language", "when"]})]
Size = Annotated[str, Meta(min_length=1, extra={"placeholders": ["size"]})]
Query = Annotated[str, Meta(min_length=1, extra={"placeholders": ["query"]})]


class Strings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Furniture of a reader's page; each comment says where the words stand."""

    skip_to_content: Text  # first link of each page, for keyboards
    home: Text  # link to the language's front: "Front page"
    menu: Text  # accessible name of the main navigation
    search: Text  # label and button of the search box
    search_title: Text  # heading of the search page before a query
    search_hint: Text  # one sentence below an empty search box
    search_results: Query  # heading: Results for “{query}”
    search_nothing: Query  # No story matches “{query}”. Try fewer or other words.
    search_some_words: Text  # above hits where no story has all the words asked for
    languages: Text  # heading of the languages menu and page
    choose_language: Text  # accessible name of the chooser
    this_story_in: Text  # heading over links to the other editions of a story
    sections: Text
    section: Text  # singular, above a section's name
    dossiers: Text
    dossier: Text  # singular, above a dossier's name
    published: When  # Published {when}
    updated: When  # Latest update {when}
    changes: Text  # heading: What changed in this story
    change_update: Text  # label of one change: Update
    change_correction: Text
    change_clarification: Text
    change_retraction: Text
    retracted: Text  # notice at the top of a retracted story
    by: Named  # By {name} ({name} is a list of names)
    photo: Named  # Photo: {name} (the agency or photographer)
    illustration: Named  # Illustration: {name} (drawn: a map, a diagram)
    picture_awaited: Text  # where a picture has no file yet
    sources: Text  # heading or label: Sources
    translated_from: InLanguage  # {language} is the name of a language in the nominative
    adapted_from: InLanguage
    latest: Text  # Latest stories
    top_story: Text  # accessible label of the lead story
    earlier_in_dossier: Text  # Earlier in this dossier
    more_in_section: Named  # More in {name} (a section)
    all_stories: Text  # link to the full listing
    archive: Text  # heading of a day's page: Archive
    stories_of: Annotated[str, Meta(min_length=1, extra={"placeholders": ["day"]})]  # Stories of {day}
    previous_day: Text  # link to the day before that has stories
    next_day: Text
    nothing_yet: Text  # a front, section or dossier without stories
    feed: Text  # link to the Atom feed: Feed
    times_note: Annotated[
        str, Meta(min_length=1, extra={"placeholders": ["label"]})
    ]  # All times are {label}, universal time
    embed_open: Named  # See this on {name} (a site such as YouTube)
    listen_on: Named  # Listen on {name} (a site such as SoundCloud)
    audio: Text  # accessible name of a player of sound that has no title
    video: Text  # accessible name of a player of film that has no title
    audio_by: Named  # Audio: {name} (the agency or whoever recorded it)
    video_by: Named  # Video: {name}
    transcript: Text  # what was said, written down, folded below a player
    download: Size  # Download ({size})
    podcast: Text  # link to a section's podcast feed
    table: Text  # accessible name of a table that can be scrolled
    back_to_top: Text
    not_found: Text  # heading of the 404 page
    not_found_text: Text  # one or two sentences: what to do now
    gone: Text  # heading of the 410 page
    gone_text: Text  # the story was withdrawn by the newsroom
    behind_update: SourceMoved  # notice on an edition whose source moved on; {language} in the nominative
    behind_correction: SourceMoved
    behind_clarification: SourceMoved
    behind_retraction: SourceMoved
    behind_follows: When  # This text still follows the version of {when}
    history: Text  # link to, and heading of, the page with every version of a story
    first_version: Text  # label of the first version there; change_* label the others
    change_typo: Text
    change_redaction: Text  # history: a passage was removed; nothing more is said of it
    change_derivation: Text  # the edition was only checked against its source
    part_added: Text  # before a paragraph that a version added
    part_removed: Text
    no_words_changed: Text  # a version that changed emphasis, order or a picture alone
    corrections: Text  # heading of a language's corrections page, and the link to it
    corrections_text: Text  # one sentence below it
    corrections_none: Text
    older_story: When  # notice on a story past a certain age


class Plurals(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Counted phrases: CLDR plural category -> text with ``{n}``."""

    stories: dict[str, str]
    results: dict[str, str]
    languages: dict[str, str]  # "in 3 languages", shown beside a story


@cache
def placeholders() -> dict[str, set[str]]:
    """For each reader string, the placeholders that its text must hold."""
    hints = get_type_hints(Strings, include_extras=True)
    extras = {name: hints[name].__metadata__[0].extra or {} for name in Strings.__struct_fields__}
    return {name: set(extra.get("placeholders", [])) for name, extra in extras.items()}


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language writes dates: CLDR patterns (UTS 35), ``locale`` being the CLDR locale they run in.

    ``instant`` joins ``{date}``, ``{time}`` and ``{universal_time}``; ``second_calendar`` names a calendar
    whose date is shown first, with the Gregorian one behind it in ``both``; ``first_of_month`` is the pattern
    of a month's first day where that differs ("1er mars").
    """

    locale: str
    day: str
    month: str
    time: str
    instant: str
    second_calendar: Literal["", "persian"] = ""
    both: str = "{second} ({gregorian})"
    first_of_month: str = ""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A BCP 47 language with everything a reader's page needs of it."""

    tag: str
    name: str
    english_name: str
    direction: Literal["ltr", "rtl"]
    script: str
    segment: str
    digits: str
    universal_time: str
    type_group: Literal[
        "latin", "cyrillic", "arabic", "nastaliq", "devanagari", "thai", "khmer", "hans", "hant", "japanese", "korean"
    ]
    search: Literal["words", "bigrams"]
    og_locale: str
    quotes: tuple[str, str, str, str]
    reviewed_by: str
    dates: Dates
    strings: Strings
    plurals: Plurals

    @property
    def locale(self) -> Locale:
        """The CLDR locale that writes this language's dates, numbers and lists."""
        return Locale.parse(self.dates.locale)

    def text(self, name: str, /, **values: str) -> str:
        """The reader string ``name`` with its placeholders filled."""
        found: str = getattr(self.strings, name)
        return found.format(**values) if values else found

    def count(self, name: str, /, number: int) -> str:
        """The counted phrase ``name`` ("3 stories") in the plural form CLDR asks for."""
        forms: dict[str, str] = getattr(self.plurals, name)
        return forms[self.locale.plural_form(number)].format(n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number in this language's digits and grouping."""
        return self.in_digits(format_decimal(number, locale=self.locale, numbering_system=self.digits))

    def size(self, size: int) -> str:
        """A number of bytes as this language writes it, in kilobytes or megabytes (of ten to the third, as SI has it)."""
        name, number = ("megabyte", size / 1_000_000) if size >= 1_000_000 else ("kilobyte", size / 1000)
        unit, rounded = f"digital-{name}", round(number, 1) if number < 10 else round(number)
        return self.in_digits(format_unit(rounded, unit, "short", locale=self.locale, numbering_system=self.digits))

    def in_digits(self, text: str) -> str:
        """``text`` with its ASCII digits in this language's own."""
        own = DIGITS[self.digits]
        return text if own == LANGUAGE_NEUTRAL_DIGITS else text.translate(str.maketrans(LANGUAGE_NEUTRAL_DIGITS, own))

    def day(self, day: date) -> str:
        """A calendar day, beside the second calendar's where the language shows two."""
        pattern = (day.day == 1 and self.dates.first_of_month) or self.dates.day
        gregorian = self.in_digits(format_date(day, pattern, locale=self.locale))
        if not self.dates.second_calendar:
            return gregorian
        second = self._by_icu("d MMMM y", day, calendar=self.dates.second_calendar)
        return self.dates.both.format(second=second, gregorian=gregorian)

    def month(self, day: date) -> str:
        """The month that ``day`` stands in, with its year."""
        return self._by_icu(self.dates.month, day, calendar="gregorian")

    def _by_icu(self, pattern: str, day: date, *, calendar: str) -> str:
        """ICU writes other calendars, and the stand-alone month names that Babel 2.18 mixes up between languages.

        It would take the machine's own time zone, and so another day, were the zone not named.
        """
        message = MessageFormat(f"{{d,date,{pattern}}}", f"{self.dates.locale}@calendar={calendar};timezone=Etc/UTC")
        return self.in_digits(message.format({"d": datetime.combine(day, NOON)}))

    def clock(self, instant: datetime) -> str:
        """The time of day of an instant in universal time, to the minute."""
        return self.in_digits(
            format_time(instant.astimezone(UTC).timetz(), self.dates.time, tzinfo=UTC, locale=self.locale)
        )

    def instant(self, instant: datetime) -> str:
        """Day, time and the universal-time label, as this language writes them."""
        universal = instant.astimezone(UTC)
        return self.dates.instant.format(
            date=self.day(universal.date()), time=self.clock(universal), universal_time=self.universal_time
        )

    def local(self, instant: datetime, zone: str) -> str:
        """The same instant by the clocks of ``zone`` (IANA), labelled with its city; with the day where that differs."""
        there = instant.astimezone(ZoneInfo(zone))
        clock = self.in_digits(format_time(there.timetz(), self.dates.time, tzinfo=there.tzinfo, locale=self.locale))
        city = get_timezone_location(zone, locale=self.locale, return_city=True)
        if there.date() == instant.astimezone(UTC).date():
            return f"{clock} {city}"
        return self.dates.instant.format(date=self.day(there.date()), time=clock, universal_time=city)

    def listing(self, names: list[str]) -> str:
        """Names joined as CLDR joins a list ("A, B and C")."""
        return format_list(names, locale=self.locale)


DIGITS = {
    "latn": LANGUAGE_NEUTRAL_DIGITS,
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "khmr": "០១២៣៤៥៦៧៨៩",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
}


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
