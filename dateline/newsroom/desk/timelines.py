"""Screens of the events of timelines: every desk that publishes keeps them, and none takes away another's text."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from dateline.newsroom.models.event import Event
from dateline.newsroom.permissions import Action, may


class Timelines(ModelPermissionPolicy):
    """What the table says of timelines; an event goes by the hand of whoever keeps the texts of all its languages."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there is a language whose texts this person keeps."""
        return may(user, Action.TIMELINES)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Event) -> bool:
        """To delete it: whether they keep all of its texts."""
        if action == "delete":
            return self.user_has_permission(user, action) and _keeps_all(user, instance)
        return self.user_has_permission(user, action)


class EventDelete(snippets.DeleteView):
    """Wagtail asks what one may do with some event: this asks about the one it shows."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The one asked for; PermissionDenied where another desk tells it too."""
        found = super().get_object(*args, **kwargs)
        if not _keeps_all(self.request.user, found):
            raise PermissionDenied
        return found


def _keeps_all(user: Any, event: Event) -> bool:
    return all(may(user, Action.TIMELINES, tag) for tag in event.desks)
