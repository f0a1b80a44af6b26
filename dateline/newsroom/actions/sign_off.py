"""Who signs for a kill or a redaction: one person asks, a second confirms or refuses where that is wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import audit
from dateline.newsroom.actions import kill, redact
from dateline.newsroom.actions.erase import note
from dateline.newsroom.erasing.wish import Redaction
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.receipt import ASKED, KILL, REDACTION, REFUSED, Receipt
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

ASKED_FOR = {KILL: "kill asked for", REDACTION: "redaction asked for"}
SAID_NO = {KILL: "kill refused", REDACTION: "redaction refused"}
CARRY_OUT = {KILL: kill.kill, REDACTION: redact.redact}
RIGHTS = {KILL: Action.KILL, REDACTION: Action.REDACT}


def needs_a_second() -> bool:
    """Whether another person must confirm, as the house's settings say."""
    return HouseSettings.objects.filter(pk=1, two_people=True).exists()


def ask_to_kill(story: UUID, wish: kill.Wish, *, user: Any, reason: str = "") -> Receipt:
    """Ask for a kill; it is carried out at once where no second person is needed. Raises Refusal.

    ``user`` None is the operator at the command line, who needs nobody else.
    """
    with transaction.atomic():
        kill.check(story, wish)
        receipt = _asked(story, KILL, user=user, reason=reason)
        receipt.wish = msgspec.to_builtins(wish)
        receipt.save()
        if user is None or not needs_a_second():
            kill.kill(receipt, user=user)
        else:
            note(user, ASKED_FOR[KILL], receipt)
    return receipt


def ask_to_redact(story: UUID, wish: Redaction, *, user: Any, reason: str = "") -> Receipt:
    """Ask for a redaction, which always takes a second person. Raises Refusal."""
    with transaction.atomic():
        redact.check(story, wish)
        if any(wish.cut(own.language).found_in(reason) for own in wish.editions):
            raise Refusal(_("The reason stays: repeat none of the words in it."), field="reason")
        receipt = _asked(story, REDACTION, user=user, reason=reason)
        receipt.wish = msgspec.to_builtins(wish)
        receipt.save()
        note(user, ASKED_FOR[REDACTION], receipt)
    return receipt


def confirm(receipt: Receipt, *, user: Any) -> Receipt:
    """Carry out what somebody else asked for; raises Refusal where it is not for this person to confirm."""
    with transaction.atomic():
        receipt = _open(receipt, user)
        if receipt.asker == user.pk:
            words = _("You asked for this yourself: it takes a second person to confirm it.")
            raise Refusal(words)
        _decided(receipt, user)
        CARRY_OUT[receipt.kind](receipt, user=user)
    return receipt


def refuse(receipt: Receipt, *, user: Any) -> Receipt:
    """Say no, or take one's own question back; nothing happens to the story."""
    with transaction.atomic():
        receipt = _open(receipt, user)
        _decided(receipt, user)
        receipt.state, receipt.wish = REFUSED, {}
        receipt.save()
        note(user, SAID_NO[receipt.kind], receipt)
    return receipt


def _asked(story: UUID, kind: str, *, user: Any, reason: str) -> Receipt:
    if Receipt.objects.open().filter(story=story, kind=kind).exists():
        raise Refusal(_("Somebody has asked for this already: confirm or refuse that first."))
    name = audit.name_of(user) if user else _("the operator")
    return Receipt(
        kind=kind, story=story, reason=reason.strip(), asker=user.pk if user else None, asker_name=name[:255]
    )


def _open(receipt: Receipt, user: Any) -> Receipt:
    found: Receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if found.state != ASKED:
        raise Refusal(_("This was decided already: see its receipt."))
    if not may(user, RIGHTS[found.kind]):
        raise Refusal(_("Your role does not allow this."))
    return found


def _decided(receipt: Receipt, user: Any) -> None:
    receipt.decided, receipt.decider, receipt.decider_name = timezone.now(), user.pk, audit.name_of(user)[:255]
