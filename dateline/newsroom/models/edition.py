"""Editions: one story in one language, as its desk edits it."""

from __future__ import annotations

from typing import Any

from anyascii import anyascii
from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Orderable

from dateline.edition import values
from dateline.newsroom import board_rows, embargo, help_texts, history, labels, preview, record, typos
from dateline.newsroom.actions.trash import thrown_away
from dateline.newsroom.body import BodyField
from dateline.newsroom.desk.beside import SourceBeside
from dateline.newsroom.desk.held_back import EmbargoNotice
from dateline.newsroom.desk.rights import EditionRights
from dateline.newsroom.desk.typo_notice import TypoNotice
from dateline.newsroom.desk.unread_panel import TranslationHelpPanel
from dateline.newsroom.desk.writing import WritingTools
from dateline.newsroom.forms import EditionForm
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.entities import Organisation, Place
from dateline.newsroom.models.kept import KeptPage
from dateline.newsroom.models.moments import MomentField
from dateline.newsroom.models.person import Person
from dateline.newsroom.models.redirect import lead_here, move_address
from dateline.newsroom.models.section import Section
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.snapshot import snapshot
from dateline.newsroom.standings import carry_along
from dateline.newsroom.taken_along import publish_shown, take_back
from dateline.newsroom.unfinished import check_finished, markers
from dateline.newsroom.unread import check_read
from dateline.newsroom.versions import KINDS, last_edition, settle

WHOLE = ("version", "changes")
STAMPS = ("editorial_first_published", "editorial_updated")
AGAIN = _("Why it goes out again")
UNTOLD = [*WHOLE, *STAMPS, "publish_kind", "publish_note", "typo_confirmed", "old_addresses"]


class EditionPage(KeptPage):
    """Stands under the front of its language; ``translation_key`` is the story's id.

    ``old_addresses`` are paths of the site that an import took it from. They lead here once it is published, not
    before: a redirect would tell readers that it exists.
    """

    recorded_fields = frozenset({"title", "slug", "kicker", "summary", "dateline", "body", *WHOLE})
    base_form_class = EditionForm
    exclude_fields_in_copy = UNTOLD

    kicker = models.CharField(_("kicker"), max_length=255, blank=True, help_text=help_texts.KICKER)
    summary = models.TextField(_("summary"), blank=True, help_text=help_texts.SUMMARY)
    dateline = models.CharField(_("dateline"), max_length=255, blank=True, help_text=help_texts.DATELINE)
    sources = models.TextField(_("sources"), blank=True, help_text=help_texts.SOURCES)
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
        help_text=help_texts.SECTION,
    )
    dossiers = ParentalManyToManyField(
        Dossier, verbose_name=_("dossiers"), blank=True, related_name="editions", help_text=help_texts.DOSSIERS
    )
    subjects = models.TextField(_("subjects"), blank=True, help_text=help_texts.SUBJECTS)
    people = ParentalManyToManyField(
        Person, verbose_name=_("people"), blank=True, related_name="+", help_text=help_texts.PEOPLE
    )
    places = ParentalManyToManyField(
        Place, verbose_name=_("places"), blank=True, related_name="+", help_text=help_texts.PLACES
    )
    organisations = ParentalManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="+", help_text=help_texts.ORGANISATIONS
    )
    label = models.CharField(
        _("label"), max_length=10, blank=True, default="", choices=labels.CHOICES, help_text=help_texts.LABEL
    )
    label_name = models.CharField(_("whose copy"), max_length=200, blank=True, help_text=help_texts.LABEL_NAME)
    lead_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.LEAD_PICTURE,
    )
    lead_caption = models.TextField(_("lead caption"), blank=True, help_text=help_texts.LEAD_CAPTION)
    lead_alt = models.TextField(_("lead alternative text"), blank=True, help_text=help_texts.LEAD_ALT)
    body = BodyField(blank=True, verbose_name=_("body"), help_text=help_texts.BODY)
    editorial_first_published = MomentField(_("first published"), help_text=help_texts.FIRST_PUBLISHED)
    editorial_updated = MomentField(_("updated"), help_text=help_texts.UPDATED)
    derived_from = models.JSONField(null=True, blank=True, editable=False)
    unread = models.JSONField(default=list, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    changes = models.JSONField(default=list, blank=True, editable=False)
    typo_confirmed = models.JSONField(null=True, blank=True, editable=False)
    old_addresses = models.JSONField(default=list, blank=True, editable=False)
    publish_kind = models.CharField(
        _("publish kind"),
        max_length=14,
        blank=True,
        default="",
        choices=[(kind, kind) for kind in KINDS],
        help_text=help_texts.PUBLISH_KIND,
    )
    publish_note = models.TextField(_("note for readers"), blank=True, default="", help_text=help_texts.PUBLISH_NOTE)

    content_panels = [
        EmbargoNotice(),
        TypoNotice(),
        SourceBeside(classname="source-beside"),
        FieldRowPanel([FieldPanel("label"), FieldPanel("label_name")]),
        FieldPanel("kicker"),
        TitleFieldPanel("title", heading=_("Headline"), help_text=help_texts.HEADLINE, placeholder=_("Headline")),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("publish_kind"), FieldPanel("publish_note")], heading=AGAIN),
        FieldRowPanel([FieldPanel("dateline"), FieldPanel("section")]),
        InlinePanel("bylines", label=_("Byline")),
        MultiFieldPanel(
            [FieldPanel("lead_picture"), FieldPanel("lead_caption"), FieldPanel("lead_alt")], heading=_("Lead picture")
        ),
        FieldPanel("body"),
        TranslationHelpPanel(heading=_("Translation help")),
        FieldPanel("sources"),
        InlinePanel("related", label=_("Related story")),
        WritingTools(classname="writing-tools"),
    ]
    promote_panels = [
        FieldPanel("slug", help_text=help_texts.SLUG),
        FieldRowPanel([FieldPanel("editorial_first_published"), FieldPanel("editorial_updated")]),
        FieldPanel("dossiers"),
        FieldPanel("people"),
        FieldPanel("places"),
        FieldPanel("organisations"),
        FieldPanel("subjects"),
    ]
    parent_page_types = ["newsroom.FrontPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    @property
    def key(self) -> str:
        """``edition/<story>/<language>``."""
        return values.edition_key(self.translation_key, self.tag)

    @property
    def is_published(self) -> bool:
        """Whether the record shows it to readers."""
        return isinstance(record.newest(self.key), values.Edition)

    @property
    def reader_path(self) -> str:
        """Its address for readers, empty before the first publication; it answers 410 once withdrawn."""
        last = last_edition(self.key) if self.version else None
        return last.path if last else ""

    def value(self) -> values.Edition:
        """What readers get of it as it stands in memory."""
        return snapshot(self)

    def prepare(self) -> None:
        """No kill, no embargo, nothing still to come, nothing unread; then version, publish kind and stamps."""
        self._check_alive()
        embargo.check(self.translation_key)
        check_finished(self)
        check_read(self)
        labels.check_label(self)
        settle(self)

    def publish_value(self) -> None:
        """Record the edition, the pictures, sound and film it shows, and where its address moved."""
        value, before = self.value(), last_edition(self.key)
        publish_shown((value.lead, *value.blocks))
        if before:
            take_back((before.lead, *before.blocks), self, still=(value.lead, *value.blocks))
        if before and before.path != value.path:
            move_address(before.path, value.path)
        lead_here(self.old_addresses, value.path)
        record.post(value, version=value.version)
        typos.keep(self, before, value)
        board_rows.published(value.story, value.language)

    def withdraw(self) -> None:
        """Record that it stood here, with none of its text."""
        last = record.newest(self.key)
        if isinstance(last, values.Edition):
            gone = values.Withdrawn(story=last.story, language=last.language, path=last.path)
            record.post(gone, version=last.version)
            board_rows.withdrawn(last.story, last.language)
            take_back((last.lead, *last.blocks), self)

    def check_new(self) -> None:
        """An edition stands under the front of its language, and a story has one edition a language."""
        self._set_core_field_defaults()
        self._check_alive()
        if self.get_parent().locale_id != self.locale_id:
            raise Refusal(gettext("That front is of another language. Use “Translate into …” to bring a story there."))
        if EditionPage.objects.filter(translation_key=self.translation_key, locale=self.locale_id).exists():
            if thrown_away(self.translation_key, self.locale):
                raise Refusal(
                    gettext("This story’s edition in that language is in the trash. Bring it back from there.")
                )
            raise Refusal(gettext("This story has an edition in that language already. Open that one."))

    def _check_alive(self) -> None:
        if history.is_killed(self.translation_key):
            raise Refusal(gettext("This story was killed, so no edition of it can be made. Begin a new story."))

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save the draft; blocks that were cut in two or put together keep what they were made from."""
        carry_along(self)
        saved = super().save_revision(*args, **kwargs)
        board_rows.keep_story(self.translation_key)
        return saved

    def with_content_json(self, content: Any) -> Any:
        """A revision as an object: what belongs to the edition as a whole comes from its row."""
        revived = super().with_content_json(content)
        for name in WHOLE:
            setattr(revived, name, getattr(self, name))
        for name in STAMPS:
            setattr(revived, name, getattr(revived, name) or getattr(self, name))
        return revived

    def _set_core_field_defaults(self) -> None:
        """Slugs are ASCII in every script, so that addresses can be read out and typed."""
        slug = getattr(self, "slug", "")  # Wagtail sets it below, which mypy cannot follow
        if not slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            self.slug = self._get_autogenerated_slug(slug_of(self.title) or str(self.translation_key)[:8])
        super()._set_core_field_defaults()

    def move(self, target: Any, pos: Any = None, user: Any = None) -> Any:
        """An edition stays under the front of its language."""
        parent = target if pos in {"first-child", "last-child", "sorted-child"} else target.get_parent()
        if parent.pk != self.get_parent().pk:
            raise Refusal(gettext("An edition stays under the front of its language. Use “Translate into …” instead."))
        return super().move(target, pos=pos, user=user)

    def get_url_parts(self, request: Any = None) -> tuple[Any, str, str] | None:
        """The reader's address, for the admin's links."""
        return (None, "", self.reader_path) if self.live else None

    def permissions_for_user(self, user: Any) -> EditionRights:
        """What a person may do with it."""
        return EditionRights(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The reader's page over what stands in the form."""
        return preview.serve(self)


class EditionByline(Orderable):
    """Who wrote: a shared person, or a name as printed."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_texts.BYLINE_PERSON,
    )
    name = models.CharField(_("name"), max_length=255, blank=True, help_text=help_texts.BYLINE_NAME)

    panels = [FieldPanel("person"), FieldPanel("name")]

    def clean(self) -> None:
        """One or the other."""
        if not self.person and not self.name.strip():
            raise Refusal(gettext("Choose a person or write a name."), field="name")


class EditionRelated(Orderable):
    """A story that the editor wants read beside this one. Its id stays when the page it was chosen by is gone."""

    page = ParentalKey(EditionPage, on_delete=models.CASCADE, related_name="related")
    chosen = models.ForeignKey(
        EditionPage,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_texts.RELATED,
    )
    story = models.UUIDField(null=True, editable=False)

    panels = [FieldPanel("chosen")]

    def clean(self) -> None:
        """Keep the story's id."""
        super().clean()
        if self.chosen:
            self.story = self.chosen.translation_key
        if self.story is None:
            raise Refusal(gettext("Choose a story, or take this line out."), field="chosen")


def slug_of(headline: str) -> str:
    """An ASCII slug of at most 80 characters in whole words; none for a headline that is still to come."""
    if markers(headline):
        return ""
    slug = slugify(anyascii(headline))
    return slug if len(slug) <= 80 else slug[:80].rpartition("-")[0] or slug[:80]
