"""A section becomes a podcast on its form: what directories demand is refused or said there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.edition.values import Section as Value
from dateline.newsroom import record
from dateline.newsroom.models import Section
from tests.rooms.newsroom.test_shared_things import jpeg, picture, section

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
WARNING = "list no podcast without a cover"


def sent(made: Section, **fields: Any) -> dict[str, Any]:
    """The form of a section as a browser sends it."""
    name = {"language": "en", "name": "World", "slug": "world", "ORDER": "1", "DELETE": "", "id": made.names.get().pk}
    name |= {"podcast_title": "The World", "podcast_description": "In ten minutes."}
    management = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "1", "MIN_NUM_FORMS": "1", "MAX_NUM_FORMS": "1000"}
    series = {"podcast": "on", "podcast_author": "Dateline", "podcast_category": "News", "podcast_cover": ""}
    return {
        "order": "1",
        **{f"names-{key}": value for key, value in management.items()},
        **{f"names-0-{key}": value for key, value in name.items()},
        **(series | fields),
    }


def save(client: Client, made: Section, **fields: Any) -> str:
    """What the person sees after pressing Save."""
    url = reverse("wagtailsnippets_newsroom_section:edit", args=[made.pk])
    return str(client.post(url, sent(made, **fields), follow=True).content.decode())


def screen(client: Client, made: Section) -> str:
    return str(client.get(reverse("wagtailsnippets_newsroom_section:edit", args=[made.pk])).content.decode())


def series(made: Section) -> Any:
    found = record.newest(made.key)
    assert isinstance(found, Value)
    return found.podcast


def test_a_podcast_without_a_cover_is_saved_with_a_warning_that_stays_on_its_form(admin_client: Client) -> None:
    made = section()
    assert WARNING not in screen(admin_client, made)
    assert WARNING in save(admin_client, made)
    assert series(made).author == "Dateline"
    assert WARNING in screen(admin_client, made)


def test_a_square_cover_of_the_right_size_ends_the_warning(admin_client: Client) -> None:
    made, cover = section(), picture(jpeg(1400, 1400))
    assert WARNING not in save(admin_client, made, podcast_cover=cover.pk)
    assert series(made).cover == cover.uuid
    assert "A cover is square" not in screen(admin_client, made)


@pytest.mark.parametrize(("width", "height"), [(1000, 1000), (1600, 1500)])
def test_a_cover_that_no_directory_takes_is_refused_in_its_field(admin_client: Client, width: int, height: int) -> None:
    made, cover = section(), picture(jpeg(width, height))
    shown = save(admin_client, made, podcast_cover=cover.pk)
    assert f"this one has {width} × {height}" in shown
    assert not Section.objects.get().podcast


def test_a_cover_that_got_another_file_since_is_warned_of(admin_client: Client) -> None:
    made, cover = section(), picture(jpeg(1400, 1400))
    save(admin_client, made, podcast_cover=cover.pk)
    type(cover).objects.filter(pk=cover.pk).update(width=1300)
    assert "this one has 1300 × 1400" in screen(admin_client, made)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [("podcast_author", "A podcast names its author"), ("podcast_category", "Choose the category")],
)
def test_what_a_feed_cannot_do_without_is_asked_for(admin_client: Client, lacking: str, words: str) -> None:
    made = section()
    assert words in save(admin_client, made, **{lacking: ""})
    assert not Section.objects.get().podcast
