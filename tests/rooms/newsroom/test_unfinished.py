"""What a writer still owes stops every way out, and the words say where it stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.models import StandingPage
from dateline.newsroom.models.edition import EditionByline
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from dateline.newsroom.unfinished import markers, unfinished
from tests.contracts.test_every_route_writes_the_record import edit_url, form
from tests.rooms.newsroom.house import again, draft, fresh, published

pytestmark = [pytest.mark.newsroom]

MARKED = [
    ("They met TK times.", ["TK"]),
    ("TKTK said so. TK", ["TKTK", "TK"]),
    ("(TK)", ["TK"]),
    ("[TK] and [ tk ]", ["[TK]", "[ tk ]"]),
    ("“TK”, he said", ["TK"]),
    ("TK.", ["TK"]),
    ("TK: name of the minister", ["TK"]),
    ("会議はTKで開かれた", ["TK"]),
    ("ประชุมที่TKวันนี้", ["TK"]),
    ("وزیر TK گفت", ["TK"]),
    ("A note [[ask the desk: TK]] here", ["[[ask the desk: TK]]"]),
    ("An open note [[ask the desk", ["[["]),
    ("TK 40 people", ["TK"]),
]
NAMES = [
    "Matthew Tkachuk", "TKachuk", "ATK Mohun Bagan", "TK1951", "TK-1951", "TK\u00a01951", "HTK", "TKs", "Tk", "tk",
    "www.example.tk", "https://example.org/TK/", "@TK", "#TK", "ТК РФ", "ÉTK", "TK_1", "tk.example", "TK.example",
    "a [link] and a list[0]", "XXX Olympiad",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_a_marker_is_found_in_any_script(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in markers(text)] == expected


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_holds_the_letters_is_no_marker(text: str) -> None:
    assert markers(text) == []


BODY = (
    '<p data-block-key="a">First.</p><p data-block-key="b">There were TK ministers.</p><h2>What [[see AFP]] said</h2>'
)


@pytest.mark.django_db
def test_every_place_is_named() -> None:
    page = draft(body=BODY, kicker="TK", summary="TK soon", sources="AFP\nTK", dateline="TK")
    page.bylines.add(EditionByline(name="TK"))
    page.body.append(("quote", {"text": "<p>We agree.</p>", "speaker": "TK", "role": ""}))
    assert [place.where for place in unfinished(page)] == [
        "Kicker", "Summary", "Dateline", "Byline", "Paragraph 2", "Heading 1", "Quote 1", "Sources"
    ]  # fmt: skip
    assert [place.words for place in unfinished(page)][4] == "There were TK ministers."


@pytest.mark.django_db
def test_publishing_is_refused_and_the_words_name_the_place() -> None:
    page = draft(body=BODY)
    with pytest.raises(Refusal, match=r"Paragraph 2 .“There were TK ministers.”.; Heading 1") as refused:
        page.get_latest_revision().publish()
    assert "take the marker out" in refused.value.words
    assert record.newest(page.key) is None


@pytest.mark.django_db
def test_a_name_with_the_letters_goes_out() -> None:
    assert published(title="TKachuk signs for ATK").live


@pytest.mark.django_db
def test_a_new_version_is_held_to_it_too() -> None:
    page = published()
    with pytest.raises(ValidationError, match="still to come"):
        again(page, "update", summary="TK")
    with pytest.raises(ValidationError, match="Note for readers"):
        again(fresh(page), "correction", "TK", summary="Now right.")


@pytest.mark.django_db
def test_the_form_says_so_and_keeps_what_was_typed(admin_client: Client) -> None:
    page = draft()
    answer = admin_client.post(edit_url(page), form(summary="It is TK, they said.", **{"action-publish": "1"}))
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "Something is still to come" in said
    assert "It is TK, they said." in said
    assert record.newest(page.key) is None


@pytest.mark.django_db
def test_the_form_reads_the_bylines_that_it_is_sent(admin_client: Client) -> None:
    page = draft()
    row = {"name": "TK", "person": "", "id": "", "ORDER": "1", "DELETE": ""}
    bylines: dict[str, Any] = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    answer = admin_client.post(edit_url(page), form(bylines=bylines | {"0": row}, **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert "Byline (“TK”)" in answer.content.decode()


@pytest.mark.django_db
def test_a_draft_may_hold_what_is_still_to_come(admin_client: Client) -> None:
    page = draft()
    assert admin_client.post(edit_url(page), form(summary="TK")).status_code == 302
    assert fresh(page).get_latest_revision_as_object().summary == "TK"


@pytest.mark.django_db
def test_bulk_publishing_says_so_and_publishes_nothing(admin_client: Client) -> None:
    page = draft(summary="TK")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = admin_client.post(url, {}, follow=True)
    assert "still to come" in answer.content.decode()
    assert not fresh(page).live


@pytest.mark.django_db
def test_scheduling_is_refused_before_its_hour() -> None:
    page = draft(summary="TK", go_live_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refusal, match="Summary"):
        page.get_latest_revision().publish()
    assert not fresh(page).scheduled_revision


@pytest.mark.django_db
def test_a_scheduled_version_is_asked_again_when_it_goes_out() -> None:
    due = timezone.now() + timedelta(hours=1)
    page = draft(go_live_at=due)
    page.get_latest_revision().publish()
    revision = fresh(page).scheduled_revision
    # As a restored or migrated database may hold it.
    type(revision).objects.filter(pk=revision.pk).update(content={**revision.content, "summary": "TK"})
    released = release_due(due + timedelta(minutes=1))
    assert released.published == 0
    assert "still to come" in released.refused[0]
    assert not fresh(page).live


@pytest.mark.django_db
def test_a_standing_page_is_held_to_it_too() -> None:
    front = front_of("en")
    page = StandingPage(title="About us", kind="about", summary="Since TK", locale=front.locale)
    front.add_child(instance=page)
    with pytest.raises(Refusal, match="Summary"):
        page.save_revision().publish()
