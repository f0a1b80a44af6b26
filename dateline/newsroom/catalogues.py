"""The words of the interface: Django's and Wagtail's catalogues, ours as they are written, and a second language.

The code of what a person reads may name two languages, as ``km-x-fr``: Khmer, and French where Khmer has no words.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext_lazy, to_locale, trans_real
from wagtail import admin

LOCALE = Path(__file__).parent / "locale"
FILE = "LC_MESSAGES/django"
SECOND = "-x-"  # what follows is of private use (RFC 5646, section 2.2.7): the tag stays one that browsers know
ENGLISH = "en"  # what all is written in
# Others name a language by a country, or leave out the script that most of its readers write.
OTHER_NAMES = {"pt": ("pt_PT",), "sr-cyrl": ("sr",)}

# What Wagtail says on the screens of a desk and lacks in some of our seven languages: ours fill in.
LENT = (
    gettext_lazy("The page could not be saved due to validation errors."),
    gettext_lazy("The page could not be created due to validation errors."),
    gettext_lazy("Autosave is paused"),
    gettext_lazy("Search all pages…"),
    gettext_lazy("Skip to main content"),
    gettext_lazy("Help"),
)


def parted(code: str) -> tuple[str, str]:
    """A code's language, and the second one or nothing."""
    first, _, second = code.partition(SECOND)
    return first, second


def joined(first: str, second: str) -> str:
    """The code of two languages; of one, where the other would add nothing."""
    return first if not second or second in {first, ENGLISH} else f"{first}{SECOND}{second}"


def names(code: str) -> tuple[str, ...]:
    """The folders in which a language's catalogue may stand, as in ``zh_Hans``."""
    return (to_locale(code), *OTHER_NAMES.get(code, ()))


@cache
def complete() -> frozenset[str]:
    """The codes of the languages that have a catalogue of ours, and English; a test holds those to be whole."""
    found = {path.parents[1].name.replace("_", "-").lower() for path in LOCALE.glob(f"*/{FILE}.po")}
    return frozenset({ENGLISH, *found})


@cache
def in_wagtail(code: str) -> str:
    """The code by which the installed Wagtail's admin knows a language; empty where it has no words of it."""
    folder = Path(admin.__file__).parent / "locale"
    found = [each for each in names(code) if (folder / each / f"{FILE}.mo").is_file()]
    return found[0].replace("_", "-").lower() if found else ""


class Catalogue(trans_real.DjangoTranslation):
    """All that is known in one language, whatever package it comes from; then the second language; then English."""

    def __init__(self, code: str) -> None:
        self._first, self._second = parted(code)
        super().__init__(code)

    def _new_gnu_trans(self, localedir: str, use_null_fallback: bool = True) -> NullTranslations:
        """By the exact folder: gettext would take Serbian in Cyrillic letters for Serbian in Latin ones."""
        for name in names(self._first):
            path = Path(localedir, name, f"{FILE}.mo")
            if path.is_file():
                with path.open("rb") as file:
                    return GNUTranslations(file)
        return NullTranslations()

    def _add_local_translations(self) -> None:
        """Ours last, so that our word for a thing rules."""
        super()._add_local_translations()  # type: ignore[misc]
        for name in names(self._first):
            path = LOCALE / name / f"{FILE}.po"
            if path.is_file():
                self.merge(written(path))

    def _add_fallback(self, localedirs: object = None) -> None:
        if self._first != ENGLISH:
            self.add_fallback(translation(self._second or ENGLISH))


def written(path: Path) -> GNUTranslations:
    """A catalogue as its translators keep it; nothing is compiled beforehand, so nothing can be stale."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)


def translation(code: str) -> trans_real.DjangoTranslation:
    """What ``trans_real.translation`` is, with the rules above; kept where Django keeps its own."""
    kept: dict[str, trans_real.DjangoTranslation] = vars(trans_real)["_translations"]
    if code not in kept:
        kept[code] = Catalogue(code)
    return kept[code]


def connect() -> None:
    """Every ``activate`` and ``override`` from now on speaks by these catalogues."""
    vars(trans_real).update(_translations={}, translation=translation)
