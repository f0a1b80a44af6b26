"""Embargoes: who sets, moves and lifts them, what they say and where they are seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom import embargo
from dateline.newsroom.actions.embargo import keep_embargo, lift_embargo, set_embargo
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.desk import today
from dateline.newsroom.models import AuditEntry, EditionPage, Embargo
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import draft, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
HOUR = timedelta(hours=1)


def entered(role: str, tag: str = "en") -> Client:
    client = Client()
    client.force_login(person(role, tag))
    return client


def screen(page: EditionPage) -> str:
    return reverse("newsroom_embargo", args=[page.pk])


def lift(page: EditionPage) -> str:
    return reverse("newsroom_lift_embargo", args=[page.pk])


def typed(at: Any, **fields: str) -> dict[str, str]:
    return {"until": at.strftime("%Y-%m-%d %H:%M"), "source": "WHO", "note": "Calls from noon", **fields}


def logged(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def test_a_sub_editor_sets_one_for_the_whole_story_and_it_is_logged() -> None:
    page, later = draft(), (timezone.now() + HOUR).replace(second=0, microsecond=0)
    answer = entered("sub-editor").post(screen(page), typed(later))
    found = embargo.in_force(page.translation_key)
    assert answer.status_code == 302
    assert found is not None
    assert (found.until, found.source, found.note, found.who) == (later, "WHO", "Calls from noon", "sub-editor-en")
    assert [entry.label for entry in logged("embargo set")] == ["NATO meets"]
    assert "WHO" in logged("embargo set")[0].details["remark"]


def test_an_instant_that_has_passed_is_refused_at_the_field_and_nothing_typed_is_lost() -> None:
    page = draft()
    answer = entered("sub-editor").post(screen(page), typed(timezone.now() - HOUR))
    assert "still to come" in answer.content.decode()
    assert "Calls from noon" in answer.content.decode()
    assert not Embargo.objects.exists()


def test_only_a_chief_ends_one_earlier_and_whoever_edits_puts_it_off() -> None:
    page, sub, chief = draft(), person("sub-editor", "en"), person("desk chief", "en")
    now = timezone.now()
    set_embargo(page, now + 2 * HOUR, user=sub)
    with pytest.raises(Refusal, match="is to lift it"):
        set_embargo(page, now + HOUR, user=sub)
    set_embargo(page, now + 3 * HOUR, user=sub)
    set_embargo(page, now + HOUR, user=chief)
    assert Embargo.objects.get().until == now + HOUR


def test_lifting_has_a_permission_of_its_own_and_is_logged() -> None:
    page = draft()
    set_embargo(page, timezone.now() + HOUR)
    assert entered("sub-editor").post(lift(page)).headers["Location"] == reverse("wagtailadmin_home")
    assert embargo.in_force(page.translation_key)
    chief = entered("desk chief")
    assert "audit log" in chief.get(lift(page)).content.decode()
    assert embargo.in_force(page.translation_key), "looking lifts nothing"
    chief.post(lift(page))
    assert embargo.in_force(page.translation_key) is None
    assert [entry.actor_name for entry in logged("embargo lifted")] == ["desk chief-en"]
    assert not fresh(page).live


def test_lifting_what_has_ended_is_refused_in_words() -> None:
    page = draft()
    with pytest.raises(Refusal, match="no embargo any more"):
        lift_embargo(page)
    answer = entered("desk chief").post(lift(page))
    assert "no embargo any more" in " ".join(str(each) for each in get_messages(answer.wsgi_request))


def test_what_was_scheduled_before_it_is_taken_off_the_schedule_by_name() -> None:
    early = draft(title="Too early")
    late = draft("fr", "Late enough", translation_key=early.translation_key)
    now = timezone.now()
    for page, at in ((early, now + HOUR), (late, now + 3 * HOUR)):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = at
        revision.save()
    answer = entered("sub-editor").post(screen(early), typed(now + 2 * HOUR))
    said = " ".join(str(each) for each in get_messages(answer.wsgi_request))
    assert "“Too early” was to go out before" in said
    assert "Late enough" not in said
    assert not fresh(early).approved_schedule
    assert fresh(late).approved_schedule


def test_an_import_only_ever_makes_an_embargo_longer() -> None:
    page, now = draft(), timezone.now()
    keep_embargo(page, now - HOUR)
    assert not Embargo.objects.exists()
    keep_embargo(page, now + 2 * HOUR, source="AFP")
    keep_embargo(page, now + HOUR)
    assert (Embargo.objects.get().until, Embargo.objects.get().source) == (now + 2 * HOUR, "AFP")


def test_the_form_and_the_home_of_every_desk_say_so() -> None:
    page = published("en", "Held back")
    french = translate(page, "fr")
    client = entered("desk chief", "fr")
    edit = reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert "data-embargo" not in client.get(edit).content.decode()
    assert "today-embargo" not in client.get("/newsroom/").content.decode()
    set_embargo(page, timezone.now() + HOUR, source="WHO", note="Ask first")
    shown = client.get(edit).content.decode()
    assert all(words in shown for words in ("data-embargo", "WHO", "Ask first", "UTC"))
    assert "today-embargo" in client.get("/newsroom/").content.decode()


def test_today_lists_what_is_held_back_at_ones_desks_and_no_other() -> None:
    first, second, french = draft(title="First"), draft(title="Second"), draft("fr", title="French")
    now = timezone.now()
    for hours, page in enumerate((second, first, french), start=1):
        set_embargo(page, now + (4 - hours) * HOUR)
    found = today.under_embargo(person("reporter", "en"), now)
    assert [line.headline for line in found.lines] == ["First", "Second"]
    assert today.under_embargo(person("reporter", "en", "another"), now + 9 * HOUR).lines == ()
