"""Killing a story: every edition of it leaves readers, record and newsroom in one transaction; a receipt says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.edition.addresses import is_target
from dateline.edition.erasure import Killed
from dateline.edition.values import Dismissal, Edition, Redacted, Removed
from dateline.newsroom import board_rows, record
from dateline.newsroom.actions.erase import (
    drop_edition,
    drop_picture,
    drop_recording,
    erasable,
    erase_entries,
    note,
    silence_story,
)
from dateline.newsroom.body import blocks_of
from dateline.newsroom.erasing.addresses import ANSWERS, lines_of
from dateline.newsroom.erasing.past import TELLING, Past, editions_of, own_pictures, own_recordings, past_of
from dateline.newsroom.erasing.returning import marks_of, remember
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.embargo import Embargo
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.receipt import Receipt
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.models.redirect import Redirect, move_address
from dateline.newsroom.models.story_template import StoryTemplate
from dateline.newsroom.refusal import Refusal

How = Literal["gone", "absent", "moved"]


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How readers are answered: 410 with a neutral note, 404 without trace, or 301 to ``target`` on this site."""

    how: How = "gone"
    target: str = ""


def check(story: UUID, wish: Wish) -> None:
    """Raises Refusal where a story cannot be killed so."""
    past = past_of(story)
    if not past.entries and not editions_of(story):
        words = _("Neither the newsroom nor the record knows the story %(story)s: look at its id in the address bar.")
        raise Refusal(words % {"story": story})
    if wish.how == "moved":
        own = {line.address for line in lines_of(past.editions, ANSWERS["moved"]) if line.what != "shown"}
        if not is_target(wish.target):
            raise Refusal(_("Write an address of this site, starting with one slash."), field="target")
        if wish.target.rstrip("/") in own:
            raise Refusal(_("This is an address of the story itself: choose another page."), field="target")


def kill(receipt: Receipt, *, user: Any = None) -> None:
    """Kill the story that a receipt names, and write down there what became of it; in the caller's transaction.

    ``user`` is whoever had the last word; None is the operator. Raises Refusal.
    """
    wish = msgspec.convert(receipt.wish, Wish)
    with transaction.atomic():
        check(receipt.story, wish)
        past, pages = past_of(receipt.story), editions_of(receipt.story)
        files: list[Picture | Recording] = [*own_recordings(pages), *own_pictures(pages)]
        receipt.lines = msgspec.to_builtins(lines_of(past.editions, ANSWERS[wish.how], files))
        receipt.left = list(_copies(past))
        remember(receipt, marks_of(past, pages))
        keys = {*past.entries, *(each.key for each in files), *_take_the_place(past, wish)}
        receipt.dropped = _drop(pages, files, user)
        board_rows.forget(receipt.story)
        erase_entries(receipt, erasable(keys))
        silence_story(receipt.story)
        note(user, "killed", receipt)


def _take_the_place(past: Past, wish: Wish) -> set[str]:
    """Record what stands in the place of the story's entries; returns the keys of redirects that go with them."""
    now = timezone.now()
    for key, values in past.editions.items():
        _, story, language = key.split("/")
        last = next((each for each in reversed(values) if isinstance(each, Edition)), None)
        path = next((each.path for each in reversed(values) if each.path), "")
        killed = Killed(
            story=UUID(story),
            language=language,
            instant=now,
            path=path if wish.how == "gone" else "",
            history=bool(last and last.version > 1),
            announced=wish.how != "absent",
            section=last.section if last else None,
            dossiers=last.dossiers if last else (),
            writers=last.writers if last else (),
        )
        record.post(killed, version=record.last_version(key))
    for said in past.values.values():
        if isinstance(said[-1], Dismissal | Redacted):
            record.post(Removed(said[-1].key))
    return _redirects(past, wish)


def _redirects(past: Past, wish: Wish) -> set[str]:
    """Earlier addresses lead where the story's own now leads; without trace they go, with what the record said."""
    paths = [path for values in past.editions.values() for path in dict.fromkeys(each.path for each in values) if path]
    if wish.how == "moved":
        further = Redirect.objects.filter(path=wish.target).values_list("target", flat=True).first()
        for path in paths:
            move_address(path, further or wish.target)
    if wish.how != "absent":
        return set()
    rows = list(Redirect.objects.filter(target__in=paths))
    for row in rows:
        row.delete()
    return {f"redirect{row.path}" for row in rows}


def _drop(pages: list[EditionPage], files: list[Picture | Recording], user: Any) -> dict[str, int]:
    """Erase the newsroom's own rows; what was done away with, counted."""
    dropped = {
        "editions": len(pages),
        "revisions": sum(page.revisions.count() for page in pages),
        "comments": sum(page.wagtail_admin_comments.count() for page in pages),
        "imports": sum(page.imports.count() for page in pages),
        "pictures": sum(isinstance(each, Picture) for each in files),
        "recordings": sum(isinstance(each, Recording) for each in files),
    }
    Embargo.objects.filter(story__in={page.translation_key for page in pages}).delete()
    for page in pages:
        drop_edition(page, user=user)
    for each in files:
        if isinstance(each, Recording):
            drop_recording(each)
        else:
            drop_picture(each)
    return dropped


def _copies(past: Past) -> Iterator[dict[str, str]]:
    """Templates of stories that hold a text of it."""
    return holding(
        {
            said
            for versions in past.published.values()
            for version in versions
            for said in (version.headline, version.summary, *(block.plain() for block in version.blocks))
            if len(said) >= TELLING
        }
    )


def holding(texts: Iterable[str]) -> Iterator[dict[str, str]]:
    """Templates that hold one of these texts: somebody must look, since they are nobody's edition."""
    for template in StoryTemplate.objects.all():
        blocks = blocks_of(template.body, UUID(int=template.pk))
        held = "\n".join([template.headline, template.summary, *(block.plain() for block in blocks)])
        if any(text in held for text in texts):
            yield {"what": "template", "name": template.name}
