"""What stands in the readers' folder: the files of pictures, sound and film as published now, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from dateline.newsroom.models import Dossier, Picture, Recording, RecordingCaptions
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


def bodies(house: House) -> list[str]:
    """Every page and feed of the site."""
    return [bytes(body).decode(errors="replace") for (body,) in house.press.db.execute("SELECT body FROM site_page")]


def files(picture: Picture) -> set[str]:
    return {each.file for each in Picture.objects.get(pk=picture.pk).public_value().shown}


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


def test_an_unpublished_texts_picture_is_gone_from_readers_and_comes_back_with_it(house: House) -> None:
    picture = kept()
    page = published(lead_picture=picture)
    assert reachable(house) == files(picture)
    page.unpublish()
    assert reachable(house) == set()
    assert (house.blobs / picture.sizes[0]["file"]).exists(), "the newsroom keeps it"
    again(page, "update", "On line again.")
    assert reachable(house) == files(picture)


def test_a_picture_that_a_new_version_does_not_show_is_gone_from_readers(house: House) -> None:
    picture = kept()
    page = published(lead_picture=picture)
    assert reachable(house)
    again(page, "update", "Without it.", lead_picture=None)
    assert reachable(house) == set()


@pytest.mark.parametrize("other", ["another edition", "a dossier", "another text"])
def test_a_picture_that_readers_get_elsewhere_stays_when_a_text_is_unpublished(house: House, other: str) -> None:
    picture = kept()
    page = published(lead_picture=picture)
    if other == "a dossier":
        Dossier.objects.create(picture=picture)
    elif other == "another text":
        published("fr", "Deux", lead_picture=picture)
    else:
        published("fa", "دو", lead_picture=picture, translation_key=page.translation_key)
    page.unpublish()
    assert reachable(house) == files(picture)


def test_the_last_text_that_shows_a_picture_takes_it_along_whatever_way_it_goes(house: House) -> None:
    picture = kept()
    one, two = published(lead_picture=picture), published("fr", "Deux", lead_picture=picture)
    # Wagtail's expiry saves the plain row.
    plain = Page.objects.get(pk=one.pk)
    plain.unpublish(set_expired=True)
    assert reachable(house) == files(picture)
    two.delete()
    assert reachable(house) == set()


def test_a_draft_keeps_nothing_on_line(house: House) -> None:
    picture = kept()
    page = published(lead_picture=picture)
    draft("fr", "Brouillon", lead_picture=picture)
    page.unpublish()
    assert reachable(house) == set()


def test_sound_and_film_go_with_the_text_that_alone_played_them_and_the_poster_too(house: House) -> None:
    poster = kept("Poster")
    film, shared = media(mp4(), poster=poster), media(mp3(1), title="Shared")
    plays(shared)
    page = plays(film, kind="video")
    page = again(page, "update", "", body=[*audio(film, "video"), *audio(shared)])
    assert heard(house) == {film.file.name, shared.file.name}
    assert {path.name for path in house.pictures.iterdir()} == files(poster)
    page.unpublish()
    assert heard(house) == {shared.file.name}
    assert set(house.pictures.iterdir()) == set()
    again(page, "update", "On line again.")
    assert heard(house) == {film.file.name, shared.file.name}
    assert {path.name for path in house.pictures.iterdir()} == files(poster)


def test_at_the_end_of_its_rights_a_picture_leaves_every_page_and_feed_and_its_files_are_gone(house: House) -> None:
    picture, other = kept(rights_until="2030-06-30"), kept("Other", photograph(colour="red"))
    published(lead_picture=picture)
    published("fr", "Deux", lead_picture=other)
    last = datetime(2030, 6, 30, 23, 59, 59, tzinfo=UTC)
    publish(house, now=last)
    stem = picture.sizes[0]["file"].partition("-")[0]
    assert {path.name for path in house.pictures.iterdir()} == files(picture) | files(other)
    assert sum(stem in body for body in bodies(house)) >= 3, "story, front and feeds"
    publish(house, now=last + timedelta(seconds=1))
    assert {path.name for path in house.pictures.iterdir()} == files(other)
    assert not any(stem in body for body in bodies(house))
    rebuild(house, now=last + timedelta(days=1))
    assert {path.name for path in house.pictures.iterdir()} == files(other)


def test_a_picture_whose_rights_are_prolonged_is_there_again(house: House) -> None:
    picture = kept(rights_until="2009-12-31")
    published(lead_picture=picture)
    assert reachable(house) == set()
    picture.rights_until = ""
    picture.save()
    assert reachable(house) == files(picture)


def test_files_say_what_readers_have_in_their_language_and_no_drafts_text(house: House) -> None:
    picture = kept(captions={"en": "ENCAPTION", "fr": "FRCAPTION"}, alts={"en": "ENALT", "fr": "FRALT"})
    page = published(lead_picture=picture)
    draft("fr", "Brouillon", lead_picture=picture)
    assert says(house) == {b"ENCAPTION", b"ENALT"}
    french = published("fr", "Deux", lead_picture=picture)
    assert says(house) == {b"ENCAPTION", b"ENALT", b"FRCAPTION", b"FRALT"}
    french.unpublish()
    assert says(house) == {b"ENCAPTION", b"ENALT"}
    picture.refresh_from_db()
    picture.captions = {"fr": "FRCAPTION"}
    picture.save()
    assert says(house) == {b"ENALT"}
    page.unpublish()
    assert says(house) == set()


def says(house: House) -> set[bytes]:
    """Which of the words above the readers' pictures hold."""
    reachable(house)
    held = b"".join(path.read_bytes() for path in house.pictures.iterdir())
    assert {path.name for path in house.pictures.iterdir()} == shown(house)
    return {word for word in (b"ENCAPTION", b"ENALT", b"FRCAPTION", b"FRALT") if word in held}


def shown(house: House) -> set[str]:
    """The files of every picture that is public now."""
    public = [each for each in Picture.objects.all() if each.is_public]
    return {each.file for picture in public for each in picture.public_value().shown}
