"""The house itself, and addresses that moved."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.admin.panels import FieldPanel

from dateline.edition import values
from dateline.edition.addresses import is_origin, is_path, is_target
from dateline.edition.characters import line
from dateline.newsroom import record
from dateline.newsroom.refusal import Refusal


class HouseSettings(models.Model):
    """The one row with the house's name and address; saving it publishes it."""

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=120)
    base_url = models.URLField(help_text="Scheme and host that readers use, as in https://news.example.org")

    panels = [FieldPanel("name"), FieldPanel("base_url")]

    class Meta:
        verbose_name = "house"
        verbose_name_plural = "house"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Pages write their own addresses after it, so it ends with the host."""
        if not is_origin(self.base_url.rstrip("/")):
            words = "Write scheme and host alone, as in https://news.example.org: no path, no name, no password."
            raise Refusal(words, field="base_url")

    def value(self) -> values.Site:
        """What readers get of it."""
        return values.Site(name=line(self.name), base_url=self.base_url.rstrip("/"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """There is one house only."""
        self.clean()
        self.pk = 1
        with transaction.atomic():
            super().save(*args, **kwargs)
            record.post(self.value())


class Redirect(models.Model):
    """An address that moved for good."""

    wagtail_reference_index_ignore = True

    path = models.CharField(max_length=500, unique=True, help_text="The old address, as in /en/2009/03/06/nato")
    target = models.CharField(max_length=500, help_text="Where it moved to.")

    panels = [FieldPanel("path"), FieldPanel("target")]

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"

    def clean(self) -> None:
        """Both are paths of this site, and not the same one."""
        if not is_path(self.path):
            words = "Write an old address of this site: one slash first, no “?”, no “#”, no backslash."
            raise Refusal(words, field="path")
        if not is_target(self.target):
            raise Refusal("Write an address of this site, starting with one slash.", field="target")
        if self.path == self.target:
            raise Refusal("An address cannot move to itself.", field="target")

    def value(self) -> values.Redirect:
        """What readers get of it."""
        return values.Redirect(path=self.path, target=self.target)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record it; an old path that was changed is recorded as removed."""
        self.clean()
        with transaction.atomic():
            before = Redirect.objects.filter(pk=self.pk).values_list("path", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.path:
                record.post(values.Removed(f"redirect{before}"))
            record.post(self.value())


def move_address(old: str, new: str) -> None:
    """Send ``old`` to ``new``: earlier moves to ``old`` follow along, and nothing leads away from ``new``."""
    for away in Redirect.objects.filter(path=new):
        away.delete()
    for earlier in Redirect.objects.filter(target=old):
        earlier.target = new
        earlier.save()
    Redirect(path=old, target=new, pk=Redirect.objects.filter(path=old).values_list("pk", flat=True).first()).save()
