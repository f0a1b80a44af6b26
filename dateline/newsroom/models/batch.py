"""Imports: a batch of items, each with what became of it."""

from __future__ import annotations

import uuid

from django.db import models

from dateline.newsroom.models.edition import EditionPage


class ImportBatch(models.Model):
    """One run of an import; its drafts are released together after review."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=200, help_text="What was imported: ninjs, capture ...")

    class Meta:
        ordering = ["-created"]
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.source}, {self.created:%Y-%m-%d %H:%M}"


class ImportItem(models.Model):
    """One item: ``status`` is created, updated, unchanged or refused; ``page`` is the draft that came of it."""

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    status = models.CharField(max_length=10)
    source_id = models.CharField(max_length=500, blank=True, db_index=True)
    source_version = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=20, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    page = models.ForeignKey(EditionPage, null=True, on_delete=models.SET_NULL, related_name="imports")
    reason = models.TextField(blank=True)
    warnings = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.status}: {self.source_id}"
