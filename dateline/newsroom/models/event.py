"""Events of timelines: one date and its links for all languages, and a text from each desk that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from dateline.edition import timeline
from dateline.edition.characters import line
from dateline.languages.language import languages
from dateline.newsroom import help_texts
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.person import Person
from dateline.newsroom.models.shared import NameInLanguage, OwnWords, SharedThing, some_name
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal


class EventForm(WagtailAdminModelForm):
    """Date and links are everybody's who keeps timelines; a text is its own desk's."""

    def clean(self) -> Any:
        """Refuse a text that was added, changed or taken out in the language of another desk."""
        cleaned = super().clean()
        others = sorted({tag for tag in self._touched() if not may(self.for_user, Action.TIMELINES, tag)})
        if others and self.for_user is not None:
            words = gettext(
                "Only the desk of a language changes its text: leave %(languages)s as it was, and ask that desk."
            )
            raise ValidationError(words % {"languages": ", ".join(languages()[tag].name for tag in others)})
        return cleaned

    def _touched(self) -> Iterator[str]:
        """The languages of the texts that this form would change."""
        names = self.formsets.get("names")
        for row in names.forms if names else ():
            gone = bool(row.data.get(row.add_prefix("DELETE")))
            if gone or row.has_changed():
                yield from {row.instance.language, row.data.get(row.add_prefix("language"), "")} & set(languages())


class Event(SharedThing):
    """Shared by all languages; saving it publishes it on every timeline it stands on."""

    date = models.CharField(_("date"), max_length=21, help_text=help_texts.EVENT_DATE)
    about = models.BooleanField(_("about then"), default=False, help_text=help_texts.EVENT_ABOUT)
    dossiers = ParentalManyToManyField(
        Dossier, verbose_name=_("dossiers"), related_name="events", help_text=help_texts.EVENT_DOSSIERS
    )
    people = ParentalManyToManyField(
        Person, verbose_name=_("people"), blank=True, related_name="events", help_text=help_texts.EVENT_PEOPLE
    )

    base_form_class = EventForm
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("about")]),
        FieldPanel("dossiers"),
        InlinePanel("names", min_num=1, label=_("Text in a language")),
        InlinePanel("stories", label=_("Story that tells more")),
        FieldPanel("people"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events of timelines")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return some_name(self.names)

    def clean(self) -> None:
        """The date is one of the four, in its canonical spelling; a ~ behind it says about."""
        super().clean()
        try:
            found = timeline.EventDate(self.date.strip())
        except ValueError:
            words = gettext(
                "Write as much of the date as is known: 1997, 1997-05, 1997-05-27, or 1997-05-27T08:22:00Z for an"
                " instant in universal time."
            )
            raise Refusal(words, field="date") from None
        self.date, self.about = found.text, self.about or found.about

    def value(self) -> timeline.Event:
        """What readers get of it."""
        texts = {row.language: timeline.EventText(line(row.name), line(row.text)) for row in self.names.all()}
        rows = sorted(self.stories.all(), key=lambda row: row.sort_order or 0)
        told = dict.fromkeys(story for row in rows if (story := row.told))
        return timeline.Event(
            id=self.uuid,
            dossiers=tuple(sorted(each.uuid for each in self.dossiers.all())),
            date=timeline.EventDate(f"{self.date}{timeline.ABOUT if self.about else ''}"),
            texts=texts,
            stories=tuple(told),
            people=tuple(sorted(each.uuid for each in self.people.all())),
        )

    @property
    def desks(self) -> frozenset[str]:
        """The languages that tell it."""
        return frozenset(row.language for row in self.names.all())


class EventText(NameInLanguage):
    """An event in one language; its ``name`` says in a few words what happened."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="names")
    text = models.TextField(_("text"), blank=True, max_length=timeline.LONGEST_TEXT, help_text=help_texts.EVENT_TEXT)

    panels = [
        FieldPanel("language"),
        OwnWords("name", heading=_("What happened"), help_text=help_texts.EVENT_NAME),
        OwnWords("text"),
    ]

    class Meta:
        unique_together = [("event", "language")]


class EventStory(Orderable):
    """A story that tells more of an event, chosen by any of its editions; it stays where that edition is deleted."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="stories")
    page = models.ForeignKey(
        EditionPage,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.EVENT_STORY,
    )
    story = models.UUIDField(null=True, editable=False)

    panels = [PageChooserPanel("page", "newsroom.EditionPage")]

    @property
    def told(self) -> UUID | None:
        """The story's id."""
        return self.page.translation_key if self.page else self.story

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember the story beside the edition that it was chosen by."""
        self.story = self.told
        super().save(*args, **kwargs)
