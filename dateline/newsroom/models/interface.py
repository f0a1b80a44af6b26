"""What a person reads the newsroom in beside the language that Wagtail's profile keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class InterfaceLanguage(models.Model):
    """The language of what has no translation into a person's own; empty is English."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interface_language")
    second = models.CharField(_("second language"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("interface language")
        verbose_name_plural = _("interface languages")

    def __str__(self) -> str:
        return self.second
