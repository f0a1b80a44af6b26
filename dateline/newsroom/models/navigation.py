"""Navigations: the menu under the masthead and the footer of one language, as its desk arranges them."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin

from dateline.edition import house as ways
from dateline.edition import values
from dateline.edition.house import Link
from dateline.newsroom import preview, record, tags
from dateline.newsroom.blocks.ways import Footer, Ways, groups_of, links_of
from dateline.newsroom.body import BodyField
from dateline.newsroom.language_names import called
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.section import Section
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.refusal import Refusal

HELP = _(
    "Readers see a link only while its goal is published in this language. Delete the whole navigation to have the"
    " sections and standing pages in their order again. Reorder by dragging, or with the arrow buttons of each link."
)
HEADER = _("Under the masthead, after “Front page”, as in World, Economy, Culture.")
FOOTER = _("Groups at the end of every page, as in “About us” with About, Contact and Corrections.")


class NavigationForm(WagtailAdminModelForm):
    """Offers the languages whose navigation this person arranges."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields and self.for_user:
            offered = [(tag, name) for tag, name in tags.choices() if may(self.for_user, Action.NAVIGATION, tag)]
            self.fields["language"].choices = [("", "---------"), *offered]


class Navigation(PreviewableMixin, models.Model):
    """One a language; saving it publishes it."""

    wagtail_reference_index_ignore = True

    language = models.CharField(
        _("language"), max_length=20, choices=tags.choices, unique=True, help_text=_("As in français (fr)")
    )
    header = BodyField(Ways, blank=True, verbose_name=_("menu"), help_text=HEADER)
    footer = BodyField(Footer, blank=True, verbose_name=_("footer"), help_text=FOOTER)

    base_form_class = NavigationForm
    panels = [HelpPanel(content=HELP), FieldPanel("language"), FieldPanel("header"), FieldPanel("footer")]

    class Meta:
        ordering = ["language"]
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")

    def __str__(self) -> str:
        return str(self.get_language_display())

    @property
    def key(self) -> str:
        """``navigation/<language>``."""
        return f"navigation/{self.language}"

    def value(self) -> ways.Navigation:
        """What readers get of it; raises Refusal in words."""
        try:
            return ways.Navigation(language=self.language, header=links_of(self.header), footer=groups_of(self.footer))
        except ValueError as error:
            raise Refusal(str(error)) from error

    def clean(self) -> None:
        """Refuse at the form what recording would refuse."""
        super().clean()
        self.value()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row and record it, both or neither; a language that was changed gets the default again."""
        with transaction.atomic():
            before = Navigation.objects.filter(pk=self.pk).values_list("language", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.language:
                record.post(values.Removed(f"navigation/{before}"))
            record.post(self.value())

    def left_out(self) -> list[str]:
        """The links that readers of this language do not see, each in words that say what to do."""
        value, name = self.value(), called(self.language)
        everything = [*value.header, *(link for group in value.footer for link in group.links)]
        return [words for words in (missing(link, self.language, name) for link in everything) if words]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The front as readers would see it with this navigation."""
        return preview.of_front(self.language, self.value())


def missing(link: Link, tag: str, english: str) -> str:
    """Why a link is left out in a language; empty where it is shown."""
    if link.section or link.dossier:
        thing = Section.objects.filter(uuid=link.section) if link.section else Dossier.objects.filter(uuid=link.dossier)
        if thing.filter(names__language=tag).exists():
            return ""
        words = gettext("“%(name)s” has no name in %(language)s, so the link is left out. Give it one.")
        return words % {"name": link.label or str(thing.first() or ""), "language": english}
    published = {page.id for page in published_pages(tag)}
    if link.page is None or link.page in published:
        return ""
    words = gettext("“%(name)s” is not published in %(language)s, so the link is left out. Translate and publish it.")
    return words % {"name": link.label or title_of(link.page), "language": english}


def published_pages(tag: str) -> list[values.StandingPage]:
    """The standing pages that readers of a language get."""
    pages = StandingPage.objects.live().filter(locale__language_code=tags.code_of(tag))
    found = (record.newest(page.key) for page in pages)
    return [each for each in found if isinstance(each, values.StandingPage)]


def title_of(page: Any) -> str:
    """A title for messages: of any language that has the page."""
    return str(StandingPage.objects.filter(translation_key=page).values_list("title", flat=True).first() or "")
