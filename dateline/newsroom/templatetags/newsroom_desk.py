"""For templates about a desk's work: what the trash does with a page, and the story's other editions."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dateline.newsroom.desk.others import Other, others
from dateline.newsroom.models.dossier import Dossier
from dateline.newsroom.models.entities import Organisation, Place
from dateline.newsroom.models.event import Event
from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.kept import KeptPage
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.person import Person
from dateline.newsroom.models.redirect import Redirect
from dateline.newsroom.models.section import Section
from dateline.newsroom.models.trashed import KEPT_DAYS

register = template.Library()

# What an empty list is for, in the words of its first step.
FIRST_STEPS: dict[type[Any], Promise] = {
    Section: _("There is no section yet. Stories belong to one for good, as in “Europe”; give it a name per language."),
    Dossier: _("There is no dossier yet. It is the running file of one affair, as in “Peace talks”."),
    Event: _("There is no event yet. Events make the timeline of a dossier, as in “Founding Act signed in Paris”."),
    Person: _("Nobody is named yet. Bylines and stories name people from here, in every language alike."),
    Place: _("No place is named yet. Stories name the places where news happens, as in “Brussels”."),
    Organisation: _("No organisation is named yet. Stories name the bodies in the news, as in “NATO”."),
    Redirect: _("No address has moved yet. Readers who ask for an old one are led on from here."),
    HouseFace: _("No language differs from the house. Make an entry where its name, logo or colours should."),
    Navigation: _("No language has a navigation of its own; each shows its sections. Arrange one here."),
}


@register.filter
def in_language(words: str, tag: str) -> SafeString:
    """Words marked as being in a language, as a headline is wherever it stands among the newsroom's own words."""
    return format_html('<bdi lang="{}">{}</bdi>', tag, words)


@register.simple_tag
def what_for(view: Any) -> str | Promise:
    """What is said where the list of a view's model is empty; the model itself would be called by the template."""
    return FIRST_STEPS.get(view.model, "")


@register.simple_tag
def kept(page: Any) -> bool:
    """Whether deleting this puts it into the trash."""
    return isinstance(page, KeptPage)


@register.simple_tag
def kept_days() -> int:
    """How long it stays there."""
    return KEPT_DAYS


@register.simple_tag
def new_story_url(front: Any, user: Any) -> str:
    """The form of a new story at a desk; empty for whoever may not write there."""
    front = front.specific
    if not isinstance(front, FrontPage) or not front.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front.pk])


@register.simple_tag
def other_editions(page: KeptPage, user: Any) -> list[Other]:
    """The other editions of a page's story."""
    return others(page, user)
