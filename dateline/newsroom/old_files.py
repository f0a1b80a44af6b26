"""Pictures of an imported story get their files: those that came with it, or from a folder of the old site."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext
from PIL import Image

from dateline.newsroom.models.picture import Picture
from dateline.wires.draft import Draft

SHORTEST, DATA = 2, "data:image/"


def bring(draft: Draft, folder: Path) -> tuple[str, ...]:
    """Give files to the draft's pictures that still await theirs; returns what an editor should know.

    ``folder`` is what stood at ``wp-content/uploads``, or holds it. A picture that is public is left alone: an import
    changes nothing that readers see.
    """
    remarks = []
    wanted = {each.id: each.href for each in draft.pictures if each.href}
    for picture in Picture.objects.filter(uuid__in=wanted, awaiting=True):
        address = wanted[picture.uuid]
        found = _at(address, folder)
        if found is None:
            words = gettext("The file of %(address)s is not in the folder: the picture awaits it.")
            remarks.append(words % {"address": address})
        elif picture.is_public:
            words = gettext("%(name)s stands in a published story and still awaits its file: upload it by hand.")
            remarks.append(words % {"name": found.name})
        elif refused := _give(picture, found):
            remarks.append(refused)
    return tuple(remarks)


def _at(address: str, folder: Path) -> Path | None:
    """The file in ``folder`` that an address ends in; never one outside of it."""
    try:
        parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    except ValueError:
        return None
    if ".." in parts or any("\0" in part or "\\" in part for part in parts):
        return None
    home = folder.resolve()
    for path in _endings(parts):
        found = folder.joinpath(*path).resolve()
        if found.is_relative_to(home) and found.is_file():
            return found
    return None


def _endings(parts: list[str]) -> Iterator[list[str]]:
    """The path and its ends, longest first; a name alone may belong to another month's file."""
    for start in range(len(parts)):
        if start == 0 or len(parts) - start >= SHORTEST:
            yield parts[start:]


def _give(picture: Picture, found: Path) -> str:
    """Put the file into the newsroom; returns why not, if it is none that can stand there."""
    largest = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if found.stat().st_size > largest:
        words = gettext("%(name)s is larger than %(most)s MB: upload a smaller one by hand.")
        return words % {"name": found.name, "most": largest // (1024 * 1024)}
    return give(picture, found.read_bytes(), found.name)


def carried(address: str) -> bytes | None:
    """The bytes of a picture that a document brought along (a ``data:`` address); None for any other address."""
    if not address.startswith(DATA):
        return None
    try:
        return base64.b64decode(address.partition(",")[2], validate=True)
    except ValueError:
        return None


def give(picture: Picture, content: bytes, name: str) -> str:
    """Put bytes into the newsroom as a picture's file; returns why not, if they are none that can stand there."""
    try:
        with transaction.atomic():
            picture.file = ContentFile(content, name=name)
            picture._set_image_file_metadata()
            picture.save()
    except ValidationError as refusal:
        return f"{name}: {' '.join(refusal.messages)}"
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        words = gettext("%(name)s cannot be read as a picture (%(error)s): upload it by hand as JPEG or PNG.")
        return words % {"name": name, "error": error}
    return ""
