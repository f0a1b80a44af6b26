"""The published versions of editions and what desks said of them, as the newsroom reads them from the record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from dateline.edition.behind import NOTICE
from dateline.edition.codec import decode
from dateline.edition.erasure import Killed
from dateline.edition.values import Dismissal, Edition, Redacted, Value, edition_key, in_order
from dateline.edition.wording import part_names
from dateline.languages.language import languages
from dateline.newsroom import record
from dateline.record.follow import newest_of

EVER = 2**62


def versions(key: str) -> tuple[Edition, ...]:
    """The published versions of an edition that were not erased, oldest first, this transaction's own included.

    Of those that a redaction erased, what it left of them.
    """
    return versions_of([key]).get(key, ())


def versions_of(keys: Iterable[str]) -> dict[str, tuple[Edition, ...]]:
    """The same of several editions, by key; those that were never published are left out."""
    wanted = list(keys)
    found: dict[str, list[Value]] = {}
    left: dict[str, Value] = {}
    for each in _under([*wanted, *(key.replace("edition/", "redacted/", 1) for key in wanted)]):
        if isinstance(each, Edition):
            found.setdefault(each.key, []).append(each)
        elif isinstance(each, Redacted):
            left[edition_key(each.story, each.language)] = each
    for key, each in left.items():
        found.setdefault(key, []).append(each)
    return {key: versions for key, held in found.items() if (versions := in_order(held))}


def all_versions(story: UUID) -> dict[str, tuple[Edition, ...]]:
    """The published versions of all editions of a story, by language; withdrawn or not."""
    found = versions_of(edition_key(story, tag) for tag in languages())
    return {each[0].language: each for each in found.values()}


def dismissals(edition: Edition, source: Iterable[Edition]) -> tuple[Dismissal, ...]:
    """What the desk of an edition said does not apply to it, of all that these versions of its source ever held."""
    return all_dismissals([edition], source)


def all_dismissals(editions: Iterable[Edition], source: Iterable[Edition]) -> tuple[Dismissal, ...]:
    """The same of several editions that are made from one source."""
    names = sorted({name for each in source for name in _nameable(each)})
    keys = (f"dismissal/{each.story}/{each.language}/{name}" for each in editions for name in names)
    newest = {each.key: each for each in _under(keys) if isinstance(each, Dismissal)}
    return tuple(newest.values())


def is_killed(story: UUID) -> bool:
    """Whether any edition of a story was killed: no language of it, old or new, goes out any more."""
    with record.cursor() as cursor:
        entries = newest_of(cursor, f"edition/{story}/", upto=EVER)
    return any(isinstance(decode(each.payload), Killed) for each in entries if each.payload)


def _nameable(edition: Edition) -> tuple[str, ...]:
    """Every name under which something of an edition can be open: fields, blocks, public changes."""
    return (*part_names(edition), *(f"{NOTICE}{each.version}" for each in edition.changes))


def _under(keys: Iterable[str]) -> list[Value]:
    """Every value under these keys that was not erased, oldest first.

    Keys are named one by one: how a range of texts is cut depends on the database's collation.
    """
    wanted = list(keys)
    if not wanted:
        return []
    with record.cursor() as cursor:
        cursor.execute(
            f"SELECT payload FROM record_entry WHERE key IN ({', '.join(['%s'] * len(wanted))})"
            " AND payload IS NOT NULL ORDER BY seq",
            wanted,
        )
        payloads = [bytes(row[0]) for row in cursor.fetchall()]
    payloads += [each.payload for each in record.pending() if each.key in wanted]
    return [decode(each) for each in payloads]
