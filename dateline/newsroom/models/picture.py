"""Pictures: Wagtail's images with credit, rights and texts per language; public once a published text uses them."""

from __future__ import annotations

import uuid
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, Self, cast

import msgspec
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to

from dateline.edition import picture as values
from dateline.edition.characters import line
from dateline.newsroom import help_texts, record
from dateline.newsroom.models.texts import TextsField
from dateline.newsroom.originals import originals
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.renditions import awaited_file, make

SORTS = [("photo", _("photo")), ("illustration", _("illustration"))]


class Picture(AbstractImage):
    """``captions`` and ``alts`` are texts by language tag, ``sizes`` the renditions that readers get.

    A picture that no published text uses is in no record and on no reader's page (drafts never leak).
    """

    search_auto_update = False

    title = models.CharField(_("title"), max_length=255, help_text=help_texts.PICTURE_TITLE)
    file = WagtailImageField(
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        storage=originals,
        verbose_name=_("file"),
        help_text=help_texts.PICTURE_FILE,
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sort = models.CharField(_("sort"), max_length=12, choices=SORTS, default="photo", help_text=help_texts.PICTURE_SORT)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=help_texts.PICTURE_CREDIT)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=help_texts.PICTURE_SOURCE)
    rights = models.CharField(_("rights"), max_length=300, blank=True, help_text=help_texts.PICTURE_RIGHTS)
    captions = TextsField(_("captions"), help_text=help_texts.PICTURE_CAPTIONS)
    alts = TextsField(_("alternative texts"), help_text=help_texts.PICTURE_ALTS)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    sizes = models.JSONField(default=list, editable=False)
    awaiting = models.BooleanField(default=False, editable=False)

    admin_form_fields = (
        *("title", "file", "sort", "credit", "source", "rights", "captions", "alts"),
        *("collection", "tags"),
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @classmethod
    def awaited(cls, title: str, **fields: Any) -> Self:
        """A saved picture whose file will follow; editions publish without it."""
        picture = cls(title=title[:255], awaiting=True, file=ContentFile(awaited_file(), name="awaited.png"), **fields)
        picture._set_image_file_metadata()
        picture.save()
        return picture

    @property
    def key(self) -> str:
        """Its key in the record."""
        return f"picture/{self.uuid}"

    @property
    def filename(self) -> str:
        """What the newsroom's lists show of the file's name: as much of the digest as tells it from others."""
        path = PurePath(self.file.name)
        return f"{path.stem[:12]}{path.suffix}"

    @property
    def default_alt_text(self) -> str:
        """What Wagtail offers as alternative text in the admin."""
        return self.alts.get("en", "") or self.title

    def value(self) -> values.Picture:
        """What readers get of it."""
        tags = sorted(set(self.captions) | set(self.alts))
        said = {tag: (line(self.captions.get(tag, "")), line(self.alts.get(tag, ""))) for tag in tags}
        return values.Picture(
            id=self.uuid,
            sort=cast(Any, self.sort),
            credit=line(self.credit),
            source=line(self.source),
            rights=line(self.rights),
            digest=self.digest,
            width=0 if self.awaiting else self.width,
            height=0 if self.awaiting else self.height,
            renditions=msgspec.convert(self.sizes, tuple[values.Rendition, ...]),
            texts={tag: values.PictureText(caption, alt) for tag, (caption, alt) in said.items()},
        )

    @property
    def is_public(self) -> bool:
        """Whether a published text has brought it into the record."""
        return isinstance(record.newest(self.key), values.Picture)

    def publish(self) -> None:
        """Record it: called when a text that uses it is published."""
        record.post(self.value())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, make the renditions of a new file, and record the change if the picture is public."""
        uploaded = bool(self.file) and (not self.file._committed or self._state.adding)
        if uploaded and not self._state.adding:
            self.awaiting = False
        with transaction.atomic():
            super().save(*args, **kwargs)
            if uploaded and not self.awaiting:
                self._make_renditions()
            if self.is_public:
                self.publish()

    def _make_renditions(self) -> None:
        with self.open_file() as opened:
            original = opened.read()
        if self.digest == sha256(original).hexdigest():
            return
        try:
            made = make(original, Path(settings.DATELINE_BLOBS))
        except (OSError, ValueError) as error:
            words = gettext("This picture cannot be read (%(reason)s). Save it as JPEG or PNG and upload it again.")
            raise Refusal(words % {"reason": error}) from error
        self.digest, self.sizes = made.digest, msgspec.to_builtins(made.renditions)
        super().save(update_fields=["digest", "sizes"])


class PictureRendition(AbstractRendition):
    """Wagtail's own thumbnails, for the newsroom's eyes only."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
