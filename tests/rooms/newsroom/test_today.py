"""The newsroom's home: what is to be done now, and the next step where nothing is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import admin_menu

from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.actions.trash import throw_away
from dateline.newsroom.desk import today
from tests.rooms.newsroom.house import again, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
HOME = "/newsroom/"


def entered(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def headlines(found: today.Found) -> list[str]:
    return [line.headline for line in found.lines]


def schedule(page: Any, at: Any) -> None:
    revision = fresh(page).get_latest_revision()
    revision.approved_go_live_at = at
    revision.save()


def test_mine_is_what_i_have_in_hand_and_my_desk_what_others_have() -> None:
    me, other = person("reporter", "en", "me"), person("reporter", "en", "other")
    draft(title="Mine", owner=me)
    draft(title="Theirs", owner=other)
    draft("fr", title="French", owner=other)
    published(title="Out", owner=me)
    throw_away(draft(title="Thrown away", owner=me))
    assert headlines(today.mine(me)) == ["Mine"]
    assert headlines(today.at_my_desk(me)) == ["Theirs"]
    assert headlines(today.just_published(me)) == ["Out"]


def test_reviewers_see_what_waits_and_writers_what_they_handed_in() -> None:
    me, sub = person("reporter", "en", "me"), person("sub-editor", "en", "sub")
    page, french = draft(title="Handed in", owner=me), draft("fr", title="French")
    page.get_workflow().start(page, me)
    french.get_workflow().start(french, None)
    assert headlines(today.for_review(sub)) == ["Handed in"]
    assert headlines(today.for_review(me)) == ["Handed in"]
    assert headlines(today.for_review(person("reporter", "en", "third"))) == []


def test_today_ends_at_midnight_of_the_persons_own_zone() -> None:
    me, now = person("desk chief", "en", "me"), timezone.now().replace(hour=20, minute=0)
    soon, tomorrow = draft(title="Soon"), draft(title="Tomorrow")
    schedule(soon, now + timedelta(minutes=30))
    schedule(tomorrow, now + timedelta(hours=5))
    assert headlines(today.scheduled_today(me, now)) == ["Soon"]
    with timezone.override("America/New_York"):
        assert headlines(today.scheduled_today(me, now)) == ["Soon", "Tomorrow"]


def test_behind_names_translations_whose_source_moved_on() -> None:
    source = published()
    for tag in ("fr", "fa"):
        translate(source, tag).get_latest_revision().publish()
    chief = person("desk chief", "fr", "chief")
    assert headlines(today.behind(chief)) == []
    again(source, "correction", "It was Tuesday.", summary="On Tuesday.")
    found = today.behind(chief)
    assert [line.tag for line in found.lines] == ["fr"]


def test_every_empty_list_says_the_next_step() -> None:
    answer = entered(person("desk chief", "fr", "chief")).get(HOME).content.decode()
    assert answer.count('class="desk-empty"') == 8
    assert "New story in French" in answer
    assert reverse("wagtailadmin_pages:add", args=["newsroom", "editionpage", front_of("fr").pk]) in answer
    assert "No import waits" in answer


def test_wagtails_counts_and_names_are_gone(admin_client: Client) -> None:
    answer = admin_client.get(HOME).content.decode()
    assert "Documents" not in answer
    assert "editor guide" not in answer
    root = admin_client.get(reverse("wagtailadmin_explore", args=[front_of("en").get_parent().pk])).content.decode()
    assert "add new sites" not in root
    assert "Each language has its desk here" in root


def test_the_house_has_its_own_name_where_wagtail_has_its_logo(admin_client: Client) -> None:
    answer = admin_client.get(HOME).content.decode()
    assert "<title>Dashboard - Dateline</title>" in answer
    assert 'class="desk-brand">Dateline' in answer
    assert "What's new in Wagtail" not in answer


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wagtailsnippets_newsroom_section:list", "There is no section yet"),
        ("wagtailsnippets_newsroom_dossier:list", "There is no dossier yet"),
        ("wagtailsnippets_newsroom_person:list", "Nobody is named yet"),
        ("wagtailsnippets_newsroom_navigation:list", "Arrange one here"),
        ("wagtailadmin_reports:locked_pages", "Nothing is locked"),
        ("wagtailadmin_reports:workflow", "Nothing is in review"),
        ("newsroom_trash", "The trash is empty"),
        ("newsroom_imports", "Nothing was imported yet"),
    ],
)
def test_every_list_of_a_new_house_says_the_next_step(admin_client: Client, name: str, words: str) -> None:
    assert words in admin_client.get(reverse(name)).content.decode()


def test_an_empty_desk_says_how_to_begin() -> None:
    client = entered(person("desk chief", "fr", "chief"))
    answer = client.get(reverse("wagtailadmin_explore", args=[front_of("fr").pk])).content.decode()
    assert "This desk has no story yet" in answer
    assert "Begin the first one" in answer


def test_the_queries_of_the_home_do_not_grow_with_the_house() -> None:
    client = entered(person("desk chief", "en", "chief"))
    counted = []
    for more in (today.SHOWN + 2, 30):
        for number in range(more):
            page = published(title=f"Story {number} of {more}")
            translate(page, "fr")
            draft(title=f"Draft {number} of {more}")
        client.get(HOME)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(HOME)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] < 90


def test_the_menu_follows_a_newsrooms_day(rf: RequestFactory, admin_user: Any) -> None:
    request = rf.get(HOME)
    request.user = admin_user
    items = admin_menu.menu_items_for_request(request)
    words = [str(item.label) for item in sorted(items, key=lambda item: item.order)]
    assert words[:7] == ["Today", "Board", "Corrections", "Stories", "Fronts", "Imports", "Releases"]
    assert words[7:11] == ["Pictures", "Sound and film", "Sections, names", "Trash"]
    assert "Documents" not in words
