"""For templates about a desk's work: what the trash does with a page, and the story's other editions."""

from __future__ import annotations

from typing import Any

from django import template

from dateline.newsroom.desk.others import Other, others
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
def other_editions(page: KeptPage, user: Any) -> list[Other]:
    """The other editions of a page's story."""
    return others(page, user)
