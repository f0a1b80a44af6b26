"""Desks: who may do what in which language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.edition.values import Edition
from dateline.languages.language import languages
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.desks import setup_languages
from dateline.newsroom.models import FrontPage, Section
from dateline.newsroom.tags import code_of, locale_for, tag_of
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]

#   role, desk, rights there: add, edit own, edit others', publish, unpublish, delete; elsewhere none of them
RIGHTS = [
    ("reporter", "fr", (True, True, False, False, False, False)),
    ("translator", "fr", (True, True, False, False, False, False)),
    ("sub-editor", "fr", (True, True, True, False, False, False)),
    ("desk chief", "fr", (True, True, True, True, True, True)),
    ("administrator", "fr", (True, True, True, True, True, True)),
    ("picture editor", "fr", (False, False, False, False, False, False)),
    ("reporter", "zh-Hans", (True, True, False, False, False, False)),
    ("desk chief", "pt-BR", (True, True, True, True, True, True)),
    ("sub-editor", "", (True, True, True, False, False, False)),
]


@pytest.mark.parametrize("target", ["fr", "en", "zh-Hans", "pt-BR"])
@pytest.mark.parametrize(("role", "desk", "rights"), RIGHTS)
def test_a_desk_works_in_its_language_alone(role: str, desk: str, rights: tuple[bool, ...], target: str) -> None:
    user = person(role, desk)
    expected = rights if desk in {target, ""} else (False,) * 6
    own = draft(target, "Own", owner=user)
    other = published(target, "Other")
    can = [
        front_of(target).permissions_for_user(user).can_add_subpage(),
        own.permissions_for_user(user).can_edit(),
        other.permissions_for_user(user).can_edit(),
        other.permissions_for_user(user).can_publish(),
        other.permissions_for_user(user).can_unpublish(),
        other.permissions_for_user(user).can_delete(),
    ]
    assert tuple(can) == expected


def enter(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("tag", "allowed"), [("fr", True), ("en", False)])
def test_the_chief_of_the_french_desk_reaches_french_screens_only(tag: str, allowed: bool) -> None:
    client = enter(person("desk chief", "fr"))
    page = published(tag)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (answer.status_code == 200) is allowed
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert isinstance(record.newest(page.key), Edition) is not allowed


def test_a_desk_does_not_touch_what_all_languages_share() -> None:
    section = Section(order=1)
    section.names = [Section.names.rel.related_model(language="en", name="World", slug="world")]
    section.save()
    client = enter(person("desk chief", "fr"))
    url = reverse("wagtailsnippets_newsroom_section:edit", args=[section.pk])
    assert client.get(url).status_code == 302
    assert client.get(reverse("wagtailsnippets_newsroom_section:delete", args=[section.pk])).status_code == 302


def test_setting_up_twice_changes_nothing() -> None:
    before = record.newest("front/en")
    assert setup_languages() == []
    assert record.newest("front/en") == before


def test_every_language_has_a_front_on_line() -> None:
    assert {front.tag for front in FrontPage.objects.live()} == set(languages())
    assert all(record.newest(f"front/{tag}") is not None for tag in languages())


@pytest.mark.parametrize("tag", list(languages()))
def test_tags_and_wagtails_codes_are_each_others_reverse(tag: str) -> None:
    assert tag_of(code_of(tag)) == tag
    assert locale_for(tag).language_code == code_of(tag)
    assert locale_for(tag).language_info["name_local"]
    assert locale_for(tag).is_bidi is (languages()[tag].direction == "rtl")


def test_a_reporter_sees_no_button_to_publish() -> None:
    user = person("reporter", "fr")
    page = draft("fr", owner=user)
    answer = enter(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    assert 'name="action-publish"' not in answer.content.decode()
    assert not fresh(page).live
