"""The house itself."""

from __future__ import annotations

from typing import Any

import msgspec
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from dateline.edition import house, values
from dateline.edition.addresses import is_origin
from dateline.edition.characters import line
from dateline.newsroom import help_texts, record
from dateline.newsroom.models.face import WORDS, FaceFields
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.refusal import Refusal

NAME = _("As in “The Dateline”. Fronts that bear the name of the house follow; those with a name of their own keep it.")
ADDRESS = _("Scheme and host that readers use, as in https://news.example.org")

HOURS = _(
    "When an edition tells its readers that something was wrong, every edition made from it has this long to follow."
    " Whoever is late is named under Corrections and gets a mail."
)
HOURS_LEFT = _("In hours, as in 4")


def hours(name: Any, default: int) -> Any:
    """A time to follow, in hours; at least one, at most a year."""
    limits = [MinValueValidator(1), MaxValueValidator(8760)]
    return models.PositiveSmallIntegerField(name, default=default, validators=limits, help_text=HOURS_LEFT)


class HouseSettings(FaceFields):
    """The one row with the house's name, address and face; saving it publishes it."""

    name = models.CharField(_("name"), max_length=120, help_text=NAME)
    base_url = models.URLField(_("address"), help_text=ADDRESS)
    two_people = models.BooleanField(_("two people for a kill"), default=False, help_text=help_texts.TWO_PEOPLE)

    old_after = models.PositiveIntegerField(
        _("days until a story says how old it is"),
        default=365,
        validators=[MaxValueValidator(house.OLDEST)],
        help_text=_("As in 365, for a year; 0, and no story says it. The note stands above the text."),
    )
    changes_at = models.CharField(
        _("where a story tells what changed in it"),
        max_length=4,
        choices=[("foot", _("below the text")), ("top", _("above the text"))],
        default="foot",
        help_text=_("Updates, corrections and retractions, each with its note, as in “Correction: it was Friday”."),
    )

    retraction_hours = hours(_("retraction"), 1)
    correction_hours = hours(_("correction"), 4)
    clarification_hours = hours(_("clarification"), 24)

    panels = [
        HelpPanel(content=WORDS),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("base_url")], heading=_("Name and address")),
        MultiFieldPanel(
            [
                HelpPanel(content=HOURS),
                FieldRowPanel(
                    [FieldPanel("retraction_hours"), FieldPanel("correction_hours"), FieldPanel("clarification_hours")]
                ),
            ],
            heading=_("Hours until the other languages must have followed"),
        ),
        MultiFieldPanel(
            [FieldPanel("changes_at"), FieldPanel("old_after")], heading=_("What readers are told of a story")
        ),
        *FaceFields.face_panels,
        FieldPanel("two_people"),
    ]

    class Meta:
        verbose_name = _("house")
        verbose_name_plural = _("house")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Pages write their own addresses after it, so it ends with the host."""
        super().clean()
        if not is_origin(self.base_url.rstrip("/")):
            words = gettext(
                "Write scheme and host alone, as in https://news.example.org: no path, no name, no password."
            )
            raise Refusal(words, field="base_url")

    def value(self) -> values.Site:
        """What readers get of it."""
        face = msgspec.structs.replace(self.face(), old_after=self.old_after, changes_at=self.changes_at)
        shown = None if face == house.Face() else face
        return values.Site(name=line(self.name), base_url=self.base_url.rstrip("/"), face=shown)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """There is one house only."""
        self.clean()
        self.pk = 1
        with transaction.atomic():
            before = HouseSettings.objects.filter(pk=1).values_list("name", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.name:
                rename_fronts(before, self.name)
            self.publish_logos()
            record.post(self.value())


def rename_fronts(before: str, name: str) -> None:
    """Let the fronts that bear the name of the house bear its new one, readers' and drafts alike."""
    for front in FrontPage.objects.filter(title=before):
        draft = front.get_latest_revision_as_object()
        if front.live and front.live_revision:
            shown = front.live_revision.as_object()
            shown.title = shown.draft_title = name
            shown.save_revision().publish()
        if front.has_unpublished_changes or not front.live:
            draft.title = draft.draft_title = name
            draft.save_revision()
