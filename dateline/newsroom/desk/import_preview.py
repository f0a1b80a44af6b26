"""One item before it is saved: what each line became and why, each put right by a click, each doubt at its place."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.languages.language import languages
from dateline.newsroom.actions.discard_import import discard
from dateline.newsroom.actions.review_import import review
from dateline.newsroom.arrivals import read_again
from dateline.newsroom.desk.import_batch import save
from dateline.newsroom.desk.import_fields import FIELDS, fill, fill_pictures
from dateline.newsroom.desk.imports import desks, items_for
from dateline.newsroom.intake import keep, rewrite, unknown_entities, unknown_sections
from dateline.newsroom.language_names import called
from dateline.newsroom.models.batch import HELD, ImportItem
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import choices
from dateline.wires import remarks
from dateline.wires.capture.text import left_out
from dateline.wires.finding import ROLES, Finding, Line, corrected

ROLE_WORDS = {
    "furniture": gettext_lazy("Furniture"),
    "kicker": gettext_lazy("Kicker"),
    "headline": gettext_lazy("Headline"),
    "summary": gettext_lazy("Summary"),
    "stamp": gettext_lazy("Date"),
    "byline": gettext_lazy("Byline"),
    "sources": gettext_lazy("Sources"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Credit"),
    "paragraph": gettext_lazy("Paragraph"),
    "heading": gettext_lazy("Heading"),
    "quote": gettext_lazy("Quote"),
    "block": gettext_lazy("As it was"),
}
BLOCK_WORDS = {
    "list": gettext_lazy("List"), "table": gettext_lazy("Table"), "picture": gettext_lazy("Picture"),
    "embed": gettext_lazy("Embed"), "audio": gettext_lazy("Audio"), "video": gettext_lazy("Video"),
    "pull_quote": gettext_lazy("Pull quote"),
}  # fmt: skip
SAVING = ("save", "let in")


@admin_required(Action.IMPORT)
def import_preview(request: HttpRequest, item_id: int) -> HttpResponse:
    """Show one item as found; put it right, save it as a draft, mark it, or discard it."""
    item = get_object_or_404(items_for(request.user).select_related("batch", "page", "reviewer"), pk=item_id)
    found = item.finding
    if found is None:
        if item.page is not None and item.page.permissions_for_user(request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", item.page.pk)
        return redirect("newsroom_import_batch", item.batch_id)
    if request.method == "POST":
        return _answer(request, item, found)
    return render(request, "newsroom/import_preview.html", _words(request.user, item, found))


def _answer(request: HttpRequest, item: ImportItem, found: Finding) -> HttpResponse:
    try:
        leads_away = _do(request, item, found)
    except Refusal as refusal:
        messages.error(request, refusal.words)
        leads_away = False
    if leads_away:
        return redirect("newsroom_import_batch", item.batch_id)
    return redirect("newsroom_import", item.pk)


def _do(request: HttpRequest, item: ImportItem, found: Finding) -> bool:
    """Do what was asked; whether the item is done with here."""
    asked = request.POST.get("do", "")
    if asked == "discard":
        discard(item, user=request.user)
        messages.success(request, _("“%(headline)s” was discarded.") % {"headline": item.headline or item.name})
        return True
    if asked in {"review", "unreview"}:
        review(item, user=request.user, done=asked == "review")
        return True
    found = _put_right(request, item, found)
    if asked == "language":
        _in_language(request, item)
    elif asked in SAVING:
        save(item, request.user, let_in=asked == "let in")
        messages.success(request, _("“%(headline)s” is saved as a draft.") % {"headline": item.headline})
    elif asked == "fields" and not request.POST.get("make"):
        messages.success(request, _("Kept."))
    return asked in SAVING


def _put_right(request: HttpRequest, item: ImportItem, found: Finding) -> Finding:
    """What was typed into the fields, then what was clicked; kept with the item, and in its draft if there is one."""
    if item.status == HELD:
        if not may(request.user, Action.IMPORT, item.language):
            raise Refusal(_("You may not import at the desk of this language."))
    elif item.page is None or not item.page.permissions_for_user(request.user).can_edit():
        raise Refusal(_("You may not edit this draft."))
    changed = fill_pictures(fill(found, request.POST), request.POST)
    if clicked := request.POST.get("make"):
        changed = _clicked(changed, clicked)
    if changed != found and item.status == HELD:
        keep(item, changed)
    elif changed != found:
        rewrite(item, changed, user=request.user)
    return changed


def _clicked(found: Finding, clicked: str) -> Finding:
    place, _colon, role = clicked.partition(":")
    if not place.isdigit() or int(place) >= len(found.lines) or role not in ROLES:
        raise Http404
    return corrected(found, int(place), role)


def _in_language(request: HttpRequest, item: ImportItem) -> None:
    tag = request.POST.get("language", "")
    if item.status != HELD or tag not in languages():
        raise Refusal(_("The language of a draft that is saved stays. Discard it and import the text again."))
    if not may(request.user, Action.IMPORT, tag):
        raise Refusal(_("You may not import at the desk of that language."))
    read_again(item, tag)
    messages.success(request, _("Read again as %(language)s.") % {"language": called(tag)})


def _words(user: Any, item: ImportItem, found: Finding) -> dict[str, Any]:
    draft = found.draft
    placed: dict[str, list[str]] = {}
    for each in remarks.placed(draft):
        placed.setdefault(each.place, []).append(each.words)
    held = item.status == HELD
    return {
        "item": item,
        "draft": draft,
        "held": held,
        "may_let_in": may(user, Action.KILL),
        "language": languages().get(draft.language),
        "languages": [each for each in choices() if each[0] in desks(user)],
        "fields": [_field(found, name, placed) for name in FIELDS],
        "pictures": [
            {"number": number, "picture": each, "warnings": placed.get(f"picture/{each.id}", [])}
            for number, each in enumerate(draft.pictures)
        ],
        "lines": [_line(number, each, placed) for number, each in enumerate(found.lines)],
        "notes": [*_notes(item, found), *placed.get("body", [])],
        "editable": held or (item.page is not None and item.page.latest_revision_id == item.revision),
        "may_edit": item.page is not None and item.page.permissions_for_user(user).can_edit(),
        "may_review": not held and item.unsettled and may(user, Action.REVIEW_IMPORTS, item.language),
    }


def _field(found: Finding, name: str, placed: dict[str, list[str]]) -> dict[str, Any]:
    field = FIELDS[name]
    return {
        "name": name,
        "label": field.label,
        "help": field.help,
        "rows": field.rows,
        "value": field.show(found.draft),
        "ltr": field.ltr,
        "warnings": placed.get(name, []),
    }


def _line(number: int, line: Line, placed: dict[str, list[str]]) -> dict[str, Any]:
    kind = line.block.__struct_config__.tag if line.block is not None and line.role == "block" else ""
    return {
        "number": number,
        "line": line,
        "role": BLOCK_WORDS.get(str(kind), kind) if kind else ROLE_WORDS[line.role],
        "out": line.role == "furniture",
        "reason": line.reason,
        "warnings": placed.get(f"block/{line.block.id}", []) if line.block is not None and line.in_body else [],
        "choices": [(role, ROLE_WORDS[role]) for role in line.choices],
    }


def _notes(item: ImportItem, found: Finding) -> list[str]:
    """What was said when it was read and has no place of its own below."""
    seen = {*remarks.of(found.draft), *left_out([each.text for each in found.lines if each.role == "furniture"])}
    told = [each for each in item.warnings if each not in seen and not each.startswith(tuple(_placed_openings()))]
    return list(dict.fromkeys([*told, *unknown_sections(found.draft), *unknown_entities(found.draft)]))


def _placed_openings() -> list[str]:
    """Remarks that are made anew on every look, and may have been answered since."""
    return ["Paragraph ", "Picture ", "There is no ", "Nothing says when", "The update ("]
