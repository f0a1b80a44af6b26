"""Taking what a redaction names out of the newsroom's own rows of an edition, and out of every saved version of it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from dateline.edition.redaction import OMITTED, Cut, Moved, redacted_blocks, rederived
from dateline.edition.values import Derivation
from dateline.newsroom.actions.fill import set_body
from dateline.newsroom.body import blocks_of, homes_of
from dateline.newsroom.erasing.around import cut_data
from dateline.newsroom.language_names import called
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.refusal import Refusal

PARTS = {"kicker": "kicker", "headline": "title", "summary": "summary", "dateline": "dateline"}
LINES = ("title", "draft_title", "kicker", "summary", "dateline", "lead_caption", "lead_alt", "sources", "label_name")
NEVER_EMPTY = {"title", "draft_title", "label_name"}
COMMENTS = "wagtail_admin_comments"
FURTHER = ("publish_note", "seo_title", "search_description")


def cut_page(page: EditionPage, cut: Cut, moved: Moved) -> bool:
    """Take it out of a page in memory; whether the page held any of it. Raises ValueError where its body is broken."""
    before = _data(page)
    for name in cut.parts & set(PARTS) - {"headline"}:
        setattr(page, PARTS[name], "")
    for name in (*LINES, *FURTHER):
        said = getattr(page, name)
        setattr(page, name, cut.line(said) or (OMITTED if said and name in NEVER_EMPTY else ""))
    for row in page.bylines.all():
        row.name = cut.line(row.name)
    page.bylines = [row for row in page.bylines.all() if row.name or row.person_id]
    if page.lead_picture is not None and page.lead_picture.uuid in cut.pictures:
        page.lead_picture, page.lead_caption, page.lead_alt = None, "", ""
    page.changes = [change | {"note": cut.line(change.get("note", ""))} for change in page.changes]
    if page.derived_from and moved:
        derived = rederived(msgspec.convert(page.derived_from, Derivation), moved)
        page.derived_from = msgspec.to_builtins(derived)
    _cut_body(page, cut)
    return _data(page) != before


def _data(page: EditionPage) -> dict[str, Any]:
    """A page's data; its body unwrapped, since Wagtail writes the same stream in more ways than one."""
    return {**page.serializable_data(), "body": page.body.get_prep_value()}


def _cut_body(page: EditionPage, cut: Cut) -> None:
    """The body anew from its blocks, so that nothing that a block leaves out stays in the stream behind."""
    before = blocks_of(page.body, page.translation_key)
    after = redacted_blocks(before, cut)
    stream = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
    if after != before or cut.found_in(stream):
        set_body(page, after, homes_of(page.body))


def holding_revisions(page: EditionPage, cut: Cut) -> int:
    """How many saved versions hold some of it; nothing is changed."""
    return sum(_holds(revision, cut) for revision in page.revisions.all())


def _holds(revision: Revision, cut: Cut) -> bool:
    try:
        return cut_page(revision.as_object(), cut, {})
    except ValueError:
        return True  # what cannot be read goes as a whole


def cut_revisions(page: EditionPage, cut: Cut, moved: Moved) -> int:
    """Take it out of every saved version; how many held it. An old one that cannot be read goes as a whole."""
    kept = {page.live_revision_id, page.latest_revision_id}
    count = 0
    for revision in page.revisions.all():
        try:
            count += _cut_revision(revision, cut, moved)
        except ValueError as error:
            if revision.pk in kept or revision.approved_go_live_at:
                words = _("A draft in %(language)s cannot be read (%(reason)s). Open it, mend it and save it first.")
                raise Refusal(words % {"language": called(page.tag), "reason": error}) from error
            revision.delete()
            count += 1
    return count


def _cut_revision(revision: Revision, cut: Cut, moved: Moved) -> bool:
    page = revision.as_object()
    held = cut_page(page, cut, moved)
    # Comments, and the row's own notes, stand in saved versions as well, where Wagtail hardly reads them.
    content = {**page.serializable_data(), COMMENTS: cut_data(revision.content.get(COMMENTS, []), cut)}
    if held or cut.found_in(json.dumps(revision.content, ensure_ascii=False)):
        Revision.objects.filter(pk=revision.pk).update(content=content, object_str=str(page)[:255])
        return True
    return False


def drop_version(page: EditionPage, low: Any, high: Any) -> int:
    """Delete what was saved after one instant and before another, but for what is live, newest or on the schedule."""
    kept = {each for each in (page.live_revision_id, page.latest_revision_id) if each}
    old = page.revisions.filter(created_at__lt=high, approved_go_live_at=None).exclude(pk__in=kept)
    old = old.filter(created_at__gt=low) if low else old
    count = int(old.count())
    old.delete()
    return count


def publish_again(page: EditionPage, *, user: Any = None) -> None:
    """Publish the row as it stands in memory; a newer draft stays the newest, and what is scheduled stays so."""
    newest, ahead = page.latest_revision_id, page.latest_revision_id != page.live_revision_id
    scheduled = dict(page.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
    page.publish_kind, page.publish_note = "redaction", ""
    page.save_revision(user=user, clean=False).publish(user=user)
    for number, instant in scheduled.items():
        Revision.objects.filter(pk=number).update(approved_go_live_at=instant)
    if ahead and newest:
        now = timezone.now()
        Revision.objects.filter(pk=newest).update(created_at=now)
        title = Revision.objects.get(pk=newest).content.get("title", page.title)
        EditionPage.objects.filter(pk=page.pk).update(
            latest_revision=newest, latest_revision_created_at=now, has_unpublished_changes=True, draft_title=title
        )
