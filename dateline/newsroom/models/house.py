"""The house itself, and addresses that moved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.admin.panels import FieldPanel

from dateline.edition import values
from dateline.newsroom import record


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

    def value(self) -> values.Site:
        """What readers get of it."""
        return values.Site(name=self.name, base_url=self.base_url.rstrip("/"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """There is one house only."""
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
        for field in ("path", "target"):
            if not getattr(self, field).startswith("/") or getattr(self, field).startswith("//"):
                raise ValidationError({field: "Write an address of this site, starting with one slash."})
        if self.path == self.target:
            raise ValidationError({"target": "An address cannot move to itself."})

    def value(self) -> values.Redirect:
        """What readers get of it."""
        return values.Redirect(path=self.path, target=self.target)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record it; an old path that was changed is recorded as removed."""
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
