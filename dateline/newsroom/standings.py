"""How a draft stands to its source, and what saving a draft does to what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from django.utils import timezone

from dateline.edition.behind import Digested, Standing, digested, standing_to
from dateline.edition.following import carried, settled
from dateline.edition.moment import Moment
from dateline.edition.values import Derivation, Dismissal, Edition, edition_key
from dateline.edition.wording import part_digests
from dateline.newsroom import history, record
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import snapshot

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage


class Sides(NamedTuple):
    """A draft with the versions published before it, and its source as the record has it."""

    own: tuple[Edition, ...]
    source: Digested
    dismissals: tuple[Dismissal, ...] = ()
    gone: bool = False

    @property
    def draft(self) -> Edition:
        """The text as it stands in the draft."""
        return self.own[-1]

    def standing(self) -> Standing:
        """How the draft stands to its source."""
        return standing_to(self.own, self.source, self.dismissals, gone=self.gone)


def sides(page: EditionPage) -> Sides:
    """A draft and its source; raises Refusal where the draft cannot be read as an edition yet."""
    draft = draft_value(page)
    published = history.versions(page.key)
    if draft.derived_from is None:
        return Sides((*published, draft), digested(()))
    key = edition_key(draft.story, draft.derived_from.language)
    source = history.versions(key)
    dismissed = history.dismissals(draft, source)
    return Sides((*published, draft), digested(source), dismissed, not isinstance(record.newest(key), Edition))


def draft_value(page: EditionPage) -> Edition:
    """A draft as a value; one that was never published has no instant yet and is given the present one."""
    stated = page.editorial_first_published
    try:
        page.editorial_first_published = stated or str(Moment(timezone.now()))
        return snapshot(page)
    finally:
        page.editorial_first_published = stated


def derivation_of(page: EditionPage) -> Derivation | None:
    """What the draft was made from."""
    return msgspec.convert(page.derived_from, Derivation) if page.derived_from else None


def derive(page: EditionPage, derived: Derivation) -> None:
    """Set what the draft was made from, in memory."""
    page.derived_from = msgspec.to_builtins(derived)


def carry_along(page: EditionPage) -> None:
    """Before a draft is saved: blocks cut in two or put together keep their sources; nothing open, nothing to read.

    What cannot be read as an edition yet is left as it is until it can.
    """
    derived = derivation_of(page)
    if derived is None:
        return
    try:
        saved = page.get_latest_revision()
        if saved is not None:
            derive(page, carried(derived, draft_value(saved.as_object()), draft_value(page)))
        found = sides(page)
    except Refusal:
        return
    derive(page, settled(derivation_of(page) or derived, found.standing()))


def only_follows(page: EditionPage, last: Edition | None) -> bool:
    """Whether a draft says word for word what readers get, and has only read its source since."""
    if last is None or last.derived_from == derivation_of(page):
        return False
    return part_digests(last) == part_digests(draft_value(page))
