"""The postman: who is late with a correction is told by the worker itself, every five minutes and not every second."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from dateline.server.worker import REMINDING, Postman
from tests.rooms.newsroom.test_corrections import corrected, with_address

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]


def test_the_worker_reminds_whoever_is_late() -> None:
    with_address("desk chief")
    corrected("fr")
    postman = Postman(threading.Event())
    postman.round(timezone.now() + REMINDING - timedelta(minutes=1))
    assert mail.outbox == []
    postman.round(timezone.now() + timedelta(hours=5))
    assert [sent.to for sent in mail.outbox] == [["desk chief-fr@news.example"]]
    postman.round(timezone.now() + timedelta(hours=6))
    assert len(mail.outbox) == 1
