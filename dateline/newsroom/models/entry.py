"""The record's two tables; only ``dateline.record`` writes them, with plain SQL."""

from __future__ import annotations

from django.db import models


class RecordEntry(models.Model):
    """One entry. Triggers made by the migration forbid every change but erasing payload and salt."""

    seq = models.BigIntegerField(primary_key=True)
    instant = models.TextField()
    batch = models.BigIntegerField(db_index=True)
    key = models.TextField()
    version = models.IntegerField()
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    payload = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)

    class Meta:
        db_table = "record_entry"
        indexes = [models.Index(fields=["key", "seq"], name="record_entry_key_seq")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.seq} {self.key}"


class RecordHead(models.Model):
    """The one row that names the newest entry; its lock orders commits."""

    id = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    instant = models.TextField(null=True)
    batch = models.BigIntegerField()
    chain = models.CharField(max_length=64)

    class Meta:
        db_table = "record_head"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.seq} {self.chain}"
