"""Links to a preview for outsiders: given, looked up, withdrawn. The token is known to whoever was given it alone."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import audit
from dateline.newsroom.embargo import clock
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.preview_link import PreviewLink
from dateline.newsroom.refusal import Refusal

LONGEST = timedelta(hours=24)
TOKEN_BYTES = 32


def give_link(page: EditionPage, *, whom: str, lasts: timedelta, user: Any) -> tuple[str, PreviewLink]:
    """(address, row): the newest draft as it stands now. The address is told this once and can never be read again.

    Raises Refusal where the link would last longer than a day, or for nobody.
    """
    if not timedelta(0) < lasts <= LONGEST:
        raise Refusal(_("A link lasts a day at most. Make another one tomorrow."), field="hours")
    if not whom.strip():
        raise Refusal(_("Say for whom the link is, so that everybody here knows who reads this draft."), field="whom")
    token, now = secrets.token_urlsafe(TOKEN_BYTES), timezone.now()
    with transaction.atomic():
        PreviewLink.objects.filter(expires__lte=now).delete()
        link = PreviewLink.objects.create(
            digest=_digest(token),
            page=page,
            revision=page.get_latest_revision(),
            whom=whom.strip()[:200],
            user=user,
            who=audit.name_of(user)[:255],
            made=now,
            expires=now + lasts,
        )
        audit.log(user, "preview link given", page, detail=f"{link.whom}, until {clock(link.expires)}")
    return settings.WAGTAILADMIN_BASE_URL + reverse("newsroom_shared_preview", args=[token]), link


def look(token: str) -> PreviewLink | None:
    """The link of a token; None where there is none, where it has run out, or where its edition lies in the trash."""
    links = PreviewLink.objects.open_at(timezone.now()).select_related("page__locale", "revision")
    found: PreviewLink | None = links.filter(digest=_digest(token)).first()
    return None if found is None or found.page.in_trash else found


def withdraw_link(link: PreviewLink, *, user: Any) -> None:
    """From now on it opens nothing."""
    with transaction.atomic():
        audit.log(user, "preview link withdrawn", link.page, detail=link.whom)
        link.delete()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
