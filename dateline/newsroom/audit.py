"""The audit log: ``audit.log(request.user, "picture replaced", picture)`` writes down what Wagtail does not log itself.

What Wagtail logs (edits, publications, workflow, locks, comments, shared things) is written down along with it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as wagtails
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.tags import tag_of

# What our own rooms write down: the code that stands in the log, which is also its English words.
OURS = (
    gettext_noop("logged in"),
    gettext_noop("failed to log in"),
    gettext_noop("logged out"),
    gettext_noop("signed out everywhere"),
    gettext_noop("locked out"),
    gettext_noop("unlocked"),
    gettext_noop("invited"),
    gettext_noop("invited again"),
    gettext_noop("invitation withdrawn"),
    gettext_noop("account changed"),
    gettext_noop("password set"),
    gettext_noop("password changed"),
    gettext_noop("second step set up"),
    gettext_noop("second step removed"),
    gettext_noop("role given"),
    gettext_noop("role taken"),
    gettext_noop("deactivated"),
    gettext_noop("reactivated"),
    gettext_noop("assigned"),
    gettext_noop("not wanted"),
    gettext_noop("decision taken back"),
    gettext_noop("imported"),
    gettext_noop("released"),
    gettext_noop("exported"),
    gettext_noop("asked a machine translator"),
    gettext_noop("audit log exported"),
    gettext_noop("settings changed"),
    gettext_noop("picture replaced"),
    gettext_noop("picture cropped"),
    gettext_noop("release planned"),
    gettext_noop("release changed"),
    gettext_noop("release called off"),
    gettext_noop("put into a release"),
    gettext_noop("taken out of a release"),
    gettext_noop("ready for release"),
    gettext_noop("not ready for release"),
    gettext_noop("preview link given"),
    gettext_noop("preview link withdrawn"),
    gettext_noop("typo confirmed"),
    gettext_noop("typo seen"),
    gettext_noop("embargo set"),
    gettext_noop("embargo lifted"),
    gettext_noop("kill asked for"),
    gettext_noop("kill refused"),
    gettext_noop("killed"),
    gettext_noop("let in after a kill"),
    gettext_noop("redaction asked for"),
    gettext_noop("redaction refused"),
    gettext_noop("redacted"),
    gettext_noop("deleted"),
    gettext_noop("deleted for good"),
    gettext_noop("brought back"),
)


def log(user: Any, action: str, thing: Any = None, *, language: str = "", detail: str = "") -> AuditEntry:
    """Write down that ``user`` did ``action`` (one of OURS) to ``thing``, in the caller's transaction.

    ``user`` None is whoever the newsroom serves at this moment, else the house itself, as for commands. ``thing`` is
    a model's row or a name; an edition gives its language and story by itself. ``detail`` is a remark in plain words.
    """
    if action not in OURS:
        raise ValueError(f"“{action}” is not in dateline.newsroom.audit.OURS: add it there")
    user = user or get_active_log_context().user
    entry = AuditEntry(action=action, language=language, details={"remark": detail} if detail else {})
    _by(entry, user)
    _about(entry, thing)
    entry.save()
    return entry


def words(action: str) -> str | Promise:
    """What an action is called on screen."""
    if action in OURS:
        return _(action)
    wagtails.scan_for_actions()
    formatter = wagtails.formatters.get(action)
    return formatter.label if formatter else action


def follow_wagtail(instance: PageLogEntry | ModelLogEntry, **_: Any) -> None:
    """Called for each entry of Wagtail's own logs; the autosaves of one sitting are one entry."""
    if instance.uuid and _continued(instance):
        return
    entry = AuditEntry(instant=instance.timestamp, action=instance.action, mark=instance.uuid, details=instance.data)
    _by(entry, instance.user)
    entry.kind = instance.content_type.model if instance.content_type else ""
    entry.object_id, entry.label = str(instance.object_id), instance.label
    if isinstance(instance, PageLogEntry):
        _place(entry, instance.page_id)
    entry.save()


def _continued(instance: PageLogEntry | ModelLogEntry) -> bool:
    same = AuditEntry.objects.filter(mark=instance.uuid, action=instance.action, object_id=str(instance.object_id))
    return instance.action == "wagtail.edit" and bool(same.update(instant=instance.timestamp, details=instance.data))


def name_of(user: Any) -> str:
    """A person's name and account, as it is kept: ``Ana Diaz (ana)``."""
    account, full = user.get_username(), user.get_full_name().strip()
    return f"{full} ({account})" if full and full != account else account


def _by(entry: AuditEntry, user: Any) -> None:
    if user is not None and user.is_authenticated:
        entry.actor, entry.actor_name = user.pk, name_of(user)


def _about(entry: AuditEntry, thing: Any) -> None:
    if isinstance(thing, models.Model):
        entry.kind, entry.object_id, entry.label = thing._meta.model_name or "", str(thing.pk), str(thing)
        if isinstance(thing, Page):
            _place(entry, thing.pk)
    elif thing is not None:
        entry.label = str(thing)


def _place(entry: AuditEntry, page: Any) -> None:
    """The language and story of a page, which outlive it here."""
    found = Page.objects.filter(pk=page).values_list("locale__language_code", "translation_key").first()
    if found is None:
        earlier = AuditEntry.objects.filter(object_id=str(page), story__isnull=False)
        found = earlier.values_list("language", "story").first()
    if found is not None:
        entry.language, entry.story = tag_of(found[0]), found[1]
