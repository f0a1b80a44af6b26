"""The screens of a redaction: choose, see where it stands, ask, confirm, read the receipt."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dateline.newsroom.actions.kill import Wish
from dateline.newsroom.actions.sign_off import ask_to_kill
from dateline.newsroom.models import EditionPage, HouseSettings, Picture, Receipt
from tests.rooms.newsroom.house import again, fresh, person, published
from tests.rooms.newsroom.pictures.photographs import kept
from tests.rooms.newsroom.test_redact import SECRET, a_story, body, payloads

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
LOOK, ASK = {"look": "1"}, {"ask": "1"}
WORDS = {"words-en": f"{SECRET}\n", "instead-en": "a witness", "reason": "A source is in danger."}


def come_in(name: str) -> Client:
    """An administrator at all desks, signed in."""
    client = Client()
    client.force_login(person("administrator", "", name))
    return client


def post(client: Client, page: EditionPage, **told: Any) -> Any:
    return client.post(reverse("newsroom_redact", args=[page.pk]), told)


def test_it_offers_passages_words_earlier_versions_and_pictures() -> None:
    page = again(a_story(), "update", lead_picture=kept("A harbour"))
    shown = unescape(come_in("one").get(reverse("newsroom_redact", args=[page.pk])).content.decode())
    for words in (
        "<b>Paragraph</b>",
        "A witness, Vera Volkova, saw it all.",
        "Third.",
        "Version 1",
        "Version 2",
        "A harbour",
    ):
        assert words in shown
    assert "Version 3" not in shown, "readers have it now"
    assert shown.count("only in earlier versions") == 0, "the second paragraph has kept its id"


def test_it_shows_where_it_stands_before_anything_can_be_asked() -> None:
    page, client = a_story(), come_in("one")
    before = client.get(reverse("newsroom_redact", args=[page.pk]))
    assertNotContains(before, 'name="ask"')
    looked = post(client, page, **WORDS, **LOOK)
    assertContains(looked, "<del>Vera Volkova</del>, saw it all")
    assertContains(looked, "Published versions: 1, 2")
    assertContains(looked, 'name="ask"')
    assertContains(looked, 'id="where"')
    assertContains(looked, 'action="#where"')
    assertContains(looked, "a witness")
    assert not Receipt.objects.exists()


def test_one_asks_another_confirms_and_the_receipt_is_to_be_printed() -> None:
    page, one, two = a_story(), come_in("one"), come_in("two")
    asked = post(one, page, **WORDS, **ASK)
    receipt = Receipt.objects.get()
    assertRedirects(asked, reverse("newsroom_redaction", args=[receipt.pk]))
    assertContains(one.get(asked.url), "somebody else has to confirm it")
    assertContains(one.get(reverse("newsroom_redact", args=[page.pk])), "asked for a redaction of this story already")
    assertContains(two.get(asked.url), "<del>Vera Volkova</del>")
    assert b"Volkova" in payloads()
    done = two.post(reverse("newsroom_decide_redaction", args=[receipt.pk]), {"confirm": "1"}, follow=True)
    assertContains(done, "Receipt of a redaction")
    assertContains(done, "published versions: 2")
    assertNotContains(done, "Volkova")
    assert b"Volkova" not in payloads()
    assert "a witness" in str(fresh(page).body)
    assertContains(two.get(reverse("newsroom_redactions")), "A source is in danger.")


def test_a_refusal_changes_nothing_and_says_so() -> None:
    page, one, two = a_story(), come_in("one"), come_in("two")
    post(one, page, **WORDS, **ASK)
    receipt = Receipt.objects.get()
    told = two.post(reverse("newsroom_decide_redaction", args=[receipt.pk]), {"refuse": "1"}, follow=True)
    assertContains(told, "Nothing happened to the story.")
    assert b"Volkova" in payloads()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Choose what is to go"),
        ({"words-en": "Nobody at all"}, "stands anywhere"),
        ({"words-en": "V"}, "One letter alone"),
        ({**WORDS, **ASK, "reason": f"It names {SECRET}."}, "repeat none of the words"),
        ({"picture": "no picture"}, "Choose what is to go"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_written_stays(told: dict[str, str], words: str) -> None:
    answer = post(come_in("one"), a_story(), **told)
    assertContains(answer, words)
    assertContains(answer, told.get("words-en", "").strip())
    assert not Receipt.objects.exists()


def test_a_picture_that_something_else_shows_is_marked() -> None:
    shared = kept("Shared")
    page = published(lead_picture=shared)
    published(title="Two", lead_picture=shared)
    assertContains(come_in("one").get(reverse("newsroom_redact", args=[page.pk])), "so its file stays")
    assert Picture.objects.count() == 1


def test_a_passage_of_an_earlier_version_can_be_ticked_and_goes_in_all_of_them() -> None:
    page = again(a_story(), "update", body=body("<p data-block-key='ccccc'>All new.</p>"))
    client = come_in("one")
    shown = client.get(reverse("newsroom_redact", args=[page.pk]))
    assertContains(shown, "only in earlier versions", count=2)
    part = next(row["part"] for row in shown.context["choices"][0]["parts"] if "Volkova" in row["part"].text)
    looked = post(client, page, **{"part-en": part.name}, **LOOK)
    assertContains(looked, "Published versions: 1, 2")


def test_the_receipts_of_kills_and_of_redactions_are_kept_apart() -> None:
    HouseSettings.objects.filter(pk=1).update(two_people=True)
    page, one = a_story(), come_in("one")
    asked = ask_to_kill(page.translation_key, Wish(), user=person("desk chief", "", "third"), reason="Of a kill.")
    assert one.get(reverse("newsroom_redaction", args=[asked.pk])).status_code == 404
    assertNotContains(one.get(reverse("newsroom_redactions")), "Of a kill.")


def test_a_desk_chief_of_one_desk_is_not_asked_here() -> None:
    page, client = a_story(), Client()
    client.force_login(person("desk chief", "en"))
    assert client.get(reverse("newsroom_redact", args=[page.pk])).status_code == 302
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assertNotContains(edit, "Redact …")
