"""What a person may do with a page, as the table says it; every screen of Wagtail's asks here before it acts."""

from __future__ import annotations

from wagtail.models import PagePermissionTester

from dateline.newsroom.models.board import Assignment
from dateline.newsroom.permissions import Action, may
from dateline.newsroom.tags import tag_of


class EditionRights(PagePermissionTester):
    """Wagtail's own answer, narrowed by the table where Wagtail knows fewer verbs than we do."""

    def _may(self, action: Action) -> bool:
        return may(self.user, action, tag_of(self.page.locale.language_code))

    @property
    def _kept(self) -> bool:
        """Whether it stands at its desk; what lies in the trash is worked on by nobody, superusers included."""
        return not getattr(self.page, "in_trash", False)

    @property
    def _given(self) -> bool:
        to_them = Assignment.objects.filter(person=self.user.pk, wanted=True, done=None)
        here = to_them.filter(story=self.page.translation_key, language=tag_of(self.page.locale.language_code))
        return self._may(Action.WRITE) and here.exists()

    def can_edit(self) -> bool:
        """As Wagtail says; and what was given to somebody who may write there is theirs to edit."""
        return bool(self._kept and (super().can_edit() or self._given))

    def can_publish(self) -> bool:
        """As Wagtail says."""
        return bool(self._kept and super().can_publish())

    def can_move(self) -> bool:
        """As Wagtail says."""
        return bool(self._kept and super().can_move())

    def can_copy(self) -> bool:
        """As Wagtail says."""
        return bool(self._kept and super().can_copy())

    def can_unpublish(self) -> bool:
        """Unpublishing is an action of its own."""
        return super().can_unpublish() and self._may(Action.UNPUBLISH)

    def can_unschedule(self) -> bool:
        """So is scheduling."""
        return super().can_unschedule() and self._may(Action.SCHEDULE)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """One's own unpublished drafts, where one may write; others' and published ones with a right of its own."""
        if not (self._kept and super().can_delete(ignore_bulk)):
            return False
        own = self.page.owner_id == self.user.pk and not self.page.live
        return own or self._may(Action.DELETE)

    def can_submit_for_moderation(self) -> bool:
        """Submitting is for those who write."""
        return super().can_submit_for_moderation() and self._may(Action.SUBMIT)

    def can_set_view_restrictions(self) -> bool:
        """Readers need no password: what must not be read is not published."""
        return False


class FrontRights(EditionRights):
    """A front is edited and published by those who may that; writing under it is another matter."""

    def can_edit(self) -> bool:
        """Edit its name and tagline."""
        return super().can_edit() and self._may(Action.FRONTS)

    def can_publish(self) -> bool:
        """Bring its language on line."""
        return super().can_publish() and self._may(Action.FRONTS)

    def can_unpublish(self) -> bool:
        """Take its language off line."""
        return super().can_unpublish() and self._may(Action.FRONTS)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Fronts come and go with the languages of the house."""
        return bool(self.user.is_superuser) and super().can_delete(ignore_bulk)

    def can_lock(self) -> bool:
        """Lock it against others' edits."""
        return super().can_lock() and self._may(Action.FRONTS)


class CuratedRights(FrontRights):
    """An arrangement stays where it is; whoever may arrange the front may drop one that readers do not see."""

    def can_move(self) -> bool:
        """It is about its own front."""
        return False

    def can_copy(self) -> bool:
        """A front has one."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Once it is unpublished, so that nobody takes a front apart by a slip."""
        return not self.page.live and self._may(Action.FRONTS)
