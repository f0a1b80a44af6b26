"""A killed story that comes again over a wire is held until somebody who may kill lets it in; no language goes out."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from dateline.edition.blocks import Paragraph
from dateline.edition.inline import text
from dateline.newsroom.actions.discard_import import discard
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.kill import Wish
from dateline.newsroom.actions.sign_off import ask_to_kill
from dateline.newsroom.intake import hold, open_batch, save_held, take_in
from dateline.newsroom.models import AuditEntry, EditionPage, ImportItem, KilledMark, Receipt
from dateline.newsroom.models.batch import HELD
from dateline.newsroom.refusal import Refusal
from dateline.wires.draft import Draft
from tests.builders import uid
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
LONG = "The harbour master said on Friday that the ferry had sailed without its papers."
WIRE = Draft(
    language="en",
    headline="Ferry sails",
    source_id="tag:wire.example,2009:ferry",
    source_version="1",
    addresses=("/old/ferry.html",),
    blocks=(Paragraph(uid("ferry"), text(LONG)),),
)


def killed() -> Receipt:
    """A story that came over a wire, was published and killed."""
    taken = take_in([WIRE], source="ninjs")
    page = EditionPage.objects.get(pk=taken.items[0].page)
    page.get_latest_revision().publish()
    return ask_to_kill(page.translation_key, Wish(), user=None)


def again(**changes: Any) -> Any:
    """What becomes of the wire's item, changed so."""
    return take_in([msgspec.structs.replace(WIRE, **changes)], source="ninjs").items[0]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"source_version": "2", "headline": "Ferry sails, again", "blocks": ()},
        {"language": "fr"},
        {"source_id": "", "addresses": ("/old/ferry.html",), "blocks": ()},
        {"source_id": "another", "addresses": (), "headline": "Another headline"},
        {"source_id": "another", "addresses": (), "alternate_ids": {"guid": WIRE.source_id}, "blocks": ()},
    ],
    ids=["the same", "a newer version", "in another language", "by its address", "by its wording", "by another id"],
)
def test_it_is_held_by_identifier_address_or_wording_and_says_so(changes: dict[str, Any]) -> None:
    receipt = killed()
    taken = again(**changes)
    assert (taken.status, taken.page) == (HELD, None)
    assert f"killed on {receipt.asked:%Y-%m-%d} (receipt {str(receipt.pk)[:8]})" in taken.reason
    assert not EditionPage.objects.exists()
    assert ImportItem.objects.get(status=HELD).finding is not None


def test_another_story_of_the_same_wire_comes_in_as_ever() -> None:
    killed()
    other = again(source_id="other", addresses=("/old/other.html",), blocks=(Paragraph(uid("o"), text("Short.")),))
    assert other.status == "created"


def test_the_same_item_again_adds_nothing_while_it_waits_or_once_it_was_discarded() -> None:
    killed()
    again()
    assert again().status == "unchanged"
    item = ImportItem.objects.get(status=HELD)
    discard(item, user=person("administrator", ""))
    assert again().status == "unchanged"
    assert again(source_version="2").status == HELD


def test_nobody_makes_a_draft_of_it_without_saying_that_it_may_come_in() -> None:
    killed()
    again()
    item = ImportItem.objects.get(status=HELD)
    assert save_held(item, user=person("administrator", "")).status == "refused"
    with pytest.raises(Refusal, match="may kill"):
        save_held(item, user=person("desk chief", "en"), let_in=True)
    assert not EditionPage.objects.exists()


def test_somebody_who_may_kill_lets_it_in_as_a_story_of_its_own_and_that_is_logged() -> None:
    receipt = killed()
    again()
    user = person("administrator", "")
    taken = save_held(ImportItem.objects.get(status=HELD), user=user, let_in=True)
    page = EditionPage.objects.get(pk=taken.page)
    assert page.translation_key != receipt.story
    entry = AuditEntry.objects.get(action="let in after a kill")
    assert (entry.actor, entry.details) == (user.pk, {"remark": str(receipt.pk)})
    page.get_latest_revision().publish()
    assert again(source_version="2").status == "updated"


def test_what_a_person_hands_in_is_marked_as_well() -> None:
    killed()
    item = hold(open_batch("Pasted"), msgspec.structs.replace(WIRE, source_id=""))
    assert "was killed on" in item.reason


def test_the_marks_keep_none_of_its_words() -> None:
    killed()
    told = list(KilledMark.objects.values_list("mark", flat=True))
    assert len(told) >= 4
    assert all(len(mark) == 64 and int(mark, 16) for mark in told)


def test_the_screen_lets_in_only_those_who_may_kill() -> None:
    killed()
    again()
    item = ImportItem.objects.get(status=HELD)
    chief, administrator = Client(), Client()
    chief.force_login(person("desk chief", "en"))
    administrator.force_login(person("administrator", ""))
    address = reverse("newsroom_import", args=[item.pk])
    shown = chief.get(address)
    assertContains(shown, "was killed on")
    assertNotContains(shown, 'value="save"')
    assertNotContains(shown, 'value="let in"')
    chief.post(address, {"do": "let in"})
    assert not EditionPage.objects.exists()
    assertContains(administrator.get(address), "Let it in all the same")
    administrator.post(address, {"do": "let in"})
    assert EditionPage.objects.get().title == "Ferry sails"


def test_a_language_that_the_story_never_had_cannot_be_made_after_the_kill() -> None:
    page = published()
    ask_to_kill(page.translation_key, Wish(), user=None)
    front = front_of("fr")
    with pytest.raises(Refusal, match="This story was killed"):
        front.add_child(instance=EditionPage(title="Encore", locale=front.locale, translation_key=page.translation_key))


def test_nor_can_one_go_out_that_came_into_it_by_another_way() -> None:
    page, other = published(), draft("fr", "Encore")
    ask_to_kill(page.translation_key, Wish(), user=None)
    EditionPage.objects.filter(pk=other.pk).update(translation_key=page.translation_key)
    with pytest.raises(Refusal, match="This story was killed"):
        fresh(other).get_latest_revision().publish()
