"""The library: every word in every language finds, every filter says what it means, and ten thousand stay fast."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection

from dateline.newsroom.models import Picture
from tests.rooms.newsroom.house import draft, person, published
from tests.rooms.newsroom.pictures.photographs import kept, photograph, uploaded

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def shown(client: Client, **query: Any) -> list[str]:
    """The titles that the listing shows."""
    return [each.title for each in client.get(reverse("wagtailimages:index"), query).context["object_list"]]


@pytest.mark.parametrize(
    "words",
    [
        "pluie",
        "PLUIE genève",
        "geneve",
        "باران",
        "باران ژنو",
        "雨后",
        "ฝนตก",
        "reuters",
        "дождь",
        "wet stone",
        "map.jpg",
    ],
)
def test_a_picture_is_found_by_any_of_its_words_right_after_its_upload(admin_client: Client, words: str) -> None:
    kept(
        "Rain",
        credit="Reuters",
        captions={"fr": "La pluie à Genève", "fa": "بارانِ ژنو", "zh-Hans": "日内瓦雨后", "th": "หลังฝนตก"},
        alts={"en": "Wet stones", "ru": "Дождь"},
    )
    kept("Sun", credit="AFP", captions={"fr": "Le soleil"}, file=uploaded(photograph(), "sun.jpg"))
    assert shown(admin_client, q=words) == ["Rain"]


def test_tags_find_and_every_word_must_fit(admin_client: Client) -> None:
    picture = kept("Rain")
    picture.tags.add("Genève")
    picture.remember_words()
    assert shown(admin_client, q="geneve") == ["Rain"]
    assert shown(admin_client, q="rain moscow") == []


def test_filters_by_use_publication_file_and_rights(admin_client: Client) -> None:
    published(title="One", lead_picture=kept("public", rights="CC BY 4.0"))
    draft(title="Two", lead_picture=kept("drafted"))
    kept("alone")
    Picture.awaited("awaited", credit="AFP")
    for query, titles in (
        ({"use": "yes"}, {"public", "drafted"}),
        ({"use": "no"}, {"alone", "awaited"}),
        ({"public": "yes"}, {"public"}),
        ({"public": "no"}, {"drafted", "alone", "awaited"}),
        ({"file": "no"}, {"awaited"}),
        ({"file": "yes"}, {"public", "drafted", "alone"}),
        ({"rights_stated": "yes"}, {"public"}),
        ({"rights_stated": "no"}, {"drafted", "alone", "awaited"}),
        ({"rights": "cc by"}, {"public"}),
        ({"credit": "af"}, {"public", "drafted", "alone", "awaited"}),
        ({"credit": "Reuters"}, set()),
    ):
        assert set(shown(admin_client, **query)) == titles, query


def test_filters_by_missing_alternative_text(admin_client: Client) -> None:
    kept("none")
    kept("english", alts={"en": "Wet stones", "pt-BR": " "})
    kept("brazilian", alts={"pt-BR": "Pedras"})
    assert set(shown(admin_client, lacks_alt="en")) == {"none", "brazilian"}
    assert set(shown(admin_client, lacks_alt="pt-BR")) == {"none", "english"}


def test_filters_by_orientation_as_readers_see_it(admin_client: Client) -> None:
    kept("lying", photograph((640, 400)))
    kept("standing", photograph((400, 640)))
    kept("square", photograph((400, 400)))
    turned = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    picture = kept("turned", photograph((640, 400), exif=turned))
    assert set(shown(admin_client, shape="portrait")) == {"standing", "turned"}
    assert set(shown(admin_client, shape="square")) == {"square"}
    assert (picture.value().width, picture.value().height) == (400, 640)


def test_filters_by_who_uploaded_and_sorts(admin_client: Client) -> None:
    hers = person("reporter")
    kept("b", uploaded_by_user=hers, credit="Reuters")
    kept("a", credit="AFP")
    assert shown(admin_client, uploaded_by_user=hers.pk) == ["b"]
    assert shown(admin_client, ordering="title") == ["a", "b"]
    assert shown(admin_client, ordering="-title") == ["b", "a"]
    assert shown(admin_client, ordering="credit") == ["a", "b"]


def test_credit_and_rights_stand_under_each_picture(admin_client: Client) -> None:
    kept("Rain", credit="AFP", byline="Julie Doe", rights="© 2009 AFP")
    html = admin_client.get(reverse("wagtailimages:index")).content.decode()
    assert "Julie Doe / AFP" in html
    assert "© 2009 AFP" in html


def test_an_empty_library_and_an_empty_search_say_the_next_step(admin_client: Client) -> None:
    empty = admin_client.get(reverse("wagtailimages:index")).content.decode()
    assert "There is no picture yet." in empty
    kept()
    searched = admin_client.get(reverse("wagtailimages:index"), {"q": "nothing"}).content.decode()
    assert "No picture fits." in searched


def test_the_number_of_queries_does_not_grow_with_the_library(admin_client: Client) -> None:
    first = kept()
    first.get_rendition("max-165x165")
    query = {"q": "map", "use": "no", "lacks_alt": "fa", "shape": "landscape"}
    admin_client.get(reverse("wagtailimages:index"), query)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert shown(admin_client, **query) == ["Map"]
    collection = Collection.get_first_root_node()
    Picture.objects.bulk_create(
        Picture(
            title=f"Map {n}",
            file=first.file.name,
            width=640,
            height=400,
            words="map",
            shape="landscape",
            credit="AFP",
            collection=collection,
        )
        for n in range(10_000)
    )
    for each in Picture.objects.order_by("-created_at")[:31]:
        each.get_rendition("max-165x165")
    with CaptureQueriesContext(connection) as many:
        assert len(shown(admin_client, **query)) == 30
    assert len(many) == len(few)
