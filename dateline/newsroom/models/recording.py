"""Sound and film: one file with its poster, titles and captions per language; public once a published text plays it."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import PurePath
from typing import Any, cast

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from dateline.edition import media as values
from dateline.edition.characters import line
from dateline.newsroom import record
from dateline.newsroom.media import captions
from dateline.newsroom.media.apart import examined
from dateline.newsroom.media.forms import MediaForm
from dateline.newsroom.media.keeping import keep, media_files, on_disk
from dateline.newsroom.models.shared import OwnWords
from dateline.newsroom.models.texts import TextsField
from dateline.newsroom.tags import choices

SORTS = [("audio", _("sound")), ("video", _("film"))]
FILE_HELP = _(
    "Sound as MP3, M4A, Ogg or WAV, film as MP4 (H.264) or WebM, as in interview.mp3. "
    "Another file takes its place in every text."
)
SECONDS_HELP = _("In seconds, as in “185”. Read from the file where the file says it; write it where it does not.")


def drop_when_done(model: Any, pk: int | None) -> None:
    """Once this transaction stands, remove the file that a row has in the database now, unless a row still names it."""
    for name in model._default_manager.filter(pk=pk).values_list("file", flat=True):
        transaction.on_commit(partial(media_files().delete, name))


class Recording(ClusterableModel):
    """``titles`` are texts by language tag. What no published text plays is in no record and on no reader's page."""

    base_form_class = MediaForm

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255, help_text=_("For the newsroom, as in “Clinton, Geneva”."))
    file: Any = models.FileField(_("file"), storage=media_files, max_length=100, help_text=FILE_HELP)
    sort = models.CharField(_("sort"), max_length=5, choices=SORTS, editable=False, db_index=True)
    media_type = models.CharField(max_length=40, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    seconds = models.PositiveIntegerField(_("length"), default=0, blank=True, help_text=SECONDS_HELP)
    spoken = models.CharField(
        _("language heard"),
        max_length=20,
        blank=True,
        choices=choices,
        help_text=_("What is spoken in it, as in “English (en)”. Empty for music."),
    )
    poster = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What stands there before the film starts, as in its best frame."),
    )
    titles = TextsField(
        _("titles for readers"),
        help_text=_("One language a line, as in “en: What Clinton said in Geneva”."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who recorded it, as in “AFP”."))
    rights = models.CharField(_("rights"), max_length=300, blank=True, help_text=_("As in “© 2009 AFP”."))
    published = models.BooleanField(_("published"), default=False, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("file"),
        OwnWords("titles"),
        FieldRowPanel([FieldPanel("seconds"), FieldPanel("spoken")]),
        FieldPanel("poster"),
        InlinePanel("captions", label=_("Captions in a language")),
        MultiFieldPanel([OwnWords("credit"), OwnWords("rights")], heading=_("Credit and rights")),
    ]

    class Meta:
        verbose_name = _("sound or film")
        verbose_name_plural = _("sound and film")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"media/{self.uuid}"

    @property
    def length(self) -> str:
        """What lists show of its length."""
        return values.clock(self.seconds) if self.seconds else "–"

    def value(self) -> values.Media:
        """What readers get of it."""
        said = {tag: line(text) for tag, text in self.titles.items()}
        return values.Media(
            id=self.uuid,
            sort=cast(Any, self.sort),
            file=values.MediaFile(name=self.file.name, media_type=self.media_type, size=self.size),
            digest=self.digest,
            seconds=self.seconds,
            width=self.width,
            height=self.height,
            spoken=self.spoken,
            poster=self.poster.uuid if self.poster else None,
            titles={tag: text for tag, text in sorted(said.items()) if text},
            captions={each.language: each.file.name for each in self.captions.all()},
            credit=line(self.credit),
            rights=line(self.rights),
        )

    @property
    def is_public(self) -> bool:
        """Whether a published text has brought it into the record."""
        return isinstance(record.newest(self.key), values.Media)

    def publish(self) -> None:
        """Record it with its poster: called when a text that plays it is published."""
        if self.poster:
            self.poster.publish()
        record.post(self.value())
        if not self.published:
            self.published = True
            type(self)._default_manager.filter(pk=self.pk).update(published=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new file, write the row, and record the change if it is public; raises Refusal for a bad file."""
        with transaction.atomic():
            if self.file and not self.file._committed:
                drop_when_done(type(self), self.pk)
                self._take(self.file.file)
            super().save(*args, **kwargs)
            if self.is_public:
                self.publish()

    def _take(self, file: File[Any]) -> None:
        with on_disk(file) as opened:
            found = examined(opened)
        kept = keep(file, found.ending, found.telling)
        self.file.name, self.file._committed = kept.name, True
        self.digest, self.size = kept.digest, kept.size
        self.sort, self.media_type = found.sort, found.media_type
        self.width, self.height = found.width, found.height
        self.seconds = found.seconds or self.seconds


class RecordingCaptions(models.Model):
    """What is said, as WebVTT in one language."""

    media = ParentalKey(Recording, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(
        _("language"), max_length=20, choices=choices, help_text=_("What they are written in, as in “فارسی (fa)”.")
    )
    file: Any = models.FileField(
        _("captions"), storage=media_files, max_length=100, validators=[captions.valid], help_text=captions.HELP
    )

    panels = [FieldPanel("language"), FieldPanel("file")]

    class Meta:
        unique_together = [("media", "language")]
        ordering = ["language"]

    def __str__(self) -> str:
        return f"{self.language} ({PurePath(self.file.name).name[:12]})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Check and keep a new file, and write the row; raises Refusal naming the line that is wrong."""
        if self.file and not self.file._committed:
            drop_when_done(type(self), self.pk)
            content = self.file.file
            content.seek(0)
            kept = keep(captions.as_file(content.read()), "vtt")
            self.file.name, self.file._committed = kept.name, True
        super().save(*args, **kwargs)


class RecordingUse(models.Model):
    """A page that plays something: in what readers get, in its newest draft, or both. ``newsroom/media/uses.py``."""

    wagtail_reference_index_ignore = True

    media = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    live = models.BooleanField(default=False)
    draft = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "page"], name="recording_use_once_a_page")]

    def __str__(self) -> str:
        return f"{self.media_id} in {self.page_id}"
