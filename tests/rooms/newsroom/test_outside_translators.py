"""XLIFF at the desk: a published text goes out, and what comes back is a draft that knows what it was made from."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from dateline.edition.inline import Run
from dateline.newsroom import record, unread
from dateline.newsroom.actions.fill import draft_of
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.actions.xliff import bring_in, send_out
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import draft_value, sides
from dateline.wires.xliff import Sheet, parse, write
from tests.rooms.newsroom.house import again, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def translated(page: EditionPage, tag: str = "fr", **words: str) -> Sheet:
    """The file as it comes back: every text with ``fr`` before it, or with the words given for it."""
    sent = parse(send_out(page, tag))
    units = [
        replace(unit, target=(Run(words.get(unit.name, f"{tag} ") + unit.source[0].text), *unit.source[1:]))
        for unit in sent.units
    ]
    return replace(sent, units=tuple(units))


def test_what_comes_back_is_a_draft_with_the_sources_block_ids() -> None:
    page = published(kicker="Alliance", summary="Short.")
    brought = bring_in(page, translated(page))
    value = draft_value(brought.page)
    assert (brought.remarks, brought.behind) == ((), 0)
    assert (value.headline, value.kicker, value.summary) == ("fr NATO meets", "fr Alliance", "fr Short.")
    assert [block.plain() for block in value.blocks] == ["fr First.", "fr Second."]
    assert [block.id for block in value.blocks] == [block.id for block in draft_value(page).blocks]
    assert sides(brought.page).standing().state == "current"
    assert record.newest(brought.page.key) is None


def test_a_file_of_an_older_version_comes_in_and_is_marked_as_behind() -> None:
    page = published()
    came = translated(page)
    (stream,) = page.body.get_prep_value()
    body = [{**stream, "value": stream["value"].replace("First.", "First, and more.")}]
    page = again(page, "update", body=page.body.stream_block.to_python(body))
    brought = bring_in(page, came)
    found = sides(brought.page).standing()
    assert (brought.behind, brought.newest, found.state, found.kind) == (1, 2, "behind", "update")
    assert [block.plain() for block in draft_value(brought.page).blocks] == ["fr First.", "fr Second."]


def test_a_translation_that_stands_already_takes_the_texts_and_keeps_its_history() -> None:
    page = published()
    made = translate(page, "fr")
    made.title = "Écrit ici"
    made.save_revision()
    before = fresh(made).latest_revision_id
    sent = parse(send_out(page, "fr"))
    assert sent.units[0].target == (Run("Écrit ici"),)
    came = replace(sent, units=tuple(replace(each, target=(Run("Réuni"),)) for each in sent.units[:1]))
    brought = bring_in(page, came)
    assert draft_value(brought.page).headline == "Réuni"
    assert [block.plain() for block in draft_value(brought.page).blocks] == ["First.", "Second."]
    assert fresh(made).revisions.filter(pk=before).exists()


def test_what_a_machine_wrote_goes_out_as_such_and_stays_unread_when_it_comes_back_as_it_was() -> None:
    page = published()
    made = translate(page, "fr").get_latest_revision_as_object()
    made.title = "Robot"
    unread.mark(made, ["headline"], "DeepL")
    made.save_revision()
    sent = parse(send_out(page, "fr"))
    assert (sent.units[0].state, sent.units[0].reason) == ("initial", "dateline:machine")
    assert list(unread.unread(bring_in(page, sent).page)) == ["headline"]
    edited = replace(sent, units=(replace(sent.units[0], target=(Run("Réuni"),)), *sent.units[1:]))
    assert unread.unread(bring_in(page, edited).page) == {}


def test_files_of_other_stories_versions_and_sources_are_refused() -> None:
    page, other = published(), published(title="Another")
    came = translated(page)
    with pytest.raises(Refusal, match="another story"):
        bring_in(other, came)
    with pytest.raises(Refusal, match="Version 7 of this edition"):
        bring_in(page, replace(came, version=7))
    with pytest.raises(Refusal, match="longer than the 255"):
        bring_in(page, replace(came, units=(replace(came.units[0], target=(Run("x" * 256),)),)))
    original = EditionPage.objects.get(pk=published("fa").pk)
    EditionPage.objects.filter(pk=original.pk).update(translation_key=page.translation_key)
    with pytest.raises(Refusal, match="is not made from the one in"):
        bring_in(page, replace(came, into="fa"))
    with pytest.raises(Refusal, match="Publish this edition first"):
        send_out(draft(), "fr")


def test_translators_send_out_and_take_in_at_their_own_desk_only() -> None:
    page, user = published(), person("translator", "fr")
    came = translated(page)
    with pytest.raises(Refusal, match="may not start translations"):
        bring_in(page, replace(came, into="fa"), user=user)
    assert bring_in(page, came, user=user).page.tag == "fr"


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(person("desk chief", "fr"))
    return client


def test_the_screen_hands_the_file_out_and_takes_it_in(desk: Client) -> None:
    page = published()
    screen = reverse("newsroom_outside", args=[page.pk])
    assert 'value="fr"' in desk.get(screen).content.decode()
    answer = desk.get(screen, {"into": "fr", "file": "xliff"})
    assert answer["Content-Type"] == "application/xliff+xml"
    assert "no-store" in answer["Cache-Control"]
    assert 'filename="nato-meets.en-fr.xlf"' in answer["Content-Disposition"]
    assert parse(answer.content).into == "fr"
    answer = desk.post(screen, {"file": _upload(write(translated(page)))}, follow=True)
    made = draft_of(page.translation_key, "fr")
    assert made is not None
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert "The translation stands in the draft" in answer.content.decode()


def test_the_screen_says_what_is_wrong_with_a_file_and_makes_nothing(desk: Client) -> None:
    page = published()
    answer = desk.post(reverse("newsroom_outside", args=[page.pk]), {"file": _upload(write(translated(page))[:-20])})
    assert "line " in answer.content.decode()
    assert "the XML is broken" in answer.content.decode()
    assert draft_of(page.translation_key, "fr") is None


def test_a_translations_menu_leads_to_the_edition_it_is_made_from(desk: Client) -> None:
    page = published()
    made = translate(page, "fr")
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).content.decode()
    assert f"{reverse('newsroom_outside', args=[page.pk])}?into=fr" in edit


def _upload(data: bytes) -> Any:
    return SimpleUploadedFile("nato.xlf", data, "application/xliff+xml")
