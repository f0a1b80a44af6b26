"""From memory at the desk: the story's own versions and those of its dossiers offer what was made before."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.edition.inline import plain
from dateline.edition.memory import offers
from dateline.edition.texts import texts
from dateline.edition.values import Edition
from dateline.newsroom import record, unread
from dateline.newsroom.actions.remember import MEMORY, mark_of, take
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.helping import memory, rows
from dateline.newsroom.models import Dossier, EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
WORDS = "The ministers met in Brussels on Thursday to talk about the war."
BODY = f'<p data-block-key="aaaaa">{WORDS}</p>'


def story(body: str, *dossiers: Dossier) -> EditionPage:
    """A published story of these dossiers."""
    page = draft(body=body)
    page.dossiers = list(dossiers)
    page.save_revision().publish()
    return fresh(page)


def in_french(page: EditionPage, words: str = "") -> EditionPage:
    """The draft of its translation; published with these words where there are some."""
    made = translate(page, "fr").get_latest_revision_as_object()
    if words:
        (stream,) = made.body.get_prep_value()
        key = str(draft_value(made).blocks[0].id)
        value = f'<p data-block-key="{key}">{words}</p>'
        made.body = made.body.stream_block.to_python([{**stream, "value": value}])
        made.save_revision().publish()
    return fresh(made).get_latest_revision_as_object()  # type: ignore[no-any-return]


def source_of(page: EditionPage) -> Edition:
    found = record.newest(f"edition/{page.translation_key}/en")
    assert isinstance(found, Edition)
    return found


def offered(page: EditionPage) -> list[tuple[str, bool]]:
    found = rows(page, draft_value(page), source_of(page))
    return [(plain(each.pair.target), each.exact) for row in found for line in row.lines for each in line.offers]


@pytest.fixture
def dossier() -> Dossier:
    made: Dossier = Dossier.objects.create()
    return made


def test_another_story_of_the_dossier_offers_what_it_made_of_the_same_paragraph(dossier: Dossier) -> None:
    in_french(story(BODY, dossier), "Les ministres se sont réunis.")
    assert offered(in_french(story(BODY, dossier))) == [("Les ministres se sont réunis.", True)]


def test_a_story_of_another_dossier_offers_nothing(dossier: Dossier) -> None:
    in_french(story(BODY, dossier), "Les ministres se sont réunis.")
    assert offered(in_french(story(BODY, Dossier.objects.create()))) == []


def test_a_draft_that_was_never_published_is_not_remembered(dossier: Dossier) -> None:
    made = in_french(story(BODY, dossier))
    made.title = "Réunion"
    made.save_revision()
    assert memory(in_french(story(BODY, dossier)), source_of(made)) == ()


def test_the_same_words_stand_as_they_are_and_nearly_the_same_are_unread(dossier: Dossier) -> None:
    in_french(story(BODY, dossier), "Les ministres se sont réunis.")
    for words, expected in ((WORDS, False), (WORDS.replace("Thursday", "Friday"), True)):
        page = in_french(story(BODY.replace(WORDS, words), dossier))
        said = next(each for each in texts(source_of(page)) if plain(each.text) == words)
        (offer,) = offers(said.text, memory(page, source_of(page)), "en")
        taken = take(page, said.name, mark_of(offer))
        assert draft_value(taken).blocks[0].plain() == "Les ministres se sont réunis."
        assert [each.by for each in unread.unread(taken).values()] == ([MEMORY] if expected else [])


def test_an_offer_that_is_there_no_more_is_refused(dossier: Dossier) -> None:
    page = in_french(story(BODY, dossier))
    with pytest.raises(Refusal, match="changed meanwhile"):
        take(page, "headline", "none")


def test_the_screen_shows_an_offer_and_takes_it(dossier: Dossier) -> None:
    in_french(story(BODY, dossier), "Les ministres se sont réunis.")
    page = in_french(story(BODY, dossier))
    client, screen = Client(), reverse("newsroom_translation_help", args=[page.pk])
    client.force_login(person("desk chief", "fr"))
    shown = client.get(screen).content.decode()
    assert "From memory: the same words" in shown
    value = shown.split('value="take ')[1].split('"')[0]
    client.post(screen, {"do": f"take {value}"})
    assert draft_value(fresh(page).get_latest_revision_as_object()).blocks[0].plain() == "Les ministres se sont réunis."


def test_the_screen_is_for_those_who_edit_there() -> None:
    made: Any = translate(published(), "fr")
    client = Client()
    client.force_login(person("desk chief", "fa"))
    assert client.get(reverse("newsroom_translation_help", args=[made.pk])).status_code == 302
