"""Fronts: the opening page of a language; its editions stand under it, so its permissions are the desk's."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from dateline.edition import values
from dateline.edition.characters import line
from dateline.languages.language import language
from dateline.newsroom import help_texts, record
from dateline.newsroom.desk.rights import FrontRights
from dateline.newsroom.language_names import called
from dateline.newsroom.models.recorded import RecordedPage
from dateline.newsroom.refusal import Refusal


class FrontPage(RecordedPage):
    """While it is published its language is on line."""

    recorded_fields = frozenset({"title", "slug", "tagline", "live"})

    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=help_texts.TAGLINE)

    content_panels = [FieldPanel("title", heading=_("Name"), help_text=help_texts.FRONT_NAME), FieldPanel("tagline")]
    promote_panels: list[Any] = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.EditionPage", "newsroom.StandingPage", "newsroom.CuratedFront"]

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    @property
    def key(self) -> str:
        """``front/<language>``."""
        return f"front/{self.tag}"

    @property
    def reader_path(self) -> str:
        """Its address for readers."""
        return f"/{values.segment(self.tag)}/"

    def value(self) -> values.Front:
        """What readers get of it."""
        return values.Front(language=self.tag, name=line(self.title), tagline=line(self.tagline))

    def get_admin_display_title(self) -> str:
        """What tells the fronts apart in the newsroom: all of them bear the name of the house."""
        its = language(self.tag)
        names = dict.fromkeys((called(self.tag), its.name))  # English, in English, is no other name
        notes = () if its.reviewed_by else (gettext("not reviewed by a native speaker"),)
        # Isolated (UAX 9), so that each name reads its own way in a newsroom of either direction.
        return " · ".join(f"\u2068{each}\u2069" for each in (*names, *notes))

    @property
    def is_published(self) -> bool:
        """Whether the record shows it to readers."""
        return isinstance(record.newest(self.key), values.Front)

    def check_new(self) -> None:
        """One front a language."""
        if FrontPage.objects.filter(locale=self.locale_id).exists():
            raise Refusal(gettext("This language has its front already."))

    def withdraw(self) -> None:
        """The language goes off line."""
        record.post(values.Removed(self.key))

    def get_url_parts(self, request: Any = None) -> tuple[Any, str, str] | None:
        """The reader's address, for the admin's links."""
        return (None, "", self.reader_path) if self.live else None

    def move(self, target: Any, pos: Any = None, user: Any = None) -> Any:
        """Fronts keep their place under the root."""
        if pos in {"first-child", "last-child", "sorted-child"} and not target.is_root():
            raise Refusal(gettext("A front stands directly under the root."))
        return super().move(target, pos=pos, user=user)

    def permissions_for_user(self, user: Any) -> FrontRights:
        """What a person may do with it."""
        return FrontRights(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponseRedirect:
        """A front is made of published stories: its preview is the page readers get."""
        return HttpResponseRedirect(self.reader_path)
