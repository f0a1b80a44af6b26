"""Redactions on screen: what is to go and where it stands, the second person's word, and the receipt to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from dateline.newsroom.actions import redact
from dateline.newsroom.actions.sign_off import ask_to_redact
from dateline.newsroom.desk.beside import NAMES
from dateline.newsroom.desk.killing import decided, found_receipt, listed, shown
from dateline.newsroom.erasing.finding import Choice, choices, found, pictures_of
from dateline.newsroom.erasing.past import editions_of, shown_here_alone
from dateline.newsroom.erasing.wish import OfEdition, Redaction
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.receipt import ASKED, REDACTION, Receipt
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal

INSTEAD = "[…]"


@admin_required(Action.REDACT)
def redact_story(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose what is to go, see where it stands, ask a second person."""
    page = get_object_or_404(EditionPage, pk=page_id)
    story, offered = page.translation_key, choices(page.translation_key)
    wish, trouble, places = _wish(request.POST, offered), "", None
    if request.method == "POST":
        try:
            redact.check(story, wish)
            places = found(story, wish)
            if not places:
                raise Refusal(_("None of this stands anywhere in the story: look at the words again."))
            if "ask" in request.POST:
                reason = request.POST.get("reason", "")
                asked = ask_to_redact(story, wish, user=request.user, reason=reason)
                return redirect("newsroom_redaction", asked.pk)
        except Refusal as refusal:
            trouble = refusal.words
    words = {
        "page": page,
        "headline": page.draft_title or page.title,
        "choices": [_chosen(each, wish, opened=each.tag == page.tag, told=request.POST) for each in offered],
        "pictures": _pictures(story, wish),
        "places": places,
        "trouble": trouble,
        "reason": request.POST.get("reason", ""),
        "asked": Receipt.objects.open().filter(story=story, kind=REDACTION).first(),
    }
    return render(request, "newsroom/redact.html", words)


@admin_required(Action.REDACT)
def redactions(request: HttpRequest) -> HttpResponse:
    """All redactions, newest first."""
    return listed(request, REDACTION)


@admin_required(Action.REDACT)
def redaction(request: HttpRequest, redaction_id: UUID) -> HttpResponse:
    """The receipt of a redaction; while it waits, where what is to go stands."""
    receipt = found_receipt(redaction_id, REDACTION)
    if receipt.state != ASKED:
        return shown(request, receipt)
    wish = msgspec.convert(receipt.wish, Redaction)
    pictures = [each for each in pictures_of(receipt.story) if each.uuid in wish.pictures]
    return shown(request, receipt, places=found(receipt.story, wish), going=pictures)


@require_POST
@admin_required(Action.REDACT)
def decide(request: HttpRequest, redaction_id: UUID) -> HttpResponse:
    """A second person’s word on a redaction."""
    decided(request, found_receipt(redaction_id, REDACTION))
    return redirect("newsroom_redaction", redaction_id)


def _wish(told: QueryDict, offered: list[Choice]) -> Redaction:
    """What was ticked and written, of what was offered."""
    editions = []
    for each in offered:
        parts = {part.name for part in each.parts} & set(told.getlist(f"part-{each.tag}"))
        numbers = {str(version.number): version.number for version in each.versions}
        ticked = {numbers[name] for name in told.getlist(f"version-{each.tag}") if name in numbers}
        lines = told.get(f"words-{each.tag}", "").splitlines()
        own = OfEdition(
            language=each.tag,
            parts=tuple(sorted(parts)),
            words=tuple(dict.fromkeys(line.strip() for line in lines if line.strip())),
            instead=told.get(f"instead-{each.tag}", INSTEAD).strip(),
            versions=tuple(sorted(ticked)),
        )
        if own.parts or own.words or own.versions:
            editions.append(own)
    return Redaction(editions=tuple(editions), pictures=tuple(_uuids(told.getlist("picture"))))


def _uuids(told: list[str]) -> Iterator[UUID]:
    for each in told:
        try:
            yield UUID(each)
        except ValueError:
            continue


def _chosen(choice: Choice, wish: Redaction, *, opened: bool, told: QueryDict) -> dict[str, Any]:
    own = wish.of(choice.tag)
    return {
        "choice": choice,
        "parts": [
            {"part": part, "label": NAMES.get(part.kind) or _("Part"), "ticked": part.name in own.parts}
            for part in choice.parts
        ],
        "versions": [{"version": each, "ticked": each.number in own.versions} for each in choice.versions],
        "words": told.get(f"words-{choice.tag}", ""),
        "instead": told.get(f"instead-{choice.tag}", INSTEAD),
        "open": opened or own != OfEdition(language=choice.tag),
    }


def _pictures(story: UUID, wish: Redaction) -> list[dict[str, Any]]:
    every = pictures_of(story)
    alone = {each.pk for each in shown_here_alone(every, editions_of(story))}
    return [
        {"picture": each, "ticked": each.uuid in wish.pictures, "elsewhere": each.pk not in alone} for each in every
    ]


def buttons(page: Any, user: Any) -> Iterator[Button]:
    """“Redact …” in the edit screen's menu."""
    if page.specific_class is EditionPage and may(user, Action.REDACT):
        url = reverse("newsroom_redact", args=[page.pk])
        yield Button(_("Redact …"), url, icon_name="cut", priority=89)


class RedactionsMenuItem(MenuItem):
    """For those who may redact."""

    def __init__(self) -> None:
        label = gettext_lazy("Redactions")
        super().__init__(label, reverse("newsroom_redactions"), name="redactions", icon_name="cut", order=951)

    def is_shown(self, request: HttpRequest) -> bool:
        """At all desks."""
        return may(request.user, Action.REDACT)
