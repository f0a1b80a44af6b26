"""Pages that the trash keeps: whichever way an edition or a standing page is deleted, it can be brought back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from dateline.newsroom.actions.trash import throw_away
from dateline.newsroom.models.recorded import RecordedPage
from dateline.newsroom.refusal import Refusal

IN_TRASH = 2  # the depth there; pages of readers stand one deeper, under the front of their language


class KeptPages(PageQuerySet):
    """Deleting these puts them into the trash. Wagtail's screens, bulk action and API all end here."""

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Throw away what does not lie in the trash yet; how many, as Django counts deletions."""
        pages = [page for page in self if not page.in_trash]
        for page in pages:
            throw_away(page, user=get_active_log_context().user)
        return len(pages), {self.model._meta.label: len(pages)} if pages else {}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def delete_for_good(self) -> None:
        """Delete rows, revisions, comments and all; what was published stays in the record."""
        super().delete()


class KeptPage(RecordedPage):
    """Base of what stands under a front."""

    objects = PageManager.from_queryset(KeptPages)()

    class Meta:
        abstract = True

    @property
    def in_trash(self) -> bool:
        """Whether it lies in the trash."""
        return bool(self.depth == IN_TRASH)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Nobody writes in the trash: not an import that brings a newer text either."""
        self.check_kept()
        return super().save_revision(*args, **kwargs)

    def _goes_out(self, fields: Any) -> bool:
        going_out = super()._goes_out(fields)
        if going_out:
            self.check_kept()
        return going_out

    def check_kept(self) -> None:
        """Refuse work on what lies in the trash."""
        if self.in_trash:
            words = _("“%(headline)s” is in the trash. Bring it back from there first.")
            raise Refusal(words % {"headline": self.title})
