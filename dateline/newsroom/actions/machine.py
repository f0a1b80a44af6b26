"""A machine draft of chosen blocks, because somebody asked for it; and a person's word that they have read one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from dateline.edition.filling import counterparts, filled
from dateline.edition.inline import Text, plain
from dateline.edition.texts import Said, texts
from dateline.edition.values import Edition
from dateline.edition.wording import part_digests
from dateline.newsroom import audit, unread
from dateline.newsroom.actions import follow
from dateline.newsroom.actions.fill_in import fill
from dateline.newsroom.actions.translate import source_of
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value
from dateline.newsroom.translators import translator
from dateline.newsroom.translators.tagged import bare, tagged, untagged


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """The draft with the machine's texts in it.

    ``bare`` are the opening words of texts whose links and emphasis came back broken, so that they stand without;
    ``passed_over`` those that somebody changed while the machine was at work, which stay as they are.
    """

    page: EditionPage
    count: int
    bare: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


def machine_draft(page: EditionPage, parts: Collection[str], *, user: Any = None) -> Drafted:
    """Send these parts of the published source to the house's translator, and put what it answers into the draft.

    Nothing else is sent: no draft of the source, nothing that is not out yet. Each text is marked until a person has
    edited or accepted it. The translator is waited for outside of any transaction. Raises Refusal.
    """
    service, source = translator(), _source(page, user)
    if service is None:
        raise Refusal(_("This newsroom has no machine translator. Whoever looks after the server can set one."))
    wanted = [said for said in texts(source) if said.part in parts]
    if not wanted:
        raise Refusal(_("Choose at least one block that has words."))
    audit.log(user, "asked a machine translator", page, detail=f"{service.name}: {source.language}, {len(wanted)}")
    before = draft_value(page)
    sent = [tagged(said.text) for said in wanted]
    answers = service.translate([each.markup for each in sent], source.language, page.tag)
    read = {said.name: untagged(answer, tag) for said, answer, tag in zip(wanted, answers, sent, strict=True)}
    made = {said.name: read[said.name] or bare(answer) for said, answer in zip(wanted, answers, strict=True)}
    broken = tuple(plain(said.text) for said in wanted if read[said.name] is None)
    with transaction.atomic():
        row = EditionPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
        draft = row.get_latest_revision_as_object()
        stirred = _stirred(before, draft_value(draft), {said.part for said in wanted})
        taken = [said for said in wanted if said.part not in stirred and plain(made[said.name]).strip()]
        if taken:
            _put(draft, source, {said.name: made[said.name] for said in taken}, taken, service.name)
            draft.save_revision(user=user)
    return Drafted(
        page=draft,
        count=len({said.part for said in taken}),
        bare=broken,
        passed_over=tuple(plain(said.text) for said in wanted if said.part in stirred),
    )


def accept(page: EditionPage, parts: Collection[str], *, user: Any = None) -> EditionPage:
    """Take the marks off these parts of ours: a person has read them and stands for them."""
    follow.check(page, user)
    if not set(unread.unread(page)) & set(parts):
        raise Refusal(_("Tick what you have read."))
    unread.accept(page, parts)
    page.save_revision(user=user)
    return page


def _source(page: EditionPage, user: Any) -> Edition:
    follow.check(page, user)
    if user is not None and not may(user, Action.TRANSLATE, page.tag):
        raise Refusal(_("You may not start translations at that desk. Ask its desk chief."))
    source = source_of(page)
    if not isinstance(source, Edition):
        raise Refusal(_("The edition it was made from is not published now."))
    return source


def _stirred(before: Edition, now: Edition, parts: Collection[str]) -> set[str]:
    """The parts of the source whose text in the draft changed meanwhile."""
    old, new = part_digests(before), part_digests(now)

    def own(edition: Edition, digests: dict[str, str], part: str) -> list[tuple[str, str]]:
        return [(each, digests[each]) for each in counterparts(edition, part)]

    return {part for part in parts if own(before, old, part) != own(now, new, part)}


def _put(draft: EditionPage, source: Edition, made: dict[str, Text], taken: list[Said], by: str) -> None:
    grouped: dict[str, dict[str, Text]] = {}
    for said in taken:
        grouped.setdefault(said.part, {})[said.place] = made[said.name]
    found = filled(draft_value(draft), source, grouped)
    fill(draft, found)
    unread.mark(draft, found.parts.values(), by)
