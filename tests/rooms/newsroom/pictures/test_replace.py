"""Replacing a file: the picture stays, every use follows, readers lose the old file, and it is written down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dateline.edition.picture import Picture as PictureValue
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.models import Picture
from dateline.newsroom.models.audit_entry import AuditEntry
from dateline.newsroom.pictures.uses import uses_of
from tests.rooms.newsroom.house import person, published
from tests.rooms.newsroom.pictures.photographs import iim, kept, photograph, uploaded, with_iim

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def replace(client: Client, picture: Picture, content: bytes) -> Any:
    return client.post(reverse("newsroom_replace_picture", args=[picture.pk]), {"file": uploaded(content, "new.jpg")})


def test_every_use_follows_and_the_record_says_so(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    picture = kept(alts={"en": "Wet stones"})
    page = published(lead_picture=picture)
    old, before = Path(picture.file.path), picture.value()
    with django_capture_on_commit_callbacks(execute=True):
        assert replace(admin_client, picture, photograph((400, 640), "red")).status_code == 302
    after = record.newest(picture.key)
    assert isinstance(after, PictureValue)
    assert (after.width, after.height, after.texts) == (400, 640, before.texts)
    assert not {each.file for each in after.renditions} & {each.file for each in before.renditions}
    assert [use.title for use in uses_of(picture)] == [page.title]
    assert not old.exists()
    assert differences() == []


def test_texts_stay_and_only_empty_fields_are_filled(admin_client: Client) -> None:
    picture = kept("Rain", credit="AFP")
    block = iim((2, 110, b"Reuters"), (2, 116, b"(c) Reuters"), (2, 105, b"Sun"))
    replace(admin_client, picture, with_iim(block, photograph(colour="red")))
    picture = Picture.objects.get()
    assert (picture.title, picture.credit, picture.rights) == ("Rain", "AFP", "(c) Reuters")


def test_it_is_written_down_who_replaced_what(admin_client: Client, admin_user: Any) -> None:
    picture = kept()
    replace(admin_client, picture, photograph(colour="red"))
    entry = AuditEntry.objects.get(action="picture replaced")
    assert (entry.actor, entry.label) == (admin_user.pk, "Map")
    assert picture.digest[:12] in entry.details["remark"]
    assert Picture.objects.get().digest[:12] in entry.details["remark"]


def test_a_reporter_may_not_replace_even_an_own_upload(client: Client) -> None:
    reporter = person("reporter")
    picture = kept(uploaded_by_user=reporter)
    client.force_login(reporter)
    assert replace(client, picture, photograph(colour="red")).status_code in {302, 403}
    assert Picture.objects.get().digest == picture.digest
    page = client.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert reverse("newsroom_replace_picture", args=[picture.pk]) not in page


def test_a_bad_file_replaces_nothing_and_says_why(admin_client: Client) -> None:
    picture = kept()
    answer = replace(admin_client, picture, photograph()[:-900])
    assert "cut off or damaged" in answer.content.decode()
    assert Picture.objects.get().digest == picture.digest
    assert Path(picture.file.path).exists()


def test_an_awaited_file_arrives_the_same_way(admin_client: Client) -> None:
    picture = Picture.awaited("Rain", credit="AFP")
    replace(admin_client, picture, photograph())
    arrived = Picture.objects.get()
    assert not arrived.awaiting
    assert arrived.sizes
    assert (Path(settings.DATELINE_BLOBS) / arrived.sizes[0]["file"]).exists()
