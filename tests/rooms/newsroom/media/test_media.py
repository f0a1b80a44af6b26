"""Sound and film in the newsroom: kept once, public with the first text that plays them, replaced, found, deleted."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from dateline.edition.blocks import Audio, Video
from dateline.edition.media import Media
from dateline.edition.values import Removed
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.media.apart import MOST_BYTES
from dateline.newsroom.media.uses import uses_of
from dateline.newsroom.models import EditionPage, Recording, RecordingCaptions
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import again, draft, fresh, person
from tests.rooms.newsroom.media.files import WEBVTT, box, mp3, mp4, wav
from tests.rooms.newsroom.test_shared_things import picture

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def media(content: bytes | None = None, title: str = "Clinton, Geneva", **fields: Any) -> Recording:
    made = Recording(title=title, file=ContentFile(content or mp3(), name="evil.html"), **fields)
    made.save()
    return made


def audio(of: Recording | None = None, kind: str = "audio", **said: Any) -> list[tuple[str, dict[str, Any]]]:
    empty = {"media": of, "url": "", "provider": "", "thumbnail": None, "title": "", "transcript": ""}
    return [(kind, empty | said)]


def plays(of: Recording, tag: str = "en", kind: str = "audio", **said: Any) -> EditionPage:
    page: Any = draft(tag)
    page.body = audio(of, kind, **said)
    page.save_revision().publish()
    return fresh(page)


def blocks(page: EditionPage) -> tuple[Any, ...]:
    return page.value().blocks


def test_a_file_is_kept_under_its_digest_whatever_it_was_called() -> None:
    made = media(mp3(3), titles={"en": "What she said"})
    assert made.file.name == f"{made.digest[:32]}.mp3"
    assert (Path(settings.DATELINE_BLOBS) / made.file.name).read_bytes() == mp3(3)
    assert (made.sort, made.media_type, made.seconds, made.size) == ("audio", "audio/mpeg", 3, len(mp3(3)))


def test_readers_are_not_told_where_a_film_was_made() -> None:
    place, phone = b"+46.2044+006.1432/", b"Anna's phone"
    told = box(b"udta", box(b"\xa9xyz", place)) + box(b"meta", phone)
    plain, telling = media(mp4()), media(mp4(told=told) + box(b"uuid", place))
    kept = (Path(settings.DATELINE_BLOBS) / telling.file.name).read_bytes()
    assert place not in kept
    assert phone not in kept
    assert len(kept) == telling.size == len(mp4(told=told)) + 8 + len(place)
    assert (telling.sort, telling.seconds, telling.width) == (plain.sort, plain.seconds, plain.width)
    assert telling.digest == sha256(kept).hexdigest()


def test_the_same_bytes_are_kept_once_and_go_with_the_last_that_names_them(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one, two = media(), media()
    name, storage = one.file.name, one.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        Recording.objects.filter(pk=two.pk).delete()
    assert not storage.exists(name)


def test_captions_leave_the_disk_when_they_are_replaced_or_deleted(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    made = media(mp4())
    row = RecordingCaptions(media=made, language="fa", file=ContentFile(WEBVTT.encode(), name="x.vtt"))
    row.save()
    first, storage = row.file.name, row.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        row.file = ContentFile(WEBVTT.replace("Hello", "Salam").encode(), name="x.vtt")
        row.save()
    second = row.file.name
    assert (storage.exists(first), storage.exists(second)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        made.delete()
    assert not storage.exists(second)


def test_what_no_published_text_plays_is_in_no_record() -> None:
    made = media()
    page: Any = draft()
    page.body = audio(made)
    page.save_revision()
    assert record.newest(made.key) is None
    assert not made.is_public


def test_publishing_a_text_takes_along_what_it_plays_its_poster_and_captions() -> None:
    made = media(mp4(), poster=picture(), spoken="en")
    made.captions = [RecordingCaptions(language="fa", file=ContentFile(WEBVTT.encode(), name="x.vtt"))]
    made.save()
    page = plays(made, kind="video", transcript='<p data-block-key="aaaaa">We <b>want</b> that.</p>')
    value = record.newest(made.key)
    assert isinstance(value, Media)
    assert value.captions == {"fa": made.captions.get().file.name}
    assert (value.width, value.height, value.seconds, value.spoken) == (1280, 720, 65, "en")
    assert record.newest(f"picture/{value.poster}") is not None
    (block,) = blocks(page)
    assert isinstance(block, Video)
    assert block.plain() == "We want that."
    assert Recording.objects.get().published
    assert differences() == []


def test_changing_what_readers_have_is_recorded_and_a_draft_is_not() -> None:
    made = media()
    plays(made)
    made = Recording.objects.get()
    made.credit = "AFP"
    made.save()
    value = record.newest(made.key)
    assert isinstance(value, Media)
    assert value.credit == "AFP"


def test_another_file_takes_the_place_of_the_first_in_every_text() -> None:
    made = media()
    page = plays(made)
    before, key = blocks(page), made.key
    made = Recording.objects.get()
    made.file = ContentFile(wav(5), name="better.wav")
    made.save()
    value = record.newest(key)
    assert isinstance(value, Media)
    assert (value.file.media_type, value.seconds) == ("audio/wav", 5)
    assert blocks(fresh(page)) == before


def test_a_file_that_cannot_be_played_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(Refusal, match="neither sound nor film"):
        media(b"<html>")
    assert not Recording.objects.exists()


def test_a_providers_address_stands_in_place_of_a_file() -> None:
    page: Any = draft()
    page.body = audio(url="https://soundcloud.com/x", provider="SoundCloud", thumbnail=picture(), title="A song")
    page.save_revision().publish()
    (block,) = blocks(fresh(page))
    assert isinstance(block, Audio)
    assert (block.url, block.provider, block.title) == ("https://soundcloud.com/x", "SoundCloud", "A song")
    assert record.newest(f"picture/{block.thumbnail}") is not None


def test_sound_alone_is_no_film() -> None:
    with pytest.raises(Refusal, match="has no picture: use the block “Audio”"):
        plays(media(), kind="video")


def test_where_it_is_used_is_known_as_soon_as_it_is_saved() -> None:
    made = media()
    page = plays(made)
    planned: Any = draft("fr", "Rencontre")
    planned.body = audio(made)
    planned.save_revision()
    assert [(use.title, use.language, use.states) for use in uses_of(made)] == [
        ("NATO meets", "English", ("live",)),
        ("Rencontre", "Français", ("draft",)),
    ]
    again(page, "typo", body=[])
    assert [use.states for use in uses_of(made)] == [("draft",)]
    planned.delete()
    assert [use.states for use in uses_of(made)] == [("draft", "trash")]


def test_what_readers_hear_is_not_deleted_under_them() -> None:
    made = media()
    page = plays(made)
    with pytest.raises(Refusal, match="stands in published texts"), transaction.atomic():
        made.delete()
    again(page, "typo", body=[])
    key = made.key
    Recording.objects.get().delete()
    assert record.newest(key) == Removed(key)


def enter(role: str) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


EMPTY = {f"captions-{name}": number for name, number in
         {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}.items()}  # fmt: skip
FIELDS: dict[str, Any] = {"title": "Geneva", "titles": "en: What she said", "seconds": 0, "credit": "AFP", **EMPTY}
ADD = "wagtailsnippets_newsroom_recording:add"


def test_an_upload_says_what_it_is_by_its_bytes_with_its_captions() -> None:
    client = enter("reporter")
    good = SimpleUploadedFile("c.vtt", WEBVTT.encode())
    caption = {"captions-TOTAL_FORMS": 1, "captions-0-language": "fa", "captions-0-file": good}
    answer = client.post(reverse(ADD), FIELDS | {"file": SimpleUploadedFile("x.exe", mp4())} | caption)
    assert answer.status_code == 302
    made = Recording.objects.get()
    assert (made.sort, made.seconds, made.uploaded_by.username) == ("video", 65, "reporter-fr")
    assert made.captions.get().language == "fa"


@pytest.mark.parametrize(
    ("file", "words"),
    [(b"<html>", "This is neither sound nor film"), (mp4()[:-30], "This file is cut off")],
)
def test_a_bad_upload_is_answered_beside_its_field(file: bytes, words: str) -> None:
    answer = enter("reporter").post(reverse(ADD), FIELDS | {"file": SimpleUploadedFile("x.mp3", file)})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Recording.objects.exists()


def test_what_no_form_takes_is_turned_away_before_it_is_read() -> None:
    answer = enter("reporter").post(reverse(ADD), CONTENT_LENGTH="3000000000")
    assert answer.status_code == 413
    assert "This is too large: 3000 MB. The most that fits is 500 MB." in answer.content.decode()


def test_the_field_says_how_much_fits_before_anything_is_sent() -> None:
    shown = enter("reporter").get(reverse(ADD)).content.decode()
    assert f'data-most="{MOST_BYTES}"' in shown
    assert "newsroom/uploading.js" in shown
    assert "the most that fits is 500 MB" in shown


def test_several_are_deleted_at_once_but_none_that_readers_hear() -> None:
    heard, unheard = media(), media(mp4())
    plays(heard)
    url = reverse("wagtail_bulk_action", args=["newsroom", "recording", "delete"])
    client = enter("picture editor")
    client.post(f"{url}?id={heard.pk}&id={unheard.pk}&next=/newsroom/")
    assert Recording.objects.count() == 2
    client.post(f"{url}?id={unheard.pk}&next=/newsroom/")
    assert list(Recording.objects.all()) == [heard]


def test_bad_captions_are_answered_with_their_line() -> None:
    bad = SimpleUploadedFile("c.vtt", b"WEBVTT\n\n00:01,000 --> 00:02,000\nx")
    caption = {"captions-TOTAL_FORMS": 1, "captions-0-language": "fa", "captions-0-file": bad}
    answer = enter("reporter").post(reverse(ADD), FIELDS | {"file": SimpleUploadedFile("x.mp3", mp3())} | caption)
    assert "Line 3 of the captions" in answer.content.decode()


def edit(client: Client, made: Recording, **changed: Any) -> Any:
    url = reverse("wagtailsnippets_newsroom_recording:edit", args=[made.pk])
    return client.post(url, FIELDS | changed) if changed else client.get(url)


def test_ones_own_is_changed_by_whoever_added_it_and_others_by_picture_editors() -> None:
    reporter = person("reporter", "fa", "anna")
    made = media(uploaded_by=reporter)
    own, other = Client(), enter("reporter")
    own.force_login(reporter)
    assert edit(own, made, title="Mine").status_code == 302
    assert edit(other, made, title="Theirs").status_code == 302
    assert Recording.objects.get().title == "Mine"
    assert edit(enter("picture editor"), made, title="Better").status_code == 302
    assert Recording.objects.get().title == "Better"


def test_the_file_that_readers_have_is_replaced_by_those_who_may_replace() -> None:
    reporter = person("reporter", "fa", "anna")
    made = media(uploaded_by=reporter)
    plays(made)
    own = Client()
    own.force_login(reporter)
    answer = edit(own, made, file=SimpleUploadedFile("x.wav", wav(5)))
    assert "ask a picture editor" in answer.content.decode()
    assert edit(enter("picture editor"), made, file=SimpleUploadedFile("x.wav", wav(5))).status_code == 302
    assert Recording.objects.get().seconds == 5


def test_sound_does_not_take_the_place_of_film() -> None:
    made = media(mp4())
    answer = edit(enter("picture editor"), made, file=SimpleUploadedFile("x.wav", wav(5)))
    assert "Sound cannot take the place of film" in answer.content.decode()


def test_the_screen_of_a_recording_plays_it_and_says_where_it_is_used() -> None:
    made = media()
    plays(made)
    shown = edit(enter("picture editor"), made).content.decode()
    assert f'src="/newsroom/files/{made.file.name}"' in shown
    assert "NATO meets" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [("", {"Clinton, Geneva", "Anthem"}), ("q=anthem", {"Anthem"}), ("q=clinton+geneva", {"Clinton, Geneva"})]
    + [("sort=video", {"Anthem"}), ("use=yes", {"Clinton, Geneva"}), ("use=no", {"Anthem"})]
    + [("published=True", {"Clinton, Geneva"}), ("credit=reu", {"Anthem"})]
    + [("lacks=fa", {"Clinton, Geneva", "Anthem"})],
)  # fmt: skip
def test_the_library_is_searched_and_narrowed(query: str, found: set[str]) -> None:
    plays(media())
    media(mp4(), title="Anthem", credit="Reuters")
    shown = enter("reporter").get(f"{reverse('wagtailsnippets_newsroom_recording:list')}?{query}").content.decode()
    assert {title for title in ("Clinton, Geneva", "Anthem") if title in shown} == found


def test_drafts_are_played_in_the_newsroom_alone_and_in_parts() -> None:
    made = media()
    url = made.file.url
    assert Client().get(url).status_code == 302
    client = enter("reporter")
    got = client.get(url, headers={"range": "bytes=0-9"})
    assert (got.status_code, got.getvalue()) == (206, mp3()[:10])
    assert got["Cache-Control"] == "private, no-cache"
    assert client.get("/newsroom/files/" + "0" * 64 + ".jpg").status_code == 404
