"""For templates about a desk's work: what the trash does with a page, and the story's other editions."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from dateline.newsroom.desk.others import Other, others
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.kept import KeptPage
from dateline.newsroom.models.trashed import KEPT_DAYS

register = template.Library()


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
