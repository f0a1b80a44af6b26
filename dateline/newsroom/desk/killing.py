"""Kills on screen: what a kill takes along, who signs for it, and the receipt to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from dateline.newsroom.actions.kill import Wish
from dateline.newsroom.actions.sign_off import ask_to_kill, confirm, needs_a_second, refuse
from dateline.newsroom.desk.others import as_seen
from dateline.newsroom.erasing.addresses import ANSWERS, lines_of
from dateline.newsroom.erasing.paper import paper
from dateline.newsroom.erasing.past import editions_of, own_pictures, own_recordings, past_of
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.receipt import KILL, REDACTION, Receipt
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal

A_PAGE = 50
HOWS = (
    ("gone", gettext_lazy("Say that it is no longer available (410): a neutral note, and feeds are told")),
    (
        "absent",
        gettext_lazy("Leave no trace (404): feeds are told nothing, so their readers may keep a copy"),
    ),
    ("moved", gettext_lazy("Send readers to another page (301): its address is written below")),
)
FOLLOWERS = {
    "newsroom": gettext_lazy("the newsroom’s database"),
    "press": gettext_lazy("the readers’ site"),
    "search": gettext_lazy("the readers’ search"),
}
DROPPED = {
    "editions": gettext_lazy("editions"),
    "revisions": gettext_lazy("saved versions"),
    "comments": gettext_lazy("comments"),
    "imports": gettext_lazy("imported originals"),
    "pictures": gettext_lazy("pictures"),
    "recordings": gettext_lazy("sound and film"),
    "entries": gettext_lazy("entries of the record"),
    "versions": gettext_lazy("published versions"),
    "notes": gettext_lazy("comments, log entries and the like"),
}
WHATS = {
    "story": gettext_lazy("story"),
    "history": gettext_lazy("its versions"),
    "earlier": gettext_lazy("earlier address"),
    "picture": gettext_lazy("picture"),
    "recording": gettext_lazy("sound or film"),
    "shown": gettext_lazy("page that showed it"),
}


ADDRESSES = {
    KILL: {"list_url": "newsroom_receipts", "receipt_url": "newsroom_receipt", "decide_url": "newsroom_decide",
           "is_kill": True},
    REDACTION: {"list_url": "newsroom_redactions", "receipt_url": "newsroom_redaction",
                "decide_url": "newsroom_decide_redaction", "is_kill": False},
}  # fmt: skip


class KillForm(forms.Form):
    """How readers are answered, and why."""

    how = forms.ChoiceField(
        label=gettext_lazy("What readers find at its addresses"), choices=HOWS, widget=forms.RadioSelect, initial="gone"
    )
    target = forms.CharField(
        label=gettext_lazy("Other page"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Only for the last choice: an address of this site, as in /en/2009/03/06/nato"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For the receipt and the audit log; readers never see it. Repeat no word of the story."),
    )


@admin_required(Action.KILL)
def kill_story(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what a kill would take along; ask for it, or carry it out."""
    page = get_object_or_404(EditionPage, pk=page_id)
    form = KillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = Wish(how=form.cleaned_data["how"], target=form.cleaned_data["target"])
        try:
            done = ask_to_kill(page.translation_key, wish, user=request.user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error("target" if "target" in refusal.message_dict else None, refusal.words)
        else:
            return redirect("newsroom_receipt", done.pk)
    pages = editions_of(page.translation_key)
    words = {
        "form": form,
        "page": page,
        "headline": page.draft_title or page.title,
        "editions": as_seen(EditionPage.objects.filter(translation_key=page.translation_key), request.user),
        "addresses": _addresses(page.translation_key),
        "pictures": own_pictures(pages),
        "recordings": own_recordings(pages),
        "second": needs_a_second(),
        "asked": Receipt.objects.open().filter(story=page.translation_key, kind=KILL).first(),
    }
    return render(request, "newsroom/kill.html", words)


def _addresses(story: UUID) -> list[str]:
    lines = lines_of(past_of(story).editions, ANSWERS["gone"])
    return [line.address for line in lines if line.what != "shown"]


@admin_required(Action.KILL)
def receipts(request: HttpRequest) -> HttpResponse:
    """All kills, newest first."""
    return listed(request, KILL)


@admin_required(Action.KILL)
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """The receipt of a kill."""
    return shown(request, found_receipt(receipt_id, KILL))


@require_POST
@admin_required(Action.KILL)
def decide(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """A second person’s word on a kill."""
    decided(request, found_receipt(receipt_id, KILL))
    return redirect("newsroom_receipt", receipt_id)


def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """All receipts of a kind, newest first."""
    found = Receipt.objects.filter(kind=kind).prefetch_related("acknowledgements")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    return render(request, "newsroom/receipts.html", {"page": page, **ADDRESSES[kind]})


def shown(request: HttpRequest, found: Receipt, **more: Any) -> HttpResponse:
    """One receipt, made to be printed; or the question that a second person answers."""
    sheet = paper(found)
    words = {
        "receipt": found,
        "paper": sheet,
        "lines": [{"line": line, "what": WHATS[line.what]} for line in sheet.lines],
        "followers": [{"name": FOLLOWERS.get(each.follower, each.follower), "let": each} for each in sheet.followers],
        "dropped": [(DROPPED.get(name, name), count) for name, count in sheet.dropped.items()],
        "answer": dict(HOWS).get(found.wish.get("how", ""), ""),
        "own": found.asker == request.user.pk,
        "editions": _still(found, request.user),
        **ADDRESSES[found.kind],
        **more,
    }
    return render(request, "newsroom/receipt.html", words)


def decided(request: HttpRequest, found: Receipt) -> None:
    """A second person’s word: confirm, or refuse."""
    try:
        if "confirm" in request.POST:
            confirm(found, user=request.user)
        else:
            refuse(found, user=request.user)
            messages.success(request, _("Refused. Nothing happened to the story."))
    except Refusal as refusal:
        messages.error(request, refusal.words)


def found_receipt(number: UUID, kind: str) -> Receipt:
    """The receipt of that number and kind; another kind has rights of its own."""
    found: Receipt = get_object_or_404(Receipt.objects.prefetch_related("acknowledgements"), pk=number, kind=kind)
    return found


def _still(found: Receipt, user: Any) -> list[Any]:
    return as_seen(EditionPage.objects.filter(translation_key=found.story), user) if found.state == "asked" else []


def buttons(page: Any, user: Any) -> Iterator[Button]:
    """“Kill the story …” in the edit screen's menu."""
    if page.specific_class is EditionPage and may(user, Action.KILL):
        url = reverse("newsroom_kill", args=[page.pk])
        yield Button(_("Kill the story …"), url, icon_name="warning", priority=90)


class ReceiptsMenuItem(MenuItem):
    """For those who may kill."""

    def __init__(self) -> None:
        label = gettext_lazy("Kills")
        super().__init__(label, reverse("newsroom_receipts"), name="receipts", icon_name="warning", order=950)

    def is_shown(self, request: HttpRequest) -> bool:
        """At all desks."""
        return may(request.user, Action.KILL)
