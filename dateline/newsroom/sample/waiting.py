"""Leaves one capture of a page waiting under Imports, so that a newcomer has something to check and release."""

from __future__ import annotations

from pathlib import Path

from dateline.newsroom.intake import open_batch, take
from dateline.newsroom.models.batch import ImportItem
from dateline.wires.formats import Asked
from dateline.wires.limited import Reader

PAGE = Path(__file__).with_name("captures") / "baltic-ferry.txt"
FORMAT = "capture"


def leave_waiting() -> bool:
    """Import the page as a draft in a batch of its own, once; whether it was new. Nothing of it is public."""
    if ImportItem.objects.filter(name=PAGE.name, batch__source=_source()).exists():
        return False
    with Reader() as reader, PAGE.open("rb") as file:
        batch = open_batch(_source())
        for found in reader.read(file, FORMAT, Asked(name=PAGE.name, language="en")):
            take(batch, found, name=PAGE.name, format=FORMAT)
    return True


def _source() -> str:
    return f"{FORMAT}: {PAGE.name}"
