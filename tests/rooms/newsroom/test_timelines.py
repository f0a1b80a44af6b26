"""Events of timelines: saving one publishes it in every language; a desk changes its own text; what is told stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from msgspec import UNSET

from dateline.edition import timeline, values
from dateline.edition.timeline import EventDate, EventText
from dateline.newsroom import record
from dateline.newsroom.check import differences
from dateline.newsroom.models import Dossier, DossierName, Event, EventStory, Person, PersonName
from dateline.newsroom.models import EventText as Told
from dateline.newsroom.refusal import Refusal
from tests.rooms.newsroom.house import draft, person, published
from tests.rooms.newsroom.test_shared_things import picture

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
ADD, EDIT, DELETE = (f"wagtailsnippets_newsroom_event:{each}" for each in ("add", "edit", "delete"))


def dossier(**fields: Any) -> Dossier:
    made = Dossier(**fields)
    made.names = [DossierName(language="en", name="Nato and Russia", slug="nato-russia")]
    made.save()
    return made


def event(*tags: str, on: Dossier | None = None, **fields: Any) -> Event:
    made = Event(**{"date": "1997-05-27", **fields})
    made.names = [Told(language=tag, name=f"Signed {tag}") for tag in tags or ("en",)]
    made.dossiers = [on or dossier()]
    made.save()
    return made


def form(on: Dossier, texts: dict[str, str], rows: dict[str, int] | None = None, **fields: Any) -> dict[str, Any]:
    """The whole form of an event, as its screen posts it; ``rows`` are the keys of the texts that stand already."""
    known = rows or {}
    data: dict[str, Any] = {"date": "1997-05-27", "dossiers": [on.pk], "people": []}
    data |= {"names-TOTAL_FORMS": len(texts), "names-INITIAL_FORMS": len(known), "names-MIN_NUM_FORMS": 1}
    data |= {"names-MAX_NUM_FORMS": 1000, "stories-TOTAL_FORMS": 0, "stories-INITIAL_FORMS": 0}
    data |= {"stories-MIN_NUM_FORMS": 0, "stories-MAX_NUM_FORMS": 1000}
    for place, (tag, name) in enumerate(texts.items()):
        row = {"language": tag, "name": name, "text": "", "ORDER": place + 1, "DELETE": "", "id": known.get(tag, "")}
        data |= {f"names-{place}-{field}": value for field, value in row.items()}
    return data | fields


def chief(tag: str) -> Client:
    client = Client()
    client.force_login(person("desk chief", tag, f"chief-{tag or 'all'}"))
    return client


def newest(made: Event) -> timeline.Event:
    found = record.newest(made.key)
    assert isinstance(found, timeline.Event)
    return found


def test_an_event_made_on_its_screen_is_recorded_in_every_language_that_tells_it(admin_client: Client) -> None:
    on, told = dossier(), published("en", "Talks resume")
    story = {"stories-TOTAL_FORMS": 1, "stories-0-page": told.pk, "stories-0-ORDER": 1, "stories-0-id": ""}
    texts = {"en": "Founding Act signed", "fr": "Signature de l’Acte fondateur"}
    admin_client.post(reverse(ADD), form(on, texts, date="1997-05~", **story))
    found = newest(Event.objects.get())
    assert found.date == EventDate("1997-05~")
    assert found.texts == {tag: EventText(name) for tag, name in texts.items()}
    assert (found.dossiers, found.stories) == ((on.uuid,), (told.translation_key,))
    assert differences() == []


@pytest.mark.parametrize("date", ["May 1997", "1997-02-30", "1997-05-27T08:22"])
def test_what_is_no_date_is_refused_in_words_and_nothing_is_lost(admin_client: Client, date: str) -> None:
    answer = admin_client.post(reverse(ADD), form(dossier(), {"en": "Founding Act signed"}, date=date))
    shown = answer.content.decode()
    assert "Write as much of the date as is known: 1997, 1997-05" in shown
    assert "Founding Act signed" in shown
    assert not Event.objects.exists()


def test_a_desk_changes_its_own_text_and_the_date_for_all(admin_client: Client) -> None:
    made = event("en", "fr")
    rows = {row.language: row.pk for row in made.names.all()}
    texts = {"en": "Signed en", "fr": "Signé"}
    chief("fr").post(reverse(EDIT, args=[made.pk]), form(made.dossiers.get(), texts, rows, date="1997-05"))
    found = newest(made)
    assert (str(found.date), found.texts["fr"].title) == ("1997-05", "Signé")


@pytest.mark.parametrize("change", [{"names-0-name": "Changed"}, {"names-0-DELETE": "1"}, {"names-0-language": "fa"}])
def test_a_desk_does_not_touch_the_text_of_another(change: dict[str, str]) -> None:
    made = event("en", "fr")
    rows = {row.language: row.pk for row in made.names.all()}
    data = form(made.dossiers.get(), {"en": "Signed en", "fr": "Signé"}, rows, **change)
    answer = chief("fr").post(reverse(EDIT, args=[made.pk]), data)
    assert "Only the desk of a language changes its text" in answer.content.decode()
    assert {tag: text.title for tag, text in newest(made).texts.items()} == {"en": "Signed en", "fr": "Signed fr"}


def test_an_event_that_another_desk_tells_too_is_not_deleted_by_one() -> None:
    shared = event("en", "fr")
    own = event("fr", on=shared.dossiers.get())
    client = chief("fr")
    for made in (shared, own):
        client.post(reverse(DELETE, args=[made.pk]))
    assert [each.pk for each in Event.objects.all()] == [shared.pk]
    assert record.newest(f"event/{own.uuid}") == values.Removed(f"event/{own.uuid}")
    assert differences() == []


def test_a_dossier_or_person_of_a_timeline_is_not_deleted() -> None:
    who = Person()
    who.names = [PersonName(language="en", name="Javier Solana")]
    who.save()
    made = event()
    made.people = [who]
    made.save()
    assert newest(made).people == (who.uuid,)
    for thing in (who, made.dossiers.get()):
        with pytest.raises(Refusal, match="stands in 1 event of a timeline"), transaction.atomic():
            thing.delete()


def test_a_story_and_a_lead_stay_where_the_edition_they_were_chosen_by_is_deleted() -> None:
    page = draft("en", "Explained")
    story = page.translation_key
    on = dossier(lead=page)
    made = event(on=on)
    made.stories = [EventStory(page=page)]
    made.save()
    page.delete()
    again = Event.objects.get()
    assert again.value().stories == newest(again).stories == (story,)
    assert Dossier.objects.get().value().lead == story
    assert differences() == []


def test_a_dossier_has_an_order_and_a_picture_of_its_own_in_a_language() -> None:
    shown = picture()
    made = dossier(oldest_first=True)
    made.names = [DossierName(language="en", name="Nato and Russia", slug="nato-russia", picture=shown)]
    made.save()
    found = record.newest(made.key)
    assert isinstance(found, values.Dossier)
    assert (found.order, found.names["en"].picture, found.lead) == ("oldest", shown.uuid, UNSET)
    assert record.newest(shown.key) is not None
