"""Dossiers: the running file of one affair."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from msgspec import UNSET
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.newsroom import help_texts
from dateline.newsroom.models.shared import NameInLanguage, OwnWords, SharedThing, some_name


class Dossier(SharedThing):
    """Shared by all languages."""

    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.DOSSIER_PICTURE,
    )

    lead = models.ForeignKey(
        "newsroom.EditionPage",
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.DOSSIER_LEAD,
    )
    # Stays where the edition that it was chosen by is deleted, as what was published does.
    lead_story = models.UUIDField(null=True, editable=False)
    oldest_first = models.BooleanField(_("oldest story first"), default=False, help_text=help_texts.DOSSIER_ORDER)

    panels = [
        FieldPanel("picture"),
        PageChooserPanel("lead", "newsroom.EditionPage"),
        FieldPanel("oldest_first"),
        InlinePanel("names", min_num=1, label=_("Name in a language")),
    ]

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def __str__(self) -> str:
        return some_name(self.names)

    def value(self) -> values.Dossier:
        """What readers get of it."""
        names = {each.language: _name(each) for each in self.names.all()}
        return values.Dossier(
            id=self.uuid,
            names=names,
            picture=self.picture.uuid if self.picture else None,
            lead=self.lead_story or UNSET,
            order="oldest" if self.oldest_first else UNSET,
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember the story beside the edition that it was chosen by, then as for all shared things."""
        self.lead_story = self.lead.translation_key if self.lead else None
        super().save(*args, **kwargs)

    def publish(self) -> None:
        """A dossier that goes out takes its pictures along."""
        for picture in (self.picture, *(each.picture for each in self.names.all())):
            if picture:
                picture.publish()
        super().publish()


class DossierName(NameInLanguage):
    """A dossier in one language."""

    dossier = ParentalKey(Dossier, on_delete=models.CASCADE, related_name="names")
    slug = models.SlugField(_("slug"), max_length=80, help_text=help_texts.DOSSIER_SLUG)
    summary = models.TextField(_("summary"), blank=True, help_text=help_texts.DOSSIER_SUMMARY)

    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.DOSSIER_OWN_PICTURE,
    )

    panels = [
        FieldPanel("language"),
        OwnWords("name"),
        FieldPanel("slug"),
        OwnWords("summary"),
        FieldPanel("picture"),
    ]

    class Meta:
        unique_together = [("dossier", "language"), ("language", "slug")]


def _name(row: DossierName) -> values.DossierName:
    picture = row.picture.uuid if row.picture else UNSET
    return values.DossierName(line(row.name), row.slug, line(row.summary), picture)
