"""The board: rows that follow from the record, cells in words, filters, decisions about languages, the list for me."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from dateline.languages.language import languages
from dateline.newsroom import board_rows
from dateline.newsroom.actions.assign import assign, not_wanted, take_back
from dateline.newsroom.actions.follow import dismiss, follow
from dateline.newsroom.actions.kill import Wish
from dateline.newsroom.actions.sign_off import ask_to_kill
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.actions.trash import bring_back, throw_away
from dateline.newsroom.desk import today
from dateline.newsroom.desk.board import rows, stories
from dateline.newsroom.marks import mark_of
from dateline.newsroom.models import Assignment, EditionPage, EditionStanding, Section, StoryRow
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import sides
from tests.rooms.newsroom.house import PASSWORD, again, draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
BOARD = reverse("newsroom_board")
NOW = datetime(2009, 3, 6, 12, tzinfo=UTC)


def made(page: EditionPage, tag: str) -> EditionPage:
    """A published translation."""
    translate(page, tag).get_latest_revision().publish()
    found: EditionPage = EditionPage.objects.get(
        translation_key=page.translation_key, locale__language_code=tag.lower()
    )
    return found


def caught_up(page: EditionPage) -> None:
    """Follow everything that is open, and publish that."""
    followed = fresh(page).get_latest_revision_as_object()
    follow(followed, [mark_of(each) for each in sides(followed).standing().moved])
    fresh(page).get_latest_revision().publish()


def standing(page: EditionPage) -> tuple[str, str, int]:
    row = EditionStanding.objects.get(page=page)
    return row.state, row.kind, row.parts


def words(page: EditionPage, tag: str, user: Any) -> str:
    (row,) = rows([page.translation_key], [tag], user)
    return row.cells[0].words


def shown(**asked: Any) -> set[UUID]:
    return {each.story for each in stories(asked)}


def test_a_correction_shows_at_once_in_the_row_of_every_edition_made_from_it() -> None:
    english = published()
    pages = [made(english, tag) for tag in ("fr", "fa")]
    assert {standing(page) for page in pages} == {("current", "", 0)}
    again(english, "correction", "It was Friday.", title="NATO met")
    assert {standing(page) for page in pages} == {("behind", "correction", 2)}
    row = StoryRow.objects.get(story=english.translation_key)
    assert row.gravity == 4
    assert row.since is not None


def test_only_the_direct_source_counts_and_what_is_made_from_that_stays_current() -> None:
    english = published()
    arabic = made(english, "ar")
    persian = made(arabic, "fa")
    again(english, "update", title="NATO met")
    assert standing(arabic)[0] == "behind"
    assert standing(persian)[0] == "current"


def test_following_and_dismissing_close_what_the_row_says() -> None:
    english = published()
    french, persian = made(english, "fr"), made(english, "fa")
    again(english, "update", title="NATO met")
    caught_up(french)
    (moved,) = sides(fresh(persian)).standing().moved
    dismiss(fresh(persian), moved, "Known here.")
    assert standing(french) == standing(persian) == ("current", "", 0)
    assert StoryRow.objects.get(story=english.translation_key).gravity == 0


def test_a_source_that_is_withdrawn_leaves_nobody_behind() -> None:
    english = published()
    french = made(english, "fr")
    again(english, "update", title="NATO met")
    fresh(english).unpublish()
    assert standing(french)[0] == "current"
    assert not EditionStanding.objects.filter(page=english).exists()


def test_rows_that_say_something_else_than_the_record_are_found_and_made_anew() -> None:
    english = published()
    french = made(english, "fr")
    again(english, "update", title="NATO met")
    assert board_rows.differing() == []
    EditionStanding.objects.filter(page=french).update(state="current", gravity=0)
    StoryRow.objects.all().delete()
    assert board_rows.differing() == board_rows.missing() == [english.translation_key]
    board_rows.repair(board_rows.missing())
    assert standing(french)[0] == "behind"
    assert board_rows.differing() == []


def test_each_state_of_a_language_has_its_words(admin_user: Any) -> None:
    english = published()
    assert words(english, "en", admin_user) == "live and current"
    assert words(english, "fr", admin_user) == "nothing yet"
    not_wanted(english.translation_key, "fr")
    assert words(english, "fr", admin_user) == "not wanted"
    assign(english.translation_key, "fr", person("translator"), due=datetime(2009, 3, 7, 12, tzinfo=UTC))
    assert words(english, "fr", admin_user).startswith("assigned · translator-fr · due March 7, 2009")
    page = translate(english, "fr")
    assert words(english, "fr", admin_user).startswith("draft · translator-fr")
    page.get_workflow().start(page, None)
    assert words(english, "fr", admin_user).startswith("in review · translator-fr")
    page.current_workflow_state.cancel()
    page.save_revision(approved_go_live_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert words(english, "fr", admin_user).startswith("scheduled")


def test_a_cell_that_is_behind_says_why_how_much_and_since_when(admin_user: Any) -> None:
    english = published()
    made(english, "fr")
    again(english, "update", title="NATO met")
    assert words(english, "fr", admin_user).startswith("behind: update · 1 part · since ")


def test_what_readers_get_is_said_before_what_the_desk_has_in_hand(admin_user: Any) -> None:
    english = published()
    french = made(english, "fr")
    french.get_latest_revision_as_object().save_revision()
    assert words(english, "fr", admin_user) == "live and current · with a newer draft"
    fresh(french).get_workflow().start(fresh(french), None)
    assert words(english, "fr", admin_user) == "in review · live and current"
    again(english, "correction", "It was Friday.", title="NATO met")
    assert words(english, "fr", admin_user).startswith("behind: correction · 2 parts · since ")
    assert words(english, "fr", admin_user).endswith(" UTC · in review")


def test_a_cell_leads_to_the_form_of_those_who_may_edit_and_to_the_story_of_all_others() -> None:
    english = published()
    french = made(english, "fr")
    chief, other, given = person("desk chief"), person("translator", "fr", "other"), person("translator", "fr", "given")
    assign(english.translation_key, "fr", given)

    def leads(user: Any) -> str:
        (row,) = rows([english.translation_key], ["fr"], user)
        return row.cells[0].url

    assert leads(chief) == leads(given) == reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert leads(other) == reverse("newsroom_story", args=[english.translation_key]) + "#fr"
    assert [french.permissions_for_user(each).can_edit() for each in (chief, given, other)] == [True, True, False]


def test_without_a_desk_nothing_yet_means_that_some_language_lacks_the_story() -> None:
    story = published().translation_key
    assert shown(state="none") == {story}
    for tag in languages():
        if tag != "en":
            not_wanted(story, tag)
    assert shown(state="none") == set()


@pytest.mark.parametrize(
    ("state", "fits"),
    [("none", "new"), ("draft", "begun"), ("current", "sound"), ("behind", "late"), ("unwanted", "refused")],
)
def test_the_board_shows_the_stories_of_one_state_at_one_desk(state: str, fits: str) -> None:
    by_name = {name: published(title=name) for name in ("new", "begun", "sound", "late", "refused")}
    translate(by_name["begun"], "fr")
    for name in ("sound", "late"):
        made(by_name[name], "fr")
    again(by_name["late"], "update", title="later")
    not_wanted(by_name["refused"].translation_key, "fr")
    assert shown(state=state, desk="fr") == {by_name[fits].translation_key}


def test_behind_corrections_come_first_the_oldest_before_the_newest() -> None:
    pages = [published(title=f"Story {number}") for number in range(3)]
    for page, kind in zip(pages, ("update", "correction", ""), strict=True):
        made(page, "fr")
        if kind:
            again(page, kind, "Wrong.", title="changed")
    expected = [pages[number].translation_key for number in (1, 0, 2)]
    assert [each.story for each in stories({"order": "behind"})] == expected
    assert [each.story for each in stories({"order": "behind", "desk": "fr"})] == expected


def test_a_desks_order_asks_how_that_desk_stands_and_not_how_others_do() -> None:
    first, second = published(title="First"), published(title="Second")
    pages = [made(first, "fr"), made(first, "fa"), made(second, "fr")]
    again(first, "correction", "Wrong.", summary="Right.")
    caught_up(pages[0])
    again(second, "update", title="Second, later")
    wanted = [second.translation_key, first.translation_key]
    assert [each.story for each in stories({"order": "behind", "desk": "fr"})] == wanted
    assert [each.story for each in stories({"order": "behind"})] == wanted[::-1]


def test_the_board_filters_by_section() -> None:
    section = Section.objects.create(order=1)
    inside = published(section=section)
    published()
    assert shown(section=section) == {inside.translation_key}


def test_an_assignment_is_mailed_in_the_language_of_the_person(django_capture_on_commit_callbacks: Any) -> None:
    english, user = published(), person("translator")
    user.email = "ana@news.example"
    user.save()
    UserProfile.objects.create(user=user, preferred_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        assign(english.translation_key, "fr", user, due=datetime(2009, 3, 7, 12, tzinfo=UTC))
    (sent,) = mail.outbox
    assert sent.to == ["ana@news.example"]
    assert "“NATO meets” in French is yours" in sent.subject
    assert "March 7, 2009" in sent.body
    assert reverse("newsroom_story", args=[english.translation_key]) in sent.body


def test_an_assignment_waits_for_its_person_until_the_edition_is_published() -> None:
    english, user = published(), person("translator")
    assign(english.translation_key, "fr", user)
    (line,) = today.for_me(user, NOW).lines
    assert (line.headline, line.language, line.late) == ("NATO meets", "French", False)
    made(english, "fr")
    assert today.for_me(user, NOW).lines == ()


def test_work_is_given_to_those_who_may_do_it_by_those_who_may_give_it() -> None:
    story = published().translation_key
    with pytest.raises(Refusal, match="may neither write nor translate at the French desk"):
        assign(story, "fr", person("translator", "fa"))
    with pytest.raises(Refusal, match="may not decide this at that desk"):
        assign(story, "fr", person("translator"), by=person("sub-editor", "fa"))
    with pytest.raises(Refusal, match="may not decide this at that desk"):
        not_wanted(story, "fr", by=person("reporter"))
    assert not Assignment.objects.exists()


def test_a_decision_is_taken_back() -> None:
    story = published().translation_key
    not_wanted(story, "fr", by=person("desk chief"))
    take_back(story, "fr")
    assert not Assignment.objects.exists()


def test_what_has_an_edition_cannot_be_said_to_be_unwanted() -> None:
    english = published()
    translate(english, "fr")
    with pytest.raises(Refusal, match="There is an edition in that language already"):
        not_wanted(english.translation_key, "fr", by=person("desk chief"))


def test_a_story_whose_only_edition_is_thrown_away_leaves_the_board_until_it_comes_back() -> None:
    page = draft()
    entry = throw_away(page)
    assert shown() == set()
    bring_back(entry)
    assert shown() == {page.translation_key}


def test_a_story_that_is_killed_stands_on_no_board_and_waits_for_nobody() -> None:
    english = published()
    made(english, "fr")
    assign(english.translation_key, "fa", person("translator", "fa"))
    ask_to_kill(english.translation_key, Wish(), user=None)
    assert shown() == set()
    assert not Assignment.objects.exists()
    assert not EditionStanding.objects.exists()


def test_the_screen_has_a_cell_a_language_and_a_legend(admin_client: Client) -> None:
    english = published()
    made(english, "fr")
    again(english, "correction", "It was Friday.", title="NATO met")
    said = admin_client.get(BOARD).content.decode()
    assert "French: behind: correction · 2 parts · since" in said
    assert "What the signs say" in said
    one = admin_client.get(BOARD, {"desk": "fr", "state": "behind", "order": "behind"}).content.decode()
    assert "NATO met" in one
    assert "Persian: " not in one


def test_a_desk_chief_assigns_from_the_storys_screen_and_a_wrong_form_is_told_so() -> None:
    english, user = published(), person("translator")
    client = Client()
    client.login(username=person("desk chief").username, password=PASSWORD)
    story = reverse("newsroom_story", args=[english.translation_key])
    url = reverse("newsroom_assign", args=[english.translation_key, "fr"])
    assert url in client.get(story).content.decode()
    assert reverse("newsroom_assign", args=[english.translation_key, "fa"]) not in client.get(story).content.decode()
    assert "This field is required" in client.post(url, {"fr-due": "2009-03-07T12:00"}).content.decode()
    client.post(url, {"fr-person": user.pk, "fr-due": "2009-03-07T12:00"})
    with timezone.override("Asia/Tehran"):
        assert 'value="2009-03-07T12:00"' in client.get(story).content.decode()
    assert Assignment.objects.get().due == datetime(2009, 3, 7, 12, tzinfo=UTC)
    client.post(reverse("newsroom_not_wanted", args=[english.translation_key, "fr"]), {"do": "unwanted"})
    assert not Assignment.objects.get().wanted
