"""A newsroom for tests: desks of all languages laid once, editions and people made in one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from dateline.newsroom import typos
from dateline.newsroom.actions.fill import front_of
from dateline.newsroom.actions.typo import only_a_typo
from dateline.newsroom.models import EditionPage
from dateline.newsroom.roles import group_of
from dateline.newsroom.versions import last_edition
from tests.rooms.newsroom.template import lay

PARAGRAPHS = '<p data-block-key="aaaaa">First.</p><p data-block-key="bbbbb">Second.</p>'
PASSWORD = "a long enough password"
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """Every desk stands before the first test; people are made by the hundred, so passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    with django_db_blocker.unblock():
        lay(pytestconfig.cache.mkdir("newsroom"))
    yield
    with django_db_blocker.unblock():
        connection.close()


def draft(tag: str = "en", title: str = "NATO meets", body: str = PARAGRAPHS, **fields: Any) -> EditionPage:
    """A saved draft under the front of its language."""
    front = front_of(tag)
    page = EditionPage(title=title, locale=front.locale, body=[("text", body)], **fields)
    front.add_child(instance=page)
    page.save_revision()
    return fresh(page)


def published(tag: str = "en", title: str = "NATO meets", **fields: Any) -> EditionPage:
    """A published edition."""
    page = draft(tag, title, **fields)
    page.get_latest_revision().publish()
    return fresh(page)


def again(page: EditionPage, kind: str, note: str = "", **changes: Any) -> EditionPage:
    """Publish a new version with these fields changed; what changes more than a typo is confirmed to be one."""
    page = fresh(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.publish_kind, page.publish_note = kind, note
    saved = page.save_revision()
    if typos.unconfirmed(page, last_edition(page.key)):
        saved = only_a_typo(page, user=None)
    saved.publish()
    return fresh(page)


def fresh(page: EditionPage) -> EditionPage:
    """The row as it stands."""
    row: EditionPage = EditionPage.objects.get(pk=page.pk)
    return row


def person(role: str, tag: str = "fr", name: str = "") -> Any:
    """An account with a role at a desk; an empty tag is all desks."""
    user = get_user_model()._default_manager.create_user(username=name or f"{role}-{tag}", password=PASSWORD)
    user.groups.add(group_of(role, tag))
    return user
