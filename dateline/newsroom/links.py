"""Links inside a text: Wagtail's links to pages become addresses that readers can follow."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail.models import Page

from dateline.newsroom.refusal import Refusal

LOST = ""


def reader_path(page_id: Any) -> str:
    """The reader's address of a page; empty where the page has gone. Refuses a link to what was never published."""
    if not str(page_id).isdigit():
        return LOST
    page = Page.objects.filter(pk=int(page_id)).first()
    if page is None:
        return LOST
    path = getattr(page.specific, "reader_path", None)
    if not path:
        words = gettext(
            "The text links to “%(title)s”, which is not published. Publish that first, or take the link out."
        )
        raise Refusal(words % {"title": page.title})
    return str(path)
