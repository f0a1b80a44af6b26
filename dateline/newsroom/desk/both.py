"""Both texts: where somebody saved a newer version meanwhile, the second saver sees both, and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, PageSubscription, Revision

from dateline.edition.comparison import Piece, compare
from dateline.languages.language import languages
from dateline.newsroom.actions.set_aside import differs, newest_of, outdated, set_aside
from dateline.newsroom.desk.beside import NAMES
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value
from dateline.newsroom.tags import tag_of

# A text is set aside as a draft, whatever the button was to do with it.
DEEDS = ("action-publish", "action-submit", "action-workflow-action", "action-restart-workflow")


class Pair(NamedTuple):
    """One part in the newer text and in the second saver's, as pieces; empty where a text lacks it."""

    label: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    same: bool


def ask(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail saves a form: set aside what would cover a version that its writer has not seen.

    Autosaves are left to Wagtail, which refuses them by itself.
    """
    if request.method != "POST" or not request.accepts("text/html"):
        return None
    newest = newest_of(page)
    if newest is None or not outdated(request.POST, newest):
        return None
    form = form_of(request, page, drop=DEEDS)
    if not form.is_valid():
        messages.warning(request, _("Somebody saved a newer version while you wrote. Look at it before you save."))
        return None
    text = form.save(commit=False)
    if not differs(text, newest, [*form.fields, *(name for name in form.formsets if name != "comments")]):
        return None
    aside = set_aside(text, newest, user=request.user)
    return redirect("newsroom_both", page.pk, aside.pk)


def both(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The newer text and the one that was set aside, part by part, and the ways on from here."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    aside = get_object_or_404(page.revisions, pk=revision_id)
    newest = newest_of(page)
    if newest is None or newest == aside:
        return redirect("wagtailadmin_pages:edit", page.pk)
    tag = tag_of(page.locale.language_code)
    words: dict[str, Any] = {
        "page": page,
        "aside": aside,
        "newest": newest,
        "name": "" if newest.user == request.user else _name(newest.user),
        "pairs": _pairs(newest, aside),
        "tag": tag,
        "direction": languages()[tag].direction if tag in languages() else "auto",
        "compare": reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, newest.pk, aside.pk]),
    }
    return render(request, "newsroom/both.html", words)


def form_of(request: HttpRequest, page: Page, *, drop: Collection[str]) -> Any:
    """The form as it was sent, over an instance of its own: Wagtail may go on with ``page``.

    Without the deeds to drop it is a draft's, which may lack what a published text needs.
    """
    said = request.POST.copy()
    for deed in drop:
        said.pop(deed, None)
    form = page.get_edit_handler().get_form_class()(
        said,
        request.FILES,
        instance=page.get_latest_revision_as_object(),
        subscription=PageSubscription(page=page, user=request.user),
        parent_page=page.get_parent(),
        for_user=request.user,
    )
    if drop:
        form.defer_required_fields()
    return form


def _pairs(newest: Revision, aside: Revision) -> list[Pair]:
    """Part by part; none where one of them is no edition, or cannot be read as one yet."""
    theirs, mine = newest.as_object(), aside.as_object()
    if not isinstance(mine, EditionPage):
        return []
    try:
        changes = compare(draft_value(theirs), draft_value(mine))
    except Refusal:
        return []
    return [
        Pair(
            label=str(NAMES.get(each.kind) or _("Part")),
            theirs=tuple(piece for piece in each.pieces if piece.how != "in"),
            mine=tuple(piece for piece in each.pieces if piece.how != "out"),
            same=each.how == "same",
        )
        for each in changes
    ]


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username()) if user else _("the newsroom itself")
