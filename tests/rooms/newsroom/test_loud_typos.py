"""A typo that changes more is held until somebody says what it is, on every way out, and the desk chief sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.going_out import go_out_due, join, plan, say_ready
from dateline.newsroom.actions.put_edition import put_edition
from dateline.newsroom.actions.typo import another_kind, only_a_typo
from dateline.newsroom.desk import today
from dateline.newsroom.models import AuditEntry, EditionPage, LoudTypo, PersonName
from dateline.newsroom.models import Person as PersonThing
from dateline.newsroom.permissions import Action
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from tests.rooms.newsroom.house import PASSWORD, again, draft, fresh, person
from tests.rooms.newsroom.test_both_texts import edit, form

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
LOUD, SILENT = "Ten of them met.", "They met in teh hall."
BODY = '<p data-block-key="aaaaa">{}</p>'


def live(text: str = "Two of them met.", **fields: Any) -> EditionPage:
    page = draft(body=BODY.format(text), **fields)
    page.get_latest_revision().publish()
    return fresh(page)


def slip(page: EditionPage, text: str = LOUD, **fields: Any) -> EditionPage:
    """A newer draft that is to go out as a typo."""
    changed = fresh(page).get_latest_revision_as_object()
    changed.body[0].value.source = BODY.format(text)
    changed.publish_kind = "typo"
    for name, value in fields.items():
        setattr(changed, name, value)
    changed.save_revision()
    return fresh(page)


def chief(tag: str = "en", name: str = "chief") -> tuple[Client, Any]:
    user = person("desk chief", tag, name)
    client = Client()
    client.login(username=name, password=PASSWORD)
    return client, user


def sent(page: EditionPage, text: str = LOUD, **fields: Any) -> dict[str, Any]:
    said = {"publish_kind": "typo", "publish_note": "", "action-publish": "action-publish"}
    return form(page, text, **said, **fields)


def hold(page: EditionPage, then: str = "publish") -> str:
    return f"{reverse('newsroom_typo', args=[page.pk])}?then={then}"


def shown(page: EditionPage) -> str:
    """What readers get."""
    value: Any = record.newest(page.key)
    return str(value.blocks[0].plain())


def test_a_form_that_publishes_one_is_held_with_the_words_marked_and_nothing_lost() -> None:
    page, (client, _) = live(), chief()
    answer = client.post(edit(page), sent(page, summary="Kept as well."))
    assert answer.headers["Location"] == hold(page)
    said = client.get(hold(page)).content.decode()
    assert "<del>Two</del><ins>Ten</ins> of them met." in said
    assert "But it changes a number" in said
    assert "Nothing went out yet. Your text is saved as a draft." in said
    assert shown(page) == "Two of them met."
    kept = fresh(page).get_latest_revision_as_object()
    assert (kept.summary, kept.publish_kind) == ("Kept as well.", "typo")


def test_confirmed_with_one_button_it_goes_out_as_a_typo_logged_and_listed() -> None:
    page, (client, user) = live(), chief()
    client.post(edit(page), sent(page))
    said = {"only": "1", "revision": fresh(page).latest_revision_id}
    answer = client.post(hold(page), said, follow=True)
    assert "Published." in answer.content.decode()
    assert shown(page) == LOUD
    value: Any = record.newest(page.key)
    assert value.changes[-1].kind == "typo"
    logged = AuditEntry.objects.get(action="typo confirmed")
    assert (logged.actor, logged.details["remark"], logged.story) == (user.pk, "number", page.translation_key)
    listed = LoudTypo.objects.get()
    assert (listed.version, listed.before, listed.reasons, listed.who) == (2, 1, ["number"], "chief")


def test_given_another_kind_it_goes_out_as_that_and_readers_are_told() -> None:
    page, (client, _) = live(), chief()
    client.post(edit(page), sent(page))
    said = {"kind": "correction", "note": "Ten met.", "revision": fresh(page).latest_revision_id}
    client.post(hold(page), said)
    value: Any = record.newest(page.key)
    assert (value.changes[-1].kind, value.changes[-1].note) == ("correction", "Ten met.")
    assert not LoudTypo.objects.exists()


def test_a_correction_without_a_note_is_asked_for_one_and_the_choice_stays() -> None:
    page, (client, _) = live(), chief()
    client.post(edit(page), sent(page))
    said = {"kind": "correction", "note": " ", "revision": fresh(page).latest_revision_id}
    answer = client.post(hold(page), said).content.decode()
    assert "needs a note" in answer
    assert 'value="correction" checked' in answer
    assert shown(page) == "Two of them met."


def test_whoever_says_nothing_is_asked_to_choose() -> None:
    page, (client, _) = live(), chief()
    client.post(edit(page), sent(page))
    answer = client.post(hold(page), {"revision": fresh(page).latest_revision_id}).content.decode()
    assert "Choose what it is, or confirm that it is only a typo." in answer


def test_what_somebody_saved_meanwhile_is_not_confirmed_unseen() -> None:
    page, (client, _) = live(), chief()
    client.post(edit(page), sent(page))
    old = fresh(page).latest_revision_id
    slip(page, "Six of them met.")
    answer = client.post(hold(page), {"only": "1", "revision": old}).content.decode()
    assert "Somebody saved another text meanwhile." in answer
    assert "<ins>Six</ins>" in answer
    assert shown(page) == "Two of them met."


def test_a_true_typo_is_published_without_a_word() -> None:
    page, (client, _) = live(SILENT), chief()
    client.post(edit(page), sent(page, "They met in the hall."))
    assert shown(page) == "They met in the hall."
    assert not LoudTypo.objects.exists()


def test_a_form_with_another_fault_is_told_of_that_first() -> None:
    page, (client, _) = live(), chief()
    answer = client.post(edit(page), sent(page, title=""))
    assert answer.status_code == 200
    assert "could not be saved due to validation errors" in answer.content.decode()


def test_a_form_with_an_hour_is_held_and_then_scheduled() -> None:
    page, (client, _) = live(), chief()
    at = timezone.now() + timedelta(hours=2)
    client.post(edit(page), sent(page, go_live_at=f"{timezone.localtime(at):%Y-%m-%d %H:%M}"))
    assert fresh(page).scheduled_revision is None
    said = {"only": "1", "revision": fresh(page).latest_revision_id}
    answer = client.post(hold(page), said, follow=True)
    assert "Scheduled." in answer.content.decode()
    with time_machine.travel(at + timedelta(minutes=1), tick=False):
        release_due(timezone.now())
    assert shown(page) == LOUD


def test_nothing_loud_is_put_on_the_schedule_and_what_became_loud_since_stays_a_draft() -> None:
    page = slip(live())
    revision, at = page.latest_revision, timezone.now() + timedelta(hours=1)
    revision.approved_go_live_at = at
    with pytest.raises(Refusal, match="it changes more: a number"):
        revision.save()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=at)
    done = release_due(at + timedelta(minutes=1))
    assert (done.published, len(done.refused)) == (0, 1)
    assert "it changes more: a number" in done.refused[0]
    assert shown(page) == "Two of them met."


def test_what_was_confirmed_is_asked_anew_after_other_words_went_out() -> None:
    page, (_, user) = slip(live()), chief()
    revision = only_a_typo(page, user=user)
    again(page, "update", body=[("text", BODY.format("Six of them met."))])
    with pytest.raises(ValidationError, match="it changes more"):
        revision.publish()


def test_a_release_says_so_before_its_instant_and_takes_it_once_confirmed() -> None:
    page, (_, user) = slip(live()), chief()
    at = timezone.now() + timedelta(hours=1)
    release = plan("Talks", at, waits=False, user=user)
    join(release, [page], user=user)
    part = release.parts.get()
    with pytest.raises(Refusal, match="it changes more: a number"):
        say_ready(part, user=user)
    only_a_typo(page, user=user)
    say_ready(release.parts.get(), user=user)
    go_out_due(at + timedelta(minutes=1))
    assert shown(page) == LOUD


def test_commands_bulk_and_api_are_refused_in_words() -> None:
    page = live()
    value: Any = record.newest(page.key)
    changed = slip(page).get_latest_revision_as_object().value()
    with pytest.raises(Refusal, match="Nothing went out"):
        put_edition(changed, kind="typo")
    assert record.newest(page.key) == value
    client, _ = chief()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={page.pk}&next=/newsroom/", {}, follow=True)
    assert "it changes more: a number" in answer.content.decode()
    assert shown(page) == "Two of them met."


def test_a_reviewer_who_approves_is_asked_and_the_approval_goes_on() -> None:
    page, (client, _) = slip(live()), chief()
    page.get_workflow().start(page, person("reporter", "en"))
    deed = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    said = form(page, LOUD, publish_kind="typo", publish_note="", **deed)
    said["workflow-action-extra-data"] = '{"comment": "Well found."}'
    answer = client.post(edit(page), said)
    assert answer.headers["Location"] == hold(page, "approve")
    client.post(hold(page, "approve"), {"only": "1", "revision": fresh(page).latest_revision_id})
    assert shown(page) == LOUD
    assert fresh(page).current_workflow_state is None
    assert page.workflow_states.get().task_states.get().comment == "Well found."


def test_the_form_of_such_a_draft_leads_to_the_question_and_no_other_does() -> None:
    page, (client, _) = live(), chief()
    assert "data-loud-typo" not in client.get(edit(page)).content.decode()
    slip(page)
    said = client.get(edit(page)).content.decode()
    assert "This draft is to go out as a typo, but it changes more: a number." in said
    assert reverse("newsroom_typo", args=[page.pk]) in said
    assert client.get(reverse("newsroom_typo", args=[page.pk])).status_code == 200
    another_kind(page, "update", "", user=None)
    assert "data-loud-typo" not in client.get(edit(page)).content.decode()
    assert client.get(hold(page)).headers["Location"] == edit(page)


def test_a_name_that_the_house_keeps_is_asked_about_in_a_script_without_capitals() -> None:
    obama = PersonThing(names=[PersonName(language="fa", name="باراک اوباما")])
    obama.save()
    page = draft("fa", "نشست", body=BODY.format("باراک اوباما گفت"))
    page.get_latest_revision().publish()
    with pytest.raises(Refusal, match="a name"):
        slip(page, "باراک اباما گفت").get_latest_revision().publish()


def test_the_desk_chief_sees_them_on_today_and_in_a_list_until_they_are_seen() -> None:
    page, (client, user) = slip(live()), chief()
    only_a_typo(page, user=None).publish()
    assert [line.headline for line in today.loud_typos(user).lines] == ["NATO meets"]
    assert "Typos that change more" in client.get("/newsroom/").content.decode()
    url = reverse("newsroom_typos")
    said = client.get(url).content.decode()
    assert "<del>Two</del><ins>Ten</ins> of them met." in said
    other, foreign = chief("fr", "other")
    assert not today.loud_typos(foreign).lines
    assert other.post(url, {"typo": LoudTypo.objects.get().pk}).status_code == 404
    client.post(url, {"typo": LoudTypo.objects.get().pk})
    assert not today.loud_typos(user).lines
    assert "Nothing of the kind waits here." in client.get(url).content.decode()
    assert "seen by" in client.get(f"{url}?all=1").content.decode()
    assert AuditEntry.objects.filter(action="typo seen", actor=user.pk).count() == 1
    assert client.post(url, {"typo": "no number"}).status_code == 404


def test_the_list_says_so_where_the_words_were_erased() -> None:
    page, (client, user) = slip(live()), chief()
    only_a_typo(page, user=user).publish()
    LoudTypo.objects.update(before=99)
    assert "Its words were erased from the record since." in client.get(reverse("newsroom_typos")).content.decode()


def test_the_question_is_for_those_who_may_edit_and_the_list_for_those_who_publish() -> None:
    page = slip(live())
    client = Client()
    client.login(username=person("reporter", "fr").username, password=PASSWORD)
    for url in (hold(page), reverse("newsroom_typos")):
        assert client.get(url).headers["Location"].startswith("/newsroom/")
    assert today.desks(person("reporter", "en", "writer"), Action.PUBLISH) == []


def test_a_copy_has_nothing_confirmed() -> None:
    page, (_, user) = slip(live()), chief()
    only_a_typo(page, user=user).publish()
    assert fresh(page).typo_confirmed
    copy: Page = fresh(page).copy(update_attrs={"slug": "another", "title": "Another"}, keep_live=False, user=user)
    assert copy.specific.typo_confirmed is None
    assert front_of("en").get_children().count() == 2
