"""The base of every page that readers can see: where ``live`` or ``live_revision`` changes, the record is written.

Wagtail's views build their actions directly and its signals fire for revisions that are only scheduled, so
``save()`` is the one place that every route comes through (fine print 1).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import Page

from dateline.edition.codec import encode
from dateline.edition.values import Value
from dateline.newsroom import record
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.tags import tag_of

STATE = {"live", "live_revision"}


class RecordedPage(Page):
    """Publish and withdraw with the row, in one transaction. Pages start as drafts."""

    search_auto_update = False
    recorded_fields: frozenset[str] = frozenset({"title", "slug"})

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._state.adding and "live" not in kwargs and not args:
            self.live = False

    @property
    def tag(self) -> str:
        """The BCP 47 tag of its language."""
        return tag_of(self.locale.language_code)

    @property
    def key(self) -> str:
        """Its key in the record."""
        raise NotImplementedError

    def value(self) -> Value:
        """What readers get of it as it stands in memory; raises Refusal."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Called before a version goes out, to settle what the version says about itself; raises Refusal."""

    def publish_value(self) -> None:
        """Record the version that goes out, with what it takes along."""
        record.post(self.value())

    def withdraw(self) -> None:
        """Record that readers no longer get it; called where the record shows it published."""
        raise NotImplementedError

    @property
    def is_published(self) -> bool:
        """Whether the record shows it to readers."""
        raise NotImplementedError

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Write the row, and what that means to readers into the record, both or neither."""
        fields = kwargs.get("update_fields")
        with transaction.atomic():
            self._check_place()
            going_out = self._goes_out(fields)
            if going_out:
                self.prepare()
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            if going_out:
                self.publish_value()
            else:
                self.reconcile(complete=fields is None or bool(self.recorded_fields & set(fields)))
        return result

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail does, or not at all: a version that is refused leaves the schedule of another as it was."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def reconcile(self, *, complete: bool = True) -> None:
        """After a save that published nothing: withdraw what is not live now, refuse live text that changed unrecorded.

        ``complete`` says that the object in memory is what its row now says.
        """
        if not self.live:
            if self.is_published:
                self.withdraw()
        elif complete and encode(self.value()) != encode(record.newest(self.key)):
            raise Refusal(gettext("A published text changes by publishing a new version of it, never in place."))

    def check_new(self) -> None:
        """Called before a new page's row is made; raises Refusal where it may not stand."""

    def _check_place(self) -> None:
        if self.alias_of_id:
            raise Refusal(
                gettext("There are no aliases here: every edition has words of its own. Translate or copy it.")
            )
        if self._state.adding:
            self.check_new()

    def _goes_out(self, fields: Any) -> bool:
        if not self.live or (fields is not None and not STATE & set(fields)):
            return False
        if self._state.adding:
            raise Refusal(
                gettext("A page starts as a draft: make it, then publish it. Copies cannot be published along.")
            )
        rows = type(self)._base_manager.select_for_update(of=("self",))
        before = rows.filter(pk=self.pk).values_list("live", "live_revision_id").get()
        if before == (True, self.live_revision_id):
            return False
        revision = self.live_revision
        if revision is None or str(revision.object_id) != str(self.pk):
            raise Refusal(gettext("A page is published through a revision of its own."))
        return True
