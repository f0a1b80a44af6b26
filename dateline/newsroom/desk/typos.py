"""Typos that change more: the page that holds one back until somebody says what it is, and the desk chief's list."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from dateline.edition.comparison import Piece
from dateline.edition.loud import Loud, loud
from dateline.edition.values import Edition, PublishKind
from dateline.languages.language import languages
from dateline.newsroom import history, typos
from dateline.newsroom.actions.typo import another_kind, go_on, only_a_typo, see
from dateline.newsroom.desk import today
from dateline.newsroom.desk.beside import NAMES
from dateline.newsroom.desk.both import form_of
from dateline.newsroom.forms import KIND_WORDS
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.loud_typo import LoudTypo
from dateline.newsroom.permissions import Action, admin_required, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.versions import last_edition

PUBLISH, APPROVE = "publish", "approve"
TOLD: tuple[PublishKind, ...] = ("update", "correction", "clarification", "retraction")
A_PAGE = 20
COMMENT = "typo-comment"  # in the session: what a reviewer wrote with an approval that was held back


class Marked(msgspec.Struct, frozen=True):
    """One part that changed, its words marked, and in words what the change touches in it."""

    label: str
    pieces: tuple[Piece, ...]
    what: str


class Listed(msgspec.Struct, frozen=True):
    """One line of the list; without ``parts`` where its words were erased since."""

    typo: LoudTypo
    what: str
    parts: list[Marked]
    direction: str


def ask(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail publishes a form: keep a typo that changes more as a draft, and ask what it is."""
    then = _then(request, page)
    if not then or page.specific_class is not EditionPage or request.POST.get("publish_kind") != typos.TYPO:
        return None
    form = form_of(request, page, drop=())
    if not form.is_valid():
        return None  # Wagtail says what is wrong, over the same form
    text = form.save(commit=False)
    if not typos.unconfirmed(text, last_edition(text.key)):
        return None
    text.save_revision(user=request.user, log_action=True)
    request.session[COMMENT] = _comment(request)
    return redirect(f"{reverse('newsroom_typo', args=[page.pk])}?then={then}")


def holding(request: HttpRequest, page_id: int) -> HttpResponse:
    """The changed words, what they touch, and the ways on from here."""
    page = get_object_or_404(EditionPage.objects.select_related("locale", "latest_revision"), pk=page_id)
    if page.in_trash:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft, before = page.get_latest_revision_as_object(), last_edition(page.key)
    found = typos.unconfirmed(draft, before)
    if not found:
        return redirect("wagtailadmin_pages:edit", page.pk)
    then = request.GET.get("then", "")
    refused = ""
    if request.method == "POST" and request.POST.get("revision") == str(page.latest_revision_id):
        try:
            return _decide(request, page, then)
        except ValidationError as refusal:
            refused = " ".join(refusal.messages)
    elif request.method == "POST":
        refused = _("Somebody saved another text meanwhile. Look at it, and say again what it is.")
    kinds = [(kind, *KIND_WORDS[kind]) for kind in TOLD]
    chosen = {name: request.POST.get(name, "") for name in ("kind", "note")}
    said = _shown(draft.tag, found) | {"page": page, "then": then, "kinds": kinds, "refused": refused, **chosen}
    return render(request, "newsroom/typos/holding.html", said)


@admin_required(Action.PUBLISH)
def listing(request: HttpRequest) -> HttpResponse:
    """What went out so at the desks of this person, the newest first; “Seen” takes one off the list."""
    found = LoudTypo.objects.filter(language__in=today.desks(request.user, Action.PUBLISH))
    if request.method == "POST":
        asked = request.POST.get("typo", "")
        see(get_object_or_404(found, pk=int(asked) if asked.isdecimal() else 0), user=request.user)
        messages.success(request, _("Noted as seen."))
        return redirect(request.get_full_path())
    everything = request.GET.get("all") == "1"
    rows = found if everything else found.filter(seen=None)
    page = Paginator(rows.select_related("page__locale"), A_PAGE).get_page(request.GET.get("p"))
    words = {
        "page": page,
        "lines": _lines(list(page)),
        "everything": everything,
        "query": "all=1" if everything else "",
    }
    return render(request, "newsroom/typos/list.html", words)


class TyposItem(MenuItem):
    """Reports, Typos that change more."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who publish somewhere."""
        return may(request.user, Action.PUBLISH)


def item() -> MenuItem:
    """The line in the menu."""
    label = gettext_lazy("Typos that change more")
    return TyposItem(label, reverse("newsroom_typos"), name="typos", icon_name="warning", order=1100)


def _then(request: HttpRequest, page: Page) -> str:
    """What the person is about to do that would publish; scripts and autosaves never do."""
    if request.method != "POST" or not request.accepts("text/html"):
        return ""
    rights, lock = page.permissions_for_user(request.user), page.get_lock()
    if not rights.can_publish() or (lock is not None and lock.for_user(request.user)):
        return ""
    if "action-publish" in request.POST:
        return PUBLISH
    approves = request.POST.get("workflow-action-name") == APPROVE and page.current_workflow_task is not None
    return APPROVE if approves and "action-workflow-action" in request.POST else ""


def _comment(request: HttpRequest) -> str:
    try:
        said = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    return str(said.get("comment", "")) if isinstance(said, dict) else ""


def _decide(request: HttpRequest, page: EditionPage, then: str) -> HttpResponse:
    """Only a typo, or another kind; and on with what was about to be done, both or neither."""
    user = request.user
    with transaction.atomic():
        if "only" in request.POST:
            revision = only_a_typo(page, user=user)
        else:
            kind, note = request.POST.get("kind", ""), request.POST.get("note", "")
            if kind not in TOLD:
                raise Refusal(_("Choose what it is, or confirm that it is only a typo."))
            revision = another_kind(page, kind, note, user=user)
        row = EditionPage.objects.get(pk=page.pk)
        go_on(row, revision, then, user=user, comment=request.session.get(COMMENT, ""))
    request.session.pop(COMMENT, None)
    messages.success(request, _what_became_of(row.pk, revision.pk))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _what_became_of(page: int, revision: int) -> str:
    row = EditionPage.objects.get(pk=page)
    if row.live_revision_id == revision:
        return _("Published.")
    if row.scheduled_revision is not None and row.scheduled_revision.pk == revision:
        return _("Scheduled.")
    return _("Noted on the draft. Nobody is asked again, as long as its words stay as they are.")


def _shown(tag: str, found: Loud) -> dict[str, Any]:
    direction = languages()[tag].direction if tag in languages() else "auto"
    return {"parts": _marked(found), "what": typos.listed(found.reasons), "tag": tag, "direction": direction}


def _marked(found: Loud) -> list[Marked]:
    return [
        Marked(str(NAMES.get(each.change.kind) or _("Part")), each.change.pieces, typos.listed(each.reasons))
        for each in found.parts
    ]


def _lines(rows: list[LoudTypo]) -> list[Listed]:
    versions = history.versions_of({row.page.key for row in rows})
    names = {tag: typos.known(tag) for tag in {row.language for row in rows}}
    lines = []
    for row in rows:
        of_page = {each.version: each for each in versions.get(row.page.key, ())}
        before, after = of_page.get(row.before), of_page.get(row.version)
        found = _judged(before, after, names[row.language])
        direction = languages()[row.language].direction if row.language in languages() else "auto"
        lines.append(Listed(row, typos.listed(row.reasons), _marked(found), direction))
    return lines


def _judged(before: Edition | None, after: Edition | None, known: Any) -> Loud:
    return loud(before, after, known) if before and after else typos.NOTHING
