"""Following a source part by part: read again, left out, told, does not apply here, read in another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.edition.behind import NOTICE, Moved
from dateline.edition.following import heard, made_from, read_again, rebased, settled
from dateline.edition.values import Derivation, Dismissal, Edition, edition_key
from dateline.newsroom import history, record
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import Sides, derivation_of, derive, sides


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A translator's word on one part of the source.

    ``digest`` is the wording that was read (empty where the source took the part out); ``parts`` are our parts made
    from it, None for those that were, empty for “left out on purpose”.
    """

    source: str
    digest: str
    parts: tuple[str, ...] | None = None


def mark(page: EditionPage, marks: Iterable[Mark]) -> None:
    """Put marks on the draft in memory; one about a wording that the source has left meanwhile marks nothing."""
    found = sides(page)
    if found.draft.derived_from is None:
        raise Refusal(_("This edition was not made from another one."))
    if not found.source.steps or found.gone:
        raise Refusal(_("The edition it was made from is not published now."))
    derived = found.draft.derived_from
    for each in marks:
        derived = _marked(found, derived, each)
    derive(page, settled(derived, _with(found, derived).standing()))


def follow(page: EditionPage, marks: Iterable[Mark], *, user: Any = None) -> EditionPage:
    """The same, saved as a new revision of the draft; nothing is published."""
    check(page, user)
    with transaction.atomic():
        mark(page, marks)
        page.save_revision(user=user)
    return page


def mark_of(moved: Moved) -> Mark:
    """The mark that says: what moved there was followed."""
    return Mark(source=moved.source, digest=moved.digest)


def dismiss(page: EditionPage, moved: Moved, reason: str, *, user: Any = None) -> Dismissal:
    """Say that one change of one part does not apply here. The reason goes into the record, with the user's leave."""
    check(page, user)
    derived = derivation_of(page)
    if derived is None:
        raise Refusal(_("This edition was not made from another one."))
    said = " ".join(reason.split())
    if not said:
        raise Refusal(_("Say in a few words why the change does not apply here."), field="reason")
    dismissal = Dismissal(
        story=page.translation_key,
        language=page.tag,
        source=derived.language,
        part=moved.source,
        digest=moved.digest,
        reason=said,
        instant=timezone.now(),
    )
    with transaction.atomic():
        record.post(dismissal)
    return dismissal


def switch_source(page: EditionPage, tag: str, *, user: Any = None) -> EditionPage:
    """Have the draft follow the edition in another language; raises Refusal, also where that would be a circle."""
    check(page, user)
    target = history.versions(edition_key(page.translation_key, tag))
    if not isinstance(record.newest(edition_key(page.translation_key, tag)), Edition):
        raise Refusal(_("That edition is not published: only what readers get can be followed."))
    _check_circle(page, tag)
    found = sides(page)
    derive(page, rebased(found.draft, found.source.editions, target))
    page.save_revision(user=user)
    return page


def check(page: EditionPage, user: Any) -> None:
    """Refuse those who may neither write nor translate at the desk of the edition, or not edit this one."""
    if user is None:
        return
    allowed = may(user, Action.TRANSLATE, page.tag) or may(user, Action.WRITE, page.tag)
    if not allowed or not page.permissions_for_user(user).can_edit():
        raise Refusal(_("You may not edit this edition. Ask its desk chief."))


def _marked(found: Sides, derived: Derivation, each: Mark) -> Derivation:
    if each.source.startswith(NOTICE):
        told = next((one for one in found.source.newest.changes if f"{NOTICE}{one.version}" == each.source), None)
        return heard(derived, told) if told is not None else derived
    if found.source.steps[-1].parts.get(each.source, "") != each.digest:
        return derived
    own = msgspec.structs.replace(found.draft, derived_from=derived)
    parts = made_from(own, found.source.newest, each.source) if each.parts is None else each.parts
    return read_again(derived, each.source, each.digest, parts)


def _with(found: Sides, derived: Derivation) -> Sides:
    draft = msgspec.structs.replace(found.draft, derived_from=derived)
    return found._replace(own=(*found.own[:-1], draft))


def _check_circle(page: EditionPage, tag: str) -> None:
    """Follow every chain of sources upwards from the new one, in drafts and in what is published."""
    trails = [[tag]]
    while trails:
        trail = trails.pop()
        if trail[-1] == page.tag:
            names = " → ".join(called(each) for each in [page.tag, *trail])
            raise Refusal(_("That would be a circle: %(names)s. Choose an edition that is not made from this one.")
                          % {"names": names})  # fmt: skip
        trails += [[*trail, each] for each in _sources(page, trail[-1]) if each not in trail]


def _sources(page: EditionPage, tag: str) -> set[str]:
    """The languages that the edition in ``tag`` says it is made from: what is published, and its newest draft."""
    editions = EditionPage.objects.select_related("locale").filter(translation_key=page.translation_key)
    rows = [each for each in editions if each.tag == tag]
    derived = [derivation_of(each) for row in rows for each in (row, row.get_latest_revision_as_object())]
    return {each.language for each in derived if each is not None}
