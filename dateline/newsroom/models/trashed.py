"""What lies in the trash: a page that somebody deleted, when, and what it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

KEPT_DAYS = 30


class TrashedPages(models.QuerySet["Trashed"]):
    """Entries by how long they have lain there."""

    def overdue(self, now: datetime) -> TrashedPages:
        """Those whose days are over."""
        return self.filter(deleted__lte=now - timedelta(days=KEPT_DAYS))


class Trashed(models.Model):
    """One page in the trash. Names are kept as they were: the account may go before the page does.

    ``language`` is its desk's tag; ``was_live`` says that readers had it until then.
    """

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="trashed")
    language = models.CharField(_("language"), max_length=20, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(_("who"), max_length=255, blank=True)
    deleted = models.DateTimeField(_("deleted"), default=timezone.now, db_index=True)
    was_live = models.BooleanField(default=False)

    objects: Any = TrashedPages.as_manager()

    class Meta:
        ordering = ["-deleted", "-pk"]
        default_permissions = ()
        verbose_name = _("page in the trash")
        verbose_name_plural = _("pages in the trash")

    def __str__(self) -> str:
        return str(self.page)

    @property
    def goes(self) -> datetime:
        """When it is deleted for good."""
        return self.deleted + timedelta(days=KEPT_DAYS)

    def days_left(self, now: datetime) -> int:
        """Days until then, the last one counting as a whole one; 0 when they are over."""
        return max(0, -((now - self.goes) // timedelta(days=1)))
