"""“Translation help”: the source block by block, what memory offers, a machine draft to ask for, what to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from dateline.edition.inline import Text, to_html
from dateline.edition.values import Edition
from dateline.languages.language import languages
from dateline.newsroom import helping
from dateline.newsroom.actions.machine import Drafted, accept, machine_draft
from dateline.newsroom.actions.remember import MEMORY, mark_of, take
from dateline.newsroom.actions.translate import source_of
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value
from dateline.newsroom.translators import translator

STATES = {
    "untranslated": gettext_lazy("not translated"),
    "missing": gettext_lazy("not here yet"),
    "unread": gettext_lazy("unread"),
    "behind": gettext_lazy("behind"),
    "translated": gettext_lazy("translated"),
    "dropped": gettext_lazy("left out on purpose"),
}
SHOWN = 40


class OfferShown(msgspec.Struct, frozen=True):
    """An offer on screen; ``likeness`` in hundredths."""

    value: str
    before: SafeString
    words: SafeString
    likeness: int
    exact: bool


def translation_help(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the rows; take an offer, ask the machine, note what was read."""
    row = get_object_or_404(EditionPage.objects.select_related("locale"), pk=page_id)
    if row.in_trash or not row.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page = row.get_latest_revision_as_object()
    source = source_of(page)
    if request.method == "POST":
        try:
            _do(request, page)
        except Refusal as refusal:
            messages.error(request, refusal.words)
        return redirect("newsroom_translation_help", page_id)
    return render(request, "newsroom/translation_help.html", _shown(page, source))


def _do(request: HttpRequest, page: EditionPage) -> None:
    asked = request.POST.get("do", "")
    if asked == "machine":
        _tell(request, machine_draft(page, request.POST.getlist("ask"), user=request.user))
    elif asked == "accept":
        accept(page, request.POST.getlist("read"), user=request.user)
        messages.success(request, _("Noted. You stand for what you ticked as if you had written it."))
    elif asked.startswith("take "):
        name, _space, mark = asked.removeprefix("take ").partition(" ")
        take(page, name, mark, user=request.user)
        messages.success(request, _("Taken from memory. It stands in the draft."))
    else:
        raise Http404


def _tell(request: HttpRequest, drafted: Drafted) -> None:
    words = ngettext(
        "%(count)s block stands in the draft. Read it: until somebody edits or accepts it, nothing goes out.",
        "%(count)s blocks stand in the draft. Read them: until somebody edits or accepts them, nothing goes out.",
        drafted.count,
    )
    messages.success(request, words % {"count": drafted.count})
    for said in drafted.bare:
        broken = _("Links and emphasis came back broken, so this stands without them: “%(words)s”")
        messages.warning(request, broken % {"words": _opening(said)})
    for said in drafted.passed_over:
        kept = _("Somebody changed this meanwhile, so it was left alone: “%(words)s”")
        messages.warning(request, kept % {"words": _opening(said)})


def _opening(said: str) -> str:
    return f"\u2068{said if len(said) <= SHOWN else said[:SHOWN] + '…'}\u2069"


def _shown(page: EditionPage, source: Any) -> dict[str, Any]:
    """What the template gets."""
    service = translator()
    about: dict[str, Any] = {"page": page, "service": service.name if service else "", "rows": []}
    about["language"] = languages()[page.tag]
    if not isinstance(source, Edition):
        return about
    try:
        found = helping.rows(page, draft_value(page), source)
    except Refusal as refusal:
        return about | {"refused": refusal.words}
    about |= {"source": languages()[source.language], "source_name": called(source.language)}
    about["rows"] = [_row(each) for each in found]
    about["anything_unread"] = any(each.state == "unread" for each in found)
    return about


def _row(row: helping.Row) -> dict[str, Any]:
    lines = [
        {
            "source": _html(line.said.text),
            "own": _html(line.own),
            "offers": [_offer(line, each) for each in line.offers],
        }
        for line in row.lines
    ]
    made = _("translation memory") if row.by == MEMORY else row.by
    about = {"part": row.part, "where": row.where.partition(" (“")[0], "state": STATES[row.state], "looks": row.state}
    return about | {"lines": lines, "by": made, "wanting": row.wanting, "parts": row.parts}


def _offer(line: helping.Line, offer: Any) -> OfferShown:
    value = f"take {line.said.name} {mark_of(offer)}"
    likeness = int(offer.likeness * 100)
    return OfferShown(value, _html(offer.pair.source), _html(offer.pair.target), likeness, offer.exact)


def _html(text: Text) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308 - every character of it is escaped there


def buttons(page: Page, user: Any) -> Iterator[Button]:
    """In the menu of a translation."""
    edition = page.specific_deferred if page.specific_class is EditionPage else None
    if edition is not None and edition.derived_from and page.permissions_for_user(user).can_edit():
        url = reverse("newsroom_translation_help", args=[page.pk])
        yield Button(_("Translation help …"), url, icon_name="globe", priority=13)
