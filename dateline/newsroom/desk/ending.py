"""Pictures that readers get and that we may soon show no more: the desk is told before they leave their texts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from dateline.newsroom.desk.today import SHOWN, Found, Line
from dateline.newsroom.models.picture import Picture, PictureUse, end_of_rights
from dateline.newsroom.permissions import Action, may

AHEAD = timedelta(days=7)


def rights_ending(user: Any, now: datetime) -> Found:
    """Those in published texts whose rights end within a week, or ended in the last one; the first to end on top."""
    if not may(user, Action.CHANGE_PICTURES):
        return Found(())
    first, last = f"{now - AHEAD:%Y-%m-%d}", f"{now + AHEAD:%Y-%m-%d}~"  # sorts behind every instant of that day
    live = PictureUse.objects.filter(picture=OuterRef("pk"), live=True)
    found = Picture.objects.filter(Exists(live), rights_until__gte=first, rights_until__lte=last)
    lines = [_line(picture, now) for picture in found.order_by("rights_until", "pk")[: SHOWN + 1]]
    return Found(tuple(lines[:SHOWN]), more=len(lines) > SHOWN)


def _line(picture: Picture, now: datetime) -> Line:
    end = end_of_rights(picture.rights_until)
    return Line(
        headline=picture.title,
        tag="",
        language="",
        url=reverse("wagtailimages:edit", args=[picture.pk]),
        when=end,
        late=end <= now,
    )
