"""What people hand in for import, read in a limited process and held until somebody has looked at it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dateline.newsroom import audit
from dateline.newsroom.intake import hold, keep, open_batch
from dateline.newsroom.models.batch import ImportBatch, ImportItem
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Refused
from dateline.wires.finding import Finding
from dateline.wires.formats import FORMATS, Asked, fitting, of_name, of_type
from dateline.wires.limited import Reader

AGAIN = "capture"
MOST_FILES, MOST_STORIES = 50, 500
NAMES, NAME = 3, 300


class HandedIn(msgspec.Struct, frozen=True, kw_only=True):
    """What one person hands in at once; ``language`` is a tag, or empty to have it guessed for each text."""

    text: str = ""
    files: tuple[UploadedFile[Any], ...] = ()
    address: str = ""
    language: str = ""

    @property
    def source(self) -> str:
        """What the batch is called."""
        names = [each.name or "" for each in self.files]
        shown = [*names[:NAMES], *(["…"] if len(names) > NAMES else [])]
        return ", ".join(
            [*([_("pasted text")] if self.text else []), *shown, *([self.address] if self.address else [])]
        )


def take_up(handed: HandedIn, *, user: Any) -> ImportBatch:
    """Read everything that was handed in and hold it in a new batch; what is refused stands there with its reason."""
    if len(handed.files) > MOST_FILES:
        words = _("At most %(most)s files go in at once. For more, use `dateline import` on the server.")
        raise Refusal(words % {"most": MOST_FILES})
    batch = open_batch(handed.source, user=user)
    with Reader() as reader:
        if handed.text:
            with _stored([handed.text.encode()]) as file:
                _hold_all(batch, reader.read(file, AGAIN, _asked(handed)), file, name=_("pasted text"), format=AGAIN)
        for each in handed.files:
            _upload(batch, reader, each, handed)
        if handed.address:
            _fetch(batch, reader, handed)
    audit.log(user, "imported", batch, detail=handed.source)
    return batch


def read_again(item: ImportItem, language: str) -> None:
    """Read a held item anew in another language; what was put right by hand is read anew too. Raises Refusal."""
    found = item.finding
    if found is None:
        raise Refusal(_("This item is not waiting to be saved any more."))
    if not item.original:
        keep(item, msgspec.structs.replace(found, draft=msgspec.structs.replace(found.draft, language=language)))
        return
    with Reader() as reader, _stored([bytes(item.original)]) as file:
        again = next(reader.read(file, item.format, Asked(name=item.name, language=language)))
    if isinstance(again, Refused):
        raise Refusal(again.reason)
    keep(item, again)


def _asked(handed: HandedIn, name: str = "") -> Asked:
    return Asked(name=name, language=handed.language)


def _upload(batch: ImportBatch, reader: Reader, upload: UploadedFile[Any], handed: HandedIn) -> None:
    name = (upload.name or "")[:NAME]
    try:
        called = of_name(name)
        fitting(name, upload.size or 0, called)
    except Refused as refused:
        hold(batch, refused, name=name)
        return
    with _stored(upload.chunks()) as file:
        _hold_all(batch, reader.read(file, called, _asked(handed, name)), file, name=name, format=called)


def _fetch(batch: ImportBatch, reader: Reader, handed: HandedIn) -> None:
    types = tuple(each for form in FORMATS.values() for each in form.types)
    with _stored([]) as file:
        got = reader.fetch(handed.address, file, types)
        if isinstance(got, Refused):
            hold(batch, got, name=handed.address[:NAME])
            return
        called, name = of_type(got.media_type), got.address[:NAME]
        _hold_all(batch, reader.read(file, called, _asked(handed, name)), file, name=name, format=called)


def _hold_all(batch: ImportBatch, found: Iterator[Finding | Refused], file: BinaryIO, **about: str) -> None:
    """Hold every story of one file; the bytes are kept where the file is one text, to read it in another language."""
    for place, each in enumerate(found):
        if place == MOST_STORIES:
            words = _("It holds more than %(most)s stories. Import the rest with `dateline import` on the server.")
            hold(batch, Refused(words % {"most": MOST_STORIES}), **about)
            break
        item = hold(batch, each, **about)
        if about["format"] == AGAIN and item.unsettled:
            file.seek(0)
            item.original = file.read()
            item.save(update_fields=["original"])


def _stored(parts: Iterable[bytes]) -> BinaryIO:
    """A file without a name under the newsroom's own folder: what is not published stands nowhere else."""
    file: Any = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - the caller closes it
    for part in parts:
        file.write(part)
    file.flush()
    file.seek(0)
    return file
