"""Imports land as drafts in a batch; no path of an import makes anything public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from dateline.edition.blocks import Paragraph, PictureBlock
from dateline.edition.inline import text
from dateline.edition.moment import Moment
from dateline.edition.picture import Picture as PictureValue
from dateline.edition.values import Edition
from dateline.newsroom import record
from dateline.newsroom.actions.release import release
from dateline.newsroom.intake import Batch, take_in
from dateline.newsroom.models import EditionPage, ImportItem, Picture
from dateline.newsroom.refusal import Refusal
from dateline.record.follow import head
from dateline.wires.draft import Draft, DraftEntity, DraftPicture, Refused
from tests.builders import uid
from tests.rooms.newsroom.house import again, fresh, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def found(**fields: Any) -> Draft:
    base: dict[str, Any] = {
        "language": "en",
        "headline": "NATO meets",
        "kicker": "Nato/Russia",
        "first_published": Moment.parse("2009-03-06"),
        "updated": Moment.parse("2009-03-06T08:22:00Z"),
        "pictures": (DraftPicture(id=uid("lead"), caption="A meeting", credit="AFP"),),
        "blocks": (Paragraph(uid("one"), text("One.")), Paragraph(uid("two"), text("Two."))),
        "source_id": "urn:example:1",
        "source_version": "1",
    }
    return Draft(**{**base, **fields})


def page_of(batch: Batch, place: int = 0) -> EditionPage:
    page: EditionPage = EditionPage.objects.get(pk=batch.items[place].page)
    return page


def test_an_item_becomes_a_draft_with_its_ids_and_stamps_and_nothing_is_recorded() -> None:
    with record.cursor() as cursor:
        before = head(cursor)
    page = page_of(take_in([found()], source="test"))
    with record.cursor() as cursor:
        assert head(cursor) == before
    assert not page.live
    assert (page.kicker, page.editorial_first_published) == ("Nato/Russia", "2009-03-06")
    assert page.editorial_updated == "2009-03-06T08:22:00Z"
    assert [block.id for block in page.value().blocks] == [uid("one"), uid("two")]


def test_a_picture_is_kept_as_a_record_that_awaits_its_file() -> None:
    page = page_of(take_in([found()], source="test"))
    picture = page.lead_picture
    assert picture is not None
    assert (picture.awaiting, picture.credit, picture.uuid) == (True, "AFP", uid("lead"))
    assert picture.value().renditions == ()
    assert record.newest(picture.key) is None


def test_the_same_item_again_changes_nothing() -> None:
    first = take_in([found()], source="test")
    second = take_in([found()], source="test")
    assert [item.status for item in second.items] == ["unchanged"]
    assert second.items[0].page == first.items[0].page
    assert Picture.objects.count() == 1


def test_a_newer_version_becomes_a_new_draft_revision_of_the_same_page() -> None:
    page = page_of(take_in([found()], source="test"))
    batch = take_in([found(source_version="2", headline="NATO met")], source="test")
    assert batch.items[0].status == "updated"
    assert page_of(batch).pk == page.pk
    assert fresh(page).get_latest_revision_as_object().title == "NATO met"


def test_a_newer_version_of_a_published_edition_waits_as_a_draft() -> None:
    batch = take_in([found()], source="test")
    release(batch.id)
    newer = take_in([found(source_version="2", headline="NATO met", pictures=())], source="test")
    page = page_of(newer)
    assert page.has_unpublished_changes
    published = record.newest(page.key)
    assert isinstance(published, Edition)
    assert published.headline == "NATO meets"


def test_an_older_version_changes_nothing() -> None:
    take_in([found(source_version="10")], source="test")
    assert take_in([found(source_version="9")], source="test").items[0].status == "unchanged"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (Refused("broken JSON at byte 7", source_id="x"), "broken JSON"),
        (found(source_id="x", language="xx"), "Unknown language"),
        (found(source_id="x", headline="  "), "no headline"),
        (found(source_id="x", kicker="k" * 300), "longer than 255"),
        (found(source_id="x", blocks=(PictureBlock(uid("p"), uid("unknown")),)), "no picture"),
    ],
)
def test_a_refused_item_says_why_and_harms_no_other(item: Draft | Refused, reason: str) -> None:
    batch = take_in([found(), item, found(source_id="urn:example:2")], source="test")
    assert [each.status for each in batch.items] == ["created", "refused", "created"]
    assert reason in batch.items[1].reason
    assert ImportItem.objects.filter(batch_id=batch.id).count() == 3


def test_a_name_the_newsroom_does_not_know_is_a_warning_not_a_new_person() -> None:
    batch = take_in([found(entities=(DraftEntity(sort="person", name="A. Unknown"),))], source="test")
    assert any("A. Unknown" in warning for warning in batch.items[0].warnings)


def test_release_publishes_the_batch_in_one_batch_of_the_record_with_its_pictures() -> None:
    batch = take_in([found(), found(source_id="urn:example:2", language="fr")], source="test")
    outcomes = release(batch.id)
    assert [each.status for each in outcomes] == ["published", "published"]
    assert outcomes[0].path == "/en/2009/03/06/nato-meets"
    assert isinstance(record.newest(f"picture/{uid('lead')}"), PictureValue)
    with record.cursor() as cursor:
        cursor.execute("SELECT DISTINCT batch FROM record_entry WHERE key LIKE %s", ["edition/%"])
        assert len(cursor.fetchall()) == 1


def test_release_keeps_the_stamps_that_the_source_stated() -> None:
    batch = take_in([found()], source="test")
    release(batch.id)
    value = record.newest(page_of(batch).key)
    assert isinstance(value, Edition)
    assert (str(value.first_published), str(value.updated)) == ("2009-03-06", "2009-03-06T08:22:00Z")


def test_an_embargo_blocks_release_until_its_instant() -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    batch = take_in([found(embargoed=Moment(later))], source="test")
    assert [each.status for each in release(batch.id)] == ["scheduled"]
    assert record.newest(page_of(batch).key) is None


def test_release_leaves_alone_what_its_user_may_not_publish() -> None:
    batch = take_in([found(), found(source_id="urn:example:2", language="fr")], source="test")
    assert [each.status for each in release(batch.id, user=person("desk chief", "fr"))] == ["refused", "published"]


def test_release_refuses_a_second_publication_without_a_kind() -> None:
    batch = take_in([found()], source="test")
    release(batch.id)
    newer = take_in([found(source_version="2", headline="NATO met")], source="test")
    (outcome,) = release(newer.id)
    assert outcome.status == "refused"
    assert "publish kind" in outcome.reason
    again(page_of(newer), "update")
    assert release(newer.id)[0].status == "unchanged"


def test_an_unknown_batch_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="no import batch"):
        release(uuid4())


def test_the_draft_itself_comes_back_for_reports() -> None:
    (item,) = take_in([found()], source="test").items
    assert item.draft == found()
