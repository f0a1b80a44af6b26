"""Words to be erased that stand around an edition: comments, reviews, logs, imports, the texts of its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Comment, CommentReply, PageLogEntry, TaskState
from wagtail.search.models import IndexEntry

from dateline.edition.redaction import Cut
from dateline.newsroom.actions.erase import ERASED
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.models.batch import ImportItem
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.models.picture import SAID, Picture
from dateline.newsroom.models.release import ReleasePart

TEXTS = ("captions", "alts", "descriptions")


def cut_around(page: EditionPage, cut: Cut) -> int:
    """Take the words out of what was said and kept about an edition; how many rows held them."""
    count = sum(_cut_rows(rows, fields, cut) for rows, fields in _rows(page)) + cut_logs(page, cut)
    IndexEntry.objects.filter(object_id=str(page.pk), content_type__model__in=("editionpage", "page")).delete()
    return count + _drop_originals(page)


def cut_logs(page: EditionPage, cut: Cut) -> int:
    """Take the words out of both logs, which keep old titles; how many rows held them."""
    entries = AuditEntry.objects.filter(story=page.translation_key).exclude(kind="receipt")
    count = _cut_rows(entries, ("label", "details"), cut)
    return count + _cut_rows(PageLogEntry.objects.filter(page_id=page.pk), ("label", "data"), cut)


def _rows(page: EditionPage) -> Iterator[tuple[QuerySet[Any], tuple[str, ...]]]:
    yield Comment.objects.filter(page=page), ("text",)
    yield CommentReply.objects.filter(comment__page=page), ("text",)
    yield TaskState.objects.filter(workflow_state__object_id=str(page.pk)), ("comment",)
    yield Embargo.objects.filter(story=page.translation_key), ("source", "note")
    yield ReleasePart.objects.filter(page=page), ("told",)
    yield ImportItem.objects.filter(page=page), ("name", "headline", "reason", "warnings", "outcome")


def _cut_rows(rows: QuerySet[Any], fields: Iterable[str], cut: Cut) -> int:
    count = 0
    for row in rows:
        said = {name: getattr(row, name) for name in fields}
        changed = {name: after for name, before in said.items() if (after := cut_data(before, cut)) != before}
        if changed:
            rows.model._default_manager.filter(pk=row.pk).update(**changed)
            count += 1
    return count


def cut_data(held: Any, cut: Cut) -> Any:
    """The words out of whatever a column holds; a text of which nothing is left says that it was erased."""
    if isinstance(held, dict):
        return {name: cut_data(each, cut) for name, each in held.items()}
    if isinstance(held, list):
        return [cut_data(each, cut) for each in held]
    return (cut.line(held) or (ERASED if held else "")) if isinstance(held, str) else held


def _drop_originals(page: EditionPage) -> int:
    """What came over the wire cannot be cut: it goes as a whole."""
    items = [item for item in ImportItem.objects.filter(page=page) if item.found or item.original]
    for item in items:
        item.settle()
        item.save(update_fields=["unsettled", "found", "original"])
    return len(items)


def cut_captions(pictures: Iterable[Picture], language: str, cut: Cut) -> dict[str, list[str]]:
    """Take the words out of what pictures say in a language.

    Returns ``keys`` of those that held some, and the titles of those whose ``originals`` may say it, too.
    """
    told: dict[str, list[str]] = {"keys": [], "originals": []}
    for picture in pictures:
        held: dict[str, Any] = {name: getattr(picture, name) for name in (*SAID, *TEXTS)}
        cut_now = {name: _cut_text(said, language, cut) for name, said in held.items()}
        changed = {name: said for name, said in cut_now.items() if said != held[name]}
        found = cut_data(picture.found, cut)
        if found != picture.found:
            told["originals"].append(str(changed.get("title", picture.title)))
            changed["found"] = found
        if changed:
            for name, after in changed.items():
                setattr(picture, name, after)
            picture.title = picture.title or ERASED
            picture.save()
            told["keys"].append(picture.key)
    return told


def _cut_text(said: Any, language: str, cut: Cut) -> Any:
    """A line of a picture, or its texts by language, of which only that language's is touched."""
    if isinstance(said, str):
        return cut.line(said)
    return {tag: cut.line(text) if tag == language else text for tag, text in said.items()}


def pictures_named(uuids: Iterable[UUID]) -> list[Picture]:
    """The newsroom's pictures of these ids."""
    return list(Picture.objects.filter(uuid__in=set(uuids)).order_by("pk"))
