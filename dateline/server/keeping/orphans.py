"""Files that nothing in the house names any more, and files that something names and that are not there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import apsw
import msgspec
from django.conf import settings as django_settings

from dateline.edition.media import Media
from dateline.edition.picture import Picture as PublicPicture
from dateline.newsroom.models.picture import Picture, PictureRendition
from dateline.newsroom.models.recording import Recording, RecordingCaptions
from dateline.press.run import connect_read_only
from dateline.record import replica
from dateline.server.config import Config

UNFINISHED = ("*.part", "*.tmp", "tmp*/clean.sqlite", "*.before-upgrade")
THUMBNAILS = "images"  # Wagtail's name
HOUR = 3600


class Orphans(msgspec.Struct, frozen=True, kw_only=True):
    """Paths relative to the home. ``lacking`` are named and missing; the others stand and are unnamed."""

    blobs: tuple[str, ...]
    media: tuple[str, ...]
    public: tuple[str, ...]
    unfinished: tuple[str, ...]
    lacking: tuple[str, ...]


def orphans(settings: Config) -> Orphans:
    """Compare folders and rows. A file younger than an hour is left alone: somebody may be writing it."""
    kept = {size["file"] for each in Picture.objects.only("sizes").iterator() for size in each.sizes}
    for model in (Recording, RecordingCaptions):
        kept |= set(model._default_manager.values_list("file", flat=True))
    kept |= {name for name in Picture.objects.values_list("file", flat=True) if name}  # the originals
    thumbnails = {name for name in PictureRendition.objects.values_list("file", flat=True) if name}
    media = Path(django_settings.MEDIA_ROOT)
    shown = shown_by_readers(settings)
    lacking = [settings.blobs / name for name in kept if not (settings.blobs / name).is_file()]
    lacking += [path for path in shown or () if not path.is_file()]

    def named(paths: Iterable[Path]) -> tuple[str, ...]:
        return tuple(sorted(path.relative_to(settings.home).as_posix() for path in paths))

    return Orphans(
        blobs=named(_unnamed(settings.blobs, settings.blobs, kept)),
        media=named(_unnamed(media / THUMBNAILS, media, thumbnails)),
        public=named(_unshown(settings, shown)) if shown is not None else (),
        unfinished=named(_unfinished(settings)),
        lacking=named(lacking),
    )


def shown_by_readers(settings: Config) -> set[Path] | None:
    """The files of all published pictures, sound and film; None where the site cannot be read."""
    if not settings.press_file.exists():
        return None
    try:
        db = connect_read_only(settings.press_file)
        found = [kept.value for family in ("picture/", "media/") for kept in replica.under(db, family)]
        db.close()
    except apsw.Error:
        return None
    pictures = [size.file for value in found if isinstance(value, PublicPicture) for size in value.shown]
    played = [name for value in found if isinstance(value, Media) for name in value.names]
    return {*(settings.pictures / name for name in pictures), *(settings.media / name for name in played)}


def _unshown(settings: Config, shown: set[Path]) -> Iterator[Path]:
    for folder in (settings.pictures, settings.media):
        yield from _unnamed(folder, folder, {path.name for path in shown if path.parent == folder})


def _unnamed(folder: Path, root: Path, names: set[str]) -> Iterator[Path]:
    if folder.is_dir():
        for path in folder.rglob("*"):
            named = path.name.endswith(".part") or path.relative_to(root).as_posix() in names
            if path.is_file() and not named and _old(path):
                yield path


def _unfinished(settings: Config) -> Iterator[Path]:
    for folder in (settings.newsroom, settings.public):
        for pattern in UNFINISHED:
            yield from (path for path in folder.rglob(pattern) if _old(path))
    yield from (path for path in settings.home.glob(".restore-*") if _old(path))


def _old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > HOUR
    except OSError:
        return False
