"""The table of languages, as the reference and ``dateline languages`` show it."""

from __future__ import annotations

from dateline.languages.facts import Language
from dateline.languages.language import languages

COLUMNS = ("Tag", "Own name", "In English", "Direction", "Digits", "Calendar", "Search", "Reviewed by")
UNREVIEWED = "not reviewed by a native speaker"
HEAD = """# Languages

What `dateline/languages/` holds, written by `dateline languages docs/reference/languages.md`; a test keeps both equal.
Digits are CLDR's numbering systems (`latn`: 0 1 2, `arabext`: ۰ ۱ ۲, `khmr`: ០ ១ ២). The search cuts a text into words,
or into pairs of characters where words are not parted by spaces. [How to add one](../howto/add-a-language.md).

"""


def row(language: Language) -> dict[str, str]:
    """The facts of one language by the names of ``COLUMNS``."""
    second = language.dates.second_calendar
    facts = (
        language.tag, language.name, language.english_name,
        "right to left" if language.direction == "rtl" else "left to right",
        language.digits, f"{second.capitalize()}, beside Gregorian" if second else "Gregorian",
        "words" if language.search == "words" else "pairs of characters",
        language.reviewed_by or UNREVIEWED,
    )  # fmt: skip
    return dict(zip(COLUMNS, facts, strict=True))


def document() -> str:
    """The reference's page of languages, as Markdown."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(tuple(row(each).values()) for each in languages().values())]
    return HEAD + "".join(f"| {' | '.join(line)} |\n" for line in lines)
