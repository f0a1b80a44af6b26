"""One correction, all languages: the tasks on the screen and in mails, and how long each language has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from dateline.newsroom.accounts.speaking import said_when
from dateline.newsroom.actions.assign import assign
from dateline.newsroom.correction_mails import remind
from dateline.newsroom.corrections import hours, of_story
from dateline.newsroom.desk.corrections import progress
from dateline.newsroom.models import CorrectionReminder, EditionPage, HouseSettings
from tests.rooms.newsroom.house import again, person, published
from tests.rooms.newsroom.test_board import caught_up, made

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
SCREEN = reverse("newsroom_corrections")
HOUR = timedelta(hours=1)


def corrected(*tags: str, kind: str = "correction") -> tuple[EditionPage, dict[str, EditionPage]]:
    """An English story that was corrected after it had been translated."""
    english = published()
    pages = {tag: made(english, tag) for tag in tags}
    again(english, kind, "Seven ministers came, not six.", title="NATO met")
    return english, pages


def with_address(role: str, tag: str = "fr", name: str = "") -> Any:
    user = person(role, tag, name)
    user.email = f"{user.get_username()}@news.example"
    user.save()
    UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "en"})
    return user


def later(house_hours: float) -> Any:
    return timezone.now() + HOUR * house_hours


def test_a_correction_is_open_in_every_language_until_that_language_follows() -> None:
    english, pages = corrected("fr", "fa", "ar")
    (found,) = of_story(english.translation_key, hours())
    assert [(each.language, each.state, len(each.moved)) for each in found.tasks] == [
        ("ar", "open", 2), ("fa", "open", 2), ("fr", "open", 2),
    ]  # fmt: skip
    caught_up(pages["fa"])
    (found,) = of_story(english.translation_key, hours())
    assert [each.language for each in found.done] == ["fa"]
    assert progress(found, found.change.instant + timedelta(minutes=42)) == "Followed in 1 of 3 · open for 42 minutes"
    assert progress(found, found.change.instant + timedelta(days=3)) == "Followed in 1 of 3 · open for 3 days"


@pytest.mark.parametrize("kind", ["retraction", "correction", "clarification"])
def test_each_kind_has_its_own_time_and_the_house_sets_it(kind: str) -> None:
    english, _ = corrected("fr", kind=kind)
    house = HouseSettings.objects.get()
    setattr(house, f"{kind}_hours", 7)
    house.save()
    (found,) = of_story(english.translation_key, hours())
    assert found.due - found.change.instant == HOUR * 7
    assert not found.late(found.due - timedelta(seconds=1))
    assert found.late(found.due)


def test_an_update_sets_no_task(client: Client, admin_user: Any) -> None:
    english, _ = corrected("fr", kind="update")
    client.force_login(admin_user)
    assert of_story(english.translation_key, hours()) == []
    assert "Every edition has followed every correction." in client.get(SCREEN).content.decode()


def test_the_screen_names_the_story_the_note_how_far_it_is_and_who_is_left(client: Client, admin_user: Any) -> None:
    english, pages = corrected("fr", "fa")
    caught_up(pages["fa"])
    client.force_login(admin_user)
    shown = client.get(SCREEN).content.decode()
    assert "Seven ministers came, not six." in shown
    assert "Followed in 1 of 2" in shown
    assert reverse("wagtailadmin_pages:edit", args=[pages["fr"].pk]) in shown
    assert reverse("wagtailadmin_pages:edit", args=[pages["fa"].pk]) not in shown
    assert reverse("newsroom_story", args=[english.translation_key]) in shown
    story = client.get(reverse("newsroom_story", args=[english.translation_key])).content.decode()
    assert "Followed in 1 of 2" in story


def test_the_screen_is_filtered_by_desk(client: Client, admin_user: Any) -> None:
    corrected("fr")
    client.force_login(admin_user)
    assert "Seven ministers" in client.get(SCREEN, {"desk": "fr"}).content.decode()
    assert "Seven ministers" not in client.get(SCREEN, {"desk": "fa"}).content.decode()


def test_what_every_language_has_followed_leaves_the_screen_and_stays_with_the_story(
    client: Client, admin_user: Any
) -> None:
    english, pages = corrected("fr")
    caught_up(pages["fr"])
    client.force_login(admin_user)
    assert "Seven ministers" not in client.get(SCREEN).content.decode()
    story = client.get(reverse("newsroom_story", args=[english.translation_key])).content.decode()
    assert "Followed in 1 of 1" in story


def test_the_chief_of_a_late_desk_is_told_once_by_mail_in_their_language() -> None:
    with_address("desk chief")
    with_address("desk chief", "fa")
    with_address("translator")
    corrected("fr")
    assert remind(later(3)) == 0
    assert remind(later(5)) == 1
    (sent,) = mail.outbox
    assert sent.to == ["desk chief-fr@news.example"]
    assert sent.subject.endswith("a correction is overdue in French")
    assert "Seven ministers came, not six." in sent.body
    assert SCREEN in sent.body
    assert remind(later(6)) == 0
    assert CorrectionReminder.objects.count() == 1


def test_whoever_has_the_language_in_hand_is_told_and_not_the_chief() -> None:
    with_address("desk chief")
    translator = with_address("translator")
    english, _ = corrected("fr")
    assign(english.translation_key, "fr", translator)
    mail.outbox.clear()
    assert remind(later(5)) == 1
    assert mail.outbox[0].to == [translator.email]


def test_a_language_that_waits_for_its_own_source_is_not_reminded() -> None:
    with_address("desk chief", "ar")
    with_address("desk chief", "fa")
    english = published()
    made(made(english, "ar"), "fa")
    again(english, "correction", "Seven ministers came, not six.", title="NATO met")
    assert remind(later(5)) == 1
    assert "-ar@" in mail.outbox[0].to[0]


def test_a_mail_that_cannot_go_out_is_tried_again(settings: Any) -> None:
    with_address("desk chief")
    corrected("fr")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert remind(later(5)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind(later(5)) == 1


def test_where_nobody_can_be_told_the_house_is_not_asked_again_every_round() -> None:
    corrected("fr")
    assert remind(later(5)) == 0
    assert CorrectionReminder.objects.count() == 1


def test_times_say_that_they_are_universal_and_a_note_its_own_language(client: Client, admin_user: Any) -> None:
    english, _ = corrected("fr")
    (found,) = of_story(english.translation_key, hours())
    client.force_login(admin_user)
    shown = client.get(SCREEN).content.decode()
    assert f"due {said_when(found.due)}" in shown
    assert said_when(found.due).endswith(" UTC")
    assert '<bdi lang="en">Seven ministers came, not six.</bdi>' in shown
    assert "open for 1 minute " in shown
