"""Embargoes: a story of which nothing goes out before an instant, in any language, for anybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Embargoes(models.QuerySet["Embargo"]):
    """Embargoes by what they hold back."""

    def in_force(self, now: datetime) -> Embargoes:
        """Those that have not ended; at its very instant one has."""
        return self.filter(until__gt=now)


class Embargo(models.Model):
    """One a story, by its UUID: it holds back languages that nobody has begun yet as well.

    It stays after its instant as a note of what was agreed. Names are kept as they were.
    """

    wagtail_reference_index_ignore = True

    story = models.UUIDField(unique=True)
    until = models.DateTimeField(_("until"), db_index=True)
    source = models.CharField(_("whose embargo it is"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(_("who"), max_length=255, blank=True)
    made = models.DateTimeField(default=timezone.now)

    objects: Any = Embargoes.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        default_permissions = ()
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")

    def __str__(self) -> str:
        return f"{self.until.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC {self.source}".strip()
