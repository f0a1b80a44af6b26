"""What a killed story is known by if it comes again: digests alone, so that nothing of it is kept."""

from __future__ import annotations

from django.db import models

from dateline.newsroom.models.receipt import Receipt


class KilledMark(models.Model):
    """SHA-256 of one thing that names it: a wire's identifier, an address, a wording. ``erasing/returning.py``."""

    wagtail_reference_index_ignore = True

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["receipt", "mark"], name="killed_mark_once_a_receipt")]

    def __str__(self) -> str:
        return self.mark
