"""What readers are told about a story's past: what changed in it, whether its source moved on, that it is old."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from dateline.edition.card import Card
from dateline.edition.values import SILENT, Change, Edition
from dateline.reader.sheet import Sheet
from dateline.reader.words import instant_element, language_name, phrase, time_element


def labelled(sheet: Sheet, change: Change) -> dict[str, Any]:
    """One change as templates show it."""
    return {
        "kind": change.kind,
        "label": getattr(sheet.language.strings, f"change_{change.kind}"),
        "when": instant_element(change.instant, sheet.language, sheet.face.time_zone),
        "note": change.note,
    }


def changes(sheet: Sheet, edition: Edition) -> list[dict[str, Any]]:
    """What the newsroom owes its readers an account of, newest first; typos and new translations are silent."""
    return [labelled(sheet, change) for change in reversed(edition.changes) if change.kind not in SILENT]


def notices(sheet: Sheet, edition: Edition, siblings: Iterable[Card]) -> list[dict[str, Any]]:
    """The notices above a story, gravest first: retracted, behind its source, old."""
    found = []
    if edition.retracted:
        found.append({"kind": "retraction", "words": Markup(sheet.language.strings.retracted)})  # noqa: S704
    found += _behind(sheet, edition, siblings)
    # A reader who came by a search may not look at the date.
    old = sheet.face.old_after
    if old and sheet.reading.passed(edition.first_published.instant + timedelta(days=old)):
        published = time_element(edition.first_published, sheet.language, sheet.face.time_zone)
        found.append({"kind": "old", "words": phrase(sheet.language, "older_story", when=published)})
    return found


def _behind(sheet: Sheet, edition: Edition, siblings: Iterable[Card]) -> list[dict[str, Any]]:
    """What became of the edition this one was made from, and which version of it this text follows."""
    notice = sheet.reading.notice(edition)
    if notice is None:
        return []
    name = language_name(notice.source, sheet.language)
    source = next((card for card in siblings if card.language == notice.source), None)
    if source:
        name = Markup('<a href="{}" hreflang="{}">{}</a>').format(sheet.to(source.path), source.language, name)
    zone = sheet.face.time_zone
    moved = phrase(
        sheet.language,
        f"behind_{notice.kind}",
        language=name,
        when=instant_element(notice.changed, sheet.language, zone),
    )
    follows = phrase(sheet.language, "behind_follows", when=time_element(notice.follows, sheet.language, zone))
    return [{"kind": notice.kind, "words": moved + " " + follows}]
