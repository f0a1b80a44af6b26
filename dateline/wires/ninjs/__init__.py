"""ninjs, IPTC's JSON for news, versions 1.0 to 3.1: a file of one item or many to drafts, and an edition to an item."""

from __future__ import annotations

import json
from typing import Any

from dateline.languages.language import LanguageError, languages
from dateline.wires.draft import LIMIT, Draft, Refused
from dateline.wires.ninjs.fields import Item, tidied
from dateline.wires.ninjs.story import draft
from dateline.wires.ninjs.write import write

__all__ = ["parse", "write"]
LISTS = ("items", "_items", "newsitems", "results")


def parse(data: bytes, *, language: str | None = None) -> list[Draft | Refused]:
    """What each item of a file became: a draft, or why it was refused; one refused item harms no other.

    A file holds one item, a list of items, or an object with ``items`` (or ``_items``). ``language`` is a configured
    tag for items that name none. Nothing is raised: a file that is no JSON gives one refusal.
    """
    try:
        if language is not None and language not in languages():
            raise Refused(f"unknown language {language!r}; configured are: {', '.join(languages())}")
        found = _items(data)
    except Refused as refused:
        return [refused]
    return [_draft(each, language) for each in found]


def _items(data: bytes) -> list[Any]:
    if len(data) > LIMIT:
        raise Refused(f"the file has {len(data):,} bytes and the limit is {LIMIT:,}: split it")
    try:
        value = tidied(json.loads(data, strict=False))
    except RecursionError:
        raise Refused("the JSON is nested too deeply to be news: check the file") from None
    except ValueError as error:
        raise Refused(f"broken JSON ({error}): ask the agency to send the file again") from None
    if isinstance(value, dict):
        listed = next((value[name] for name in LISTS if isinstance(value.get(name), list) and "uri" not in value), None)
        value = [value] if listed is None else listed
    if not isinstance(value, list) or not value:
        raise Refused("there is no item in this file: an object, or a list of them, was expected")
    return value


def _draft(value: Any, language: str | None) -> Draft | Refused:
    item = Item(value) if isinstance(value, dict) else None
    try:
        if item is None:
            raise Refused("an item is not a JSON object: every item needs at least a headline and a body")
        return draft(item, language)
    except Refused as refused:
        return Refused(refused.reason, source_id=item.id if item else "")
    except (LanguageError, ValueError) as error:
        return Refused(f"a value of this item cannot be used: {error}", source_id=item.id if item else "")
