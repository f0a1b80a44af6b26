"""Bringing Wagtail's own search and “where used” up to date, off the publish path, as the worker finds time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.standing import StandingPage


def refresh(since: datetime, *, limit: int = 200) -> int:
    """Index what was saved after ``since``, at most ``limit`` things of each sort; returns how many."""
    pages = [
        *EditionPage.objects.filter(latest_revision_created_at__gt=since).order_by("latest_revision_created_at")[
            :limit
        ],
        *FrontPage.objects.filter(latest_revision_created_at__gt=since)[:limit],
        *StandingPage.objects.filter(latest_revision_created_at__gt=since)[:limit],
    ]
    pictures = list(Picture.objects.filter(created_at__gt=since)[:limit])
    # Not insert_or_update_object(): it passes over backends that are not brought up to date by themselves, as ours.
    for backend in get_search_backends():
        for thing in filter(None, map(index.get_indexed_instance, [*pages, *pictures])):
            backend.add(thing)
    for page in pages:
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(page)
    return len(pages) + len(pictures)
