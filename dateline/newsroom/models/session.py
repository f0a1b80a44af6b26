"""Sessions, each with the account it is logged in to, so that all of one person's can be ended: the SESSION_ENGINE."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class AccountSession(AbstractBaseSession):
    """One browser that was let in; ``account_id`` is empty before the login is complete."""

    account_id = models.BigIntegerField(null=True, db_index=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that writes these rows."""
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database sessions over our own table."""

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        """Our table."""
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """The row to write, with the account that the session is logged in to."""
        row: Any = super().create_model_instance(data)
        said = data.get(SESSION_KEY)
        row.account_id = int(said) if said is not None else None
        made: AccountSession = row
        return made


def end_sessions(user: Any, *, but: str | None = None) -> int:
    """End every session of a person, except the one with the key ``but``. Returns how many were ended."""
    rows = AccountSession.objects.filter(account_id=user.pk)
    ended, _ = (rows.exclude(session_key=but) if but else rows).delete()
    return ended
