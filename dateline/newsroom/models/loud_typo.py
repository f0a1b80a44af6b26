"""Versions that went out as typos and change more than one: kept for the desk chief until somebody has seen them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class LoudTypo(models.Model):
    """One published version; its words stand in the record alone. ``who`` confirmed that it is a typo.

    ``before`` is the version that it changed, ``reasons`` say what it touches.
    """

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("newsroom.EditionPage", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    who = models.CharField(max_length=255, blank=True)
    made = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_who = models.CharField(max_length=255, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-made", "-pk"]
        indexes = [models.Index(fields=["language", "seen", "-made"], name="loud_typos_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.language} {self.version}: {', '.join(self.reasons)}"
