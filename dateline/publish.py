"""THE SPINE: new entries of the record become pages that readers can fetch. Read it from top to bottom.

The newsroom never calls this: it writes to the record, and whoever runs a ``House`` follows.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dateline.edition.codec import decode
from dateline.edition.media import Media
from dateline.edition.picture import Picture
from dateline.edition.values import Value
from dateline.press.embedding import with_packet
from dateline.press.run import Press, Report, Tell
from dateline.record.append import Cursor
from dateline.record.entry import Entry
from dateline.record.follow import Batch, batches_after, each_newest, head, history, newest_of
from dateline.record.replica import ended_between
from dateline.search.index import FAMILIES, SearchIndex

BATCH_LIMIT = 2_000
# The followers that an erasure waits for.
PRESS, SEARCH = "press", "search"
FILED = ("picture/", "media/")


@dataclass(frozen=True)
class House:
    """Everything that publishing touches: where the record is read, where files lie, what follows."""

    cursor: Callable[[], Cursor]
    blobs: Path
    pictures: Path
    media: Path
    press: Press
    index: SearchIndex

    def close(self) -> None:
        """Let go of the press's file and of the index."""
        self.press.close()
        self.index.close()


def waiting(house: House) -> bool:
    """Whether the record has entries that the site does not show, or the search does not find, yet."""
    return head(house.cursor())[0] > min(house.press.seq, house.index.cursor())


def publish(house: House, *, now: datetime) -> Report:
    """Bring site and search to the head of the record: one transaction for all pages of the new entries."""
    batches, before = batches_after(house.cursor(), house.press.seq, limit=BATCH_LIMIT), house.press.clock
    house.index.remove(batches)
    bring_files(house, batches, now=now)
    report = house.press.follow(batches, now=now)
    drop_files(house, batches)
    drop_ended(house, before=before, now=now)
    house.index.apply(batches_after(house.cursor(), house.index.cursor(), limit=BATCH_LIMIT))
    return report


def scrub(house: House, followers: Iterable[str]) -> frozenset[str]:
    """After an erasure: leave nothing of it in the files of these followers; those that are done.

    Call it once both have passed the erasure's entry. One that is held up by a reader is to be asked again.
    """
    done = set()
    if PRESS in followers:
        drop_strays(house)
        done |= {PRESS} if house.press.scrub() else set()
    if SEARCH in followers:
        upto = house.index.cursor()
        found = (entry for family in FAMILIES for entry in each_newest(house.cursor(), family, upto=upto))
        house.index.rewrite(decode(entry.payload) for entry in found if entry.payload is not None)
        done.add(SEARCH)
    return frozenset(done)


def rebuild(house: House, *, now: datetime, tell: Tell = iter) -> Report:
    """Make site and search anew from the record, as if neither had ever been; ``tell`` watches the pages go by."""
    batches = batches_after(house.cursor(), 0, limit=1_000_000_000)
    bring_files(house, batches, now=now)
    report = house.press.rebuild(batches, now=now, tell=tell)
    drop_strays(house)
    house.index.clear()
    house.index.apply(batches)
    return report


def bring_files(house: House, batches: Iterable[Batch], *, now: datetime) -> None:
    """Copy the files of published pictures, sound and film to where readers' servers find them, before any page is."""
    for folder in (house.pictures, house.media):
        folder.mkdir(parents=True, exist_ok=True)
    newest = {entry.key: entry for batch in batches for entry in batch if entry.key.startswith(FILED)}
    for entry in newest.values():
        if entry.payload:
            bring(house, decode(entry.payload), now=now)


def bring(house: House, value: Value, *, now: datetime) -> None:
    """Put the files of a picture, sound or film where readers get them, pictures with what they say of themselves."""
    if isinstance(value, Picture) and not value.ended(now):
        for each in value.published:
            size = (each.rendition.width, each.rendition.height)
            _bring(house.blobs / each.rendition.file, house.pictures / each.name, packet=each.packet, size=size)
    elif isinstance(value, Media):
        for name in value.names:
            _bring(house.blobs / name, house.media / name)


def drop_files(house: House, batches: Iterable[Batch]) -> None:
    """Take away what replaced or removed pictures, sound and film left behind, once no page names it any more.

    Two may share a file, since files are named by their bytes: what any of them still has stays.
    """
    now = house.press.seq
    keys = {entry.key for batch in batches for entry in batch if entry.key.startswith(FILED)}
    told = {key: [entry for entry in history(house.cursor(), key) if entry.seq <= now] for key in keys}
    every = (entry for entries in told.values() for entry in entries if entry.payload)
    left = {file for entry in every for file in _files(house, decode(entry.payload or b""))}
    left -= {file for entries in told.values() for entry in entries[-1:] for file in _public(house, entry)}
    left = {file for file in left if file.exists()}
    for family in FILED if left else ():
        left -= {file for entry in newest_of(house.cursor(), family, upto=now) for file in _public(house, entry)}
    for file in sorted(left):
        file.unlink(missing_ok=True)


def drop_strays(house: House) -> None:
    """Take away every file that nothing published has: an erased entry cannot say which were its own."""
    known = {
        file
        for family in FILED
        for entry in newest_of(house.cursor(), family, upto=house.press.seq)
        for file in _public(house, entry)
    }
    for folder in (house.pictures, house.media):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_file() and path not in known:
                path.unlink()


def drop_ended(house: House, *, before: datetime, now: datetime) -> None:
    """Take away the files of pictures that we lost the right to show since ``before``; the pages have dropped them."""
    ended = [value for value in ended_between(house.press.db, before, now) if isinstance(value, Picture)]
    if ended:
        left = {file for value in ended for file in _files(house, value)}
        for entry in newest_of(house.cursor(), "picture/", upto=house.press.seq):
            left -= _public(house, entry)
        for file in sorted(left):
            file.unlink(missing_ok=True)


def _public(house: House, entry: Entry) -> set[Path]:
    """The files of an entry that readers get at the press's instant."""
    value = decode(entry.payload) if entry.payload else None
    if value is None or (isinstance(value, Picture) and value.ended(house.press.clock)):
        return set()
    return _files(house, value)


def _files(house: House, value: Value) -> set[Path]:
    if isinstance(value, Picture):
        return {house.pictures / each.file for each in value.shown}
    return {house.media / name for name in value.names} if isinstance(value, Media) else set()


def _bring(source: Path, target: Path, *, packet: bytes = b"", size: tuple[int, int] = (0, 0)) -> None:
    if target.exists() or not source.exists():
        return
    beside = target.with_name(f".{target.name}.part")
    if packet:
        beside.write_bytes(with_packet(source.read_bytes(), packet, size))
    else:
        shutil.copyfile(source, beside)
    with beside.open("rb") as handle:
        os.fsync(handle.fileno())
    beside.replace(target)
