"""What no editor has released stands in no byte that a readers' server can open: a table, canaries in each field."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dateline.newsroom.actions.embargo import set_embargo
from dateline.newsroom.models import EditionPage
from dateline.newsroom.record import cursor
from dateline.newsroom.schedule import release_due
from dateline.press.run import Press
from dateline.publish import House, publish
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from tests.contracts.canaries import (
    FILE,
    INDEX,
    LOG,
    NAMES,
    PICTURES,
    REPLICA,
    SEARCH,
    SITE,
    STORES,
    Canary,
    Found,
    body_of,
    fields_of,
    look,
    plant,
    stamps,
    words_of,
)
from tests.contracts.test_every_route_writes_the_record import edit_url, form
from tests.rooms.newsroom.house import fresh

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OLDER = " (as readers have it)"

# What each store may hold of a text: its fields; "file" is a rendition of its picture. The name under which a picture
# came and what its file says of itself are for nobody, ever.
TEXT = frozenset({"headline", "slug", "summary", "body", "caption", "alt", "credit"})
INDEXED = frozenset({"headline", "summary", "body", "caption", "alt"})
SAID = frozenset({"caption", "alt", "credit"})  # by the pictures' files themselves
MAY_HOLD: dict[str, dict[str, frozenset[str]]] = {
    "hidden": {},
    "live": {
        SITE: TEXT | {"file"},
        REPLICA: TEXT | {"file"},
        FILE: TEXT | {"file"},
        SEARCH: INDEXED,
        INDEX: INDEXED,
        NAMES: frozenset({"file"}),
        PICTURES: SAID,
    },
    # Out of pages, feeds and searches, and its picture out of the folder. Its address answers 410; record and replica
    # keep the text. The index's files hold its words until their segment is merged, and the press file's log the
    # picture's credit and its file's name, never its bytes, until it is written over: a kill empties both.
    "withdrawn": {
        SITE: frozenset({"slug"}),
        REPLICA: TEXT - {"credit"},
        FILE: TEXT | {"file"},
        INDEX: INDEXED,
    },
}
MUST_HOLD: dict[str, dict[str, frozenset[str]]] = {
    "hidden": {},
    "live": {
        SITE: TEXT,
        SEARCH: frozenset({"headline", "summary", "body"}),
        NAMES: frozenset({"file"}),
        PICTURES: SAID,
    },
    "withdrawn": {SITE: frozenset({"slug"})},
}


class State(msgspec.Struct, frozen=True):
    """A row: how a text comes into the state, what happens at noon, and what may be seen before and from then on."""

    enter: Callable[[str, Client], EditionPage]
    before: str
    after: str
    at_noon: Callable[[EditionPage], object] = fresh


def autosaved(text: str, chief: Client) -> EditionPage:
    """Typed into the form, which saves by itself."""
    page = plant(text)
    said = {"title": words_of(text)["headline"], "slug": words_of(text)["slug"], "summary": words_of(text)["summary"]}
    answer = chief.post(edit_url(page), form(**said), headers={"Accept": "application/json"})
    assert answer.json()["success"]
    return page


def drafted(text: str, _chief: Client) -> EditionPage:
    return plant(text)


def in_review(text: str, _chief: Client) -> EditionPage:
    page = plant(text)
    page.get_workflow().start(page, None)
    return page


def scheduled(text: str, _chief: Client) -> EditionPage:
    return _due_at_noon(plant(text))


def embargoed(text: str, chief: Client) -> EditionPage:
    """Under embargo until noon, scheduled for then, and somebody tries to publish it now."""
    page = plant(text)
    set_embargo(page, NOON, source="WHO", note=words_of(text)["body"])
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chief.post(f"{url}?id={page.pk}")
    return _due_at_noon(page)


def live(text: str, _chief: Client) -> EditionPage:
    page = plant(text)
    page.get_latest_revision().publish()
    return fresh(page)


def live_with_newer_draft(text: str, chief: Client) -> EditionPage:
    page = live(text + OLDER, chief)
    return _rewritten(page, text)


def live_with_scheduled_update(text: str, chief: Client) -> EditionPage:
    return _due_at_noon(live_with_newer_draft(text, chief))


def expiring(text: str, chief: Client) -> EditionPage:
    page = live(text, chief)
    EditionPage.objects.filter(pk=page.pk).update(expire_at=NOON)
    return page


def _rewritten(page: EditionPage, text: str) -> EditionPage:
    newer = page.get_latest_revision_as_object()
    for name, value in {"title": words_of(text)["headline"], **fields_of(text)}.items():
        setattr(newer, name, value)
    newer.body = [("text", body_of(text))]
    newer.publish_kind = "update"
    newer.save_revision()
    return fresh(page)


def _due_at_noon(page: EditionPage) -> EditionPage:
    newest = page.get_latest_revision_as_object()
    newest.go_live_at = NOON
    newest.save_revision().publish()
    return fresh(page)


STATES = {
    "autosaved": State(autosaved, "hidden", "hidden"),
    "draft": State(drafted, "hidden", "hidden"),
    "draft, deleted": State(drafted, "hidden", "hidden", lambda page: fresh(page).delete()),
    "in review": State(in_review, "hidden", "hidden"),
    "scheduled": State(scheduled, "hidden", "live"),
    "embargoed": State(embargoed, "hidden", "live"),
    "live": State(live, "live", "live"),
    "live with newer draft": State(live_with_newer_draft, "hidden", "hidden"),
    "live with scheduled update": State(live_with_scheduled_update, "hidden", "live"),
    "unpublished": State(live, "live", "withdrawn", lambda page: fresh(page).unpublish()),
    "deleted": State(live, "live", "withdrawn", lambda page: fresh(page).delete()),
    "expired": State(expiring, "live", "withdrawn"),
    # killed: its row comes with the kill, after which no store holds anything.
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house that serves from a folder of its own."""
    public = tmp_path / "public"
    opened = House(
        cursor=cursor,
        blobs=Path(settings.DATELINE_BLOBS),
        pictures=public / "pictures",
        media=public / "media",
        press=Press(public / "press.sqlite", KINDS, furniture()),
        index=SearchIndex(public / "search"),
    )
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Eleven in the morning; what is scheduled is due at noon."""
    with time_machine.travel(NOON - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def follow(house: House, now: datetime) -> None:
    """One round of the worker."""
    release_due(now)
    publish(house, now=now)


def wrong(found: Found, text: str, phase: str) -> list[str]:
    """What is seen of a text and may not be, and what should be seen of it and is not."""
    seen = {store: {field for where, of, field in found if (where, of) == (store, text)} for store in STORES}
    leaks = [
        f"{text}: {sorted(too_much)} in the {store}"
        for store in STORES
        if (too_much := seen[store] - MAY_HOLD[phase].get(store, frozenset()))
    ]
    lacks = [
        f"{text}: no {sorted(missing)} in the {store}"
        for store in STORES
        if (missing := MUST_HOLD[phase].get(store, frozenset()) - seen[store])
    ]
    return leaks + lacks


def seen(house: House, log: pytest.LogCaptureFixture) -> Found:
    """Every canary in the readers' folder and in the log."""
    texts = [each for name in STATES for each in (name, name + OLDER)]
    found = look(house.pictures.parent, texts)
    said = {Canary(text, field).word: (LOG, text, field) for text in texts for field in words_of(text)}
    return found | {about for word, about in said.items() if word in log.text}


def test_every_state_shows_what_its_row_allows_a_second_before_at_and_after_its_instant(
    house: House, admin_client: Client, clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    pages = {name: state.enter(name, admin_client) for name, state in STATES.items()}
    for now in (NOON - SECOND, NOON, NOON + SECOND):
        clock.move_to(now)
        if now == NOON:
            for name, state in STATES.items():
                state.at_noon(pages[name])
        follow(house, now)
        found = seen(house, caplog)
        phases = {name: state.before if now < NOON else state.after for name, state in STATES.items()}
        told = [each for name, phase in phases.items() for each in wrong(found, name, phase)]
        assert told == [], f"at {now:%H:%M:%S}"
        assert wrong(found, "live with newer draft" + OLDER, "live") == []


def test_what_readers_do_not_get_changes_no_file_of_theirs_in_bytes_size_or_time(
    house: House, admin_client: Client, clock: time_machine.Traveller
) -> None:
    before_drafts = {"live": live("live", admin_client)}
    follow(house, NOON - timedelta(hours=1))
    public = house.pictures.parent
    before = stamps(public)
    for name in ("autosaved", "draft", "in review", "scheduled", "embargoed"):
        STATES[name].enter(name, admin_client)
    _rewritten(before_drafts["live"], "newer draft")
    follow(house, NOON - timedelta(hours=1))
    assert stamps(public) == before
    assert len(before) > 3


def test_the_look_finds_a_canary_that_is_packed_or_was_deleted(house: House, admin_client: Client) -> None:
    page = live("found", admin_client)
    follow(house, NOON)
    public = house.pictures.parent
    stores = {store for store, text, _ in look(public, ["found"]) if text == "found"}
    assert stores == {SITE, REPLICA, FILE, INDEX, SEARCH, NAMES, PICTURES}
    (public / "stray.log").write_text(words_of("found")["exif"], encoding="utf-8")
    assert (FILE, "found", "exif") in look(public, ["found"])
    (public / "pictures" / "stray.jpg").write_bytes(words_of("found")["file name"].encode())
    assert (PICTURES, "found", "file name") in look(public, ["found"])
    assert page.live
