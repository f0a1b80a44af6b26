"""Places and organisations that stories are about, and what they and people have in common."""

from __future__ import annotations

from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel

from dateline.edition.characters import line
from dateline.edition.values import Entity
from dateline.newsroom.models.shared import NameInLanguage, SharedThing, some_name


class EntityThing(SharedThing):
    """Base of the three sorts; ``names`` is an inline of each."""

    sort: Literal["person", "place", "organisation"]

    panels = [InlinePanel("names", min_num=1, label=_("Name in a language"))]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return some_name(self.names)

    def value(self) -> Entity:
        """What readers get of it."""
        return Entity(id=self.uuid, sort=self.sort, names={each.language: line(each.name) for each in self.names.all()})


class Place(EntityThing):
    """A place in the news."""

    sort = "place"

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")


class PlaceName(NameInLanguage):
    """A place in one language."""

    thing = ParentalKey(Place, on_delete=models.CASCADE, related_name="names")

    class Meta:
        unique_together = [("thing", "language")]


class Organisation(EntityThing):
    """An organisation in the news."""

    sort = "organisation"

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class OrganisationName(NameInLanguage):
    """An organisation in one language."""

    thing = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")

    class Meta:
        unique_together = [("thing", "language")]
