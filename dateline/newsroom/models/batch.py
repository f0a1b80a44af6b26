"""Imports: a batch of items, each with what became of it, kept until somebody has looked at it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.receipt import Receipt
from dateline.wires.finding import Finding
from dateline.wires.limited.words import unpack

HELD, REFUSED, DISCARDED = "held", "refused", "discarded"
DRAFTED = ("created", "updated")


class ImportBatch(models.Model):
    """One run of an import; its drafts are released together after review. ``user`` is None for the operator.

    ``running`` stays on where a run was cut off: the same import goes on in the same batch.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    running = models.BooleanField(default=False, editable=False)
    source = models.CharField(max_length=200, help_text=_("What was imported: ninjs, capture ..."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-created"]
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")

    def __str__(self) -> str:
        return f"{self.source}, {self.created:%Y-%m-%d %H:%M}"


class ImportItems(models.QuerySet["ImportItem"]):
    """Items by what is still to be done about them."""

    def waiting(self) -> ImportItems:
        """Those that somebody should look at: held before they are saved, or drafts that went nowhere yet."""
        drafted = Q(page__has_unpublished_changes=True, page__trashed=None)
        return self.filter(Q(status=HELD) | drafted, unsettled=True)


class ImportItem(models.Model):
    """One item: ``status`` is held, created, updated, unchanged, refused or discarded; ``page`` the draft made of it.

    ``found`` is the finding as packed by the wires, until the item is released or discarded; ``original`` the bytes
    of a held item that can be read again in another language; ``revision`` what the import last wrote to the page;
    ``unsettled`` says that it was neither released nor discarded; ``killed`` that a kill has its story, so that it
    is held until somebody who may kill lets it in.
    """

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    status = models.CharField(max_length=10)
    name = models.CharField(max_length=300, blank=True, help_text=_("The file’s name, or the address."))
    format = models.CharField(max_length=20, blank=True)
    headline = models.CharField(max_length=255, blank=True)
    source_id = models.CharField(max_length=500, blank=True, db_index=True)
    source_version = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    page = models.ForeignKey(EditionPage, null=True, on_delete=models.SET_NULL, related_name="imports")
    revision = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    found = models.TextField(blank=True)
    original = models.BinaryField(null=True)
    killed = models.ForeignKey(Receipt, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed = models.DateTimeField(null=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    unsettled = models.BooleanField(default=False)
    released = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, help_text=_("What the last try to release it said."))

    objects: Any = ImportItems.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["batch", "status"], name="import_item_status"),
            models.Index(fields=["unsettled", "batch"], name="import_item_unsettled"),
        ]

    def __str__(self) -> str:
        return f"{self.status}: {self.headline or self.source_id}"

    @property
    def finding(self) -> Finding | None:
        """What was found, while it is kept."""
        return unpack(self.found) if self.found else None

    @property
    def waits(self) -> bool:
        """Whether somebody should look at it."""
        drafted = self.page is not None and self.page.has_unpublished_changes and not self.page.in_trash
        return self.unsettled and (self.status == HELD or drafted)

    def settle(self) -> None:
        """Nothing is left to do: drop the text that was kept for checking; what became of the item stays."""
        self.unsettled, self.found, self.original = False, "", None
