"""Why an edition goes out again, and what that does to its stamps, its version and its changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dateline.edition.values import Redirect
from dateline.newsroom import record
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import again, draft, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
LATER = "2009-03-06T08:22:00Z"


def value(page: EditionPage) -> Any:
    return record.newest(page.key)


@pytest.mark.parametrize(("kind", "title"), [("typo", "NATO met"), ("derivation", "NATO meets")])
def test_a_silent_kind_leaves_the_stamp_alone(kind: str, title: str) -> None:
    page = again(published(editorial_updated="2009-03-06"), kind, title=title, editorial_updated=LATER)
    assert str(value(page).updated) == "2009-03-06"
    assert value(page).version == 2


PUBLIC = [("update", ""), ("correction", "So."), ("clarification", ""), ("retraction", "So.")]


@pytest.mark.parametrize(("kind", "note"), PUBLIC)
def test_a_public_kind_moves_the_stamp_to_the_present(kind: str, note: str) -> None:
    page = again(published(), kind, note, title="NATO met")
    assert value(page).updated.exact
    assert value(page).updated.instant == value(page).changes[0].instant


def test_an_editor_may_state_a_newer_editorial_time() -> None:
    page = again(published(editorial_first_published="2009-03-06"), "update", title="NATO met", editorial_updated=LATER)
    assert str(value(page).updated) == LATER
    assert value(page).changes[0].instant.isoformat() == "2009-03-06T08:22:00+00:00"


def test_an_older_editorial_time_does_not_turn_the_stamp_back() -> None:
    page = published(editorial_updated=LATER)
    page = again(page, "update", title="NATO met", editorial_updated="2009-03-05")
    assert value(page).updated.instant.year > 2009


def test_a_day_only_stamp_stays_a_day() -> None:
    page = published(editorial_first_published="2009-03-06")
    assert str(value(page).first_published) == "2009-03-06"
    assert value(page).path.startswith("/en/2009/03/06/")


def test_a_change_names_the_parts_it_touched_and_no_others() -> None:
    page = published()
    first, second = value(page).blocks
    stream = page.body
    stream[0].value.source = '<p data-block-key="aaaaa">First.</p><p data-block-key="bbbbb">Second, corrected.</p>'
    page = again(page, "correction", "The second was wrong.", body=stream)
    assert [block.id for block in value(page).blocks] == [first.id, second.id]
    assert value(page).changes[0].parts == (str(second.id),)
    assert value(page).changes[0].note == "The second was wrong."


def test_versions_count_one_two_three_typos_included() -> None:
    page = published()
    for kind in ("typo", "update"):
        page = again(page, kind, title=f"NATO meets: {kind}")
    assert value(page).version == page.version == 3
    assert [change.version for change in value(page).changes] == [2, 3]


def test_a_kind_is_used_up_by_the_publication_it_was_given_for() -> None:
    page = again(published(), "typo", title="NATO met")
    assert page.publish_kind == ""
    assert page.live_revision.content["publish_kind"] == ""
    page.unpublish()
    with pytest.raises(Refusal, match="choose a publish kind"):
        fresh(page).get_latest_revision().publish()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a valid choice"):
        again(published(), "whim", title="NATO met")


def test_the_first_publication_asks_for_nothing() -> None:
    page = draft()
    page.get_latest_revision().publish()
    assert value(page).changes == ()
    assert value(page).updated is None


def test_a_new_slug_leaves_a_redirect_from_the_old_address() -> None:
    page = published(editorial_first_published="2009-03-06")
    again(page, "typo", slug="nato-met")
    assert record.newest("redirect/en/2009/03/06/nato-meets") == Redirect(
        path="/en/2009/03/06/nato-meets", target="/en/2009/03/06/nato-met"
    )


def test_a_slug_that_moves_back_leaves_no_circle() -> None:
    page = published(editorial_first_published="2009-03-06")
    page = again(page, "typo", slug="nato-met")
    page = again(page, "typo", slug="nato-meets")
    there = record.newest("redirect/en/2009/03/06/nato-met")
    assert isinstance(there, Redirect)
    assert there.target == "/en/2009/03/06/nato-meets"
    assert not isinstance(record.newest("redirect/en/2009/03/06/nato-meets"), Redirect)


def test_a_retraction_marks_the_edition_retracted() -> None:
    assert value(again(published(), "retraction", "It was not so.")).retracted
