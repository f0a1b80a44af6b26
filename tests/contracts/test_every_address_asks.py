"""Every address of the newsroom lets in whom the table lets in, at the own desk and at another, and nobody else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom.accounts.inviting import Invitee, invite
from dateline.newsroom.accounts.leaving import deactivate
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.preview_links import give_link
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.actions.trash import throw_away
from dateline.newsroom.intake import take_in
from dateline.newsroom.models import (
    Dossier,
    Event,
    EventText,
    HouseFace,
    ImportItem,
    Navigation,
    Organisation,
    Person,
    Place,
    Receipt,
    Recording,
    Redirect,
    Release,
    Section,
    StoryTemplate,
)
from dateline.newsroom.models.receipt import KILL, REDACTION
from dateline.newsroom.permissions import ALL_DESKS, TABLE, Action, Reach, Role, allows
from dateline.newsroom.roles import group_of
from dateline.wires.draft import Draft
from tests.contracts.addresses import Address, addresses
from tests.rooms.newsroom.house import fresh, person, published
from tests.rooms.newsroom.test_desk_screens import picture

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
OWN, OTHER = "fr", "fa"
OPEN, ANYONE, HELD, CLOSED = "open", "anyone", "held", "closed"


class Need(msgspec.Struct, frozen=True):
    """See the head of addresses.toml."""

    action: str
    addresses: tuple[str, ...]
    about: str = ""
    method: str = "get"

    def lets_in(self, role: Role, desk: str, language: str) -> bool:
        """Whether a role at a desk gets what it asks for, about an edition in ``language``."""
        if self.action in {OPEN, ANYONE}:
            return True
        if self.action == CLOSED:
            return False
        asked = {"": None, "edition": language, "another": desk}[self.about]
        if self.about == "another" and desk == language:
            return False  # the story has its edition there already
        return allows(role, desk, Action(self.action), asked)


TABLE_FILE = Path(__file__).with_name("addresses.toml")
NEEDS = msgspec.convert(tomllib.loads(TABLE_FILE.read_text(encoding="utf-8"))["need"], tuple[Need, ...])
BY_NAME = {name: need for need in NEEDS for name in need.addresses}


def test_every_address_stands_in_the_table_once_and_no_other() -> None:
    named = [name for need in NEEDS for name in need.addresses]
    assert sorted(named) == sorted(set(named))
    assert {each.name for each in addresses()} == set(named), f"say in {TABLE_FILE.name} what each new address needs"


@pytest.fixture
def known() -> dict[str, dict[str, Any]]:
    """For each language, what addresses are about: a translated edition in review, a picture, shared things."""
    return {tag: _about(tag) for tag in (OWN, OTHER)}


def _about(tag: str) -> dict[str, Any]:
    page = translate(published("en", f"Source for {tag}"), tag)
    page.get_latest_revision().publish()
    page = fresh(page)
    workflow = page.get_workflow().start(page, None)
    shown, somebody = picture(), person("reporter", tag, f"somebody-{tag}")
    front, roles = front_of(tag), [group_of("reporter", tag)]
    guest = Invitee(first_name="A", last_name="Guest", email=f"{tag}@news.example", language="en", groups=roles)
    invited = invite(guest, by=somebody).person
    left = person("reporter", tag, f"left-{tag}")
    deactivate(left, by=somebody, hand_to=None)
    batch = take_in([Draft(language=tag, headline=f"Imported into {tag}")], source="ninjs: test")
    return {
        "page_id": page.pk, "page_to_move_id": page.pk, "page_pk": page.pk, "object_id": page.pk,
        "parent_page_id": front.pk, "destination_id": front.pk,
        "revision_id": page.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest",
        "task_state_id": workflow.current_task_state_id, "task_id": workflow.current_task_state.task_id,
        "workflow_state_id": workflow.pk, "workflow_pk": workflow.workflow_id, "action_name": "approve",
        "content_type_app_name": "newsroom", "content_type_model_name": "editionpage",
        "app_label": "newsroom", "model_name": "editionpage", "app_name": "taggit", "action": "delete",
        "image_id": shown.pk, "filter_spec": "original", "path": "none.png", "uidb64": "x", "token": "x",
        "document_id": 1, "doc_id": 1, "collection_id": 1, "uploaded_file_id": 1, "story_id": page.translation_key,
        "session_id": 1, "receipt_id": _receipt(KILL, page), "redaction_id": _receipt(REDACTION, page),
        "batch_id": batch.id, "item_id": ImportItem.objects.get(batch=batch.id).pk, "kind": "opening", "about": 0,
        "language": tag, "template_id": StoryTemplate.objects.create(language=tag, name="News").pk,
        "invited": invited.pk, "entry_id": throw_away(published(tag, f"Thrown away in {tag}")).pk,
        "release_id": Release.objects.create(name=tag, instant=timezone.now() + timedelta(days=1)).pk,
        "link_id": give_link(page, whom="A lawyer", lasts=timedelta(hours=1), user=somebody)[1].pk, "name": "none.webp",
        "people": {"newsroom_person": invited.pk, "newsroom_reactivate": left.pk},
        "of": {
            "api:pages": page.pk, "compare": page.pk, "image": shown.pk, "users_users": somebody.pk,
            "users_groups": group_of("reporter", tag).pk, "workflows:": workflow.workflow_id,
            "_section": Section.objects.create(order=1).pk, "_dossier": Dossier.objects.create().pk,
            "_person": Person.objects.create().pk, "_place": Place.objects.create().pk,
            "_organisation": Organisation.objects.create().pk,
            "_houseface": HouseFace.objects.create(language=tag).pk, "_recording": _recording().pk,
            "_event": _event(tag).pk, "_navigation": Navigation.objects.create(language=tag).pk,
            "_redirect": Redirect.objects.create(path=f"/{tag}/old", target=f"/{tag}/new").pk,
        },
    }  # fmt: skip


def _receipt(kind: str, page: Any) -> Any:
    return Receipt.objects.create(kind=kind, story=page.translation_key).pk


def _event(tag: str) -> Event:
    """One that its own desk alone tells."""
    made = Event(date="1997")
    made.names = [EventText(language=tag, name="Signed")]
    made.save()
    return made


def _recording() -> Recording:
    """A row alone: what its file is, nobody asks here."""
    (made,) = Recording.objects.bulk_create([Recording(title="Geneva", file="none.mp3", sort="audio")])
    row: Recording = made
    return row


def _filled(address: Address, known: dict[str, Any]) -> str:
    own = known["invited"] if address.name.startswith("newsroom_") else 1
    people = {part: pk for part, pk in known["people"].items() if address.name.startswith(part)}
    key = next((pk for part, pk in {**people, **known["of"]}.items() if part in address.name), own)
    action = {"action_name": "publish"} if "api:pages" in address.name else {}
    return address.url({**known, "pk": key, **action})


def _let_in(client: Client, address: Address, need: Need, url: str) -> bool:
    """Whether the address answered with more than “you may not”; whatever it did is taken back."""
    with transaction.atomic():
        if need.method == "get":
            answer = client.get(url)
        else:
            answer = client.post(url, headers={"X-Requested-With": "XMLHttpRequest"})
        transaction.set_rollback(True)
    home, login = reverse("wagtailadmin_home"), reverse("wagtailadmin_login")
    turned_away = answer.headers.get("Location", "").split("?")[0] in {home, login}
    # Imports of another desk, and what the admin's API may not touch, are not there for whoever asks.
    unseen = answer.status_code == 404 and (need.method == "post" or need.action == Action.IMPORT)
    return not (answer.status_code == 403 or turned_away or unseen)


def _wrong(desk: str, language: str, known: dict[str, Any], needs: set[str]) -> list[str]:
    """What each role was refused or let in against the table; in one test: what it asks about takes long to make."""
    return [wrong for role in Role for wrong in _wrong_for(role, desk, language, known, needs)]


def _wrong_for(role: Role, desk: str, language: str, known: dict[str, Any], needs: set[str]) -> Iterator[str]:
    client = Client(raise_request_exception=False)
    client.force_login(person(role, desk, f"{role}-{desk}-{language}"))
    for address in addresses():
        need = BY_NAME.get(address.name)
        if need and need.action in needs and address.name not in {"wagtailadmin_logout", "wagtailadmin_login"}:
            expected = need.lets_in(role, desk, language)
            if _let_in(client, address, need, _filled(address, known)) is not expected:
                yield f"{role} at {desk or 'all desks'}, {address.name}: {'refused' if expected else 'let in'}"


def test_each_role_at_one_desk_is_let_in_where_the_table_says(known: dict[str, dict[str, Any]]) -> None:
    everything = {need.action for need in NEEDS} - {HELD}
    assert _wrong(OWN, OWN, known[OWN], everything) == []


def test_each_role_at_one_desk_is_kept_out_of_another_language(known: dict[str, dict[str, Any]]) -> None:
    about_editions = {need.action for need in NEEDS if need.about}
    assert _wrong(OWN, OTHER, known[OTHER], about_editions) == []


def test_each_role_for_all_desks_reaches_what_all_languages_share(known: dict[str, dict[str, Any]]) -> None:
    house = {action.value for action, row in TABLE.items() if row.reach is Reach.HOUSE}
    assert _wrong(ALL_DESKS, OTHER, known[OTHER], house | {CLOSED}) == []


def test_without_logging_in_only_the_open_addresses_answer(known: dict[str, dict[str, Any]]) -> None:
    client = Client(raise_request_exception=False)
    asked = [each for each in addresses() if each.name in BY_NAME and BY_NAME[each.name].action not in {OPEN, HELD}]
    entered = [each.name for each in asked if _let_in(client, each, BY_NAME[each.name], _filled(each, known[OWN]))]
    assert entered == []


def test_a_superuser_reaches_what_is_closed(known: dict[str, dict[str, Any]]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model()._default_manager.create_superuser("root", "", "a long enough password"))
    for name in ("wagtailusers_groups:index", "wagtailadmin_workflows:index", "wagtaillocales:index"):
        assert client.get(reverse(name)).status_code == 200
