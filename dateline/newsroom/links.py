"""Links inside a text: Wagtail's links to pages become addresses that readers can follow."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext
from wagtail.models import Page

from dateline.newsroom.refusal import Refusal

LOST = ""
GOOGLE = re.compile(r"(?:^|\.)google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$")


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


def unwrapped(href: str) -> str:
    """The address itself, where a text that was copied from Google Docs has a redirect of Google's around it."""
    try:
        parts = urlsplit(href)
        wrapped = parts.path == "/url" and GOOGLE.search(parts.hostname or "") is not None
    except ValueError:
        return href
    said = parse_qs(parts.query) if wrapped else {}
    return next(iter(said.get("q") or said.get("url") or [href]))
