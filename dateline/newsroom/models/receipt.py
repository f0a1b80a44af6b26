"""Kills and redactions: asked for, confirmed by a second person where that is asked, and the receipt of each."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KILL, REDACTION = "kill", "redaction"
ASKED, DONE, REFUSED = "asked", "done", "refused"
# Who must have let go of what was erased before a receipt is whole; those with files of their own stand in publish.py.
FOLLOWERS = ("newsroom", "press", "search")


class Receipts(models.QuerySet["Receipt"]):
    """Receipts by what is still to be done."""

    def waiting(self) -> Receipts:
        """Carried out in the newsroom, but not acknowledged by every follower."""
        return self.filter(state=DONE, acknowledgements__instant=None).distinct()

    def open(self) -> Receipts:
        """Asked for, and nobody else has confirmed or refused yet."""
        return self.filter(state=ASKED)


class Receipt(models.Model):
    """One kill or redaction. Names of people are kept as they were, since accounts go before receipts do.

    ``wish`` says what was asked for; words to be taken out are dropped from it once they are. ``lines`` are addresses:
    language, address, what, digest (of what stood there), state (the status meant), found (the status there now).
    ``dropped`` counts what the newsroom erased, ``left`` names what it could not, ``backups`` those that hold it still.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(KILL, _("kill")), (REDACTION, _("redaction"))])
    story = models.UUIDField(db_index=True)
    state = models.CharField(max_length=8, default=ASKED, db_index=True)
    reason = models.TextField(blank=True)
    wish = models.JSONField(default=dict)
    asked = models.DateTimeField(default=timezone.now)
    asker = models.BigIntegerField(null=True)
    asker_name = models.CharField(max_length=255, blank=True)
    decided = models.DateTimeField(null=True)
    decider = models.BigIntegerField(null=True)
    decider_name = models.CharField(max_length=255, blank=True)
    lines = models.JSONField(default=list)
    dropped = models.JSONField(default=dict)
    left = models.JSONField(default=list)
    backups = models.JSONField(default=list)

    objects: Any = Receipts.as_manager()

    class Meta:
        ordering = ["-asked", "-pk"]
        default_permissions = ()
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return f"{self.kind} {self.story}"

    @property
    def key(self) -> str:
        """The record's entry that names what was erased."""
        return f"erasure/{self.id}"

    @property
    def missing(self) -> list[str]:
        """The followers that have not acknowledged yet."""
        return [each.follower for each in self.acknowledgements.all() if each.instant is None]

    @property
    def whole(self) -> bool:
        """Whether it was carried out and every follower has acknowledged."""
        return self.state == DONE and not self.missing


class Acknowledgement(models.Model):
    """A follower's word that its files hold nothing of what was erased any more; ``instant`` is empty until then."""

    wagtail_reference_index_ignore = True

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="acknowledgements")
    follower = models.CharField(max_length=40)
    instant = models.DateTimeField(null=True)

    class Meta:
        ordering = ["follower"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["receipt", "follower"], name="acknowledgement_once_a_follower"),
        ]
        indexes = [models.Index(fields=["receipt"], condition=Q(instant=None), name="acknowledgement_missing")]

    def __str__(self) -> str:
        return f"{self.follower} {self.instant or '-'}"
