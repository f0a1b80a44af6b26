"""Sections: where stories belong for good."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.newsroom import help_texts
from dateline.newsroom.models.shared import NameInLanguage, OwnWords, SharedThing, some_name


class Section(SharedThing):
    """Shared by all languages; a section that holds editions cannot be deleted."""

    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=help_texts.ORDER)

    panels = [FieldPanel("order"), InlinePanel("names", min_num=1, label=_("Name in a language"))]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return some_name(self.names)

    def value(self) -> values.Section:
        """What readers get of it."""
        names = {each.language: values.SectionName(line(each.name), each.slug) for each in self.names.all()}
        return values.Section(id=self.uuid, names=names, order=self.order)


class SectionName(NameInLanguage):
    """A section in one language."""

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="names")
    slug = models.SlugField(_("slug"), max_length=80, help_text=help_texts.SECTION_SLUG)

    panels = [FieldPanel("language"), OwnWords("name"), FieldPanel("slug")]

    class Meta:
        unique_together = [("section", "language"), ("language", "slug")]
