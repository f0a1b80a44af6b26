"""What a newsroom transaction has to say to the record, kept on its connection until the commit.

Django has no hook before a commit, so our database backends take this class in: the postings of one
outermost transaction become one batch, appended as that transaction's last act (fine print 2).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.transaction import TransactionManagementError
from django.utils import timezone

from dateline.record.append import append
from dateline.record.entry import Posting

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper as Base
else:
    Base = object


class RecordsOnCommit(Base):
    """A mixin for Django's DatabaseWrapper. A savepoint rolled back takes the postings made inside it along."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pending: list[tuple[set[str | None], Posting]] = []

    def post(self, posting: Posting) -> None:
        """Have ``posting`` appended when the transaction commits; refused outside a transaction."""
        if not self.in_atomic_block:
            raise TransactionManagementError("the record is written inside a transaction: wrap this in atomic()")
        self._pending.append((set(self.savepoint_ids), posting))

    def pending(self) -> list[Posting]:
        """What has been posted and not yet committed, oldest first."""
        return [posting for _, posting in self._pending]

    def keep_last(self, keys: Collection[str]) -> None:
        """Of what was posted under each of these keys, keep what was posted last: the rest was never anybody's."""
        last = {posting.key: posting for _, posting in self._pending}
        self._pending = [each for each in self._pending if each[1].key not in keys or each[1] is last[each[1].key]]

    def _append_pending(self) -> None:
        postings, self._pending = self.pending(), []
        if postings:
            with self.cursor() as cursor:
                append(cursor, postings, now=timezone.now(), row_locks=self.vendor == "postgresql")

    def commit(self) -> None:
        """Append, then commit; where appending fails nothing is committed."""
        try:
            self._append_pending()
        except BaseException:
            self.rollback()
            raise
        super().commit()

    def rollback(self) -> None:
        """Roll back, and forget what was posted."""
        self._pending = []
        super().rollback()

    def close(self) -> None:
        """Close, and forget what was posted."""
        self._pending = []
        super().close()

    def savepoint_rollback(self, sid: str) -> None:
        """Roll back to a savepoint, and forget what was posted after it."""
        super().savepoint_rollback(sid)
        self._pending = [(sids, posting) for sids, posting in self._pending if sid not in sids]

    def savepoint_commit(self, sid: str) -> None:
        """Release a savepoint; inside a test case's own transaction this is what a commit would be elsewhere."""
        if self.atomic_blocks and all(getattr(block, "_from_testcase", False) for block in self.atomic_blocks):
            self._append_pending()
        super().savepoint_commit(sid)
