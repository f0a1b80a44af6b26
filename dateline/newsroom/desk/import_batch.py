"""One batch of an import: its items, what is doubtful about them, and what a desk does with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.newsroom.actions.discard_import import discard
from dateline.newsroom.actions.release import release
from dateline.newsroom.actions.review_import import review
from dateline.newsroom.desk.imports import STATUSES, batches_for, items_for
from dateline.newsroom.intake import save_held
from dateline.newsroom.models.batch import DRAFTED, HELD, REFUSED, ImportBatch, ImportItem, ImportItems
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal

A_PAGE = 50
TOLD = 20
ONE = {
    HELD: gettext_lazy("to be saved"), "created": gettext_lazy("draft"), "updated": gettext_lazy("newer draft"),
    "unchanged": gettext_lazy("unchanged"), REFUSED: gettext_lazy("refused"), "discarded": gettext_lazy("discarded"),
}  # fmt: skip


@admin_required(Action.IMPORT)
def import_batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Show the items, or do what was asked with those that were ticked."""
    batch = get_object_or_404(batches_for(request.user), pk=batch_id)
    items = items_for(request.user).filter(batch=batch)
    if request.method == "POST":
        _do(request, batch, items)
        return redirect(request.get_full_path())
    status = request.GET.get("status", "")
    shown = items.filter(status=status) if status in STATUSES else items
    shown = shown.defer("found", "original").select_related("page", "reviewer").order_by("pk")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("p"))
    words = {
        "batch": batch,
        "page": page,
        "rows": [_row(request.user, each) for each in page],
        "status": status,
        "counts": _counts(items),
        "held": items.filter(status=HELD).exists(),
        "drafts": items.filter(status__in=DRAFTED, unsettled=True).exists(),
        "reviewed": items.filter(unsettled=True).exclude(reviewed=None).count(),
    }
    return render(request, "newsroom/import_batch.html", words)


def _counts(items: ImportItems) -> list[tuple[str, Any, int]]:
    counted = items.values_list("status").annotate(count=Count("pk")).order_by("status")
    return [(status, STATUSES.get(status, status), count) for status, count in counted]


def _row(user: Any, item: ImportItem) -> dict[str, Any]:
    return {
        "item": item,
        "status": ONE.get(item.status, item.status),
        "opens": item.status == HELD or (item.unsettled and item.status in DRAFTED),
        "reviewable": item.unsettled and item.status in DRAFTED and may(user, Action.REVIEW_IMPORTS, item.language),
        "tickable": item.unsettled,
    }


def _do(request: HttpRequest, batch: ImportBatch, items: ImportItems) -> None:
    user, asked = request.user, request.POST.get("do", "")
    if asked == "release":
        _release(request, batch)
        return
    acts: dict[str, tuple[Callable[[ImportItem], None], str]] = {
        "save": (lambda item: save(item, user), _("%(count)s saved as drafts.")),
        "review": (lambda item: review(item, user=user), _("%(count)s marked as reviewed.")),
        "unreview": (lambda item: review(item, user=user, done=False), _("%(count)s marks taken back.")),
        "discard": (lambda item: discard(item, user=user), _("%(count)s discarded.")),
    }
    verb, _dash, which = asked.partition("-")
    if verb not in acts:
        raise Http404
    chosen = items.filter(unsettled=True)
    if which != "all":
        keys = request.POST.getlist("shown" if which == "shown" else "item")
        chosen = chosen.filter(pk__in=[each for each in keys if each.isdigit()])
    if which and verb == "save":
        chosen = chosen.filter(status=HELD)
    if which and verb == "review":
        chosen = chosen.filter(status__in=DRAFTED)
    _each(request, chosen, *acts[verb])


def save(item: ImportItem, user: Any, *, let_in: bool = False) -> None:
    """Make the draft of a held item at its desk, a killed story's if ``let_in``; raises Refusal naming it."""
    named = {"headline": item.headline or item.name}
    if not may(user, Action.IMPORT, item.language):
        raise Refusal(_("“%(headline)s”: you may not import at the desk of this language.") % named)
    taken = save_held(item, user=user, let_in=let_in)
    if taken.status == REFUSED:
        raise Refusal(f"“{named['headline']}”: {taken.reason}")


def _each(request: HttpRequest, items: ImportItems, act: Callable[[ImportItem], None], told: str) -> None:
    """Do one thing with many items, a few hundred in memory at a time; each refusal is told by name."""
    done, refusals = 0, list[str]()
    for key in list(items.order_by("pk").values_list("pk", flat=True)):
        try:
            act(ImportItem.objects.select_related("page").get(pk=key))
            done += 1
        except Refusal as refusal:
            refusals.append(refusal.words)
    _tell(request, refusals)
    if done:
        messages.success(request, told % {"count": done})
    elif not refusals:
        messages.warning(request, _("Nothing was ticked. Tick the items first."))


def _release(request: HttpRequest, batch: ImportBatch) -> None:
    outcomes = release(batch.pk, user=request.user, reviewed=True)
    _tell(request, [f"“{each.headline}” ({each.language}): {each.reason}" for each in outcomes if each.reason])
    out = [each for each in outcomes if each.status != REFUSED]
    scheduled = [each for each in out if each.status == "scheduled"]
    if scheduled:
        words = _("%(count)s wait for the end of their embargo.")
        messages.success(request, words % {"count": len(scheduled)})
    if len(out) > len(scheduled):
        messages.success(request, _("%(count)s released.") % {"count": len(out) - len(scheduled)})
    if not outcomes:
        messages.warning(request, _("Nothing is marked as reviewed yet. Read the drafts and mark them first."))


def _tell(request: HttpRequest, refusals: list[str]) -> None:
    for each in refusals[:TOLD]:
        messages.error(request, each)
    if len(refusals) > TOLD:
        messages.error(request, _("… and %(count)s more refusals.") % {"count": len(refusals) - TOLD})
