"""Templates for kinds of stories: what a desk's news, explainer or interview starts from, with prompts as notes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.newsroom.body import BodyField
from dateline.newsroom.models.section import Section


class StoryTemplate(models.Model):
    """Of one desk, or of all (``language`` empty). Prompts are notes in double brackets, which stop a publication."""

    wagtail_reference_index_ignore = True

    language = models.CharField(_("language"), max_length=20, blank=True, db_index=True)
    name = models.CharField(_("name"), max_length=80)
    headline = models.CharField(_("headline"), max_length=255, blank=True)
    kicker = models.CharField(_("kicker"), max_length=255, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = BodyField(blank=True)

    class Meta:
        ordering = ["language", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "name"], name="story_template_name")]
        verbose_name = _("story template")
        verbose_name_plural = _("story templates")

    def __str__(self) -> str:
        return self.name
