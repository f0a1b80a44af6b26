"""Pictures: Wagtail's images with credit, rights and texts per language; public once a published text uses them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, Self, cast

import msgspec
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to
from wagtail.models import Page

from dateline.edition import picture as values
from dateline.edition.characters import line
from dateline.edition.moment import Moment
from dateline.newsroom import help_texts, record
from dateline.newsroom.models.moments import MomentField
from dateline.newsroom.models.texts import TextsField
from dateline.newsroom.originals import originals
from dateline.newsroom.pictures.apart import prepare
from dateline.newsroom.pictures.examine import Prepared
from dateline.newsroom.pictures.finding import folded
from dateline.newsroom.pictures.framing import Framing
from dateline.newsroom.renditions import awaited_file
from dateline.newsroom.tags import tag_of

SORTS = [("photo", _("photo")), ("illustration", _("illustration"))]
SHAPES = [("landscape", _("landscape")), ("portrait", _("portrait")), ("square", _("square"))]
SAID = ("title", "credit", "byline", "source", "rights", "usage_terms", "place")


class Picture(AbstractImage):
    """``captions``, ``alts`` and ``descriptions`` are texts by language tag, ``sizes`` the renditions that readers get.

    A picture that no published text uses is in no record and on no reader's page (drafts never leak). ``found`` keeps
    what the file said of itself when it came: ``fields``, ``origins`` and ``warnings``, as in ``embedded.Said``, and
    whether it is ``animated`` (readers get its first picture then), and under which ``name`` it came. ``framing`` is a
    ``Framing``: its focal point and what is cut off.
    ``words`` is all of it folded, for the library's search.
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
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, db_index=True, help_text=help_texts.PICTURE_CREDIT
    )
    byline = models.CharField(_("byline"), max_length=300, blank=True, help_text=help_texts.PICTURE_BYLINE)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=help_texts.PICTURE_SOURCE)
    rights = models.CharField(
        _("rights"), max_length=500, blank=True, db_index=True, help_text=help_texts.PICTURE_RIGHTS
    )
    usage_terms = models.TextField(_("usage terms"), blank=True, help_text=help_texts.PICTURE_TERMS)
    captions = TextsField(_("captions"), help_text=help_texts.PICTURE_CAPTIONS)
    alts = TextsField(_("alternative texts"), help_text=help_texts.PICTURE_ALTS)
    descriptions = TextsField(_("extended descriptions"), help_text=help_texts.PICTURE_DESCRIPTIONS)
    rights_until = MomentField(_("rights end"), help_text=help_texts.PICTURE_RIGHTS_UNTIL)
    sensitive = models.BooleanField(_("warn readers first"), default=False, help_text=help_texts.PICTURE_SENSITIVE)
    warnings = TextsField(_("what the warning says"), help_text=help_texts.PICTURE_WARNINGS)
    taken = MomentField(_("taken"), help_text=help_texts.PICTURE_TAKEN)
    place = models.CharField(_("place"), max_length=400, blank=True, help_text=help_texts.PICTURE_PLACE)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    sizes = models.JSONField(default=list, editable=False)
    awaiting = models.BooleanField(default=False, editable=False, db_index=True)
    published = models.BooleanField(default=False, editable=False, db_index=True)
    shape = models.CharField(max_length=9, choices=SHAPES, blank=True, editable=False, db_index=True)
    found = models.JSONField(default=dict, editable=False)
    framing = models.JSONField(default=dict, editable=False)
    words = models.TextField(blank=True, editable=False)

    admin_form_fields = (
        *("title", "file", "sort", "credit", "byline", "source", "rights", "usage_terms", "rights_until"),
        *("captions", "alts", "descriptions", "sensitive", "warnings", "taken", "place", "collection", "tags"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared: Prepared | None = None

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

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as readers see it, in pixels; (0, 0) while the file is awaited."""
        if self.awaiting:
            return 0, 0
        lying = self.shape == "portrait" and self.width > self.height
        standing = self.shape == "landscape" and self.height > self.width
        return (self.height, self.width) if lying or standing else (self.width, self.height)

    def value(self) -> values.Picture:
        """What readers get of it."""
        tags = sorted(set(self.captions) | set(self.alts))
        said = {tag: (line(self.captions.get(tag, "")), line(self.alts.get(tag, ""))) for tag in tags}
        width, height = self.upright
        return values.Picture(
            id=self.uuid,
            sort=cast(Any, self.sort),
            credit=line(self.credit),
            byline=line(self.byline),
            source=line(self.source),
            rights=line(self.rights),
            digest=self.digest,
            width=width,
            height=height,
            renditions=msgspec.convert(self.sizes, tuple[values.Rendition, ...]),
            texts={tag: values.PictureText(caption, alt) for tag, (caption, alt) in said.items()},
            until=end_of_rights(self.rights_until) if self.rights_until else msgspec.UNSET,
            warning={tag: line(text) for tag, text in self.warnings.items()} if self.sensitive else msgspec.UNSET,
        )

    def public_value(self, *, without: int | None = None) -> values.Picture:
        """What the record has of it: its texts in the languages in which readers have it, drafts' not."""
        value, tags = self.value(), self.shown_in(without=without)
        said = value.warning
        return replace(
            value,
            texts={tag: text for tag, text in value.texts.items() if tag in tags},
            warning={tag: text for tag, text in said.items() if tag in tags} if said else said,
        )

    def shown_in(self, *, without: int | None = None) -> frozenset[str]:
        """The languages of the live pages that show it, but the page ``without``; all on line, if all share it."""
        live = self.uses.filter(live=True).exclude(page=without)
        codes = set(live.values_list("page__locale__language_code", flat=True))
        relations = ((relation.related_model, relation.field.name) for relation in shared_relations())
        if any(model._default_manager.filter(**{name: self}).exists() for model, name in relations):
            fronts = apps.get_model("newsroom", "FrontPage").objects.filter(live=True)
            codes |= set(fronts.values_list("locale__language_code", flat=True))
        return frozenset(tag_of(code) for code in codes)

    @property
    def is_public(self) -> bool:
        """Whether a published text has brought it into the record."""
        return isinstance(record.newest(self.key), values.Picture)

    def publish(self, *, without: int | None = None) -> None:
        """Record it: called when a text that uses it is published, and when the page ``without`` shows it no more."""
        record.post(self.public_value(without=without))
        if not self.published:
            self.published = True
            type(self).objects.filter(pk=self.pk).update(published=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, make the renditions of a new file, and record the change if the picture is public.

        Raises Refusal where the file cannot be taken; nothing is written then.
        """
        uploaded = bool(self.file) and (not self.file._committed or self._state.adding)
        if uploaded and not self._state.adding:
            self.awaiting = False
        if uploaded and not self.awaiting:
            self._take_file()
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {
                    *kwargs["update_fields"],
                    "digest",
                    "sizes",
                    "shape",
                    "found",
                    "framing",
                    "awaiting",
                }
        if not kwargs.get("update_fields"):
            self.words = self.all_words()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.is_public:
                self.publish()

    def reframe(self, framing: Framing) -> None:
        """Make its sizes anew around another focal point, or without what is cut off, and save it; raises Refusal."""
        with self.open_file() as opened:
            made = prepare(opened.read(), Path(settings.DATELINE_BLOBS), framing).made
        self.framing, self.sizes = msgspec.to_builtins(framing), msgspec.to_builtins(made.renditions)
        self.save()

    def all_words(self) -> str:
        """Everything the library's search looks at, folded."""
        texts = [text for mapping in (self.captions, self.alts, self.descriptions) for text in mapping.values()]
        tags = [str(tag) for tag in self.tags.all()] if self.pk else []
        return folded(" ".join([*(getattr(self, name) for name in SAID), *texts, *tags, self.found.get("name", "")]))

    def remember_words(self) -> None:
        """Write its words anew: called where its tags were set after its row."""
        self.words = self.all_words()
        type(self).objects.filter(pk=self.pk).update(words=self.words)

    def _take_file(self) -> None:
        with self.open_file() as opened:
            original = opened.read()
            opened.seek(0)
        digest = sha256(original).hexdigest()
        if self.digest == digest:
            return
        if self.prepared is None or self.prepared.made.digest != digest:
            self.prepared = prepare(original, Path(settings.DATELINE_BLOBS))
        self.framing = {}  # it said where something stands in another file
        made = self.prepared.made
        self.digest, self.sizes = digest, msgspec.to_builtins(made.renditions)
        self.shape = "square" if made.width == made.height else "landscape" if made.width > made.height else "portrait"
        self.found = {
            **msgspec.to_builtins(self.prepared.said),
            "animated": made.animated,
            "name": PurePath(self.file.name).name,
        }


def end_of_rights(until: str) -> datetime:
    """The instant that is written, or the end of the day."""
    last = Moment.parse(until)
    return last.instant if last.exact else last.instant + timedelta(days=1)


def shared_relations() -> list[models.ForeignObjectRel]:
    """The ways in which rows that are no pages point at a picture, as dossiers do."""
    own = {Picture._meta.get_field("renditions").related_model, Picture.tags.through, PictureUse}
    return [
        relation
        for relation in Picture._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel)
        and relation.one_to_many
        and not issubclass(relation.related_model, Page)
        and relation.related_model not in own  # Wagtail's thumbnails and the through table of tags are part of it
    ]


class PictureRendition(AbstractRendition):
    """Wagtail's own thumbnails, for the newsroom's eyes only."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class PictureUse(models.Model):
    """A page that shows a picture: in what readers get, in its newest draft, or both. ``newsroom/pictures/uses.py``."""

    wagtail_reference_index_ignore = True

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    live = models.BooleanField(default=False)
    draft = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "page"], name="picture_use_once_a_page")]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.page_id}"
