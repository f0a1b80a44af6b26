"""Small pieces of a page that join words and markup: stamps, bylines, the names of other languages."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from babel import Locale
from markupsafe import Markup, escape

from dateline.edition.moment import Moment
from dateline.languages.facts import Language
from dateline.languages.language import languages
from dateline.press.reading import Reading

REMEMBERED = 16384


def phrase(language: Language, name: str, /, **values: str | Markup) -> Markup:
    """A reader string as markup; values that are Markup stand in it as they are, others are escaped."""
    return escape(getattr(language.strings, name)).format(**values)


class Pen:
    """A language as a key of caches: the same object writes the same words, and no other object does."""

    __slots__ = ("language",)

    def __init__(self, language: Language) -> None:
        self.language = language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pen) and other.language is self.language

    def __hash__(self) -> int:
        return id(self.language)


def time_element(moment: Moment, language: Language, zone: str = "") -> Markup:
    """``<time>`` at the precision known: a day stays a day (HTML, 4.5.14); ``zone`` adds that zone's time behind."""
    return _time_element(moment, Pen(language), zone)


@lru_cache(REMEMBERED)
def _time_element(moment: Moment, pen: Pen, zone: str) -> Markup:
    shown = pen.language.instant(moment.instant) if moment.exact else pen.language.day(moment.day)
    element = Markup('<time datetime="{}">{}</time>').format(str(moment), shown)
    if not zone or not moment.exact:
        return element
    # Isolated, so that digits keep their places beside words that run the other way.
    return element + Markup(' · <bdi class="local">{}</bdi>').format(pen.language.local(moment.instant, zone))


def instant_element(instant: datetime, language: Language, zone: str = "") -> Markup:
    """``<time>`` of an instant, to the minute."""
    return time_element(Moment(instant), language, zone)


def stamps(published: Moment, updated: Moment | None, language: Language, zone: str = "") -> Markup:
    """ "Published ..." and, where the story moved on, "Latest update ..."."""
    return _stamps(published, updated, Pen(language), zone)


# A story's stamps stand on every list that shows it: writing them is most of a page's work, so they are kept.
@lru_cache(REMEMBERED)
def _stamps(published: Moment, updated: Moment | None, pen: Pen, zone: str) -> Markup:
    lines = [("published", published), *([("updated", updated)] if updated else [])]
    spans = [
        Markup('<span class="{}">{}</span>').format(
            name, phrase(pen.language, name, when=_time_element(moment, pen, zone))
        )
        for name, moment in lines
    ]
    return Markup(" ").join(spans)


def byline(names: list[str], language: Language) -> Markup:
    """ "By A and B", of names as text or as markup; empty where nobody is named."""
    if not names:
        return Markup()
    isolated = [str(Markup("<bdi>{}</bdi>").format(name)) for name in names]
    return phrase(language, "by", name=Markup(language.listing(isolated)))  # noqa: S704 - every name is escaped above


def language_name(tag: str, reader: Language) -> Markup:
    """A language's name in the reader's language (CLDR); its own name, marked as such, where CLDR has none."""
    found = _cldr_name(tag, reader.locale)
    if found:
        return escape(found)
    own = languages().get(tag)
    if own is None:
        return Markup("<bdi>{}</bdi>").format(tag)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(own.tag, own.direction, own.name)


def _cldr_name(tag: str, locale: Locale) -> str:
    names, parts = locale.languages, tag.split("-")
    whole = names.get("_".join(parts))
    if whole:
        return str(whole)
    base = names.get(parts[0])
    beside = locale.scripts.get(parts[-1]) or locale.territories.get(parts[-1]) if len(parts) > 1 else None
    if not base or (len(parts) > 1 and not beside):
        return ""
    return f"{base} ({beside})" if beside else str(base)


def entity_name(sort: str, entity: UUID, reading: Reading, language: Language) -> str:
    """The name of a person, place or organisation in this language; empty where it has none."""
    found = reading.entity(sort, entity)
    return found.names.get(language.tag, "") if found else ""
