"""The house itself, and addresses that moved."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from dateline.edition import house, values
from dateline.edition.addresses import is_origin, is_path, is_target
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
        face = self.face()
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


class Redirect(models.Model):
    """An address that moved for good."""

    wagtail_reference_index_ignore = True

    path = models.CharField(_("old address"), max_length=500, unique=True, help_text=help_texts.REDIRECT_PATH)
    target = models.CharField(_("new address"), max_length=500, help_text=help_texts.REDIRECT_TARGET)

    panels = [FieldPanel("path"), FieldPanel("target")]

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"

    def clean(self) -> None:
        """Both are paths of this site, and not the same one."""
        if not is_path(self.path):
            words = gettext("Write an old address of this site: one slash first, no “?”, no “#”, no backslash.")
            raise Refusal(words, field="path")
        if not is_target(self.target):
            raise Refusal(gettext("Write an address of this site, starting with one slash."), field="target")
        if self.path == self.target:
            raise Refusal(gettext("An address cannot move to itself."), field="target")

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


def lead_here(paths: list[str], target: str) -> None:
    """Send each of ``paths`` to ``target``, unless it leads somewhere already or is no path that can have moved."""
    wanted = [path for path in paths if is_path(path) and path.rstrip("/") != target.rstrip("/")]
    known = set(Redirect.objects.filter(path__in=wanted).values_list("path", flat=True))
    for path in wanted:
        if path not in known:
            Redirect(path=path, target=target).save()
