"""The PostgreSQL backend: Django's, with the record appended as each transaction's last act."""

from __future__ import annotations

from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper

from dateline.newsroom.pending import RecordsOnCommit


class DatabaseWrapper(RecordsOnCommit, DjangoWrapper):
    """Django's wrapper; the head row's lock orders commits."""
