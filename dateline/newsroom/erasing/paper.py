"""A receipt as it is printed: what was erased, when, who signed, who has let go, and what nobody here can reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.newsroom import record
from dateline.newsroom.erasing.addresses import Line
from dateline.newsroom.models.receipt import KILL, Receipt
from dateline.record.follow import newest


class Signed(msgspec.Struct, frozen=True):
    """A person as they were called then, and when they asked or decided."""

    name: str
    instant: datetime


class Let(msgspec.Struct, frozen=True):
    """A follower, and when its files held nothing of it any more; None while that is waited for."""

    follower: str
    instant: datetime | None


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """The receipt as a value; ``seq`` is the record's entry that names what was erased, ``instant`` its own."""

    number: str
    kind: str
    story: str
    state: str
    whole: bool
    reason: str
    asked: Signed
    decided: Signed | None
    seq: int | None
    instant: datetime | None
    lines: tuple[Line, ...]
    followers: tuple[Let, ...]
    dropped: dict[str, int]
    left: tuple[str, ...]
    backups: tuple[str, ...]
    out_of_reach: tuple[str, ...]

    def text(self) -> Iterator[str]:
        """The receipt in lines for a terminal or a file."""
        yield f"{self.kind} {self.number}: story {self.story}"
        yield f"state: {'whole' if self.whole else self.state}"
        yield f"asked by {self.asked.name}, {self.asked.instant:%Y-%m-%d %H:%M:%S} UTC"
        if self.decided:
            yield f"decided by {self.decided.name}, {self.decided.instant:%Y-%m-%d %H:%M:%S} UTC"
        if self.reason:
            yield f"reason: {self.reason}"
        if self.instant:
            yield f"entry {self.seq} of the record, {self.instant:%Y-%m-%d %H:%M:%S} UTC"
        for line in self.lines:
            found = "" if line.found is None else f", found {line.found}"
            yield f"{line.address}  was {line.digest or '-'}  now {line.state}{found} {line.now}".rstrip()
        for each in self.followers:
            said = f"{each.instant:%Y-%m-%d %H:%M:%S} UTC" if each.instant else "missing"
            yield f"{each.follower}: {said}"
        for name, count in self.dropped.items():
            yield f"erased: {count} {name}"
        yield from (f"left: {each}" for each in (*self.left, *self.backups, *self.out_of_reach))


def paper(receipt: Receipt) -> Paper:
    """A receipt with all that is known of it now."""
    with record.cursor() as cursor:
        entry = newest(cursor, receipt.key)
    decided = Signed(receipt.decider_name, receipt.decided) if receipt.decided else None
    return Paper(
        number=str(receipt.pk),
        kind=receipt.kind,
        story=str(receipt.story),
        state=receipt.state,
        whole=receipt.whole,
        reason=receipt.reason,
        asked=Signed(receipt.asker_name, receipt.asked),
        decided=decided,
        seq=entry.seq if entry else None,
        instant=entry.instant.astimezone(UTC) if entry else None,
        lines=msgspec.convert(receipt.lines, tuple[Line, ...]),
        followers=tuple(Let(each.follower, each.instant) for each in receipt.acknowledgements.all()),
        dropped=receipt.dropped,
        left=tuple(map(_left, receipt.left)),
        backups=tuple(receipt.backups),
        out_of_reach=tuple(_out_of_reach(receipt)),
    )


LEFT = {
    "template": gettext_lazy("The template “%(name)s” holds a text of the story: look at it."),
    "picture": gettext_lazy("The picture “%(name)s” stays, since something else shows it: take it out there, too."),
    "original": gettext_lazy("The original file of the picture “%(name)s” says it, too: replace the file."),
}


def _left(each: dict[str, Any]) -> str:
    return str(LEFT[each["what"]]) % {"name": each["name"]}


def _out_of_reach(receipt: Receipt) -> Iterator[str]:
    yield _(
        "Backups made before, here or elsewhere: restore one with --record and a newer record, which erases it again."
    )
    yield _("Caches between here and the readers (a CDN that cannot be told to forget, proxies, browsers).")
    yield _("Copies that readers, search engines, archives and foreign mirrors made.")
    yield _("What was sent out: mails, feeds that others have read, wires, links given to outsiders.")
    yield _("The addresses of pages: this receipt names them, and the record keeps those that moved.")
    if connection.vendor == "postgresql":
        yield _("Freed rows of PostgreSQL and its archived logs: run VACUUM FULL, and let the archive run out.")
    if receipt.kind == KILL:
        yield _("Links to it in other stories’ texts: “dateline check” names them.")
    else:
        yield _("XLIFF files and other copies that translators took with them.")
