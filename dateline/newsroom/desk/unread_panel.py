"""What stands in a translation's form: the way to translation help, and what nobody has read yet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from dateline.newsroom import unread
from dateline.newsroom.standings import draft_value


class TranslationHelpPanel(Panel):
    """In a translation's form: the way to the help, and what is unread by name."""

    class BoundPanel(Panel.BoundPanel):
        """What the draft says of itself as it was opened."""

        template_name = "newsroom/translation_help_panel.html"

        def is_shown(self) -> bool:
            """In translations that stand already."""
            return bool(self.instance.pk and self.instance.derived_from)

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The address of the help, and the unread parts in words."""
            context = super().get_context_data(parent_context)
            found = unread.unread(self.instance)
            places = unread.places_of(draft_value(self.instance), found) if found else {}
            address = reverse("newsroom_translation_help", args=[self.instance.pk])
            return context | {"address": address, "unread": list(places.values())}
