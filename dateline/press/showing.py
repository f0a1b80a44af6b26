"""Looking a thing up in a site: which pages show it, with their digests; for those who take it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import msgspec

from dateline.press.run import connect_read_only


class Showing(msgspec.Struct, frozen=True):
    """A page of the site; ``digest`` is over everything a reader gets of it."""

    path: str
    language: str
    status: int
    digest: str


class Shown:
    """A site to look at; one that was never printed shows nothing."""

    def __init__(self, db: apsw.Connection | None) -> None:
        self._db = db

    def at(self, path: str) -> Showing | None:
        """What a GET of the address answers with."""
        if self._db is None:
            return None
        row = self._db.execute(
            "SELECT path, language, status, digest FROM site_page WHERE path = ? ORDER BY status, key LIMIT 1", (path,)
        ).fetchone()
        return Showing(*row) if row else None

    def digest_at(self, path: str) -> str:
        """The digest of what stands at an address, empty where nothing does."""
        found = self.at(path)
        return found.digest if found else ""

    def reading(self, topics: Iterable[str]) -> list[Showing]:
        """The pages that read one of the topics (``card:edition/...``) when they were made, by path."""
        if self._db is None:
            return []
        found: dict[str, Showing] = {}
        for topic in topics:
            rows = self._db.execute(
                "SELECT DISTINCT s.path, s.language, s.status, s.digest FROM ledger_read r"
                " JOIN ledger_page p ON p.id = r.page JOIN site_page s ON s.key = p.key WHERE r.topic = ?",
                (topic,),
            )
            found |= {row[0]: Showing(*row) for row in rows}
        return [found[path] for path in sorted(found)]


@contextmanager
def looking_at(file: Path) -> Iterator[Shown]:
    """The site in a press file, read only."""
    if not file.exists():
        yield Shown(None)
        return
    with closing(connect_read_only(file)) as db:
        yield Shown(db)
