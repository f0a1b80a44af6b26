"""People in the newsroom: addresses of their own, words for readers, redirects when an address moves."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from dateline.edition import values
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.models import EditionByline, Person, PersonName
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import draft, fresh

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def person(name: str = "Ana Ruiz", **words: Any) -> Person:
    made = Person()
    made.names = [PersonName(language="en", name=name, **words)]
    made.save()
    return made


def told(made: Person) -> Any:
    found = record.newest(made.key)
    assert isinstance(found, values.Entity)
    return found.profile


def test_an_address_is_made_from_the_name_and_is_nobody_elses() -> None:
    first, second, third = person(), person(), person("海伦")
    assert [told(each).words["en"].slug for each in (first, second)] == ["ana-ruiz", "ana-ruiz-2"]
    assert told(third).words["en"].slug.isascii()
    first.save()
    assert told(first).words["en"].slug == "ana-ruiz"
    assert differences() == []


def test_who_was_named_before_people_had_pages_is_the_same_value_as_before() -> None:
    made = person()
    PersonName.objects.filter(thing=made).update(slug="")
    old = values.Entity(id=made.uuid, sort="person", names={"en": "Ana Ruiz"})
    assert Person.objects.get(pk=made.pk).value() == old


def test_words_for_readers_are_recorded_by_paragraphs() -> None:
    made = person(role=" Correspondent ", biography="Has written since 2001.\n\nLives in Geneva.")
    words = told(made).words["en"]
    assert (words.role, words.biography) == ("Correspondent", ("Has written since 2001.", "Lives in Geneva."))


def test_an_address_that_moved_leads_on_feeds_included() -> None:
    made = person()
    row = made.names.get()
    row.slug = "ana"
    made.names = [row]
    made.save()
    for name in ("", "feed.atom", "feed.rss", "feed.json"):
        found = record.newest(f"redirect/en/person/ana-ruiz/{name}")
        assert isinstance(found, values.Redirect)
        assert found.target == f"/en/person/ana/{name}"
    assert differences() == []


def test_a_byline_makes_the_story_one_of_theirs() -> None:
    made = person()
    page = draft()
    page.bylines = [EditionByline(person=made, sort_order=0)]
    page.save_revision().publish()
    found = record.newest(page.key)
    assert isinstance(found, values.Edition)
    assert found.writers == (made.uuid,)
    assert fresh(page).bylines.count() == 1


def test_a_website_of_another_sort_is_refused_with_words(admin_client: Any) -> None:
    with pytest.raises(Refusal, match="whole address"):
        Person(site="mailto:ana@example.org").clean()
    form = admin_client.get(reverse("wagtailsnippets_newsroom_person:add")).content.decode()
    for name in ("names-__prefix__-role", "names-__prefix__-biography", "email", "site"):
        assert f'name="{name}"' in form
