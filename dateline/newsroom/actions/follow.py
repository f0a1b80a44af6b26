"""Following a source part by part: read again, left out, told, does not apply here, read in another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.edition.behind import Moved
from dateline.edition.following import rebased
from dateline.edition.values import Dismissal, Edition, edition_key
from dateline.newsroom import board_rows, history, record
from dateline.newsroom.language_names import called
from dateline.newsroom.marks import Mark, mark
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derivation_of, derive, sides


def follow(page: EditionPage, marks: Iterable[Mark], *, user: Any = None) -> EditionPage:
    """Put marks on the draft and save it as a new revision; nothing is published."""
    check(page, user)
    with transaction.atomic():
        mark(page, marks)
        page.save_revision(user=user)
    return page


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
        board_rows.keep(page.translation_key, page.tag)
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
