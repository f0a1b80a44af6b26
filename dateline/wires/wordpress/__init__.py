"""WordPress exports (WXR 1.0 to 1.2): every post and page to a draft, everything else in the file accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from dateline.languages.language import LanguageError
from dateline.wires.draft import Draft, Refused
from dateline.wires.wordpress.export import Export, Item, items, survey
from dateline.wires.wordpress.story import draft

__all__ = ["parse"]
STORIES = ("post", "page")
# What WordPress keeps among its posts for itself, in the words of somebody who used it.
MACHINERY = {
    "nav_menu_item": "entries of the old site's menus", "revision": "earlier versions", "wp_navigation": "menus",
    "custom_css": "style sheets", "customize_changeset": "settings", "oembed_cache": "cached embeds",
    "wp_block": "reusable blocks", "wp_template": "templates", "wp_template_part": "templates",
    "wp_global_styles": "style sheets", "user_request": "requests of readers",
}  # fmt: skip
UNWANTED = {
    "trash": "it was in the bin there: restore it there and export again if it is wanted",
    "auto-draft": "it was never saved there: it holds nothing that anybody wrote",
}


def parse(file: BinaryIO, *, language: str = "") -> Iterator[Draft | Refused]:
    """What each post and page became, in the order of the file; then a refusal for each kind of thing left out.

    The file is read twice and never held as a whole. ``language`` is a configured tag for everything; without it the
    item's own (Polylang) or the channel's counts. Raises Refused for a file that is none or is broken, before the
    first story.
    """
    export = survey(file)
    left_out: Counter[str] = Counter()
    shown: set[str] = set()
    for item in items(file):
        if item.sort not in STORIES:
            left_out[item.sort] += item.sort != "attachment"
            continue
        left_out["comment"] += item.comments
        made = _story(item, export, language)
        if isinstance(made, Draft):
            shown |= {each.href for each in made.pictures}
        yield made
    yield from _account(export, +left_out, shown)


def _story(item: Item, export: Export, language: str) -> Draft | Refused:
    reason = UNWANTED.get(item.status)
    try:
        if reason:
            raise Refused(f"“{item.title or item.link}”: {reason}")
        return draft(item, export, language)
    except Refused as refused:
        return Refused(refused.reason, source_id=item.key)
    except (LanguageError, ValueError) as error:
        return Refused(f"a value of “{item.title}” cannot be used: {error}", source_id=item.key)


def _account(export: Export, left_out: Counter[str], shown: set[str]) -> Iterator[Refused]:
    """One refusal for each kind of thing that became no draft, with its number."""
    for sort, number in sorted(left_out.items()):
        if sort == "comment":
            words = "readers' comments were left out: there is no place for them here"
        elif sort in MACHINERY:
            words = f"{MACHINERY[sort]} were left out: they are the old site's furniture"
        else:
            words = f"items of the type “{sort}” were left out: only posts and pages are stories"
        yield Refused(f"{number:,} {words}.", source_id=sort)
    unused = [each for each in export.attachments.values() if each.address not in shown]
    if unused:
        words = "pictures and other files of the old library are in no story and were left out"
        yield Refused(f"{len(unused):,} {words}.", source_id="attachment")
