"""The record is written as a transaction's last act: one batch, or nothing (fine print 2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from dateline.edition.values import Redirect
from dateline.newsroom import guard, record
from dateline.record.follow import entries
from dateline.record.verify import verify

pytestmark = pytest.mark.newsroom
MIGRATIONS = Path(guard.__file__).parent / "migrations"


def moved(name: str) -> Redirect:
    return Redirect(path=f"/en/{name}", target="/en/there")


def fail_after(*names: str) -> None:
    """Post each name in a transaction of its own inside the one before, then fail."""
    with transaction.atomic():
        record.post(moved(names[0]))
        if names[1:]:
            with transaction.atomic():
                record.post(moved(names[1]))
        raise RuntimeError


def post_with_a_row() -> None:
    with transaction.atomic():
        record.post(moved("a"))
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO newsroom_redirect (path, target) VALUES ('/en/x', '/en/y')")


def batches() -> dict[str, int]:
    with record.cursor() as cursor:
        cursor.execute("SELECT key, batch FROM record_entry WHERE key LIKE %s", ["redirect/%"])
        return {key.rpartition("/")[2]: batch for key, batch in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_one_transaction_is_one_batch_written_at_commit() -> None:
    with transaction.atomic():
        record.post(moved("a"))
        with transaction.atomic():
            record.post(moved("b"))
        assert batches() == {}
    with transaction.atomic():
        record.post(moved("c"))
    found = batches()
    assert found["a"] == found["b"] != found["c"]


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_rolled_back_takes_its_postings_along() -> None:
    with transaction.atomic():
        record.post(moved("a"))
        with pytest.raises(RuntimeError):
            fail_after("b", "c")
    assert set(batches()) == {"a"}


@pytest.mark.django_db(transaction=True)
def test_a_transaction_rolled_back_records_nothing_and_leaves_nothing_behind() -> None:
    with pytest.raises(RuntimeError):
        fail_after("a")
    with transaction.atomic():
        record.post(moved("b"))
    assert set(batches()) == {"b"}


@pytest.mark.django_db(transaction=True)
def test_where_the_record_cannot_be_written_the_transaction_does_not_commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_head")
    try:
        with pytest.raises(LookupError, match="no head row"):
            post_with_a_row()
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM newsroom_redirect")
            assert cursor.fetchone() == (0,)
        assert not connection.in_atomic_block
    finally:
        with connection.cursor() as cursor:
            guard.lay(cursor, connection.vendor)


@pytest.mark.django_db(transaction=True)
def test_posting_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError, match="atomic"):
        record.post(moved("a"))


@pytest.mark.django_db
def test_saying_again_what_was_just_said_adds_nothing() -> None:
    for _ in range(2):
        with transaction.atomic():
            record.post(moved("a"))
            record.post(moved("a"))
    with record.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM record_entry WHERE key = 'redirect/en/a'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record_entry",
        "UPDATE record_entry SET key = 'x'",
        "UPDATE record_entry SET digest = 'x'",
        "UPDATE record_entry SET payload = salt",
        "UPDATE record_entry SET seq = seq + 1000000",
    ],
)
def test_the_database_itself_refuses_to_change_the_past(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_a_payload_may_be_erased_and_the_chain_still_verifies() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET payload = NULL, salt = NULL WHERE seq = 2")
        verdict = verify(entries(cursor))
    assert verdict.problems == ()
    assert verdict.erased == 1


@pytest.mark.django_db
def test_what_the_desks_recorded_is_a_whole_chain() -> None:
    with record.cursor() as cursor:
        verdict = verify(entries(cursor))
    assert verdict.problems == ()
    assert verdict.entries >= 26


@pytest.mark.django_db
def test_models_and_migrations_agree_and_no_migration_mentions_a_block(capsys: Any) -> None:
    call_command("makemigrations", "newsroom", "--check", "--dry-run")
    assert "No changes" in capsys.readouterr().out
    assert "Block" not in "".join(path.read_text() for path in MIGRATIONS.glob("*.py"))
