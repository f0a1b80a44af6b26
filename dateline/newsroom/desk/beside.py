"""Side by side: an edition's form with its source beside it, part by part, and what moved since it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel

from dateline.edition.behind import NOTICE, Moved
from dateline.edition.comparison import Piece, texts, words
from dateline.edition.following import made_from
from dateline.edition.values import Change
from dateline.languages.language import languages
from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.language_names import called
from dateline.newsroom.marks import LEFT_OUT, OURS, READ, WAS, mark_of, opened
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.richtext import draft_keys
from dateline.newsroom.standings import Sides, sides

NAMES: dict[str, Promise] = {
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "summary": gettext_lazy("Summary"),
    "dateline": gettext_lazy("Dateline"),
    "picture": gettext_lazy("Picture"),
    "paragraph": gettext_lazy("Paragraph"),
    "heading": gettext_lazy("Heading"),
    "list": gettext_lazy("List"),
    "quote": gettext_lazy("Quote"),
    "pull_quote": gettext_lazy("Pull quote"),
    "table": gettext_lazy("Table"),
    "embed": gettext_lazy("Embed"),
    "note": gettext_lazy("To readers"),
    "byline": gettext_lazy("Byline"),
    "sources": gettext_lazy("Sources"),
    "scene": gettext_lazy("Scene break"),
}
KIND_WORDS: dict[str, Promise] = {
    "typo": gettext_lazy("Typo"),
    "update": gettext_lazy("Update"),
    "clarification": gettext_lazy("Clarification"),
    "correction": gettext_lazy("Correction"),
    "retraction": gettext_lazy("Retraction"),
}
HOW_WORDS: dict[str, Promise] = {
    "changed": gettext_lazy("changed"),
    "added": gettext_lazy("new"),
    "removed": gettext_lazy("taken out"),
    "told": gettext_lazy("told its readers"),
}
FIRST_WORDS = 50
# Where our own fields stand in the form, for those parts that are no blocks.
FIELDS = {"headline": "title", "lead": "lead_caption"}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the source as the column shows it; ``ours`` are our parts made from it, by form field or block key.

    ``moved`` is None where nothing is open; then ``pieces`` is one piece.
    """

    name: str
    label: str
    pieces: tuple[Piece, ...]
    anchors: str
    left_out: bool = False
    may_leave_out: bool = False
    moved: Moved | None = None
    written: str = ""
    was: str = ""
    kind: str = ""
    how: str = ""
    when: str = ""
    note: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()


class SourceBeside(Panel):
    """The column with the source; without JavaScript it stands above the fields, and its marks go with the draft."""

    class BoundPanel(Panel.BoundPanel):
        """What the column shows of one draft."""

        template_name = "newsroom/beside/column.html"

        def is_shown(self) -> bool:
            """Where the edition is made from another one."""
            return bool(self.instance.pk and self.instance.derived_from)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The source's parts and state, or words that say why they cannot be shown."""
            context = super().get_context_data(parent_context)
            context |= {
                "read_name": READ,
                "left_out_name": LEFT_OUT,
                "ours_name": OURS,
                "was_name": WAS,
                "page": self.instance,
            }
            try:
                found = sides(self.instance)
            except Refusal as refusal:
                return context | {"trouble": refusal.words}
            return context | column(self.instance, found)


def column(page: Any, found: Sides) -> dict[str, Any]:
    """What the template of the column needs."""
    derived = found.draft.derived_from
    source = languages().get(derived.language) if derived else None
    if derived is None or not found.source.steps:
        return {"trouble": _("The edition it was made from is not published, or was erased.")}
    standing = found.standing()
    return {
        "name": called(derived.language) if source else derived.language,
        "tag": derived.language,
        "direction": source.direction if source else "auto",
        "read": derived.version,
        "now": standing.now,
        "gone": found.gone,
        "open": len(standing.moved),
        "parts": list(parts(page, found, {each.source: each for each in standing.moved})),
    }


def parts(page: Any, found: Sides, moved: dict[str, Moved]) -> Iterator[Part]:
    """What the source told its readers, then its parts in reading order, each removed one behind those that stand."""
    newest = found.source.newest
    now = texts(newest)
    for change in newest.changes:
        if f"{NOTICE}{change.version}" in moved:
            yield _told(found, change, moved[f"{NOTICE}{change.version}"])
    removed = [name for name in moved if name not in now and not name.startswith(NOTICE)]
    anchors = _anchors(page)
    for name in [*now, *removed]:
        if name in moved or now[name][1]:  # a picture without a caption has nothing to read
            yield _part(found, name, moved.get(name), anchors)


def _told(found: Sides, change: Change, moved: Moved) -> Part:
    return Part(
        name=moved.source,
        label=str(NAMES["note"]),
        pieces=(Piece(change.note, "same"),) if change.note else (),
        anchors="",
        moved=moved,
        written=mark_of(moved).written,
        was=_was(found, moved),
        kind=str(KIND_WORDS[moved.kind]),
        how=str(HOW_WORDS["told"]),
        when=said_when(change.instant),
    )


def _part(found: Sides, name: str, moved: Moved | None, anchors: dict[str, str]) -> Part:
    newest, derived = found.source.newest, found.draft.derived_from
    kind, text = texts(newest).get(name) or (name, "")
    entries = [each for each in derived.parts if each.source == name] if derived else []
    ours = [each.part for each in entries if each.part in anchors]
    adapts = derived is not None and derived.kind == "adaptation"
    label = str(NAMES.get(kind) or _("Part"))
    shown = " ".join(dict.fromkeys(anchors[each] for each in ours))
    if moved is None:
        left_out = bool(entries) and not (ours or (adapts and any(each.part for each in entries))) and bool(text)
        return Part(name=name, label=label, pieces=_same(text), anchors=shown, left_out=left_out)
    change = next((each for each in newest.changes if each.version == moved.version), None)
    chosen = made_from(found.draft, newest, name)
    return Part(
        name=name,
        label=label,
        pieces=words(_as_read(found, name), text, newest.language),
        may_leave_out=moved.how == "added" or (adapts and moved.how == "changed" and not moved.parts),
        anchors=shown or " ".join(anchors[each] for each in chosen if each in anchors),
        moved=moved,
        written=mark_of(moved).written,
        was=_was(found, moved),
        kind=str(KIND_WORDS[moved.kind]),
        how=str(HOW_WORDS[moved.how]),
        when=said_when(moved.since),
        note=change.note if change else "",
        choices=tuple(_choices(found, chosen)) if moved.digest and name in _blocks(newest) else (),
    )


def _was(found: Sides, moved: Moved) -> str:
    return opened(found.draft.derived_from, moved) if found.draft.derived_from else ""


def _same(text: str) -> tuple[Piece, ...]:
    return (Piece(text, "same"),) if text else ()


def _blocks(edition: Any) -> set[str]:
    return {str(each.id) for each in edition.blocks}


def _as_read(found: Sides, name: str) -> str:
    """The words of a part when it was read: of the newest version that says what was read, else of the version read."""
    derived = found.draft.derived_from
    digests = {each.digest for each in derived.parts if each.source == name} if derived else set()
    pairs = list(zip(found.source.editions, found.source.steps, strict=True))
    said = [edition for edition, step in pairs if step.parts.get(name) in digests]
    read = [edition for edition, step in pairs if derived and step.version <= derived.version]
    known = said or read
    return texts(known[-1]).get(name, ("", ""))[1] if known else ""


def _choices(found: Sides, chosen: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """Our blocks to choose from: id, number and first words, whether the part is taken to be made into it."""
    for number, block in enumerate(found.draft.blocks, 1):
        said = block.plain()
        short = said if len(said) <= FIRST_WORDS else f"{said[:FIRST_WORDS]}…"
        yield str(block.id), f"{number}. {short}", str(block.id) in chosen


def _anchors(page: Any) -> dict[str, str]:
    """Where in the form each of our parts stands: a field's name, a paragraph's key in the editor, a block's id."""
    found = {name: FIELDS.get(name, name) for name in ("kicker", "headline", "summary", "dateline", "lead")}
    for child in page.body:
        if child.block_type == "text" and child.id:
            found |= {str(part): f"key:{key}" for part, key in draft_keys(child.value.source, UUID(child.id)).items()}
        elif child.id:
            found[child.id] = f"block:{child.id}"
    return found


def scripts() -> SafeString:
    """The column's script, on every edit screen; it does nothing where the column is not."""
    return format_html('<script type="module" src="{}"></script>', static("newsroom/beside/beside.js"))


def styles() -> SafeString:
    """The column's looks."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/beside/beside.css"))
