"""A machine draft: asked for by a person, of published blocks alone, marks kept or a remark, unread at first."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from dateline.edition.inline import Run
from dateline.newsroom import unread
from dateline.newsroom.actions import machine
from dateline.newsroom.actions.machine import accept, machine_draft
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.models import AuditEntry, EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derivation_of, draft_value, sides
from tests.rooms.newsroom.fake_translator import Sent, fake
from tests.rooms.newsroom.house import again, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
LINKED = '<p data-block-key="aaaaa">See <b>this</b> <a href="https://example.org/">page</a>.</p>'


class Machine:
    """Answers with what ``say`` makes of each text; keeps what it was sent."""

    name = "Robot"

    def __init__(self, say: Callable[[str], str] = lambda text: f"fr {text}") -> None:
        self._say = say
        self.sent: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        self.sent += texts
        assert (source, target) == ("en", "fr")
        return [self._say(each) for each in texts]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Callable[[Machine], Machine]:
    """A house with a translator."""

    def with_(made: Machine) -> Machine:
        monkeypatch.setattr(machine, "translator", lambda: made)
        return made

    return with_


def into_french(**fields: Any) -> tuple[EditionPage, EditionPage]:
    """A published story and the draft of its translation."""
    page = published(**fields)
    return page, translate(page, "fr").get_latest_revision_as_object()


def blocks(page: EditionPage) -> list[str]:
    return [str(block.id) for block in draft_value(page).blocks]


def test_chosen_blocks_stand_in_the_draft_with_their_marks_and_are_unread(house: Any) -> None:
    robot = house(Machine())
    _, draft = into_french(body=LINKED, summary="Short.")
    first = blocks(draft)[0]
    drafted = machine_draft(draft, ["headline", first])
    value = draft_value(drafted.page)
    assert (drafted.count, drafted.bare, drafted.passed_over) == (2, (), ())
    assert (value.headline, value.summary) == ("fr NATO meets", "Short.")
    assert value.blocks[0].text == (  # type: ignore[union-attr]
        Run("fr See "), Run("this", bold=True), Run(" "), Run("page", href="https://example.org/"), Run("."),
    )  # fmt: skip
    assert {part: each.by for part, each in unread.unread(drafted.page).items()} == {
        "headline": "Robot",
        first: "Robot",
    }
    assert len(robot.sent) == 2
    with pytest.raises(Refusal, match="A machine made this"):
        drafted.page.get_latest_revision().publish()


def test_text_blocks_keep_the_ids_that_comments_are_pinned_to(house: Any) -> None:
    house(Machine())
    _, draft = into_french()
    before = [child.id for child in draft.body]
    drafted = machine_draft(draft, blocks(draft)[1:])
    assert [child.id for child in drafted.page.body] == before
    assert blocks(drafted.page) == blocks(draft)


def test_a_paragraph_that_is_not_drafted_keeps_its_link_to_a_page(house: Any) -> None:
    house(Machine())
    other = published("fr", "Autre")
    _, draft = into_french()
    (stream,) = draft.body.get_prep_value()
    link = f'See <a linktype="page" id="{other.pk}">this</a>.'
    value = stream["value"].replace("First.", link)
    draft.body = draft.body.stream_block.to_python([{**stream, "value": value}])
    draft.save_revision()
    before = blocks(draft)
    drafted = machine_draft(fresh(draft).get_latest_revision_as_object(), before[1:])
    (stream,) = drafted.page.body.get_prep_value()
    assert f'id="{other.pk}" linktype="page"' in stream["value"] or link in stream["value"]
    assert "fr Second." in stream["value"]
    assert blocks(drafted.page) == before


def test_where_marks_come_back_broken_the_words_stand_alone_and_it_is_said(house: Any) -> None:
    house(Machine(lambda text: text.replace("</b>", "")))
    _, draft = into_french(body=LINKED)
    drafted = machine_draft(draft, blocks(draft))
    assert drafted.bare == ("See this page.",)
    assert draft_value(drafted.page).blocks[0].text == (Run("See this page."),)  # type: ignore[union-attr]


def test_a_block_that_the_source_added_is_put_in_and_one_that_changed_is_read_anew(house: Any) -> None:
    house(Machine())
    page, draft = into_french()
    (stream,) = page.body.get_prep_value()
    longer = stream["value"].replace("First.", "First, and more.") + '<p data-block-key="ccccc">Third.</p>'
    again(page, "update", body=page.body.stream_block.to_python([{**stream, "value": longer}]))
    parts = [each.source for each in sides(draft).standing().moved]
    drafted = machine_draft(draft, parts)
    said = [block.plain() for block in draft_value(drafted.page).blocks]
    assert said == ["fr First, and more.", "Second.", "fr Third."]
    assert sides(drafted.page).standing().state == "current"


def test_what_somebody_changed_meanwhile_is_left_alone(house: Any) -> None:
    _, draft = into_french()
    first, second = blocks(draft)

    def meanwhile(text: str) -> str:
        if text == "First.":
            other = fresh(draft).get_latest_revision_as_object()
            (stream,) = other.body.get_prep_value()
            body = [{**stream, "value": stream["value"].replace("First.", "Le premier.")}]
            other.body = other.body.stream_block.to_python(body)
            other.save_revision()
        return f"fr {text}"

    house(Machine(meanwhile))
    drafted = machine_draft(draft, [first, second])
    assert drafted.passed_over == ("First.",)
    assert [block.plain() for block in draft_value(drafted.page).blocks] == ["Le premier.", "fr Second."]


def test_nothing_but_the_published_words_of_the_chosen_blocks_is_sent(house: Any) -> None:
    robot = house(Machine())
    page, draft = into_french(summary="Chosen by nobody.")
    newer = fresh(page).get_latest_revision_as_object()
    newer.title = "Embargoed until tomorrow"
    newer.save_revision()
    machine_draft(draft, ["headline"])
    assert robot.sent == ["NATO meets"]
    remark = AuditEntry.objects.get(action="asked a machine translator").details["remark"]
    assert remark == "Robot: en, 1"


def test_a_house_without_a_translator_sends_nothing_and_says_so() -> None:
    _, draft = into_french()
    with pytest.raises(Refusal, match="has no machine translator"):
        machine_draft(draft, ["headline"])


def test_only_those_who_translate_at_the_desk_may_ask(house: Any) -> None:
    robot = house(Machine())
    _, draft = into_french()
    for role, tag in (("desk chief", "fa"), ("reporter", "fr")):
        with pytest.raises(Refusal):
            machine_draft(draft, ["headline"], user=person(role, tag))
    assert robot.sent == []
    machine_draft(draft, ["headline"], user=person("desk chief", "fr"))
    assert len(robot.sent) == 1


def test_nothing_chosen_and_a_source_off_line_are_said(house: Any) -> None:
    house(Machine())
    page, draft = into_french()
    with pytest.raises(Refusal, match="Choose at least one block"):
        machine_draft(draft, ["kicker"])
    with pytest.raises(Refusal, match="Tick what you have read"):
        accept(draft, ["headline"])
    page.unpublish()
    with pytest.raises(Refusal, match="is not published now"):
        machine_draft(draft, ["headline"])


def test_accepting_says_that_a_person_stands_for_it(house: Any) -> None:
    house(Machine())
    _, draft = into_french()
    drafted = machine_draft(draft, ["headline"])
    accept(drafted.page, ["headline"])
    fresh(draft).get_latest_revision().publish()
    assert fresh(draft).live


def test_the_whole_way_through_the_screen(settings: Any) -> None:
    """Asked over HTTP of a local LibreTranslate, read, accepted, published."""

    def answer(sent: Sent) -> tuple[int, Any]:
        if sent.method == "GET":
            return 200, [{"code": "en", "targets": ["fr"]}]
        return 200, {"translatedText": [f"fr {each}" for each in sent.body["q"]]}

    _, draft = into_french()
    client, screen = Client(), reverse("newsroom_translation_help", args=[draft.pk])
    client.force_login(person("desk chief", "fr"))
    with fake(answer) as (address, seen):
        settings.DATELINE_TRANSLATOR = {"kind": "libretranslate", "address": address, "model": "", "key": ""}
        shown = client.get(screen).content.decode()
        assert "Ask LibreTranslate for a draft" in shown
        assert seen == []
        answered = client.post(screen, {"do": "machine", "ask": ["headline", *blocks(draft)]}, follow=True)
        assert "3 blocks stand in the draft" in answered.content.decode()
    assert "A machine made this" in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    client.post(screen, {"do": "accept", "read": ["headline", *blocks(draft)]})
    page = fresh(draft).get_latest_revision_as_object()
    assert unread.unread(page) == {}
    assert json.dumps(seen[1].body["q"]) == '["NATO meets", "First.", "Second."]'


def test_the_screen_of_a_house_without_a_translator_offers_memory_alone() -> None:
    _, draft = into_french()
    client = Client()
    client.force_login(person("desk chief", "fr"))
    shown = client.get(reverse("newsroom_translation_help", args=[draft.pk])).content.decode()
    assert "This newsroom has no machine translator" in shown
    assert 'name="ask"' not in shown


def test_a_draft_of_an_edition_that_follows_another_story_keeps_its_source(house: Any) -> None:
    house(Machine())
    _, draft = into_french()
    before = derivation_of(draft)
    drafted = machine_draft(draft, ["headline"])
    after = derivation_of(drafted.page)
    assert before is not None
    assert after is not None
    assert replace(after, parts=()) == replace(before, parts=())
    assert set(after.parts) == set(before.parts)
