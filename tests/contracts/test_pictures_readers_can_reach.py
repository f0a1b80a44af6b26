"""What stands in the readers' folder: the files of pictures, sound and film as published now, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from dateline.newsroom.models import Picture, Recording, RecordingCaptions
from dateline.newsroom.record import cursor
from dateline.press.run import Press
from dateline.publish import House, publish, rebuild
from dateline.reader.furniture import furniture
from dateline.reader.pages import KINDS
from dateline.search.index import SearchIndex
from tests.rooms.newsroom.house import again, draft, published
from tests.rooms.newsroom.media.files import WEBVTT, mp3, mp4, wav
from tests.rooms.newsroom.media.test_media import audio, media, plays
from tests.rooms.newsroom.pictures.photographs import kept, photograph

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house that serves from a folder of its own."""
    opened = House(
        cursor=cursor,
        blobs=Path(settings.DATELINE_BLOBS),
        pictures=tmp_path / "pictures",
        media=tmp_path / "media",
        press=Press(tmp_path / "press.sqlite", KINDS, furniture()),
        index=SearchIndex(tmp_path / "search"),
    )
    yield opened
    opened.close()


def reachable(house: House) -> set[str]:
    """The files that readers can fetch after the worker has followed."""
    publish(house, now=timezone.now() + timedelta(seconds=1))
    return {path.name for path in house.pictures.iterdir()}


def files(picture: Picture) -> set[str]:
    return {each["file"] for each in Picture.objects.get(pk=picture.pk).sizes}


def replace(picture: Picture, content: bytes) -> None:
    row = Picture.objects.get(pk=picture.pk)
    row.file = SimpleUploadedFile("new.jpg", content)
    row.save()


def test_a_replaced_file_is_gone_from_readers_and_a_drafts_never_came(house: House) -> None:
    picture, secret = kept(), kept("Secret", photograph(colour="black"))
    published(lead_picture=picture)
    draft("fa", "پیش‌نویس", lead_picture=secret)
    before = files(picture)
    assert reachable(house) == before
    replace(picture, photograph(colour="red"))
    after = files(picture)
    assert not before & after
    assert reachable(house) == after


def test_a_file_that_another_picture_shares_stays(house: House) -> None:
    one, two = kept("One"), kept("Two")
    published(title="First", lead_picture=one)
    published("fr", "Deux", lead_picture=two)
    shared = files(one)
    assert files(two) == shared == reachable(house)
    replace(one, photograph(colour="red"))
    assert reachable(house) == shared | files(one)


def test_a_deleted_picture_leaves_no_file(house: House) -> None:
    picture = kept()
    page = published(lead_picture=picture)
    assert reachable(house)
    again(page, "update", "Without it.", lead_picture=None)
    with transaction.atomic():
        picture.delete()
    assert reachable(house) == set()


def test_a_rebuild_leaves_what_is_published_alone(house: House) -> None:
    picture = kept()
    published(lead_picture=picture)
    reachable(house)
    replace(picture, photograph(colour="red"))
    rebuild(house, now=timezone.now())
    assert {path.name for path in house.pictures.iterdir()} == files(picture)


def heard(house: House) -> set[str]:
    """The sound, film and captions that readers can fetch after the worker has followed."""
    reachable(house)
    return {path.name for path in house.media.iterdir()}


def test_sound_and_captions_come_with_the_first_text_that_plays_them_and_drafts_never(house: House) -> None:
    film, secret = media(mp4()), media(mp3(1), title="Secret")
    film.captions = [RecordingCaptions(language="fa", file=ContentFile(WEBVTT.encode(), name="x.vtt"))]
    film.save()
    page = draft("fa", "پیش‌نویس")
    page.body = audio(secret)  # type: ignore[assignment]
    page.save_revision()
    assert heard(house) == set()
    plays(film, kind="video")
    assert heard(house) == {film.file.name, film.captions.get().file.name}


def test_a_replaced_recording_is_gone_from_readers_and_from_the_newsroom(
    house: House, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    plays(media(mp3(1)))
    row = Recording.objects.get()
    before = row.file.name
    assert heard(house) == {before}
    with django_capture_on_commit_callbacks(execute=True):
        row.file = ContentFile(wav(1), name="better.wav")
        row.save()
    assert heard(house) == {row.file.name} != {before}
    assert not (house.blobs / before).exists()
