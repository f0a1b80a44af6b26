"""Which reminders went out: one for each edition and each correction that it did not follow in time."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class CorrectionReminder(models.Model):
    """The desk of ``language`` was told that it is late with version ``version`` of the edition in ``source``."""

    wagtail_reference_index_ignore = True

    story = models.UUIDField()
    language = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["story", "language", "source", "version"], name="one_reminder_a_task")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.source} {self.version}"
