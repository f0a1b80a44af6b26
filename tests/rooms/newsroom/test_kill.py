"""Killing a story: it leaves readers, record and newsroom at one instant, and the receipt says what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Comment, PageLogEntry

from dateline.edition.erasure import Erasure, Killed
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.kill import How, Wish
from dateline.newsroom.actions.put_page import put_page
from dateline.newsroom.actions.sign_off import ask_to_kill, confirm, refuse
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.check import differences
from dateline.newsroom.erasing.paper import paper
from dateline.newsroom.intake import take_in
from dateline.newsroom.models import (
    AuditEntry,
    Dossier,
    EditionPage,
    HouseSettings,
    ImportItem,
    Picture,
    Receipt,
    Recording,
    RecordingCaptions,
    Redirect,
    StoryTemplate,
)
from dateline.newsroom.record import cursor
from dateline.newsroom.refusal import Refusal
from dateline.press import site
from dateline.press.run import Press, connect_read_only
from dateline.publish import House
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.record.follow import batches_after, entries, head, history
from dateline.record.verify import verify
from dateline.search.index import IndexReader
from dateline.search.query import search
from dateline.wires.draft import Draft
from tests.builders import a_page
from tests.rooms.newsroom.house import again, draft, fresh, person, published
from tests.rooms.newsroom.media.files import WEBVTT, mp3, mp4
from tests.rooms.newsroom.media.test_media import audio, plays
from tests.rooms.newsroom.media.test_media import media as recording
from tests.rooms.newsroom.pictures.photographs import kept
from tests.rooms.newsroom.readers import follow, status
from tests.rooms.press.test_law import everything

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def a_story(house: House, tmp_path: Path) -> EditionPage:
    """In English, corrected and moved once, and in Persian; with a picture of its own and one that a dossier shows."""
    for tag in ("en", "fa"):
        front_of(tag).save_revision().publish()
    page = published(title="Canaries sing", slug="song", lead_picture=kept("Its own"), summary="They sing.")
    page = again(page, "correction", "A number was wrong.", slug="songs")
    persian = translate(page, "fa").get_latest_revision_as_object()
    persian.title = persian.draft_title = "قناری‌ها"
    persian.save_revision().publish()
    follow(house, tmp_path)
    return fresh(page)


def receipt_of(page: EditionPage, how: How = "gone", target: str = "", **about: Any) -> Receipt:
    return ask_to_kill(page.translation_key, Wish(how=how, target=target), user=about.pop("user", None), **about)


@pytest.mark.parametrize(
    ("how", "answers"),
    [("gone", (410, 410, 301)), ("absent", (404, 404, 404)), ("moved", (301, 404, 301))],
)
def test_every_address_answers_as_was_chosen(
    house: House, tmp_path: Path, how: How, answers: tuple[int, int, int]
) -> None:
    page = a_story(house, tmp_path)
    path, old = page.reader_path, page.reader_path.replace("songs", "song")
    done = receipt_of(page, how, "/en/")
    assert follow(house, tmp_path) == 1
    assert (status(house, path), status(house, f"{path}/history"), status(house, old)) == answers
    sheet = paper(Receipt.objects.get(pk=done.pk))
    own = [line for line in sheet.lines if line.what != "shown"]
    assert {line.address for line in own} >= {path, f"{path}/history", old}
    assert [line for line in own if line.state != line.found] == []
    assert all(line.digest for line in own)
    assert {line.address for line in sheet.lines if line.what == "shown"} >= {"/en/", "/fa/", "/en/feed.atom"}
    assert sheet.whole


def test_the_site_after_a_kill_is_the_one_that_a_clean_build_gives(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    published(title="Another story")
    receipt_of(page)
    follow(house, tmp_path)
    clean = Press(tmp_path / "clean.sqlite", KINDS, furniture())
    clean.rebuild(batches_after(cursor(), 0, limit=10_000), now=house.press.clock)
    ours, theirs = everything(house.press), everything(clean)
    clean.close()
    assert ours == theirs
    assert differences() == []


def test_no_page_index_or_folder_holds_a_word_or_a_picture_of_it(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    assert list(house.pictures.iterdir())
    receipt_of(page)
    follow(house, tmp_path)
    bodies = b"".join(each.body for each in site.pages(house.press.db))
    assert b"Canaries" not in bodies
    assert "قناری" not in bodies.decode("utf-8", "replace")
    assert list(house.pictures.iterdir()) == []
    assert not Picture.objects.filter(title="Its own").exists()
    assert all(b"canar" not in file.read_bytes().lower() for file in tmp_path.rglob("*") if file.is_file())
    searcher = IndexReader(house.index.folder).searcher()
    assert searcher is not None
    assert searcher.num_docs == 1  # the cursor


def test_what_else_is_searched_is_found_after_a_kill_standing_pages_too(house: House, tmp_path: Path) -> None:
    page, about = a_story(house, tmp_path), a_page("about")
    put_page(about)
    other = published(title="Another story")
    receipt_of(page)
    assert follow(house, tmp_path) == 1
    searcher = IndexReader(house.index.folder)
    assert [hit.key for hit in search(searcher, "about").hits] == [about.key]
    assert [hit.key for hit in search(searcher, "another story").hits] == [other.key]


def test_feeds_bury_what_was_killed_and_say_nothing_without_trace(house: House, tmp_path: Path) -> None:
    page, quiet = a_story(house, tmp_path), published(title="Quiet")
    receipt_of(page)
    receipt_of(quiet, "absent")
    follow(house, tmp_path)
    feed = next(each.body.decode() for each in site.pages(house.press.db) if each.path == "/en/feed.atom")
    assert feed.count("<at:deleted-entry ") == 1
    assert 'xmlns:at="http://purl.org/atompub/tombstones/1.0"' in feed


def test_the_record_keeps_digests_drops_payloads_and_verifies(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    before = {entry.seq: entry.digest for entry in history(cursor(), page.key)}
    done = receipt_of(page)
    after = history(cursor(), page.key)
    assert {entry.seq: entry.digest for entry in after[:-1]} == before
    assert [entry.payload for entry in after[:-1]] == [None] * len(before)
    assert isinstance(record.newest(page.key), Killed)
    named = record.newest(f"erasure/{done.pk}")
    assert isinstance(named, Erasure)
    assert set(before) <= set(named.seqs)
    verdict = verify(entries(cursor()), head=head(cursor()))
    assert (verdict.problems, verdict.erased) == ((), len(named.seqs))


def test_the_newsroom_keeps_no_row_and_no_title(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    user = person("administrator", "")
    Comment.objects.create(page=page, user=user, text="Is this so?", contentpath="body")
    receipt_of(page, user=user, reason="A court asked for it.")
    assert not EditionPage.objects.filter(translation_key=page.translation_key).exists()
    assert not Comment.objects.exists()
    for log in (AuditEntry, PageLogEntry):
        assert not log.objects.filter(label__contains="Canaries").exists()
    entry = AuditEntry.objects.get(action="killed")
    assert (entry.actor, entry.story) == (user.pk, page.translation_key)
    assert entry.details == {"remark": "A court asked for it."}


def test_sound_and_film_go_with_the_story_that_alone_plays_them_and_the_poster_too(
    house: House, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    own, shared = recording(mp4(), poster=kept("Poster")), recording(mp3())
    own.captions = [RecordingCaptions(language="fa", file=ContentFile(WEBVTT.encode(), name="x.vtt"))]
    own.save()
    plays(shared)
    page = plays(own, kind="video", transcript='<p data-block-key="aaaaa">Canaries sing.</p>')
    page = again(page, "update", body=[*audio(own, "video"), *audio(shared)])
    follow(house, tmp_path)
    assert len(list(house.media.iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        done = receipt_of(page)
    assert follow(house, tmp_path) == 1
    assert [path.name for path in house.media.iterdir()] == [shared.file.name]
    assert list(house.pictures.iterdir()) == []
    assert list(Recording.objects.all()) == [shared]
    assert not Picture.objects.exists()
    sheet = paper(Receipt.objects.get(pk=done.pk))
    assert len([line for line in sheet.lines if line.what == "recording"]) == 2
    assert [line for line in sheet.lines if line.what != "shown" and line.state != line.found] == []
    assert not (Path(django_settings.DATELINE_BLOBS) / own.file.name).exists()


def test_a_picture_that_something_else_shows_stays(house: House, tmp_path: Path) -> None:
    shared = kept("Shared")
    page = published(title="One", lead_picture=shared)
    published(title="Two", lead_picture=shared)
    receipt_of(page)
    follow(house, tmp_path)
    assert Picture.objects.filter(pk=shared.pk).exists()
    assert len(list(house.pictures.iterdir())) == len(shared.sizes)


def test_a_picture_of_a_dossier_stays() -> None:
    shared = kept("Of a dossier")
    Dossier.objects.create(picture=shared)
    receipt_of(published(title="One", lead_picture=shared))
    assert Picture.objects.filter(pk=shared.pk).exists()


def test_an_imports_original_goes_with_its_story() -> None:
    taken = take_in([Draft(language="en", headline="Imported canaries", source_id="wire-1")], source="ninjs")
    item = ImportItem.objects.get(batch=taken.id)
    assert item.page is not None
    receipt_of(item.page)
    row = ImportItem.objects.get(pk=item.pk)
    assert (row.headline, row.found, row.original, row.page) == ("(erased)", "", None, None)


def test_a_template_with_a_text_of_it_is_named_in_the_receipt() -> None:
    text = "A sentence of more than forty characters that could only come from there."
    page = published(title="One", summary=text)
    StoryTemplate.objects.create(language="en", name="Kept from it", summary=text)
    assert any("Kept from it" in each for each in paper(receipt_of(page)).left)


def test_a_killed_story_does_not_come_back() -> None:
    page = published(title="One")
    receipt_of(page)
    with pytest.raises(Refusal, match="was killed"):
        draft("en", "One again", translation_key=page.translation_key)


def test_a_draft_that_was_never_public_can_be_killed() -> None:
    page = draft(title="Never out")
    done = receipt_of(page)
    assert done.lines == []
    assert not EditionPage.objects.filter(pk=page.pk).exists()


def test_a_second_person_confirms_where_the_house_asks_for_it() -> None:
    HouseSettings.objects.filter(pk=1).update(two_people=True)
    page, ana, ben = published(title="One"), person("administrator", "", "ana"), person("desk chief", "", "ben")
    asked = receipt_of(page, user=ana)
    assert fresh(page).live
    with pytest.raises(Refusal, match="second person"):
        confirm(asked, user=ana)
    with pytest.raises(Refusal, match="confirm or refuse that first"):
        receipt_of(page, user=ben)
    done = confirm(asked, user=ben)
    assert (done.asker_name, done.decider_name) == ("ana", "ben")
    assert not EditionPage.objects.filter(pk=page.pk).exists()
    with pytest.raises(Refusal, match="decided already"):
        refuse(asked, user=ben)


def test_a_refused_kill_leaves_the_story_alone() -> None:
    HouseSettings.objects.filter(pk=1).update(two_people=True)
    page, ana, ben = published(title="One"), person("administrator", "", "ana"), person("desk chief", "", "ben")
    asked = receipt_of(page, user=ana)
    with pytest.raises(Refusal, match="role"):
        confirm(asked, user=person("desk chief", "fr", "french"))
    refuse(asked, user=ben)
    assert fresh(page).live
    told = AuditEntry.objects.filter(story=page.translation_key, kind="receipt")
    assert list(told.values_list("action", flat=True)) == ["kill refused", "kill asked for"]


def test_what_cannot_be_killed_so_is_refused_in_words() -> None:
    page = published(title="One")
    with pytest.raises(Refusal, match="one slash"):
        receipt_of(page, "moved", "https://elsewhere.example/")
    with pytest.raises(Refusal, match="story itself"):
        receipt_of(page, "moved", page.reader_path)
    with pytest.raises(Refusal, match="Neither the newsroom nor the record"):
        ask_to_kill(uuid4(), Wish(), user=None)
    assert fresh(page).live
    assert not Receipt.objects.exists()


def test_a_receipt_names_the_followers_that_are_missing(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    done = receipt_of(page)
    assert Receipt.objects.get(pk=done.pk).missing == ["newsroom", "press", "search"]
    reader = connect_read_only(tmp_path / "press.sqlite")
    reading = reader.execute("SELECT key FROM site_page")
    assert next(reading)
    assert follow(house, tmp_path) == 0
    assert Receipt.objects.get(pk=done.pk).missing == ["press"]
    reader.close(True)
    assert follow(house, tmp_path) == 1


def test_redirects_of_without_trace_leave_the_newsroom_too(house: House, tmp_path: Path) -> None:
    page = a_story(house, tmp_path)
    assert Redirect.objects.exists()
    receipt_of(page, "absent")
    assert not Redirect.objects.exists()
