"""``dateline press rebuild | diff | explain``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import apsw
import msgspec

from dateline.newsroom.record import cursor
from dateline.press import ledger, site, tree
from dateline.press.page import PageKey
from dateline.press.run import Press, clock, connect_read_only
from dateline.publish import rebuild as rebuild_house
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.record import replica
from dateline.record.follow import batches_after
from dateline.server.config import config
from dateline.server.house import house_for_command, now
from dateline.server.proving.places import HEAD
from dateline.server.screen import as_json, fail, progress, say


def rebuild(*, json: bool = False) -> None:
    """Make every page anew from the record.

    Parameters
    ----------
    json
        Print the report as JSON.
    """
    with house_for_command() as house, progress("Printing") as tell:
        report = rebuild_house(house, now=now(), tell=tell)
    if json:
        as_json(report)
    else:
        say(f"{report.written} pages printed up to entry {report.seq}.")


def diff(*, json: bool = False) -> None:
    """Compare the site with a clean full build of the same record head; exit status 1 if they differ.

    Parameters
    ----------
    json
        Print the differing paths as JSON.
    """
    differing = differences(printed())
    if json:
        as_json({"differing": differing})
    else:
        for path in differing:
            say(path)
        say(f"Paths that differ: {len(differing)}." if differing else "The site equals a clean full build.")
    if differing:
        raise SystemExit(1)


def printed() -> apsw.Connection:
    """The press file to read; stops with words where nothing has been printed."""
    if not config().press_file.exists():
        fail("nothing has been printed yet: run `dateline run` or `dateline press rebuild`")
    return connect_read_only(config().press_file)


def differences(db: apsw.Connection) -> list[str]:
    """The paths at which the site is not what a clean build at its own head and clock gives.

    The site is read at one instant, so a worker may print on meanwhile.
    """
    with db:
        seq, now, ours, our_root = replica.cursor(db)[0], clock(db), site.digests(db), tree.root(db)
    with tempfile.TemporaryDirectory(dir=config().public) as folder:
        clean = Press(Path(folder) / "clean.sqlite", KINDS, furniture())
        known = [batch for batch in batches_after(cursor(), 0, limit=1_000_000_000) if batch[0].seq <= seq]
        with progress("Building anew") as tell:
            clean.rebuild(known, now=now, tell=tell)
        theirs, their_root = site.digests(clean.db), tree.root(clean.db)
        clean.close()
    differing = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
    paths = sorted({(ours.get(key) or theirs[key])[0] for key in differing})
    # Equal pages have equal roots: where they have not, the tree that is signed was not brought along.
    return paths if differing or our_root == their_root else [HEAD]


def explain(url: str, *, json: bool = False) -> None:
    """What a page read, and what last caused it.

    Parameters
    ----------
    url
        An address or a path on the reader's site.
    json
        Print it as JSON.
    """
    path = unquote(urlsplit(url).path) or "/"
    db = printed()
    page = site.at(db, path)
    if page is None:
        fail(f"no page stands at {path}", status=1)
    reads = [" ".join(reader.asked) for reader in ledger.reads_of(db, PageKey.parse(page.key))]
    about: dict[str, Any] = {
        "path": page.path, "page": page.key, "status": page.status, "digest": page.digest,
        "seq": page.seq, "cause": page.cause, "read": reads,
    }  # fmt: skip
    if json:
        as_json(msgspec.to_builtins(about))
        return
    say(f"{page.path}  (status {page.status}, page {page.key})")
    say(f"last printed for entry {page.seq}: {page.cause}")
    say("it read:")
    for asked in reads:
        say(f"  {asked}")
