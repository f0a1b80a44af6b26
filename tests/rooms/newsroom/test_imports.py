"""The screens of imports: hand in, look, put right by a click, save, review, release; every refusal in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.edition.values import Edition
from dateline.newsroom import record
from dateline.newsroom.actions.discard_import import discard
from dateline.newsroom.intake import hold, open_batch, take, take_in
from dateline.newsroom.models import EditionPage, ImportBatch, ImportItem
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.sample.waiting import PAGE, leave_waiting
from dateline.wires import capture
from dateline.wires.draft import Draft, Refused
from dateline.wires.finding import Finding
from tests.builders import uid
from tests.rooms.newsroom.house import PASSWORD, fresh, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]

STORY = """Search

Harbours

Ferries wait for the ice to clear in three ports

Article published on the 2009-03-04

The first paragraph is long enough to be taken for running text by anybody who reads it, and it ends in a stop.

The second paragraph is as long as the first one was, and says that nobody knows when the channel will be open.

Send to a friend
"""


def logged_in(role: str = "desk chief", tag: str = "en") -> Client:
    user = person(role, tag, name=f"{role}-{tag}-{ImportBatch.objects.count()}")
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def told(answer: Any) -> str:
    return " ".join(str(each) for each in get_messages(answer.wsgi_request))


def found(language: str = "en", words: str = STORY) -> Finding:
    return capture.read(words.encode(), language=language)


def held(client: Client, language: str = "en") -> ImportItem:
    user_id = client.session["_auth_user_id"]
    batch = open_batch("test")
    ImportBatch.objects.filter(pk=batch.pk).update(user=user_id)
    return hold(batch, found(language), name="page.txt", format="capture")


def see(client: Client, item: ImportItem) -> str:
    return client.get(reverse("newsroom_import", args=[item.pk])).content.decode()


def do(client: Client, item: ImportItem, **data: str) -> Any:
    return client.post(reverse("newsroom_import", args=[item.pk]), data)


def in_batch(client: Client, batch: ImportBatch, **data: Any) -> Any:
    return client.post(reverse("newsroom_import_batch", args=[batch.pk]), data)


def again(item: ImportItem) -> ImportItem:
    found: ImportItem = ImportItem.objects.get(pk=item.pk)
    return found


def place(item: ImportItem, opening: str) -> int:
    finding = again(item).finding
    assert finding is not None
    return next(number for number, each in enumerate(finding.lines) if each.text.startswith(opening))


def draft(number: int, language: str = "en") -> Draft:
    return Draft(
        language=language,
        headline=f"Item {number}",
        blocks=(Paragraph(uid(f"p{number}"), text("One.")),),
        source_id=f"urn:example:{number}",
    )


def test_a_pasted_text_opens_before_it_is_saved_and_no_draft_is_made() -> None:
    client = logged_in()
    answer = client.post(reverse("newsroom_imports"), {"text": STORY})
    item = ImportItem.objects.get()
    assert answer["Location"] == reverse("newsroom_import", args=[item.pk])
    assert (item.status, item.language, item.headline[:7]) == ("held", "en", "Ferries")
    assert not EditionPage.objects.exists()
    page = see(client, item)
    assert "<s>Search</s>" in page
    assert "site search" in page


def test_several_files_are_read_at_once_and_a_bad_one_says_why_beside_the_good() -> None:
    client = logged_in()
    files = [
        SimpleUploadedFile("story.txt", STORY.encode()),
        SimpleUploadedFile("item.json", b'{"headline": "Item", "body_text": "One.", "language": "en"}'),
        SimpleUploadedFile("picture.txt", b"\x89PNG\r\n\x1a\n"),
        SimpleUploadedFile("program.exe", b"MZ"),
        SimpleUploadedFile("large.txt", b"x" * (5 * 1024 * 1024 + 1)),
    ]
    answer = client.post(reverse("newsroom_imports"), {"dropped": files})
    batch = ImportBatch.objects.get()
    assert answer["Location"] == reverse("newsroom_import_batch", args=[batch.pk])
    assert [each.status for each in batch.items.order_by("pk")] == ["held", "held", "refused", "refused", "refused"]
    page = client.get(answer["Location"]).content.decode()
    for words in ("a PNG picture", "no kind that can be imported", "the limit is 5 MB"):
        assert words in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1/newsroom/", "private, local or reserved network"),
        ("http://[::ffff:10.0.0.1]/", "private, local or reserved network"),
        ("http://localhost/", "private, local or reserved network"),
        ("file:///etc/passwd", "only http and https"),
    ],
)
def test_an_address_inside_is_refused_in_words(address: str, words: str) -> None:
    client = logged_in()
    answer = client.post(reverse("newsroom_imports"), {"address": address})
    assert words in told(answer)
    assert ImportItem.objects.get().status == "refused"


def test_nothing_handed_in_says_what_to_do() -> None:
    assert "Drop a file" in logged_in().post(reverse("newsroom_imports"), {}).content.decode()


def test_a_line_is_put_right_by_a_click_and_what_was_typed_is_kept() -> None:
    client = logged_in()
    item = held(client)
    do(client, item, make=f"{place(item, 'Send to')}:paragraph", headline="Ferries wait", kicker="Harbours")
    finding = again(item).finding
    assert finding is not None
    assert finding.draft.headline == "Ferries wait"
    assert finding.draft.blocks[-1].plain() == "Send to a friend"


def test_a_stamp_that_is_none_is_refused_and_nothing_is_lost() -> None:
    client = logged_in()
    item = held(client)
    assert "is no date" in told(do(client, item, do="fields", first_published="yesterday"))
    do(client, item, do="fields", first_published="2009-03-05", bylines="A. Writer\r\nB. Writer")
    finding = again(item).finding
    assert finding is not None
    assert str(finding.draft.first_published) == "2009-03-05"
    assert finding.draft.bylines == ("A. Writer", "B. Writer")


def test_doubts_stand_at_their_place_and_go_when_they_are_answered() -> None:
    client = logged_in()
    batch = open_batch("test")
    item = hold(batch, found(words=STORY.replace("The first", "A quay (Photo: AFP)\n\nThe first")), name="x")
    assert "no alt text" in see(client, item)
    do(client, item, do="fields", **{"picture-0-alt": "Two ships beside a quay"})
    assert "no alt text" not in see(client, item)


def test_another_language_reads_the_text_again() -> None:
    client = logged_in(tag="")
    item = held(client)
    ImportItem.objects.filter(pk=item.pk).update(original=STORY.encode())
    do(client, item, do="language", language="fr")
    assert again(item).language == "fr"


def test_a_saved_item_is_a_draft_of_its_desk_and_not_public() -> None:
    client = logged_in()
    item = held(client)
    do(client, item, do="save")
    item = again(item)
    assert item.status == "created"
    assert item.page is not None
    assert (item.page.tag, item.page.live) == ("en", False)
    assert record.newest(item.page.key) is None


def test_a_draft_is_put_right_from_the_same_screen_until_somebody_edits_it() -> None:
    client = logged_in()
    item = held(client)
    do(client, item, do="save")
    do(client, item, make=f"{place(item, 'The second')}:heading")
    page = again(item).page
    assert page is not None
    value = fresh(page).get_latest_revision_as_object().value()
    assert [type(each).__name__ for each in value.blocks] == ["Paragraph", "Heading"]
    fresh(page).save_revision()
    assert "edited since" in told(do(client, item, make=f"{place(item, 'The second')}:paragraph"))
    assert "edited since" in see(client, item)


@pytest.mark.parametrize("role", ["translator", "picture editor"])
def test_who_may_not_import_gets_no_screen(role: str) -> None:
    assert logged_in(role).get(reverse("newsroom_imports")).status_code in {302, 403}


def test_a_desk_sees_and_saves_only_what_is_in_its_language() -> None:
    french = logged_in("reporter", "fr")
    item = held(logged_in("reporter", "en"))
    assert french.get(reverse("newsroom_import", args=[item.pk])).status_code == 404
    assert french.get(reverse("newsroom_import_batch", args=[item.batch_id])).status_code == 404
    own = held(french)
    assert "may not import at the desk" in told(do(french, own, do="save"))
    assert not EditionPage.objects.exists()


def test_only_reviewed_drafts_are_released_and_the_rest_waits() -> None:
    client = logged_in()
    batch = open_batch("test")
    for number in range(3):
        take(batch, draft(number))
    assert "marked as reviewed" in told(in_batch(client, batch, do="release"))
    one, two = list(batch.items.order_by("pk"))[:2]
    in_batch(client, batch, do="review", item=[one.pk, two.pk])
    in_batch(client, batch, do="unreview", item=[two.pk])
    assert "1 released" in told(in_batch(client, batch, do="release"))
    assert [each.live for each in EditionPage.objects.order_by("pk")] == [True, False, False]
    assert isinstance(record.newest(EditionPage.objects.order_by("pk")[0].key), Edition)
    assert again(one).released
    assert not again(one).unsettled


def test_a_refusal_to_release_is_told_by_name_and_kept_with_the_item() -> None:
    client = logged_in("sub-editor")
    batch = open_batch("test")
    take(batch, draft(1))
    item = batch.items.get()
    in_batch(client, batch, do="review", item=[item.pk])
    assert "“Item 1” (en): You may not publish" in told(in_batch(client, batch, do="release"))
    assert "may not publish" in again(item).outcome
    assert not EditionPage.objects.get().live


def test_a_reporter_imports_but_does_not_review() -> None:
    client = logged_in("reporter")
    batch = open_batch("test")
    take(batch, draft(1))
    assert "may not review" in told(in_batch(client, batch, do="review", item=[batch.items.get().pk]))


def test_the_text_kept_for_checking_goes_when_the_item_is_out() -> None:
    client = logged_in()
    item = held(client)
    do(client, item, do="save")
    do(client, item, do="review")
    assert again(item).found
    in_batch(client, item.batch, do="release")
    assert again(item).found == ""


def test_discarding_drops_a_held_text_and_deletes_an_unpublished_draft() -> None:
    client = logged_in()
    item = held(client)
    do(client, item, do="discard")
    assert (again(item).status, again(item).found) == ("discarded", "")
    batch = open_batch("test")
    take(batch, draft(1))
    in_batch(client, batch, do="discard-all")
    assert not EditionPage.objects.exists()
    assert batch.items.get().status == "discarded"


def test_what_is_published_or_was_edited_is_not_discarded() -> None:
    user = person("desk chief", "en")
    batch = open_batch("test")
    take(batch, draft(1))
    item = batch.items.get()
    assert item.page is not None
    item.page.get_latest_revision_as_object().save_revision()
    with pytest.raises(Refusal, match="edited since"):
        discard(again(item), user=user)
    fresh(item.page).get_latest_revision().publish()
    with pytest.raises(Refusal, match="is published"):
        discard(again(item), user=user)


def test_a_newer_version_that_is_discarded_leaves_the_draft_as_it_was() -> None:
    user = person("desk chief", "en")
    take_in([draft(1)], source="test")
    batch = open_batch("test")
    take(batch, Draft(language="en", headline="Item 1 again", source_id="urn:example:1", source_version="2"))
    item = batch.items.get()
    assert item.status == "updated"
    discard(item, user=user)
    assert EditionPage.objects.get().get_latest_revision_as_object().title == "Item 1"


def test_the_menu_counts_the_batches_that_wait_for_the_person() -> None:
    client = logged_in()
    take_in([draft(1), draft(2)], source="test")
    take_in([Refused("broken")], source="test")
    take_in([draft(3, "fr")], source="test")
    assert '"Imports (1)"' in client.get(reverse("newsroom_imports")).content.decode()


def test_what_came_by_the_command_line_stands_in_the_same_list() -> None:
    take_in([draft(1)], source="ninjs: file.json")
    page = logged_in().get(reverse("newsroom_imports")).content.decode()
    assert "ninjs: file.json" in page
    assert "command line" in page


def test_the_list_and_a_batch_of_thousands_ask_few_questions(django_assert_max_num_queries: Any) -> None:
    client = logged_in(tag="")
    batch = open_batch("test")
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, status="held", unsettled=True, language="en", headline=f"Item {number}")
        for number in range(10_000)
    )
    client.get(reverse("newsroom_imports"))
    with django_assert_max_num_queries(30):
        page = client.get(reverse("newsroom_import_batch", args=[batch.pk]) + "?p=200").content.decode()
    assert "Item 9999" in page
    assert len(page) < 300_000
    with django_assert_max_num_queries(30):
        assert "to be saved: 10000" in client.get(reverse("newsroom_imports")).content.decode()


def test_the_sample_leaves_one_capture_waiting_once_and_not_public() -> None:
    assert leave_waiting()
    assert not leave_waiting()
    item = ImportItem.objects.get()
    assert (item.name, item.status, item.waits) == (PAGE.name, "created", True)
    assert item.page is not None
    assert not item.page.live
    assert '"Imports (1)"' in logged_in(tag="").get(reverse("newsroom_imports")).content.decode()
