"""Every receiver of Django's signals in the house stands here (fine print 1)."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import connections
from django.db.models.signals import m2m_changed, post_migrate, post_save, pre_delete, pre_migrate, pre_save
from django.utils.translation import gettext
from wagtail import signal_handlers as wagtail_handlers
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from dateline.edition.values import Removed
from dateline.newsroom import audit, embargo, escalation, guard, record, typos
from dateline.newsroom.accounts.leaving import keep_an_administrator, refuse_to_delete
from dateline.newsroom.accounts.lockout import second_step_failed
from dateline.newsroom.media import uses as media_uses
from dateline.newsroom.models.curated_front import CuratedFront
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recorded import STATE, RecordedPage
from dateline.newsroom.models.recording import Recording, RecordingCaptions, drop_when_done
from dateline.newsroom.models.redirect import Redirect, forget_addresses
from dateline.newsroom.models.shared import SharedThing
from dateline.newsroom.models.standing import StandingPage
from dateline.newsroom.pictures import uses
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.unfinished import check_finished
from dateline.newsroom.unread import check_read
from dateline.newsroom.uses import refuse_if_used
from dateline.newsroom.versions import last_edition


def connect() -> None:
    """Called once when the app is ready."""
    # Wagtail's reference index stays off the publish path: the worker refreshes it afterwards.
    pre_migrate.disconnect(wagtail_handlers.disconnect_reference_index_signal_handlers)
    post_migrate.disconnect(wagtail_handlers.connect_reference_index_signal_handlers)
    wagtail_handlers.disconnect_reference_index_signal_handlers()
    post_migrate.connect(record_tables_made)
    post_save.connect(plain_page_saved, sender=Page)
    pre_save.connect(version_scheduled, sender=Revision)
    for page in (EditionPage, FrontPage, StandingPage):
        pre_delete.connect(page_going, sender=page)
        post_save.connect(page_saved, sender=page)
    pre_delete.connect(page_going, sender=CuratedFront)
    post_save.connect(draft_saved, sender=Revision)
    for thing in (*SharedThing.__subclasses__(), *_leaves(SharedThing)):
        if not thing._meta.abstract:
            pre_delete.connect(shared_thing_going, sender=thing)
    pre_delete.connect(picture_going, sender=Picture)
    _connect_media()
    pre_delete.connect(redirect_going, sender=Redirect)
    pre_delete.connect(house_going, sender=HouseSettings)
    for choice in (HouseFace, Navigation):
        pre_delete.connect(choice_going, sender=choice)
    _connect_people()


def _connect_media() -> None:
    """Where sound and film are used, and that what readers have stays."""
    for page in (EditionPage, StandingPage):
        post_save.connect(media_noted, sender=page)
    post_save.connect(media_drafted, sender=Revision)
    pre_delete.connect(media_going, sender=Recording)
    for kept in (Recording, RecordingCaptions):
        pre_delete.connect(file_going, sender=kept)


def _connect_people() -> None:
    """Who comes and goes, and nobody lifts themselves up."""
    user = get_user_model()
    pre_save.connect(escalation.account_saved, sender=user)
    pre_delete.connect(escalation.account_deleted, sender=user)
    m2m_changed.connect(escalation.roles_changed, sender=user.groups.through)
    m2m_changed.connect(escalation.rights_changed, sender=user.user_permissions.through)
    m2m_changed.connect(escalation.rights_changed, sender=Group.permissions.through)
    for log in (PageLogEntry, ModelLogEntry):
        post_save.connect(audit.follow_wagtail, sender=log)
    user_logged_in.connect(logged_in)
    user_logged_out.connect(logged_out)
    user_login_failed.connect(login_failed)
    pre_save.connect(user_changing, sender=user)
    pre_delete.connect(user_going, sender=user)
    authentication_failed.connect(second_step_failed)
    user_locked_out.connect(locked_out)
    for changed, action in (
        (authenticator_added, "second step set up"),
        (authenticator_removed, "second step removed"),
    ):
        changed.connect(partial(second_step_changed, action), weak=False)


def record_tables_made(sender: Any, using: str, **_: Any) -> None:
    """After every migration and flush the record has its head and its guard."""
    connection = connections[using]
    if sender.label == "newsroom" and "record_entry" in connection.introspection.table_names():
        with connection.cursor() as cursor:
            guard.lay(cursor, connection.vendor)


def _leaves(base: type[Any]) -> list[type[Any]]:
    return [leaf for child in base.__subclasses__() for leaf in child.__subclasses__()]


def plain_page_saved(instance: Page, **_: Any) -> None:
    """Wagtail's expiry and bulk routes save an edition's plain Page row: the record must hear of it all the same."""
    if type(instance) is Page and instance.specific_class and issubclass(instance.specific_class, RecordedPage):
        specific = instance.specific_class.objects.get(pk=instance.pk)
        if specific.live and not specific.is_published:
            raise Refusal(gettext("A page is published through a revision of its own."))
        uses.note_page(specific)
        media_uses.note_page(specific)
        specific.reconcile()


def version_scheduled(instance: Revision, **_: Any) -> None:
    """What cannot go out is not put on the schedule either; what is due is asked again when it goes out."""
    scheduled = instance.approved_go_live_at is not None
    if scheduled and instance.content_type.model_class() in {EditionPage, StandingPage}:
        page = instance.as_object()
        check_finished(page)
        if isinstance(page, EditionPage):
            embargo.check(page.translation_key, at=instance.approved_go_live_at)
            check_read(page)
            typos.check(page, last_edition(page.key))


def page_saved(instance: RecordedPage, update_fields: Any = None, **_: Any) -> None:
    """“Where used” is right as soon as a page is saved; a save of some fields alone may hold a draft in memory."""
    if update_fields is None or STATE & set(update_fields):
        uses.note_page(instance)


def draft_saved(instance: Revision, **_: Any) -> None:
    """So it is for drafts."""
    uses.note_draft(instance)


def page_going(instance: RecordedPage, **_: Any) -> None:
    """A page that is deleted is withdrawn first; a front that holds editions stays."""
    if isinstance(instance, FrontPage) and instance.numchild:
        words = gettext("“%(title)s” holds editions, so it cannot be deleted. Unpublish it instead.")
        raise Refusal(words % {"title": instance.title})
    if instance.is_published:
        instance.withdraw()


def shared_thing_going(instance: SharedThing, **_: Any) -> None:
    """What editions use stays; what all languages share is recorded as removed."""
    refuse_if_used(instance)
    forget_addresses(instance.value())
    record.post(Removed(instance.key))


def picture_going(instance: Picture, **_: Any) -> None:
    """A picture that readers see stays; only one that was public has anything to withdraw."""
    shown = [use for use in uses.uses_of(instance) if uses.LIVE in use.states]
    if shown:
        named = "; ".join(f"{use.title} ({use.language})" for use in shown[:3])
        raise Refusal(
            gettext(
                "“%(title)s” stands in published texts (%(count)s: %(named)s), so it cannot be deleted. "
                "Take it out of them first, or replace its file."
            )
            % {"title": instance.title, "count": len(shown), "named": named}
        )
    if instance.is_public:
        record.post(Removed(instance.key))


def media_noted(instance: RecordedPage, update_fields: Any = None, **_: Any) -> None:
    """“Where used” is right as soon as a page is saved; a save of some fields alone may hold a draft in memory."""
    if update_fields is None or STATE & set(update_fields):
        media_uses.note_page(instance)


def media_drafted(instance: Revision, **_: Any) -> None:
    """So it is for drafts."""
    media_uses.note_draft(instance)


def media_going(instance: Recording, **_: Any) -> None:
    """What readers hear or see stays; only what was public has anything to withdraw."""
    live = [use for use in media_uses.uses_of(instance) if uses.LIVE in use.states]
    if live:
        named = "; ".join(f"{use.title} ({use.language})" for use in live[:3])
        raise Refusal(
            gettext(
                "“%(title)s” stands in published texts (%(count)s: %(named)s), so it cannot be deleted. "
                "Take it out of them first, or give it another file."
            )
            % {"title": instance.title, "count": len(live), "named": named}
        )
    if instance.is_public:
        record.post(Removed(instance.key))


def file_going(instance: Recording | RecordingCaptions, **_: Any) -> None:
    """Its file goes with it, by whatever way it is deleted, unless something else has the same bytes."""
    drop_when_done(type(instance), instance.pk)


def redirect_going(instance: Redirect, **_: Any) -> None:
    """The old address leads nowhere from now on."""
    record.post(Removed(f"redirect{instance.path}"))


def choice_going(instance: HouseFace | Navigation, **_: Any) -> None:
    """The language has the house's own face, or the navigation of its own accord, again."""
    record.post(Removed(instance.key))


def house_going(**_: Any) -> None:
    """There is always a house."""
    raise Refusal(gettext("The house itself cannot be deleted. Change its name or address instead."))


def logged_in(user: Any, **_: Any) -> None:
    """Somebody came in."""
    audit.log(user, "logged in", user)


def logged_out(user: Any, **_: Any) -> None:
    """Somebody went; a session that had run out already has nobody."""
    if user is not None:
        audit.log(user, "logged out", user)


def login_failed(credentials: dict[str, Any], **_: Any) -> None:
    """The name that was tried; never the password."""
    audit.log(None, "failed to log in", str(credentials.get("username") or credentials.get("login") or ""))


def locked_out(username: str, **_: Any) -> None:
    """Too many attempts with this name, or from one address."""
    audit.log(None, "locked out", username)


def second_step_changed(action: str, user: Any, **_: Any) -> None:
    """An app, a passkey or codes came or went."""
    audit.log(user, action, user)


def user_changing(instance: Any, raw: bool = False, **_: Any) -> None:
    """Somebody is left who can let people in, whichever screen or command changes an account."""
    if not raw:
        keep_an_administrator(instance)


def user_going(instance: Any, **_: Any) -> None:
    """A person is deactivated, not deleted."""
    refuse_to_delete(instance)
