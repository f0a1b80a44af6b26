"""The audit log's entries: who did what to which edition or thing, when; they outlive both."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Names are kept as they were, and no row points to another: deleting a person or an edition changes nothing here.

    ``actor`` is an account's number (empty: a command or the house itself), ``mark`` joins saves of one sitting.
    """

    wagtail_reference_index_ignore = True

    instant = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(_("who"), max_length=255, blank=True)
    action = models.CharField(_("did what"), max_length=100, db_index=True)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    object_id = models.CharField(max_length=255, blank=True)
    label = models.TextField(_("to what"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True, db_index=True)
    story = models.UUIDField(null=True, db_index=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    mark = models.UUIDField(null=True, db_index=True)

    class Meta:
        ordering = ["-instant", "-pk"]
        default_permissions = ()
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")

    def __str__(self) -> str:
        return f"{self.instant:%Y-%m-%d %H:%M:%S} {self.actor_name} {self.action} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Long names are cut, never refused: what is done must be logged."""
        self.actor_name, self.kind = self.actor_name[:255], self.kind[:100]
        super().save(*args, **kwargs)
