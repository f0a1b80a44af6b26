"""What a text takes along when it goes out: the pictures, sound and film that it shows become public with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from django.db.models import QuerySet

from dateline.edition.blocks import Audio, Block, PictureBlock, Video
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recording import Recording


def publish_shown(blocks: Iterable[Block | None]) -> None:
    """Record every picture, sound and film of some blocks, thumbnails and posters too."""
    shown = list(blocks)
    for picture in pictures_of(shown):
        picture.publish()
    for media in recordings_of(shown):
        media.publish()


def pictures_of(blocks: Iterable[Block | None]) -> QuerySet[Picture]:
    """The pictures that blocks name themselves, those on cards among them."""
    ids = [block.picture if isinstance(block, PictureBlock) else block.thumbnail for block in blocks if _shows(block)]
    found: QuerySet[Picture] = Picture.objects.filter(uuid__in=[each for each in ids if each])
    return found


def recordings_of(blocks: Iterable[Block | None]) -> QuerySet[Recording]:
    """The sound and film that blocks play, each with its poster."""
    ids = [block.media for block in blocks if isinstance(block, Audio | Video) and block.media]
    found: QuerySet[Recording] = Recording.objects.filter(uuid__in=ids).select_related("poster")
    return found


def _shows(block: Block | None) -> TypeGuard[PictureBlock | Audio | Video]:
    return isinstance(block, PictureBlock | Audio | Video)
