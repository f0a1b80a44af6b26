"""Taking from memory: what was made of the same or nearly the same words before, because somebody chose it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dateline.edition.codec import digest
from dateline.edition.filling import filled
from dateline.edition.inline import plain
from dateline.edition.memory import Offer, offers
from dateline.edition.texts import texts
from dateline.edition.values import Edition
from dateline.newsroom import unread
from dateline.newsroom.actions import follow
from dateline.newsroom.actions.fill_in import fill
from dateline.newsroom.actions.translate import source_of
from dateline.newsroom.helping import memory
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value

MEMORY = "memory"


def take(page: EditionPage, name: str, mark: str, *, user: Any = None) -> EditionPage:
    """Put an offer into the draft: ``name`` is the text's (``Said.name``), ``mark`` what ``mark_of`` says of the offer.

    One that only nearly fits is unread until a person has edited or accepted it. Raises Refusal.
    """
    follow.check(page, user)
    source = source_of(page)
    if not isinstance(source, Edition):
        raise Refusal(_("The edition it was made from is not published now."))
    said = next((each for each in texts(source) if each.name == name), None)
    found = offers(said.text, memory(page, source), source.language) if said else ()
    offer = next((each for each in found if mark_of(each) == mark), None)
    if said is None or offer is None:
        raise Refusal(_("The source or the memory has changed meanwhile. Look at the offers anew."))
    put = filled(draft_value(page), source, {said.part: {said.place: offer.pair.target}})
    fill(page, put)
    if not offer.exact:
        unread.mark(page, put.parts.values(), MEMORY)
    page.save_revision(user=user)
    return page


def mark_of(offer: Offer) -> str:
    """A short name of an offer for a form."""
    return digest([plain(offer.pair.source), plain(offer.pair.target)])[:24]
