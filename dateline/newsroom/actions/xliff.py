"""To outside translators and back: an edition is sent out as XLIFF, what comes back is a draft and no more."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.edition.values import Edition, edition_key
from dateline.newsroom import audit, history, unread
from dateline.newsroom.actions import follow
from dateline.newsroom.actions.fill import draft_of, front_of
from dateline.newsroom.actions.fill_in import fill
from dateline.newsroom.actions.translate import published, translate
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derivation_of, draft_value, sides
from dateline.wires.xliff import Remark, Sheet, merged, sheet, write


class Brought(msgspec.Struct, frozen=True):
    """The draft that came of a file, what to look at in it, and how many parts of the source it does not follow yet."""

    page: EditionPage
    remarks: tuple[Remark, ...]
    behind: int
    newest: int


def send_out(page: EditionPage, tag: str, *, user: Any = None) -> bytes:
    """The published text of ``page`` for a translator into ``tag``, with what stands in that language already."""
    source = _source(page)
    check(page, tag, user)
    own = draft_of(page.translation_key, tag)
    audit.log(user, "exported", page, detail=f"XLIFF, {tag}")
    if own is None:
        return write(sheet(source, tag))
    return write(sheet(source, tag, draft_value(own), unread=unread.unread(own)))


def bring_in(page: EditionPage, came: Sheet, *, user: Any = None) -> Brought:
    """Make a draft of what came back, or put it into the draft that stands; raises Refusal.

    The draft says that it was made from the version that was sent out, so what the source said since is open in it.
    """
    if came.story != page.translation_key or came.language != page.tag:
        words = _("This file belongs to another story, or was made from another language than “%(headline)s”.")
        raise Refusal(words % {"headline": page.title})
    check(page, came.into, user)
    read = _version(page, came.version)
    with transaction.atomic():
        own = draft_of(page.translation_key, came.into)
        found = merged(came, read, draft_value(own) if own else None)
        draft = own or translate(page, came.into, user=user).get_latest_revision_as_object()
        fill(draft, found.filled, lines={unit.name: unit.line for unit in came.units})
        draft.save_revision(user=user)
        audit.log(user, "imported", draft, detail=f"XLIFF, {came.language} {came.version}")
    return Brought(draft, found.remarks, len(sides(draft).standing().moved), _source(page).version)


def check(page: EditionPage, tag: str, user: Any) -> None:
    """Refuse languages that do not follow this edition, and people who may not translate into them."""
    front_of(tag)
    if tag == page.tag:
        raise Refusal(_("That is the language it was sent out in."))
    own = draft_of(page.translation_key, tag)
    if own is not None:
        derived = derivation_of(own)
        if derived is None or derived.language != page.tag:
            words = _(
                "The edition in %(into)s is not made from the one in %(source)s. Send out the one it is made from."
            )
            raise Refusal(words % {"into": called(tag), "source": called(page.tag)})
        follow.check(own, user)
    if user is not None and not may(user, Action.TRANSLATE, tag):
        raise Refusal(_("You may not start translations at that desk. Ask its desk chief."))


def _source(page: EditionPage) -> Edition:
    source = published(page)
    if not isinstance(source, Edition):
        raise Refusal(_("Only editions of stories are sent out for translation."))
    return source


def _version(page: EditionPage, number: int) -> Edition:
    for each in history.versions(edition_key(page.translation_key, page.tag)):
        if each.version == number:
            return each
    words = _("Version %(version)s of this edition is not in the record (any more). Send the text out again.")
    raise Refusal(words % {"version": number})
