"""Curated fronts: how a desk arranges its opening page, and those of sections and dossiers in its language."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.edition.codec import encode
from dateline.edition.curation import Breaking, Curation, Fill
from dateline.newsroom import help_texts, preview, record
from dateline.newsroom.blocks.slots import Slots, slots_of
from dateline.newsroom.body import BodyField
from dateline.newsroom.desk.front_needs import FrontNeeds
from dateline.newsroom.desk.rights import CuratedRights
from dateline.newsroom.forms import CuratedFrontForm
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.recorded import RecordedPage
from dateline.newsroom.models.section import Section
from dateline.newsroom.refusal import Refusal
from dateline.reader.navigation import dossier_path, section_path

STRIP = ("breaking_text", "breaking_until", "breaking_story", "breaking_address")


class CuratedFront(RecordedPage):
    """Stands under the front of its language; begun on the screen “Fronts” alone, one for each front."""

    is_creatable = False
    base_form_class = CuratedFrontForm
    recorded_fields = frozenset({"title", "slug", "slots", "live", *STRIP})

    section = models.ForeignKey(
        Section, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    dossier = models.ForeignKey(
        Dossier, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    slots = BodyField(Slots, blank=True, verbose_name=_("slots"), help_text=help_texts.SLOTS)
    breaking_text = models.CharField(_("breaking news"), max_length=200, blank=True, help_text=help_texts.BREAKING_TEXT)
    breaking_until = models.DateTimeField(_("until"), null=True, blank=True, help_text=help_texts.BREAKING_UNTIL)
    breaking_story = models.ForeignKey(
        EditionPage,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.BREAKING_STORY,
    )
    breaking_address = models.CharField(_("address"), max_length=500, blank=True, help_text=help_texts.BREAKING_ADDRESS)

    content_panels = [
        FrontNeeds(),
        FieldPanel("slots"),
        MultiFieldPanel(
            [
                FieldPanel("breaking_text"),
                FieldPanel("breaking_until"),
                FieldRowPanel([PageChooserPanel("breaking_story"), FieldPanel("breaking_address")]),
            ],
            heading=_("Breaking news"),
        ),
    ]
    promote_panels: list[Any] = []
    parent_page_types = ["newsroom.FrontPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("arrangement of a front")
        verbose_name_plural = _("arrangements of fronts")

    @property
    def key(self) -> str:
        """``curation/<language>``, with the section or dossier behind it."""
        return Curation(language=self.tag, **self._about()).key

    @property
    def reader_path(self) -> str:
        """The address of the front; empty where its section or dossier has no name in this language."""
        about = self.section or self.dossier
        if about is None:
            return f"/{values.segment(self.tag)}/"
        value = about.value()
        if self.tag not in value.names:
            return ""
        return section_path(self.tag, value) if isinstance(value, values.Section) else dossier_path(self.tag, value)

    @property
    def is_published(self) -> bool:
        """Whether the record shows it to readers."""
        return isinstance(record.newest(self.key), Curation)

    def value(self) -> Curation:
        """What readers get of it as it stands in memory; raises Refusal."""
        try:
            slots, breaking = slots_of(self.slots), self._breaking()
            return Curation(language=self.tag, slots=slots, breaking=breaking, **self._about())
        except (ValueError, msgspec.ValidationError) as error:
            if isinstance(error, Refusal):
                raise
            words = gettext("This front cannot be published as it stands: %(reason)s.")
            raise Refusal(words % {"reason": error}) from error

    def _about(self) -> dict[str, Any]:
        return {
            "section": self.section.uuid if self.section else None,
            "dossier": self.dossier.uuid if self.dossier else None,
        }

    def _breaking(self) -> Breaking | None:
        text = line(self.breaking_text)
        if not text:
            return None
        if self.breaking_until is None:
            raise Refusal(gettext("Say until when it stands: breaking news goes by itself."), field="breaking_until")
        story = self.breaking_story.translation_key if self.breaking_story else None
        return Breaking(text=text, until=self.breaking_until, story=story, address=self.breaking_address.strip())

    def reconcile(self, *, complete: bool = True) -> None:
        """As for any page; stories that the newsroom deleted since are no change of the desk's."""
        recorded = record.newest(self.key)
        if self.live and isinstance(recorded, Curation) and encode(kept_of(recorded)) == encode(self.value()):
            return
        super().reconcile(complete=complete)

    def withdraw(self) -> None:
        """The front shows the newest of its own accord again."""
        record.post(values.Removed(self.key))

    def check_new(self) -> None:
        """It stands under the front of its language, once a front."""
        if self.get_parent().locale_id != self.locale_id:
            raise Refusal(gettext("That front is of another language. Arrange it from the screen “Fronts”."))
        about = {"locale": self.locale_id, "section": self.section, "dossier": self.dossier}
        if CuratedFront.objects.filter(**about).exists():
            raise Refusal(gettext("This front is arranged already. Open it from the screen “Fronts”."))

    def get_url_parts(self, request: Any = None) -> tuple[Any, str, str] | None:
        """The reader's address, for the admin's links."""
        return (None, "", self.reader_path) if self.live and self.reader_path else None

    def move(self, target: Any, pos: Any = None, user: Any = None) -> Any:
        """An arrangement stays where it is."""
        raise Refusal(gettext("An arrangement stays with its front."))

    def permissions_for_user(self, user: Any) -> CuratedRights:
        """What a person may do with it."""
        return CuratedRights(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The reader's page over what stands in the form."""
        try:
            return preview.of_curation(self.value())
        except Refusal as refusal:
            return preview.words(refusal.words, status=200)


def kept_of(recorded: Curation) -> Curation:
    """A recorded arrangement without the stories that the newsroom has deleted since."""
    breaking = recorded.breaking
    asked = {pick.story for slot in recorded.slots for pick in slot.picks}
    asked |= {breaking.story} if breaking and breaking.story else set()
    stories = set(EditionPage.objects.filter(translation_key__in=asked).values_list("translation_key", flat=True))
    if breaking and breaking.story not in stories:
        breaking = msgspec.structs.replace(breaking, story=None)
    slots = tuple(
        msgspec.structs.replace(
            slot, picks=tuple(pick for pick in slot.picks if pick.story in stories), fill=_fill_kept(slot.fill)
        )
        for slot in recorded.slots
    )
    return msgspec.structs.replace(recorded, slots=slots, breaking=breaking)


def _fill_kept(fill: Fill | None) -> Fill | None:
    """A rule, None where its section or dossier was deleted."""
    if fill is None or fill == Fill():
        return fill
    goals = Section.objects.filter(uuid=fill.section) if fill.section else Dossier.objects.filter(uuid=fill.dossier)
    return fill if goals.exists() else None
