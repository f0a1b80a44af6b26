"""Releases: editions that go out at one instant, in one batch of the record; who is not ready is told by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.edition.values import Edition
from dateline.newsroom import record
from dateline.newsroom.actions import going_out
from dateline.newsroom.actions.embargo import set_embargo
from dateline.newsroom.check import differences
from dateline.newsroom.desk import today
from dateline.newsroom.models import AuditEntry, EditionPage, Release
from dateline.newsroom.readiness import standings
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Eleven in the morning; releases go out at noon."""
    with time_machine.travel(NOON - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def release_of(*pages: EditionPage, waits: bool = True, ready: tuple[EditionPage, ...] = ()) -> Release:
    """A release at noon; ``ready`` ones are said to be so."""
    planned = going_out.plan("Climate report", NOON, waits=waits)
    going_out.join(planned, pages)
    chief = person("desk chief", "", f"chief-{planned.pk}")
    for part in planned.parts.filter(page__in=[page.pk for page in ready]):
        going_out.say_ready(part, user=chief)
    return planned


def lacking(release: Release) -> dict[str, str]:
    """What each edition that is not ready lacks, by headline."""
    return {each.page.draft_title: each.lacks for each in standings(release) if each.lacks}


def out(page: EditionPage) -> bool:
    return isinstance(record.newest(page.key), Edition)


def come(clock: time_machine.Traveller, at: datetime) -> int:
    """The worker's look at the clock; how many releases went."""
    clock.move_to(at)
    return release_due(at).releases


def batches() -> list[int]:
    with record.cursor() as cursor:
        cursor.execute("SELECT DISTINCT batch FROM record_entry WHERE key LIKE %s", ["edition/%"])
        return [row[0] for row in cursor.fetchall()]


def test_editions_of_two_stories_go_out_in_one_batch_at_the_instant_and_not_before(clock: Any) -> None:
    one = draft(title="One")
    french, other = draft("fr", "Un", translation_key=one.translation_key), draft(title="Other")
    release = release_of(one, french, other, ready=(one, french, other))
    assert lacking(release) == {}
    assert come(clock, NOON - SECOND) == 0
    assert not any(map(out, (one, french, other)))
    assert come(clock, NOON) == 1
    assert all(map(out, (one, french, other)))
    assert len(batches()) == 1
    assert come(clock, NOON + SECOND) == 0
    assert differences() == []


def test_it_says_by_name_who_is_not_ready_and_waits_for_all(clock: Any) -> None:
    one, two = draft(title="One"), draft("fr", "Deux [[chiffres]]")
    release = release_of(one, two, ready=(one,))
    assert list(lacking(release)) == ["Deux [[chiffres]]"]
    assert come(clock, NOON) == 0
    assert not out(one)
    newer = two.get_latest_revision_as_object()
    newer.title = "Deux"
    newer.save_revision()
    going_out.say_ready(release.parts.get(page=two.pk), user=person("desk chief", "fr"))
    assert come(clock, NOON + SECOND) == 1
    assert out(one)
    assert out(two)


def test_or_it_goes_without_those_that_are_not_ready_and_says_which(clock: Any) -> None:
    one, two = draft(title="One"), draft("fr", "Deux")
    release = release_of(one, two, waits=False, ready=(one,))
    assert come(clock, NOON) == 1
    assert out(one)
    assert not out(two)
    release.refresh_from_db()
    assert lacking(release) == {"Deux": "Nobody has said yet that it is ready."}


def test_what_is_changed_after_it_was_said_to_be_ready_is_ready_no_more(clock: Any) -> None:
    page = draft(title="One")
    release = release_of(page, ready=(page,))
    page.get_latest_revision_as_object().save_revision()
    assert "changed after" in lacking(release)["One"]
    assert come(clock, NOON) == 0
    assert not out(page)


def test_a_longer_embargo_a_schedule_of_its_own_and_a_missing_kind_are_told_before_the_instant() -> None:
    held, alone, again = draft(title="Held"), draft(title="Alone"), published(title="Again")
    set_embargo(held, NOON + SECOND)
    revision = alone.get_latest_revision()
    revision.approved_go_live_at = NOON
    revision.save()
    again.get_latest_revision_as_object().save_revision()
    told = lacking(release_of(held, alone, fresh(again)))
    assert "under embargo until" in told["Held"]
    assert "scheduled by itself" in told["Alone"]
    assert "publish kind" in told["Again"]


def test_one_that_is_refused_at_the_last_moment_holds_back_all_where_the_release_waits(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = draft(title="One"), draft("fr", "Deux")
    release = release_of(one, two, ready=(one, two))
    prepare = EditionPage.prepare

    def refuse(page: EditionPage) -> None:
        if page.tag == "fr":
            raise Refusal("Not this one.")
        prepare(page)

    monkeypatch.setattr(EditionPage, "prepare", refuse)
    assert come(clock, NOON) == 0
    assert not out(one)
    assert lacking(release) == {"Deux": "Not this one."}
    monkeypatch.undo()
    going_out.say_ready(release.parts.get(page=two.pk), user=person("desk chief", "fr"))
    assert come(clock, NOON + SECOND) == 1


def test_an_edition_belongs_to_one_planned_release_and_an_instant_is_still_to_come() -> None:
    page = draft(title="One")
    release_of(page)
    with pytest.raises(Refusal, match="goes out with “Climate report” already"):
        release_of(page)
    with pytest.raises(Refusal, match="still to come"):
        going_out.plan("Late", NOON - timedelta(hours=2), waits=True)


def test_moving_it_earlier_asks_desks_anew_whose_readiness_one_may_not_give() -> None:
    english, french = draft(title="One"), draft("fr", "Deux")
    release = release_of(english, french, ready=(english, french))
    chief = person("desk chief", "en")
    earlier: dict[str, Any] = {"name": "Climate report", "instant": NOON - timedelta(minutes=10), "waits": True}
    assert going_out.change(release, **earlier, user=chief) == ("Deux",)
    assert list(lacking(release)) == ["Deux"]


def test_a_chief_plans_says_what_is_ready_and_calls_off_on_screen_and_a_reporter_does_not() -> None:
    english, french = draft(title="One"), draft("fr", "Deux")
    EditionPage.objects.filter(pk=french.pk).update(translation_key=english.translation_key)
    chief, reporter = Client(), Client()
    chief.force_login(person("desk chief", "en"))
    reporter.force_login(person("reporter", "en"))
    joining = reverse("newsroom_join_release", args=[english.pk])
    typed = {"editions": [english.pk, french.pk], "name": "Climate", "instant": "2026-11-24 12:00", "short": "wait"}
    reporter.post(joining, typed)
    assert not Release.objects.exists()
    chief.post(joining, typed)
    release = Release.objects.get()
    assert release.instant == NOON
    screen = reverse("newsroom_release", args=[release.pk])
    own, others = release.parts.get(page=english.pk), release.parts.get(page=french.pk)
    chief.post(screen, {"do": "ready", "part": own.pk})
    chief.post(screen, {"do": "ready", "part": others.pk})
    assert list(lacking(release)) == ["Deux"], "another desk's edition is for that desk to say"
    assert "Deux" in chief.get(reverse("newsroom_releases")).content.decode()
    assert "Nobody has said yet" in chief.get(screen).content.decode()
    chief.post(screen, {"do": "call-off"})
    assert not Release.objects.exists()
    assert not fresh(english).live
    assert AuditEntry.objects.filter(action="release called off").exists()


def test_today_shows_what_goes_out_today_and_what_is_held_up_first(clock: Any) -> None:
    one, two, three = draft(title="One"), draft("fr", "Deux"), draft(title="Three")
    release_of(one, two, ready=(one,))
    going_out.plan("Tomorrow", NOON + timedelta(days=1), waits=True)
    short = going_out.plan("Short", NOON - SECOND, waits=False)
    going_out.join(short, [three, draft(title="Four")])
    going_out.say_ready(short.parts.get(page=three.pk), user=person("desk chief", "en", "sayer"))
    chief = person("desk chief", "en", "looks")
    assert lines() == [("Short", "1 of 2 ready", False), ("Climate report", "1 of 2 ready", False)]
    come(clock, NOON + SECOND)
    assert lines() == [("Short", "went without 1 of 2", False), ("Climate report", "held up: 1 of 2 ready", True)]
    client = Client()
    client.force_login(chief)
    shown = client.get("/newsroom/").content.decode()
    assert '<strong class="desk-late">held up: 1 of 2 ready</strong>' in shown
    clock.move_to(NOON + timedelta(hours=13))
    assert [name for name, *_ in lines()] == ["Climate report", "Tomorrow"]
    client.force_login(person("reporter", "en", "writes"))
    assert "today-releases" not in client.get("/newsroom/").content.decode()


def lines() -> list[tuple[str, str, bool]]:
    found = today.releases_today(timezone.now()).lines
    return [(each.headline, each.said, each.late) for each in found]


def test_where_no_release_goes_out_today_it_says_how_one_is_made() -> None:
    client = Client()
    client.force_login(person("desk chief", "en"))
    assert "No release goes out today." in client.get("/newsroom/").content.decode()
