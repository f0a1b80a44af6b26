"""Links by which somebody outside the newsroom reads one draft for some hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class PreviewLinks(models.QuerySet["PreviewLink"]):
    """Links by whether they still open anything."""

    def open_at(self, now: datetime) -> PreviewLinks:
        """Those that have not run out, made by somebody who still works here."""
        return self.filter(expires__gt=now).exclude(user__is_active=False)


class PreviewLink(models.Model):
    """One edition as it stood in one revision. ``digest`` is the SHA-256 of the token, which stands nowhere."""

    wagtail_reference_index_ignore = True

    digest = models.CharField(max_length=64, unique=True)
    page = models.ForeignKey("newsroom.EditionPage", on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    whom = models.CharField(_("for whom"), max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(_("who"), max_length=255, blank=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    objects: Any = PreviewLinks.as_manager()

    class Meta:
        ordering = ["expires", "pk"]
        default_permissions = ()
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return self.whom
