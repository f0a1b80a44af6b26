"""Redacting: a passage, a picture or an old version leaves record, site and newsroom, and the story stays live."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Comment, PageLogEntry

from dateline.edition.behind import Moved
from dateline.edition.erasure import Erasure
from dateline.edition.values import Edition, Redacted
from dateline.newsroom import board_rows, record
from dateline.newsroom import history as published_history
from dateline.newsroom.actions.follow import dismiss
from dateline.newsroom.actions.kill import Wish
from dateline.newsroom.actions.sign_off import ask_to_kill, ask_to_redact, confirm, refuse
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.check import differences
from dateline.newsroom.erasing.paper import paper
from dateline.newsroom.erasing.wish import OfEdition, Redaction
from dateline.newsroom.models import AuditEntry, EditionPage, Picture, Receipt, StoryTemplate
from dateline.newsroom.record import cursor
from dateline.newsroom.refusal import Refusal
from dateline.press import site
from dateline.press.run import Press
from dateline.publish import House
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.record.follow import batches_after, entries, head, history
from dateline.record.verify import verify
from tests.rooms.newsroom.house import again, draft, fresh, person, published
from tests.rooms.newsroom.pictures.photographs import kept
from tests.rooms.newsroom.readers import follow
from tests.rooms.press.test_law import everything

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
SECRET = "Vera Volkova"
BODY = '<p data-block-key="aaaaa">A witness, <b>Vera</b> Volkova, saw it all.</p><p data-block-key="bbbbb">Second.</p>'
WORDS = Redaction(editions=(OfEdition(language="en", words=(SECRET,), instead="[…]"),))


def body(markup: str = BODY) -> str:
    """One text block of a lasting id."""
    return json.dumps([{"type": "text", "id": "5ab7b0b6-5b2c-4c0c-9d6f-0d8a3c7a3f11", "value": markup}])


def two() -> tuple[Any, Any]:
    return person("administrator", "", "first"), person("desk chief", "", "second")


def done(page: EditionPage, wish: Redaction = WORDS, **about: Any) -> Receipt:
    """Asked for by one, confirmed by another."""
    first, second = two()
    return confirm(ask_to_redact(page.translation_key, wish, user=first, **about), user=second)


def first(**fields: Any) -> EditionPage:
    """Published once, with the name in its first paragraph."""
    page = draft(**fields).get_latest_revision_as_object()
    page.body = body()
    page.save_revision().publish()
    return fresh(page)


def a_story() -> EditionPage:
    """Published with the name in it, and published again with another second paragraph."""
    page = first(title="Canaries sing", slug="song")
    return again(page, "update", body=body(BODY.replace("Second.", "Third.")))


def moved(page: EditionPage) -> tuple[Moved, ...]:
    """What of it the Persian edition has not followed."""
    return board_rows.alive(page.translation_key).standings["fa"].moved


def payloads() -> bytes:
    return b"".join(each.payload or b"" for each in entries(cursor()))


def test_words_leave_every_payload_and_the_rest_of_each_version_stays() -> None:
    page = a_story()
    digests = {each.seq: each.digest for each in history(cursor(), page.key)}
    receipt = done(page)
    assert b"Volkova" not in payloads()
    now = record.newest(page.key)
    assert isinstance(now, Edition)
    assert now.blocks[0].plain() == "A witness, […], saw it all."
    told = published_history.versions(page.key)
    assert [[block.plain() for block in each.blocks][1] for each in told] == ["Second.", "Third.", "Third."]
    assert [each.blocks[0].plain() for each in told] == ["A witness, […], saw it all."] * 3
    after = history(cursor(), page.key)
    assert {each.seq: each.digest for each in after[:-1]} == digests
    erasure = record.newest(receipt.key)
    assert isinstance(erasure, Erasure)
    assert (erasure.kind, set(erasure.seqs)) == ("redaction", set(digests))
    verdict = verify(entries(cursor()), head=head(cursor()))
    assert (verdict.problems, verdict.erased) == ((), 2)
    assert differences() == []


def test_the_story_stays_live_and_says_that_a_passage_was_removed_on_a_date_and_nothing_more(
    house: House,
    tmp_path: Path,
) -> None:
    page = a_story()
    follow(house, tmp_path)
    receipt = done(page)
    assert follow(house, tmp_path) == 1
    pages = {each.path: each.body.decode("utf-8", "replace") for each in site.pages(house.press.db)}
    assert not [path for path, body in pages.items() if "Volkova" in body]
    assert "saw it all" in pages[page.reader_path]
    past = pages[f"{page.reader_path}/history"]
    assert past.count("A passage was removed") == 1
    assert "<del>Second</del>" in past
    newest = past[past.index("A passage was removed") : past.index("<del>Second")]
    assert "<ins>" not in newest
    sheet = paper(Receipt.objects.get(pk=receipt.pk))
    assert sheet.whole
    own = {line.address: line for line in sheet.lines if line.what != "shown"}
    assert {line.found for line in own.values()} == {200}
    assert all(line.digest and line.now and line.digest != line.now for line in own.values())
    assert all("Volkova" not in str(file.read_bytes()) for file in tmp_path.rglob("*") if file.is_file())


def test_the_site_after_it_is_the_one_that_a_clean_build_gives(house: House, tmp_path: Path) -> None:
    page = a_story()
    persian = translate(page, "fa").get_latest_revision_as_object()
    persian.save_revision().publish()
    follow(house, tmp_path)
    done(page)
    follow(house, tmp_path)
    clean = Press(tmp_path / "clean.sqlite", KINDS, furniture())
    clean.rebuild(batches_after(cursor(), 0, limit=10_000), now=house.press.clock)
    ours, theirs = everything(house.press), everything(clean)
    clean.close()
    assert ours == theirs


def test_a_whole_passage_goes_by_its_id_whatever_it_said_in_each_version() -> None:
    page = again(first(), "update", body=body(BODY.replace("saw it all", "heard it")))
    block = page.value().blocks[0]
    done(page, Redaction(editions=(OfEdition(language="en", parts=(str(block.id),)),)))
    assert [[each.plain() for each in version.blocks] for version in published_history.versions(page.key)] == [
        ["Second."]
    ] * 3
    assert b"witness" not in payloads()


def test_fields_notes_captions_and_bylines_lose_the_words_too() -> None:
    page = published(title=f"{SECRET} speaks", slug="x", summary=f"By {SECRET}.", lead_picture=kept("Its own"),
                     lead_caption=f"{SECRET}, left")  # fmt: skip
    page = again(page, "correction", f"It was not {SECRET.upper()}.")
    done(page)
    now = record.newest(page.key)
    assert isinstance(now, Edition)
    assert (now.headline, now.summary, now.lead.caption if now.lead else "") == ("[…] speaks", "By […].", "[…], left")
    assert now.changes[0].note == "It was not […]."
    assert b"volkova" not in payloads().lower()
    assert fresh(page).title == "[…] speaks"


def test_drafts_old_revisions_comments_and_logs_hold_none_of_it_and_the_newest_draft_stays_the_newest() -> None:
    page = a_story()
    newer = page.get_latest_revision_as_object()
    newer.summary = f"Still a draft: {SECRET}"
    newer.title = "A newer headline"
    saved = newer.save_revision()
    Comment.objects.create(page=page, user=person("reporter"), text=f"Is {SECRET} right?", contentpath="body")
    PageLogEntry.objects.filter(page_id=page.pk).update(label=f"About {SECRET}")
    AuditEntry.objects.filter(story=page.translation_key).update(label=f"About {SECRET}")
    done(page)
    row = fresh(page)
    assert row.latest_revision_id == saved.pk
    assert row.has_unpublished_changes
    assert row.get_latest_revision_as_object().summary == "Still a draft: […]"
    assert row.draft_title == "A newer headline"
    assert row.title == "Canaries sing"
    assert "Volkova" not in str([each.content for each in row.revisions.all()])
    assert Comment.objects.get().text == "Is […] right?"
    for log in (PageLogEntry, AuditEntry):
        assert not log.objects.filter(label__contains="Volkova").exists()


def test_what_is_scheduled_stays_scheduled_without_the_words() -> None:
    page = a_story()
    later = timezone.now() + timedelta(days=1)
    newer = page.get_latest_revision_as_object()
    newer.go_live_at, newer.publish_kind, newer.summary = later, "update", f"Later {SECRET}"
    newer.save_revision().publish()
    scheduled = fresh(page).scheduled_revision
    done(page)
    row = fresh(page)
    assert row.live
    assert row.scheduled_revision == scheduled
    assert row.scheduled_revision.as_object().summary == "Later […]"


def test_a_picture_goes_out_of_all_languages_and_out_of_the_house(house: House, tmp_path: Path) -> None:
    page = published(title="Canaries sing", lead_picture=kept("Its own"))
    picture = Picture.objects.get(title="Its own")
    persian = translate(page, "fa").get_latest_revision_as_object()
    persian.save_revision().publish()
    follow(house, tmp_path)
    assert list(house.pictures.iterdir())
    receipt = done(page, Redaction(pictures=(picture.uuid,)))
    assert follow(house, tmp_path) == 1
    assert list(house.pictures.iterdir()) == []
    assert not Picture.objects.exists()
    assert str(picture.uuid).encode() not in b"".join(
        each.payload or b"" for each in entries(cursor()) if each.key.startswith(("edition", "redacted"))
    )
    for each in EditionPage.objects.all():
        assert each.live
        assert each.lead_picture is None
    sheet = paper(Receipt.objects.get(pk=receipt.pk))
    assert {line.found for line in sheet.lines if line.what == "picture"} == {404}


def test_a_picture_that_something_else_shows_stays_and_the_receipt_says_so() -> None:
    shared = kept("Shared")
    page = published(title="One", lead_picture=shared)
    published(title="Two", lead_picture=shared)
    receipt = done(page, Redaction(pictures=(shared.uuid,)))
    assert Picture.objects.filter(pk=shared.pk).exists()
    assert fresh(page).lead_picture is None
    assert "The picture “Shared” stays" in " ".join(paper(receipt).left)


def test_a_passage_that_was_pasted_in_anew_goes_with_the_one_that_was_chosen() -> None:
    long = '<p data-block-key="aaaaa">Vera Volkova, who lives in the third house, saw all of it.</p>'
    page = again(first(), "update", body=body(long))
    page = again(page, "update", body=body(long.replace("aaaaa", "ccccc")))
    done(page, Redaction(editions=(OfEdition(language="en", parts=(str(page.value().blocks[0].id),)),)))
    assert b"third house" not in payloads()
    assert b"saw it all" not in payloads(), "the older wording of what was pasted anew"


def test_a_whole_old_version_goes_with_the_drafts_that_led_to_it() -> None:
    page = again(first(), "update", body=body("<p data-block-key='aaaaa'>Wrong from end to end.</p>"))
    page = again(page, "update", body=body())
    done(page, Redaction(editions=(OfEdition(language="en", versions=(2,)),)))
    assert [each.version for each in published_history.versions(page.key)] == [1, 3, 4]
    assert b"Wrong from" not in payloads()
    assert "Wrong from" not in str([each.content for each in page.revisions.all()])


def test_the_version_that_readers_have_is_not_to_be_chosen() -> None:
    page = a_story()
    with pytest.raises(Refusal, match="Readers have version 2"):
        done(page, Redaction(editions=(OfEdition(language="en", versions=(2,)),)))


def test_a_second_redaction_goes_over_what_the_first_left() -> None:
    page = a_story()
    done(page)
    more = Redaction(editions=(OfEdition(language="en", words=("Second",)),))
    user, other = person("administrator", "", "third"), person("desk chief", "", "fourth")
    confirm(ask_to_redact(page.translation_key, more, user=user), user=other)
    assert b"Second" not in payloads()
    assert [each.version for each in published_history.versions(page.key)] == [1, 2, 3, 4]
    assert sum(isinstance(record.newest(each.key), Redacted) for each in entries(cursor()) if each.payload) == 1


def test_a_kill_after_a_redaction_leaves_nothing_of_either() -> None:
    page = a_story()
    done(page)
    ask_to_kill(page.translation_key, Wish(how="absent"), user=None)
    assert b"witness" not in payloads()
    assert verify(entries(cursor()), head=head(cursor())).problems == ()


def test_an_unpublished_edition_is_redacted_in_its_past_and_stays_unpublished() -> None:
    page = a_story()
    page.unpublish()
    done(fresh(page))
    assert b"Volkova" not in payloads()
    assert not fresh(page).live
    assert "Volkova" not in str(fresh(page).body)
    assert fresh(page).reader_path.endswith("/song")


def test_a_translation_that_was_redacted_with_its_source_is_not_behind() -> None:
    page = a_story()
    persian = translate(page, "fa").get_latest_revision_as_object()
    persian.title = "ترجمه"
    persian.save_revision().publish()
    page = again(page, "update", body=body(BODY.replace("Second.", "Fourth.")))
    assert len(moved(page)) == 1
    both = Redaction(editions=(*WORDS.editions, OfEdition(language="fa", words=(SECRET,), instead="[…]")))
    done(page, both)
    row = EditionPage.objects.get(locale__language_code="fa")
    assert "Volkova" not in str(row.body)
    assert len(moved(page)) == 1


def test_it_takes_a_second_person_who_may_redact_and_words_wait_no_longer_than_that() -> None:
    page = a_story()
    first, second = two()
    asked = ask_to_redact(page.translation_key, WORDS, user=first, reason="A source is in danger.")
    assert b"Volkova" in payloads()
    with pytest.raises(Refusal, match="second person"):
        confirm(asked, user=first)
    with pytest.raises(Refusal, match="role"):
        confirm(asked, user=person("reporter"))
    with pytest.raises(Refusal, match="already"):
        ask_to_redact(page.translation_key, WORDS, user=second)
    refused = refuse(asked, user=second)
    assert refused.wish == {}
    assert b"Volkova" in payloads()
    receipt = confirm(ask_to_redact(page.translation_key, WORDS, user=first), user=second)
    assert receipt.wish == {}
    told = AuditEntry.objects.filter(kind="receipt").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["redaction asked for", "redaction refused", "redaction asked for", "redacted"]


@pytest.mark.parametrize(
    ("wish", "reason", "words"),
    [
        (Redaction(), "", "Choose what is to go"),
        (Redaction(editions=(OfEdition(language="en", words=("V",)),)), "", "One letter"),
        (Redaction(editions=(OfEdition(language="en", words=("Vera",), instead="Vera V."),)), "", "may not repeat"),
        (WORDS, f"She is {SECRET}", "repeat none of the words"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_in_words(wish: Redaction, reason: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        ask_to_redact(a_story().translation_key, wish, user=person("administrator", ""), reason=reason)


def test_words_that_stand_nowhere_are_refused_and_nothing_is_published() -> None:
    page = a_story()
    with pytest.raises(Refusal, match="stands anywhere"):
        done(page, Redaction(editions=(OfEdition(language="en", words=("Nobody",)),)))
    assert fresh(page).version == 2


def test_a_template_that_holds_the_words_is_named() -> None:
    StoryTemplate.objects.create(name="Trials", headline=f"{SECRET} in court")
    assert "The template “Trials” holds" in " ".join(paper(done(a_story())).left)


def test_a_desks_reason_loses_the_words() -> None:
    page = a_story()
    persian = translate(page, "fa").get_latest_revision_as_object()
    persian.save_revision().publish()
    again(page, "update", body=body(BODY.replace("Second.", "Fourth.")))
    row = EditionPage.objects.get(locale__language_code="fa")
    dismiss(row.get_latest_revision_as_object(), moved(page)[0], f"{SECRET} is unknown here")
    done(page, Redaction(editions=(OfEdition(language="fa", words=(SECRET,), instead="[…]"), *WORDS.editions)))
    assert b"Volkova" not in payloads()


def test_a_caption_of_the_picture_itself_loses_the_words_in_that_language_alone() -> None:
    picture = kept("Its own")
    picture.captions = {"en": f"{SECRET}, left", "fr": f"{SECRET}, à gauche"}
    picture.save()
    page = published(lead_picture=picture)
    done(page)
    picture.refresh_from_db()
    assert picture.captions == {"en": "[…], left", "fr": f"{SECRET}, à gauche"}
    assert b"Volkova, left" not in payloads()


def test_a_draft_alone_is_cleaned_and_nothing_goes_out() -> None:
    page = draft(body=BODY)
    done(page)
    assert "Volkova" not in str(fresh(page).body)
    assert "Volkova" not in str([each.content for each in page.revisions.all()])
    assert not fresh(page).live
