"""The notice of an embargo, where the story is worked on: at the head of its form and wherever else it is included."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from dateline.newsroom import embargo


class EmbargoNotice(Panel):
    """Stands above the fields while the story is under embargo."""

    class BoundPanel(Panel.BoundPanel):
        """Of the edition whose form it is."""

        template_name = "newsroom/embargo/panel.html"

        def is_shown(self) -> bool:
            """While one is in force; a story that is not begun yet has none."""
            return self.instance.pk is not None and embargo.in_force(self.instance.translation_key) is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            """The embargo and the edition from whose form it is looked at."""
            context = super().get_context_data(parent_context)
            return context | {"embargo": embargo.in_force(self.instance.translation_key), "page": self.instance}
