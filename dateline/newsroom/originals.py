"""Where the originals of pictures stand: under the digest of their bytes, the same bytes once (fine print 7)."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils.deconstruct import deconstructible
from PIL import Image

from dateline.newsroom.renditions import keep

EXTENSIONS = {"AVIF": ".avif", "GIF": ".gif", "JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


@deconstructible(path="dateline.newsroom.originals.Originals")
class Originals(FileSystemStorage):
    """Files under ``newsroom/blobs/``, named by SHA-256 and by what they are, whatever they were called."""

    def __init__(self) -> None:
        super().__init__(location=settings.DATELINE_BLOBS, base_url="/newsroom/pictures/")

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Any name will do: ``_save`` gives the one that counts."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        content.seek(0)
        original = content.read()
        kept = name_of(original)
        keep(original, Path(self.path(kept)))
        return kept

    def delete(self, name: str) -> None:
        """Remove the bytes unless a picture names them still.

        Where SQLite keeps the newsroom, no upload of the same bytes comes between: each holds the writer's lock.
        """
        with transaction.atomic():
            if not apps.get_model("newsroom", "Picture").objects.filter(file=name).exists():
                super().delete(name)


def originals() -> Originals:
    """The storage of ``Picture.file``; a function, so that no migration names a folder."""
    return Originals()


def name_of(original: bytes) -> str:
    """``<SHA-256>.jpg``; without an ending where Pillow does not know the bytes."""
    try:
        with Image.open(io.BytesIO(original)) as opened:
            ending = EXTENSIONS.get(str(opened.format), "")
    except (OSError, ValueError):
        ending = ""
    return f"{sha256(original).hexdigest()}{ending}"


def bring_over(name: str, folder: Path) -> str:
    """Copy an original that stood in ``folder`` under its upload's name; returns its name here, or the old one."""
    old = folder / name
    if not old.is_file():
        return name
    original = old.read_bytes()
    kept = name_of(original)
    keep(original, Path(settings.DATELINE_BLOBS) / kept)
    return kept
