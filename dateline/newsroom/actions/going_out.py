"""Releases: joined, moved, called off, and sent out in one transaction, so that all their pages change at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.newsroom import audit
from dateline.newsroom.embargo import clock
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.release import Release, ReleasePart
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.readiness import Standing, standing, standings
from dateline.newsroom.refusal import Refusal

log = logging.getLogger("dateline.newsroom")


class Refused(Exception):
    """An edition that was ready was refused at the last moment; ``words`` say why."""

    def __init__(self, part: ReleasePart, words: str) -> None:
        super().__init__(words)
        self.part, self.words = part, words


def plan(name: str, instant: datetime, *, waits: bool, user: Any = None) -> Release:
    """A new release with nothing in it yet. Raises Refusal for an instant that has passed."""
    _check_instant(instant)
    who = audit.name_of(user)[:255] if user else ""
    with transaction.atomic():
        made = Release.objects.create(name=name, instant=instant, waits=waits, user=user, who=who)
        audit.log(user, "release planned", made, detail=clock(instant))
    return made


def join(release: Release, pages: Iterable[EditionPage], *, user: Any = None) -> None:
    """Put editions into a release. Raises Refusal for one that lies in the trash or belongs to another release."""
    _check_planned(release)
    with transaction.atomic():
        for page in pages:
            elsewhere = ReleasePart.objects.filter(page=page, release__gone=None).exclude(release=release).first()
            if elsewhere is not None:
                words = _("“%(headline)s” goes out with “%(release)s” already. Take it out there first.")
                raise Refusal(words % {"headline": page.draft_title, "release": elsewhere.release.name})
            page.check_kept()
            release.parts.get_or_create(page=page)
            audit.log(user, "put into a release", page, detail=release.name)


def leave(part: ReleasePart, *, user: Any = None) -> None:
    """Take an edition out; it stays as it is."""
    _check_planned(part.release)
    with transaction.atomic():
        audit.log(user, "taken out of a release", part.page, detail=part.release.name)
        part.delete()


def say_ready(part: ReleasePart, *, user: Any) -> None:
    """The newest draft may go out with the release. Raises Refusal in the words of what it lacks."""
    _check_planned(part.release)
    found = standing(part, part.release.instant)
    if not found.can:
        raise Refusal(found.lacks or _("It is out already."))
    with transaction.atomic():
        part.ready, part.ready_by, part.ready_who = part.page.latest_revision, user, audit.name_of(user)[:255]
        part.told = ""
        part.save()
        audit.log(user, "ready for release", part.page, detail=part.release.name)


def take_back(part: ReleasePart, *, user: Any) -> None:
    """It is not ready after all."""
    _check_planned(part.release)
    with transaction.atomic():
        part.ready = part.ready_by = None
        part.save()
        audit.log(user, "not ready for release", part.page, detail=part.release.name)


def change(release: Release, *, name: str, instant: datetime, waits: bool, user: Any = None) -> tuple[str, ...]:
    """Another name, instant or choice. Returns the headlines of those that must be said to be ready anew.

    That a draft is ready was said for the instant as it was: earlier than that only whoever may publish it may say so.
    """
    _check_planned(release)
    _check_instant(instant)
    with transaction.atomic():
        parts = release.parts.exclude(ready=None).select_related("page__locale") if instant < release.instant else ()
        anew = [part for part in parts if user is not None and not may(user, Action.PUBLISH, part.page.tag)]
        for part in anew:
            take_back(part, user=user)
        release.name, release.instant, release.waits = name, instant, waits
        release.save()
        audit.log(user, "release changed", release, detail=clock(instant))
    return tuple(part.page.draft_title for part in anew)


def call_off(release: Release, *, user: Any = None) -> None:
    """No such release; its editions stay as they are."""
    _check_planned(release)
    with transaction.atomic():
        audit.log(user, "release called off", release)
        release.delete()


def go_out_due(now: datetime) -> int:
    """Send out every release whose instant has come; how many went. One that fails holds up no other."""
    gone = 0
    for release in Release.objects.due(now):
        try:
            gone += go_out(release, now)
        except Refused as refused:
            # The release is as it was; this edition must be looked at, and everybody sees why.
            ReleasePart.objects.filter(pk=refused.part.pk).update(ready=None, ready_by=None, told=refused.words)
            log.warning("release %s waits: edition %s was refused", release.pk, refused.part.page_id)
    return gone


def go_out(release: Release, now: datetime) -> bool:
    """All that is ready, in one transaction and so in one commit of the site; False where it waits.

    Raises Refused, with nothing written, where it waits for all and one is refused at the last moment.
    """
    with transaction.atomic():
        release = Release.objects.select_for_update().get(pk=release.pk)
        found = standings(release)
        ready = [each for each in found if each.ready]
        short = [each for each in found if each.lacks]
        if release.gone or not ready or (short and release.waits):
            return False
        for each in ready:
            _publish(each, waits=release.waits)
        for each in short:
            ReleasePart.objects.filter(pk=each.part.pk).update(told=each.lacks)
        release.gone = now
        release.save(update_fields=["gone"])
        audit.log(None, "released", release, detail=str(len(ready)))
    return True


def _publish(each: Standing, *, waits: bool) -> None:
    part = each.part
    try:
        with transaction.atomic():
            part.ready.publish(user=part.ready_by, skip_permission_checks=True)  # type: ignore[union-attr]
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        if waits:
            raise Refused(part, words) from refusal
        ReleasePart.objects.filter(pk=part.pk).update(told=words)
    else:
        ReleasePart.objects.filter(pk=part.pk).update(out=True)


def _check_instant(instant: datetime) -> None:
    if instant <= timezone.now():
        raise Refusal(_("Choose an instant that is still to come."), field="instant")


def _check_planned(release: Release) -> None:
    if release.gone is not None:
        raise Refusal(_("This release is out. Make a new one."))
