"""Comparing the newsroom's live rows with the record: what readers get, and what the newsroom believes they get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from django.core.exceptions import ValidationError

from dateline.edition.codec import decode, encode
from dateline.edition.curation import Curation
from dateline.edition.erasure import Killed
from dateline.edition.values import Removed, Value, Withdrawn, WithdrawnPage
from dateline.newsroom import record
from dateline.newsroom.dead_links import DeadLink, dead_links
from dateline.newsroom.models.curated_front import CuratedFront, kept_of
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.face import HouseFace
from dateline.newsroom.models.front import FrontPage
from dateline.newsroom.models.house import HouseSettings
from dateline.newsroom.models.navigation import Navigation
from dateline.newsroom.models.picture import Picture
from dateline.newsroom.models.recording import Recording
from dateline.newsroom.models.redirect import Redirect
from dateline.newsroom.models.shared import SharedThing
from dateline.newsroom.models.standing import StandingPage

NEWEST = (
    "SELECT key, payload FROM record_entry AS entry WHERE seq = "
    "(SELECT MAX(seq) FROM record_entry AS later WHERE later.key = entry.key)"
)
INTERNAL_LINK = re.compile(rb'"href":"/[^"]*"')
PAGES = ("edition/", "front/", "curation/", "page/")
SHARED = ("section/", "dossier/", "event/", "person/", "place/", "organisation/")
FOLLOWED = (*PAGES, *SHARED, "site", "navigation/", "redirect/")


class Difference(msgspec.Struct, frozen=True):
    """One key on which row and record disagree, and how, in words."""

    key: str
    what: str


def differences() -> list[Difference]:
    """Everything on which live rows and the record's newest values disagree; empty in a sound house."""
    recorded = dict(_recorded())
    found = []
    seen: set[str] = set()
    for key, value_of in _rows(recorded):
        seen.add(key)
        what = _compare(value_of, recorded.get(key))
        if what:
            found.append(Difference(key, what))
    for key, payload in recorded.items():
        if key not in seen and key.startswith(FOLLOWED) and payload is not None:
            found.append(Difference(key, "readers get it, but no live row of the newsroom stands behind it"))
    return sorted(found, key=lambda each: each.key)


def lost_readers() -> list[DeadLink]:
    """The links of published editions that lead readers nowhere on this site."""
    with record.cursor() as cursor:
        cursor.execute(NEWEST)
        payloads = [bytes(payload) for _, payload in cursor.fetchall() if payload is not None]
    return dead_links(decode(payload) for payload in payloads)


def _recorded() -> Iterator[tuple[str, bytes | None]]:
    """The newest payload of every key that stands; None where it was erased."""
    with record.cursor() as cursor:
        cursor.execute(NEWEST)
        rows = cursor.fetchall()
    newest = {key: None if payload is None else bytes(payload) for key, payload in rows}
    newest |= {posting.key: posting.payload for posting in record.pending()}
    for key, content in newest.items():
        if content is None or not isinstance(decode(content), Withdrawn | Killed | WithdrawnPage | Removed):
            yield key, content


def _rows(recorded: dict[str, bytes | None]) -> Iterator[tuple[str, Callable[[], Value]]]:
    live: list[type[Any]] = [EditionPage, FrontPage, CuratedFront, StandingPage]
    for model in live:
        for page in model.objects.live().select_related("locale").iterator():
            yield page.key, page.value
    things = [leaf for base in SharedThing.__subclasses__() for leaf in (base, *base.__subclasses__())]
    shared: list[type[Any]] = [each for each in things if not each._meta.abstract]
    shared += [Redirect, HouseSettings, HouseFace, Navigation]
    for model in shared:
        for thing in model._default_manager.iterator():
            yield key_of_row(thing), thing.value
    shown: list[type[Any]] = [Picture, Recording]
    for model in shown:
        for thing in model._default_manager.iterator():
            if thing.key in recorded:
                yield thing.key, thing.value


def key_of_row(thing: Any) -> str:
    """The record's key of a shared row."""
    if isinstance(thing, HouseSettings):
        return "site"
    return f"redirect{thing.path}" if isinstance(thing, Redirect) else str(thing.key)


def _compare(value_of: Callable[[], Value], payload: bytes | None) -> str:
    if payload is None:
        return "the newsroom believes it is published, but the record has no such entry (or it was erased)"
    try:
        ours = encode(value_of())
    except ValidationError as refusal:
        return f"the live row cannot be published as it stands: {' '.join(refusal.messages)}"
    recorded = decode(payload)
    payload = encode(kept_of(recorded)) if isinstance(recorded, Curation) else payload
    same = INTERNAL_LINK.sub(b"", ours) == INTERNAL_LINK.sub(b"", payload)
    return "" if same else "the live row says something else than the record"
