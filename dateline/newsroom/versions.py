"""What a version that goes out says about itself: its number, its publish kind, its times, the parts it touched."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import msgspec
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Revision

from dateline.edition.characters import line
from dateline.edition.moment import Moment
from dateline.edition.values import SILENT, Change, Edition, PublishKind
from dateline.edition.wording import part_digests
from dateline.newsroom import history, record, typos
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value, only_follows

if TYPE_CHECKING:
    from dateline.newsroom.models.edition import EditionPage

KINDS: tuple[PublishKind, ...] = ("typo", "update", "correction", "clarification", "retraction", "derivation")
NEEDS_NOTE: frozenset[PublishKind] = frozenset({"correction", "retraction"})


def check_kind(kind: str, note: str) -> None:
    """Refuse to publish again without a publish kind, or a correction or retraction without a note."""
    if kind not in KINDS:
        words = gettext(
            "This edition was published before: choose a publish kind in its form, to say why it goes out again."
        )
        raise Refusal(words, field="publish_kind")
    if kind in NEEDS_NOTE and not note.strip():
        words = gettext("A correction or a retraction needs a note that tells readers what was wrong.")
        raise Refusal(words, field="publish_note")


def settle(page: EditionPage) -> None:
    """Give ``page`` the version, change, first-published and updated stamps that its publication now carries."""
    row = _row(page)
    kind: PublishKind = "first"
    if row["version"]:
        kind = _kind(page)
    now = timezone.now()
    first_published = page.editorial_first_published or row["editorial_first_published"]
    page.editorial_first_published = first_published or str(Moment(now))
    if kind != "first":
        page.editorial_updated = _updated(kind, page.editorial_updated, row["editorial_updated"], now)
    page.version = record.last_version(page.key) + 1
    page.changes = row["changes"]
    if kind != "first":
        moved = page.editorial_updated != row["editorial_updated"]
        page.changes = [*page.changes, _change(page, kind, now, moved=moved)]
    _consume(page)


def kind_of(page: EditionPage) -> str:
    """The publish kind that was chosen; where none was and no word changed, having read the source is reason enough."""
    if page.publish_kind or not page.derived_from:
        return page.publish_kind
    return "derivation" if only_follows(page, last_edition(page.key)) else ""


def _kind(page: EditionPage) -> PublishKind:
    kind, last = kind_of(page), last_edition(page.key)
    if kind != "redaction":  # no form offers it: only a redaction sets it
        check_kind(kind, page.publish_note)
    typos.check(page, last)
    if kind == "derivation" and _touched(last, draft_value(page)):
        words = gettext("Words of this edition changed, so readers may have to be told: choose another publish kind.")
        raise Refusal(words, field="publish_kind")
    return cast(PublishKind, kind)


def _row(page: EditionPage) -> dict[str, Any]:
    fields = ("version", "changes", "editorial_first_published", "editorial_updated")
    return dict(type(page)._base_manager.filter(pk=page.pk).values(*fields).get())


def _updated(kind: PublishKind, wanted: str, before: str, now: datetime) -> str:
    """Silent kinds leave the stamp alone; others take the editor's own if it is newer, else the present instant."""
    if kind in SILENT:
        return before
    if wanted and (not before or Moment.parse(before) < Moment.parse(wanted)):
        return wanted
    return str(Moment(now))


def _change(page: EditionPage, kind: PublishKind, now: datetime, *, moved: bool) -> dict[str, Any]:
    at = Moment.parse(page.editorial_updated).instant if moved and page.editorial_updated else now
    change = Change(
        kind=kind,
        version=page.version,
        instant=at.replace(microsecond=0),
        note=line(page.publish_note),
        parts=_touched(last_edition(page.key), page.value()),
    )
    built: dict[str, Any] = msgspec.to_builtins(change)
    return built


def last_edition(key: str) -> Edition | None:
    """The edition last published under a key, withdrawn or not; None where none was or it was erased."""
    found = record.newest(key)
    if isinstance(found, Edition):
        return found
    versions = history.versions(key)
    return versions[-1] if versions else None


def _touched(before: Edition | None, after: Edition) -> tuple[str, ...]:
    old, new = part_digests(before) if before else {}, part_digests(after)
    label = ("label",) if before and before.label != after.label else ()
    return (*(name for name in [*new, *(set(old) - set(new))] if old.get(name) != new.get(name)), *label)


def _consume(page: EditionPage) -> None:
    """Kind and note are used up: the revision that carried them cannot spend them a second time.

    So are marks of what a machine made: all of it was edited or accepted, or this version would not go out.
    """
    if page.publish_kind or page.publish_note or page.unread:
        revision = page.live_revision
        revision.content = {**revision.content, "publish_kind": "", "publish_note": "", "unread": []}
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    page.publish_kind = page.publish_note = ""
    page.unread = []
