"""What a text takes along when it goes out, and back when it goes off line: the pictures, sound and film it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from dateline.edition.blocks import Audio, Block, PictureBlock, Video
from dateline.edition.values import Removed
from dateline.newsroom import record
from dateline.newsroom.models.picture import Picture, shared_relations
from dateline.newsroom.models.recording import Recording


def publish_shown(blocks: Iterable[Block | None]) -> None:
    """Record every picture, sound and film of some blocks, thumbnails and posters too."""
    shown = list(blocks)
    for picture in pictures_of(shown):
        picture.publish()
    for media in recordings_of(shown):
        media.publish()


def take_back(blocks: Iterable[Block | None], page: Page, *, still: Iterable[Block | None] = ()) -> None:
    """Withdraw the pictures, sound and film of blocks that readers had, where nothing else that they get shows them.

    ``still`` are the blocks of ``page`` that stand there now. Nobody loses a file: what is published again brings it.
    """
    before, now = list(blocks), list(still)
    if not _named(before) - _named(now):
        return
    kept = set(recordings_of(now).values_list("pk", flat=True))
    gone = [each for each in recordings_of(before).exclude(pk__in=kept) if not _played(each, page)]
    for media in gone:
        _withdraw(media)
    shown = set(pictures_of(now).values_list("pk", flat=True))
    pictures = {*pictures_of(before).exclude(pk__in=shown), *(each.poster for each in gone if each.poster)}
    for picture in sorted(pictures - {None}, key=lambda each: each.pk):
        if picture.pk in shown:
            continue
        if not _shown(picture, page):
            _withdraw(picture)
        elif picture.is_public:
            picture.publish(without=page.pk)  # its files say nothing any more in a language that lost it


def _withdraw(thing: Picture | Recording) -> None:
    if thing.is_public:
        record.post(Removed(thing.key))


def _played(media: Recording, page: Page) -> bool:
    return bool(media.uses.filter(live=True).exclude(page=page.pk).exists())


def _shown(picture: Picture, page: Page) -> bool:
    """By another live page, by sound or film that is public, by a dossier or the house."""
    if picture.uses.filter(live=True).exclude(page=page.pk).exists():
        return True
    for relation in shared_relations():
        things = relation.related_model._default_manager.filter(**{relation.field.name: picture})
        if any(not isinstance(each, Recording) or each.is_public for each in things):
            return True
    return False


def pictures_of(blocks: Iterable[Block | None]) -> QuerySet[Picture]:
    """The pictures that blocks name themselves, those on cards among them."""
    ids = {block.picture if isinstance(block, PictureBlock) else block.thumbnail for block in blocks if _shows(block)}
    found: QuerySet[Picture] = Picture.objects.filter(uuid__in=ids - {None})
    return found


def recordings_of(blocks: Iterable[Block | None]) -> QuerySet[Recording]:
    """The sound and film that blocks play, each with its poster."""
    ids = [block.media for block in blocks if isinstance(block, Audio | Video) and block.media]
    found: QuerySet[Recording] = Recording.objects.filter(uuid__in=ids).select_related("poster")
    return found


def _named(blocks: Iterable[Block | None]) -> set[UUID]:
    """The ids of pictures, sound and film that blocks name."""
    named: set[UUID | None] = set()
    for block in blocks:
        if isinstance(block, PictureBlock):
            named.add(block.picture)
        elif isinstance(block, Audio | Video):
            named |= {block.thumbnail, block.media}
    return {each for each in named if each}


def _shows(block: Block | None) -> TypeGuard[PictureBlock | Audio | Video]:
    return isinstance(block, PictureBlock | Audio | Video)
