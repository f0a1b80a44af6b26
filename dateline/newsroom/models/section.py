"""Sections: where stories belong for good."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from msgspec import UNSET
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.edition.podcast import CATEGORIES, Podcast, PodcastWords
from dateline.newsroom import help_texts
from dateline.newsroom.models.shared import NameInLanguage, OwnWords, SharedThing, some_name
from dateline.newsroom.refusal import Refusal

LEAST_COVER = 1400  # pixels, by the rules of the largest directory; its most, 3000, our sizes never reach


class CoverWarning(HelpPanel):
    """What directories will say of the cover, for as long as they would."""

    class BoundPanel(HelpPanel.BoundPanel):
        """See above."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content = self.instance.cover_lacks()

        def is_shown(self) -> bool:
            """Only where something is wrong."""
            return bool(self.content)


class Section(SharedThing):
    """Shared by all languages; a section that holds editions cannot be deleted."""

    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=help_texts.ORDER)
    podcast = models.BooleanField(_("is a podcast"), default=False, help_text=help_texts.PODCAST)
    podcast_author = models.CharField(_("author"), max_length=200, blank=True, help_text=help_texts.PODCAST_AUTHOR)
    podcast_category = models.CharField(
        _("category"),
        max_length=40,
        blank=True,
        choices=[(name, name) for name in CATEGORIES],
        help_text=help_texts.PODCAST_CATEGORY,
    )
    podcast_explicit = models.BooleanField(_("explicit"), default=False, help_text=help_texts.PODCAST_EXPLICIT)
    podcast_cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.PODCAST_COVER,
    )

    panels = [
        FieldPanel("order"),
        InlinePanel("names", min_num=1, label=_("Name in a language")),
        MultiFieldPanel(
            [
                FieldPanel("podcast"),
                OwnWords("podcast_author"),
                FieldPanel("podcast_category"),
                FieldPanel("podcast_explicit"),
                CoverWarning(template="newsroom/cover_warning.html"),
                FieldPanel("podcast_cover"),
            ],
            heading=_("Podcast"),
        ),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return some_name(self.names)

    def value(self) -> values.Section:
        """What readers get of it."""
        names = {each.language: values.SectionName(line(each.name), each.slug) for each in self.names.all()}
        return values.Section(id=self.uuid, names=names, order=self.order, podcast=self._series() or UNSET)

    def clean(self) -> None:
        """A series says what directories of podcasts refuse to do without."""
        super().clean()
        if not self.podcast:
            return
        if not line(self.podcast_author):
            raise Refusal(gettext("A podcast names its author, as in “Dateline”."), field="podcast_author")
        if not self.podcast_category:
            raise Refusal(gettext("Choose the category that directories list it in."), field="podcast_category")
        if self.podcast_cover and self.cover_lacks():
            raise Refusal(self.cover_lacks(), field="podcast_cover")

    def cover_lacks(self) -> str:
        """What keeps a series out of directories; a picture may also have got another file since it was chosen."""
        cover = self.podcast_cover
        if not self.podcast:
            return ""
        if cover is None:
            return gettext(
                "The large directories list no podcast without a cover. Choose a square picture of 1400 to 3000 pixels."
            )
        if cover.width == cover.height and cover.width >= LEAST_COVER:
            return ""
        words = gettext("A cover is square, from %(least)s pixels; this one has %(width)s × %(height)s.")
        return words % {"least": LEAST_COVER, "width": cover.width, "height": cover.height}

    def publish(self) -> None:
        """A series that goes out takes its cover along."""
        if self.podcast and self.podcast_cover:
            self.podcast_cover.publish()
        super().publish()

    def _series(self) -> Podcast | None:
        if not self.podcast:
            return None
        told = {
            each.language: PodcastWords(line(each.podcast_title), line(each.podcast_description))
            for each in self.names.all()
            if line(each.podcast_title)
        }
        return Podcast(
            author=line(self.podcast_author),
            category=self.podcast_category,
            explicit=self.podcast_explicit,
            cover=self.podcast_cover.uuid if self.podcast_cover else None,
            words=told,
        )


class SectionName(NameInLanguage):
    """A section in one language."""

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="names")
    slug = models.SlugField(_("slug"), max_length=80, help_text=help_texts.SECTION_SLUG)

    podcast_title = models.CharField(
        _("title of the podcast"), max_length=200, blank=True, help_text=help_texts.PODCAST_TITLE
    )
    podcast_description = models.TextField(
        _("description of the podcast"), blank=True, help_text=help_texts.PODCAST_DESCRIPTION
    )

    panels = [
        FieldPanel("language"),
        OwnWords("name"),
        FieldPanel("slug"),
        OwnWords("podcast_title"),
        OwnWords("podcast_description"),
    ]

    class Meta:
        unique_together = [("section", "language"), ("language", "slug")]

    def clean(self) -> None:
        """Title and description come together."""
        super().clean()
        if bool(line(self.podcast_title)) != bool(line(self.podcast_description)):
            field = "podcast_description" if line(self.podcast_title) else "podcast_title"
            words = gettext("A podcast has a title and a description in each of its languages, or neither.")
            raise Refusal(words, field=field)
