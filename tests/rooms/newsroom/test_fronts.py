"""Arranging fronts: drafts, preview, publishing, schedule, history and rights as for stories; what is still needed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.edition.curation import Breaking, Curation, Fill, Pick, Slot
from dateline.newsroom import record
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.check import differences
from dateline.newsroom.fronts.begin import begin
from dateline.newsroom.fronts.needs import needs
from dateline.newsroom.fronts.put import put_front
from dateline.newsroom.models import CuratedFront, Dossier, EditionPage, Section, SectionName
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.schedule import release_due
from dateline.press import site
from dateline.publish import House
from tests.rooms.newsroom.house import PASSWORD, draft, person, published
from tests.rooms.newsroom.readers import follow

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
KEY = "curation/en"


def front(*slots: Slot, tag: str = "en", **fields: Any) -> Curation:
    """A language's opening page."""
    return Curation(language=tag, slots=slots, **fields)


def picked(*pages: EditionPage, layout: Any = "row", **fields: Any) -> Slot:
    """A slot with these stories."""
    return Slot(layout=layout, picks=tuple(Pick(page.translation_key, page.tag) for page in pages), **fields)


def newest_draft(page: CuratedFront) -> CuratedFront:
    """The arrangement as its form opens."""
    found: CuratedFront = CuratedFront.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def logged_in(role: str, tag: str) -> Client:
    """A person's browser."""
    client, user = Client(), person(role, tag)
    client.login(username=user.username, password=PASSWORD)
    return client


def edit(page: CuratedFront) -> str:
    """Its form."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form(*stories: EditionPage, **also: str) -> dict[str, str]:
    """A whole form with one slot."""
    slot = {"deleted": "", "order": "0", "type": "slot", "id": ""}
    value = {
        "layout": "row", "title": "Today", "stories-count": str(len(stories)), "fill": "none", "section": "",
        "dossier": "", "count": "",
    }  # fmt: skip
    for number, story in enumerate(stories):
        value |= {f"stories-{number}-{name}": "" for name in ("deleted", "id")}
        value |= {f"stories-{number}-order": str(number), f"stories-{number}-value": str(story.pk)}
    sent = {"slots-count": "1", **{f"slots-0-{name}": text for name, text in slot.items()}}
    sent |= {f"slots-0-value-{name}": text for name, text in value.items()}
    sent |= dict.fromkeys(("breaking_text", "breaking_until", "breaking_story", "breaking_address"), "")
    comments = {"TOTAL": "0", "INITIAL": "0", "MIN_NUM": "0", "MAX_NUM": ""}
    return sent | {f"comments-{name}_FORMS": number for name, number in comments.items()} | also


def test_a_draft_changes_nothing_and_publishing_writes_one_entry_with_it() -> None:
    story, before = published(), newest_seq()
    page = begin(front_of("en"))
    assert put_front(front(picked(story)), publish=False).pk == page.pk
    assert (newest_seq(), record.newest(KEY)) == (before, None)
    newest_draft(page).save_revision().publish()
    assert record.newest(KEY) == front(picked(story))
    assert newest_seq() == before + 1
    assert differences() == []


def newest_seq() -> int:
    """How many entries the record has, those of this transaction among them."""
    with record.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM record_entry")
        return int(cursor.fetchone()[0]) + len(record.pending())


def test_what_goes_in_as_a_value_comes_out_as_the_same_value() -> None:
    section, dossier = Section.objects.create(), Dossier.objects.create()
    story, french = published(), published("fr", "L’Otan se réunit")
    slots = (
        picked(story, layout="lead-two", title="Today", fill=Fill(section=section.uuid), count=2),
        picked(french, story, layout="list", fill=Fill(), other_languages=True),
        Slot(layout="live", fill=Fill(dossier=dossier.uuid)),
        Slot(layout="opinion"),
    )
    until = timezone.now() + timedelta(hours=2)
    value = front(*slots, breaking=Breaking(text="Agreed", until=until, story=story.translation_key))
    assert put_front(value).value() == record.newest(KEY) == value


def test_unpublishing_leaves_the_front_to_the_newest_and_the_language_on_line() -> None:
    page = put_front(front(picked(published())))
    page.unpublish()
    assert record.newest(KEY) is None or not isinstance(record.newest(KEY), Curation)
    assert front_of("en").is_published
    assert differences() == []


def test_a_story_deleted_since_is_no_change_of_the_front() -> None:
    gone, kept = published(title="Gone"), published(title="Kept")
    put_front(front(picked(gone, kept)))
    EditionPage.objects.filter(pk=gone.pk).delete_for_good()
    assert differences() == []
    CuratedFront.objects.get().save()


def test_a_front_is_arranged_once_under_its_own_language() -> None:
    page = begin(front_of("en"))
    assert begin(front_of("en")) == page
    twice = CuratedFront(title="Again", slug="again", locale=front_of("en").locale)
    with pytest.raises(Refusal, match="arranged already"):
        front_of("en").add_child(instance=twice)
    french = CuratedFront(title="Elsewhere", slug="elsewhere", locale=front_of("fr").locale)
    with pytest.raises(Refusal, match="another language"):
        front_of("en").add_child(instance=french)


def test_breaking_news_says_until_when_it_stands() -> None:
    page = begin(front_of("en"))
    page.breaking_text = "Agreed"
    with pytest.raises(Refusal, match="until when"):
        page.value()


def test_a_section_that_a_front_is_of_says_so_when_it_is_to_be_deleted(admin_client: Client) -> None:
    section = Section.objects.create()
    SectionName.objects.create(section=section, language="en", name="World", slug="world")
    begin(front_of("en"), section)
    answer = admin_client.post(reverse("wagtailsnippets_newsroom_section:delete", args=[section.pk]), follow=True)
    assert Section.objects.filter(pk=section.pk).exists()
    assert "cannot be deleted" in answer.content.decode()


def test_a_scheduled_front_goes_out_at_its_hour() -> None:
    story, due = published(), timezone.now() + timedelta(hours=1)
    page = newest_draft(put_front(front(picked(story)), publish=False))
    page.go_live_at = due
    page.save_revision().publish()
    assert record.newest(KEY) is None
    with time_machine.travel(due + timedelta(minutes=1)):
        assert release_due(timezone.now()).published == 1
    assert record.newest(KEY) == front(picked(story))


def test_the_form_saves_publishes_lists_its_history_and_compares(admin_client: Client) -> None:
    one, two = published(title="One"), published(title="Two")
    page = begin(front_of("en"))
    admin_client.post(edit(page), form(one))
    assert record.newest(KEY) is None
    admin_client.post(edit(page), form(two, one, **{"action-publish": "1"}))
    assert record.newest(KEY) == front(picked(two, one, title="Today"))
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert history.count("Draft saved") >= 1
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert "Two" in admin_client.get(compared).content.decode()


def test_the_preview_is_the_reader_s_page_over_the_unsaved_form(
    admin_client: Client, house: House, tmp_path: Path
) -> None:
    story, secret = published(title="NATO meets"), draft(title="Not out yet")
    follow(house, tmp_path)
    page = begin(front_of("en"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert json.loads(admin_client.post(url, form(story, secret)).content)["is_valid"]
    shown = admin_client.get(url).content.decode()
    assert '<section class="slot row block"' in shown
    assert "NATO meets" in shown
    assert "Not out yet" not in shown
    assert page.get_latest_revision_as_object().value() == front()


def test_what_is_published_stands_on_the_page_and_a_draft_in_a_slot_never_does(house: House, tmp_path: Path) -> None:
    story, secret = published(title="NATO meets"), draft(title="Not out yet")
    put_front(front(picked(secret, story, layout="lead-two")))
    follow(house, tmp_path)
    (shown,) = [page.body for page in site.pages(house.press.db) if page.path == "/en/"]
    assert b'class="slot lead-two"' in shown
    assert b"Not out yet" not in shown


def test_a_desk_chief_arranges_the_own_desk_s_fronts_and_nobody_else_s() -> None:
    french, english = begin(front_of("fr")), begin(front_of("en"))
    chief, reporter = logged_in("desk chief", "fr"), logged_in("reporter", "fr")
    assert [chief.get(edit(page)).status_code for page in (french, english)] == [200, 302]
    assert reporter.get(edit(french)).status_code == 302
    story = published("fr", "L’Otan se réunit")
    chief.post(edit(french), form(story, **{"action-publish": "1"}))
    assert record.newest("curation/fr") == front(picked(story, title="Today"), tag="fr")
    chief.post(edit(english), form(story, **{"action-publish": "1"}))
    assert record.newest(KEY) is None


@pytest.mark.parametrize("bulk", [False, True])
def test_only_an_arrangement_that_readers_do_not_see_is_deleted(admin_client: Client, bulk: bool) -> None:
    live, draft_of = put_front(front(picked(published()))), begin(front_of("fr"))
    for page in (live, draft_of):
        url = reverse("wagtailadmin_pages:delete", args=[page.pk])
        if bulk:
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
        admin_client.post(url, {}, follow=True)
    assert list(CuratedFront.objects.all()) == [live]
    assert isinstance(record.newest(KEY), Curation)
    begin(front_of("fr"))


def test_an_arrangement_goes_to_no_other_place(admin_client: Client) -> None:
    page = begin(front_of("en"))
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, front_of("fr").pk]))
    copied = {"new_title": "Again", "new_slug": "again", "new_parent_page": str(front_of("fr").pk), "alias": ""}
    admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copied)
    assert [each.get_parent().pk for each in CuratedFront.objects.all()] == [front_of("en").pk]


def test_the_screen_of_fronts_names_every_front_and_begins_one() -> None:
    section = Section.objects.create()
    SectionName.objects.create(section=section, language="fr", name="Monde", slug="monde")
    chief = logged_in("desk chief", "fr")
    shown = chief.get(reverse("newsroom_fronts")).content.decode()
    assert "Monde" in shown
    assert "The newest, of its own accord" in shown
    answer = chief.post(reverse("newsroom_arrange", args=["fr", "section", section.pk]))
    page = CuratedFront.objects.get()
    assert answer.headers["Location"] == edit(page)
    assert (page.section, page.live, page.tag) == (section, False, "fr")
    assert chief.get(reverse("newsroom_fronts") + "?desk=en").status_code == 302


def said(page: CuratedFront) -> list[str]:
    """What is needed, without the marks that keep headlines apart."""
    return [each.words.replace("\u2068", "").replace("\u2069", "") for each in needs(newest_draft(page))]


def test_the_form_says_what_is_needed_and_publishes_all_the_same(house: House, tmp_path: Path) -> None:
    long = published(title="A headline that goes on " + "and on " * 12)
    secret, french = draft(title="Not out yet"), published("fr", "L’Otan se réunit")
    follow(house, tmp_path)
    page = put_front(front(picked(long, secret, french), picked(long, layout="lead"), Slot(layout="list")))
    words = said(page)
    assert [each for each in words if "has no picture" in each]
    assert [each for each in words if "is long at this size: 107 columns, 75 stand well" in each]
    assert "“Not out yet” is not published, so it is left out until it is." in words
    assert [each for each in words if "is not published in English" in each]
    assert [each for each in words if "stands in another slot" in each]
    assert [each for each in words if "3 stories on; it has 1" in each]
    assert [each for each in words if each.startswith("Nothing stands here")]
    assert page.live


def test_ideographs_take_two_columns(house: House, tmp_path: Path) -> None:
    story = published("zh-Hans", "北约" * 23)
    follow(house, tmp_path)
    page = put_front(front(picked(story, layout="lead"), tag="zh-Hans"))
    assert [each for each in said(page) if "92 columns, 90 stand well" in each]


def test_needs_stand_in_the_form_beside_the_id_of_their_slot(
    admin_client: Client, house: House, tmp_path: Path
) -> None:
    follow(house, tmp_path)
    page = put_front(front(Slot(layout="list")))
    shown = admin_client.get(edit(page)).content.decode()
    assert f'<li data-slot="{newest_draft(page).slots[0].id}">' in shown
    assert "It can be published all the same." in shown


def test_no_site_to_ask_is_no_reason_to_remark_on_anything(settings: Any, tmp_path: Path) -> None:
    settings.DATELINE_PRESS_FILE = str(tmp_path / "none.sqlite")
    assert needs(newest_draft(put_front(front(Slot(layout="list"))))) == []
