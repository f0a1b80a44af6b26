"""Standing pages: about, contact, privacy and the like, in one language each, with drafts and history of their own."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.edition.codec import decode
from dateline.edition.moment import Moment
from dateline.newsroom import help_texts, preview, record
from dateline.newsroom.actions.trash import thrown_away
from dateline.newsroom.body import BodyField, blocks_of
from dateline.newsroom.desk.rights import EditionRights
from dateline.newsroom.desk.writing import WritingTools
from dateline.newsroom.forms import StandingPageForm
from dateline.newsroom.models.edition import slug_of
from dateline.newsroom.models.kept import KeptPage
from dateline.newsroom.models.moments import MomentField
from dateline.newsroom.models.redirect import move_address
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.taken_along import publish_shown, take_back
from dateline.newsroom.unfinished import check_finished
from dateline.record.follow import history

KINDS = [
    ("about", _("about us")),
    ("contact", _("contact")),
    ("corrections", _("corrections policy")),
    ("accessibility", _("accessibility")),
    ("privacy", _("privacy")),
    ("legal", _("legal notice")),
    ("other", _("another page")),
]
TAKEN = {"archive", "errata", "search", "section", "dossier", "not-found", "feed"}
YEAR = re.compile(r"\d+")
KIND = _("What the page is for, as in “contact”. It decides its place in a footer that nobody has arranged.")
WHOLE = ("version", "updated")


class StandingPage(KeptPage):
    """Stands under the front of its language; ``translation_key`` is its id in all languages."""

    recorded_fields = frozenset({"title", "slug", "kind", "summary", "body", *WHOLE})
    base_form_class = StandingPageForm
    exclude_fields_in_copy = [*WHOLE]

    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default="other", help_text=KIND)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One sentence under the title, as in “Who we are and who pays for it.”")
    )
    body = BodyField(blank=True, verbose_name=_("body"), help_text=help_texts.BODY)
    updated = MomentField(editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    derived_from = models.JSONField(null=True, blank=True, editable=False)

    content_panels = [
        TitleFieldPanel("title", help_text=_("As readers see it, as in “About us”."), placeholder=False),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        WritingTools(classname="writing-tools"),
    ]
    promote_panels = [FieldPanel("slug", help_text=_("The last part of its address, as in about-us"))]
    parent_page_types = ["newsroom.FrontPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    @property
    def key(self) -> str:
        """``page/<id>/<language>``."""
        return values.page_key(self.translation_key, self.tag)

    @property
    def is_published(self) -> bool:
        """Whether the record shows it to readers."""
        return isinstance(record.newest(self.key), values.StandingPage)

    @property
    def reader_path(self) -> str:
        """Its address for readers, empty before the first publication; it answers 410 once withdrawn."""
        last = last_page(self.key) if self.version else None
        return last.path if last else ""

    def value(self) -> values.StandingPage:
        """What readers get of it as it stands in memory; raises Refusal."""
        try:
            return values.StandingPage(
                id=self.translation_key,
                language=self.tag,
                version=self.version,
                kind=cast(values.PageKind, self.kind),
                title=line(self.title),
                slug=self.slug,
                updated=Moment.parse(self.updated),
                summary=line(self.summary),
                blocks=blocks_of(self.body, self.translation_key),
                derived_from=msgspec.convert(self.derived_from, values.Derivation) if self.derived_from else None,
            )
        except (ValueError, msgspec.ValidationError) as error:
            if isinstance(error, Refusal):
                raise
            words = gettext("This page cannot be published as it stands: %(reason)s.")
            raise Refusal(words % {"reason": error}) from error

    def prepare(self) -> None:
        """Nothing is still to come; its next version, changed now."""
        check_finished(self)
        check_slug(self.slug)
        self.version = record.last_version(self.key) + 1
        self.updated = str(Moment(timezone.now()))

    def publish_value(self) -> None:
        """Record the page, the pictures, sound and film it shows, and where its address moved."""
        value, before = self.value(), last_page(self.key)
        publish_shown(value.blocks)
        if before:
            take_back(before.blocks, self, still=value.blocks)
        if before and before.path != value.path:
            move_address(before.path, value.path)
        record.post(value, version=value.version)

    def withdraw(self) -> None:
        """Record that it stood here, with none of its text."""
        last = record.newest(self.key)
        if isinstance(last, values.StandingPage):
            record.post(values.WithdrawnPage(id=last.id, language=last.language, path=last.path), version=last.version)
            take_back(last.blocks, self)

    def check_new(self) -> None:
        """It stands under the front of its language, once a language."""
        self._set_core_field_defaults()
        if self.get_parent().locale_id != self.locale_id:
            raise Refusal(gettext("That front is of another language. Use “Translate into …” to bring a page there."))
        if StandingPage.objects.filter(translation_key=self.translation_key, locale=self.locale_id).exists():
            if thrown_away(self.translation_key, self.locale):
                raise Refusal(gettext("This page is in the trash in that language. Bring it back from there."))
            raise Refusal(gettext("This page exists in that language already. Open that one."))

    def with_content_json(self, content: Any) -> Any:
        """A revision as an object: what belongs to the page as a whole comes from its row."""
        revived = super().with_content_json(content)
        for name in WHOLE:
            setattr(revived, name, getattr(self, name))
        return revived

    def _set_core_field_defaults(self) -> None:
        """Slugs are ASCII in every script, so that addresses can be read out and typed."""
        slug = getattr(self, "slug", "")
        if not slug and (self.path or getattr(self, "_cached_parent_obj", None)):
            self.slug = self._get_autogenerated_slug(slug_of(self.title) or self.kind)
        super()._set_core_field_defaults()

    def move(self, target: Any, pos: Any = None, user: Any = None) -> Any:
        """A page stays under the front of its language."""
        parent = target if pos in {"first-child", "last-child", "sorted-child"} else target.get_parent()
        if parent.pk != self.get_parent().pk:
            raise Refusal(gettext("A page stays under the front of its language. Use “Translate into …” instead."))
        return super().move(target, pos=pos, user=user)

    def get_url_parts(self, request: Any = None) -> tuple[Any, str, str] | None:
        """The reader's address, for the admin's links."""
        return (None, "", self.reader_path) if self.live else None

    def permissions_for_user(self, user: Any) -> EditionRights:
        """What a person may do with it."""
        return EditionRights(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The reader's page over what stands in the form."""
        self.updated = self.updated or str(Moment(timezone.now()))
        try:
            return preview.of_page(self.value())
        except Refusal as refusal:
            return preview.words(refusal.words, status=200)


def check_slug(slug: str) -> None:
    """Refuse an address that the site needs for itself: days of the archive, search, sections."""
    if slug in TAKEN or YEAR.fullmatch(slug):
        words = gettext("The address “%(slug)s” is needed by the site itself. Choose another, as in “about-us”.")
        raise Refusal(words % {"slug": slug}, field="slug")


def last_page(key: str) -> values.StandingPage | None:
    """The page last published under a key, withdrawn or not; None where none was or it was erased."""
    found = record.newest(key)
    if isinstance(found, values.StandingPage):
        return found
    with record.cursor() as cursor:
        entries = history(cursor, key)
    for entry in reversed(entries):
        value = decode(entry.payload) if entry.payload else None
        if isinstance(value, values.StandingPage):
            return value
    return None
