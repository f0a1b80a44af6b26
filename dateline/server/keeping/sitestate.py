"""The digest of a whole site, so that a restored one can be held against the one that was backed up."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import apsw
import msgspec

from dateline.press import ledger, site
from dateline.press.run import connect_read_only
from dateline.reader.furniture import furniture
from dateline.record import replica
from dateline.server.keeping.manifest import SiteState

Pages = list[tuple[str, str, str]]


def pages_of(db: apsw.Connection) -> Pages:
    """(path, page key, digest over path, status, headers and body) of every page, sorted."""
    return sorted((path, key, digest) for key, (path, digest) in site.digests(db).items())


def digest_of(pages: Pages) -> str:
    """One digest of them all."""
    total = sha256()
    for page in pages:
        total.update(msgspec.json.encode(page) + b"\n")
    return total.hexdigest()


def inputs_of(db: apsw.Connection) -> str:
    """One digest of all templates, assets and languages that some page read, as this software has them."""
    names = sorted(topic.removeprefix("input:") for topic in ledger.inputs(db))
    return sha256("\n".join(f"{name} {furniture().input_digest(name)}" for name in names).encode()).hexdigest()


def state_of(db: apsw.Connection) -> tuple[SiteState, Pages]:
    """The site as it stands in a press file, read at one instant of it."""
    with db:
        pages = pages_of(db)
        row = db.execute("SELECT now FROM press_clock").fetchone()
        seq = replica.cursor(db)[0]
        state = SiteState(
            seq=seq, clock=row[0] if row else "", pages=len(pages), digest=digest_of(pages), inputs=inputs_of(db)
        )
    return state, pages


def state_at(press_file: Path) -> tuple[SiteState, Pages] | None:
    """The site of a press file that others may be writing; None where nothing was printed yet."""
    if not press_file.exists():
        return None
    try:
        db = connect_read_only(press_file)
    except apsw.Error:
        return None
    try:
        state, pages = state_of(db)
    except apsw.Error:
        return None
    finally:
        db.close()
    return (state, pages) if pages else None


def differing(before: Pages, after: Pages) -> Iterator[str]:
    """The paths that differ between two lists of pages, sorted."""
    ours, theirs = ({key: (path, digest) for path, key, digest in pages} for pages in (before, after))
    keys = {key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)}
    yield from sorted({(ours.get(key) or theirs[key])[0] for key in keys})
