"""Every route by which a page is deleted puts it into the trash, and the record says that readers lost it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from dateline.edition.values import Withdrawn
from dateline.newsroom.check import differences
from dateline.newsroom.models import EditionPage, Trashed
from tests.contracts.test_every_route_writes_the_record import api, bulk, state, words
from tests.rooms.newsroom.house import again, fresh, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


@pytest.fixture
def chief(admin_client: Client) -> Iterator[Client]:
    """A superuser's browser; whatever a route did, rows and record agree afterwards."""
    yield admin_client
    assert differences() == []


def in_trash(page: EditionPage) -> bool:
    """Whether a page that readers had was withdrawn and lies in the trash, put there by somebody."""
    assert isinstance(state(page), Withdrawn)
    found = Trashed.objects.get(page=page.pk)
    return fresh(page).in_trash and not fresh(page).live and found.was_live and bool(found.who)


def test_deleting_a_page_withdraws_it_and_puts_it_into_the_trash(chief: Client) -> None:
    page = published()
    chief.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert in_trash(page)


def test_bulk_delete_withdraws_the_pages_and_puts_them_into_the_trash(chief: Client) -> None:
    pages = [published(title=f"Story {number}") for number in range(2)]
    answer = bulk(chief, "delete", *pages)
    assert all(in_trash(page) for page in pages)
    assert "2 editions are in the trash" in words(answer)


def test_the_admin_api_puts_into_the_trash_too(chief: Client) -> None:
    page = published()
    assert api(chief, page, "delete").status_code == 204
    assert in_trash(page)


def test_deleting_by_code_puts_into_the_trash_too(chief: Client) -> None:
    page, other = published(title="One"), published(title="Two")
    Page.objects.get(pk=page.pk).delete()
    EditionPage.objects.filter(pk=other.pk).delete()
    assert Trashed.objects.filter(page__in=[page.pk, other.pk], was_live=True).count() == 2
    assert isinstance(state(other), Withdrawn)


def test_what_comes_back_from_the_trash_is_a_draft_until_it_is_published_again(chief: Client) -> None:
    page = published()
    api(chief, page, "delete")
    assert in_trash(page)
    chief.post(reverse("newsroom_trash_restore", args=[Trashed.objects.get(page=page.pk).pk]))
    assert isinstance(state(page), Withdrawn)
    assert state(again(page, "update")).version == 2


def test_deleting_for_good_leaves_the_withdrawal_in_the_record(chief: Client) -> None:
    page = published()
    bulk(chief, "delete", page)
    chief.post(reverse("newsroom_trash_for_good", args=[Trashed.objects.get(page=page.pk).pk]))
    assert not EditionPage.objects.filter(pk=page.pk).exists()
    assert isinstance(state(page), Withdrawn)
