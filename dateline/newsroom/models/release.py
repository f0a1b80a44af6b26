"""Releases: editions of one story or of several that go out together, at one instant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class Releases(models.QuerySet["Release"]):
    """Releases by whether they went out."""

    def planned(self) -> Releases:
        """Those that have not."""
        return self.filter(gone=None)

    def due(self, now: datetime) -> Releases:
        """Planned ones whose instant has come."""
        return self.planned().filter(instant__lte=now)


class Release(models.Model):
    """``waits`` for all of its editions to be ready, else goes without those that are not; ``gone`` is when it went."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=120)
    instant = models.DateTimeField(_("instant"), db_index=True)
    waits = models.BooleanField(_("waits for all"), default=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(_("who"), max_length=255, blank=True)
    made = models.DateTimeField(default=timezone.now)
    gone = models.DateTimeField(null=True, db_index=True)

    objects: Any = Releases.as_manager()

    class Meta:
        ordering = ["instant", "pk"]
        default_permissions = ()
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.name

    @property
    def late(self) -> bool:
        """Whether its instant has passed and it waits still."""
        return self.gone is None and self.instant <= timezone.now()


class ReleasePart(models.Model):
    """An edition in a release. ``ready`` is the revision that somebody who may publish it said may go out.

    ``out`` says that it went with the release, ``told`` why it did not, in words.
    """

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="parts")
    page = models.ForeignKey("newsroom.EditionPage", on_delete=models.CASCADE, related_name="release_parts")
    ready = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ready_who = models.CharField(max_length=255, blank=True)
    out = models.BooleanField(default=False)
    told = models.TextField(blank=True)

    class Meta:
        ordering = ["page__locale__language_code", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["release", "page"], name="release_part_once")]

    def __str__(self) -> str:
        return f"{self.page} ({self.release})"
