"""The end of our right to show a picture, as the desk is told of it, and warnings, as the form keeps them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from dateline.edition.picture import Picture as PictureValue
from dateline.newsroom import record
from dateline.newsroom.desk.ending import rights_ending
from dateline.newsroom.models import Picture
from tests.rooms.newsroom.house import person, published
from tests.rooms.newsroom.pictures.photographs import kept

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def test_pictures_in_published_texts_whose_rights_end_within_a_week_are_told_to_who_may_change_them() -> None:
    for title, until in (("Soon", "2030-07-03"), ("Over", "2030-06-29"), ("Later", "2030-08-01"), ("Never", "")):
        published(title=title, lead_picture=kept(title, rights_until=until))
    kept("Unused", rights_until="2030-07-01")
    lines = rights_ending(person("administrator", ""), datetime(2030, 6, 30, 12, tzinfo=UTC)).lines
    assert [(line.headline, line.late) for line in lines] == [("Over", True), ("Soon", False)]
    assert lines[0].when == datetime(2030, 6, 30, tzinfo=UTC)
    assert rights_ending(person("reporter"), datetime(2030, 6, 30, tzinfo=UTC)).lines == ()


def test_the_form_keeps_rights_and_warning_and_the_record_has_the_published_languages_alone(
    admin_client: Client,
) -> None:
    picture = kept()
    published(lead_picture=picture)
    told = {
        "title": "Map",
        "sort": "photo",
        "credit": "AFP",
        "collection": picture.collection_id,
        "rights_until": "2030-06-30",
        "sensitive": "on",
        "warnings": "en: It shows the dead.\nfr: Des morts.",
    }
    answer = admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), told)
    assert answer.status_code == 302, answer.content.decode()
    assert Picture.objects.get().warnings == {"en": "It shows the dead.", "fr": "Des morts."}
    found = record.newest(picture.key)
    assert isinstance(found, PictureValue)
    assert found.until == datetime(2030, 7, 1, tzinfo=UTC)
    assert found.warning == {"en": "It shows the dead."}


def test_a_right_that_ends_on_no_day_is_refused_with_an_example(admin_client: Client) -> None:
    picture = kept()
    told = {
        "title": "Map",
        "sort": "photo",
        "credit": "AFP",
        "collection": picture.collection_id,
        "rights_until": "soon",
    }
    said = admin_client.post(reverse("wagtailimages:edit", args=[picture.pk]), told).content.decode()
    assert "Write a day as 2009-03-06 or an instant" in said
