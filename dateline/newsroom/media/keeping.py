"""Where sound, film and captions are kept: under the digest of their bytes, the same bytes once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils.deconstruct import deconstructible

from dateline.newsroom.media.boxes import Telling

NAME = 32  # hexadecimal digits of the digest
CHUNK = 1024 * 1024


class Kept(NamedTuple):
    """A file's name, the SHA-256 of its bytes, and their number."""

    name: str
    digest: str
    size: int


@deconstructible(path="dateline.newsroom.media.keeping.MediaFiles")
class MediaFiles(FileSystemStorage):
    """Files under ``newsroom/blobs/``. Models name them with ``keep`` before they save."""

    def __init__(self) -> None:
        super().__init__(location=settings.DATELINE_BLOBS, base_url="/newsroom/files/")

    def delete(self, name: str) -> None:
        """Remove the bytes unless a row names them still."""
        with transaction.atomic():
            rows = [apps.get_model("newsroom", model).objects for model in ("Recording", "RecordingCaptions")]
            if not any(each.filter(file=name).exists() for each in rows):
                super().delete(name)


def media_files() -> MediaFiles:
    """The storage of our file fields; a function, so that no migration names a folder."""
    return MediaFiles()


def keep(file: File[Any], ending: str, telling: Iterable[Telling] = ()) -> Kept:
    """Copy a file beside its place, silence it, take its digest, then move it there: nobody reads half of one."""
    folder = Path(settings.DATELINE_BLOBS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f".{secrets.token_hex(8)}.part"
    try:
        with beside.open("x+b") as out:
            for chunk in file.chunks():
                out.write(chunk)
            _silence(out, telling)
            size = out.seek(0, os.SEEK_END)
            out.seek(0)
            digest = file_digest(out, "sha256").hexdigest()
            os.fsync(out.fileno())
        name = f"{digest[:NAME]}.{ending}"
        beside.replace(folder / name)
    finally:
        beside.unlink(missing_ok=True)
    return Kept(name, digest, size)


def _silence(out: BinaryIO, telling: Iterable[Telling]) -> None:
    """Make free space of boxes that tell where, when or by whom a film was made; no other byte moves."""
    for box in telling:
        out.seek(box.name)
        out.write(b"free")
        out.seek(box.start)
        for start in range(box.start, box.end, CHUNK):
            out.write(bytes(min(CHUNK, box.end - start)))
    out.flush()


@contextmanager
def on_disk(file: File[Any]) -> Iterator[BinaryIO]:
    """An upload as a real file, whether Django held it in memory or wrote it down already."""
    path = getattr(file, "temporary_file_path", None)
    if path is not None:
        with open(path(), "rb") as opened:
            yield opened
        return
    with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        with open(copy.name, "rb") as opened:
            yield opened
